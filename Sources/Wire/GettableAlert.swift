package import Incidents

/// An alert as `GET /api/v2/alerts` shows it: what was posted, and what became of it.
package struct GettableAlert: Hashable, Sendable {
    package var alert: Alert
    /// The names of the receivers that its routes lead to.
    package var receivers: [String]
    package var state: State
    /// The ids of the silences that mute it.
    package var silencedBy: [String]
    /// The alerts that inhibit it.
    package var inhibitedBy: [Fingerprint]
    /// The names of the time intervals that mute its groups.
    package var mutedBy: [String]

    package enum State: String, Hashable, Sendable, CaseIterable {
        case unprocessed, active, suppressed
    }

    package init(
        alert: Alert, receivers: [String], state: State, silencedBy: [String] = [], inhibitedBy: [Fingerprint] = [],
        mutedBy: [String] = []
    ) {
        (self.alert, self.receivers, self.state) = (alert, receivers, state)
        (self.silencedBy, self.inhibitedBy, self.mutedBy) = (silencedBy, inhibitedBy, mutedBy)
    }
}

/// Writes arrays of alerts and of alert groups piece by piece, so that an answer never lies in memory as a whole.
///
/// Begin, append one after the other, ``take()`` whenever enough has gathered, end, take the rest.
package struct GettableAlertsEncoder: Sendable {
    private var writer: JSONWriter

    package init(reserving capacity: Int = 64 << 10) { writer = JSONWriter(reserving: capacity) }

    /// How many bytes wait to be taken.
    package var count: Int { writer.bytes.count }

    /// Begins the array.
    package mutating func begin() { writer.beginArray() }
    /// Ends the array, and the line.
    package mutating func end() {
        writer.endArray()
        writer.endLine()
    }
    /// Hands out what has gathered.
    package mutating func take() -> [UInt8] { writer.take() }

    /// Writes one alert.
    package mutating func append(_ alert: GettableAlert) { writer.gettableAlert(alert) }

    /// Begins a group of `GET /api/v2/alerts/groups`; its alerts follow, then ``endGroup()``.
    package mutating func beginGroup(labels: LabelSet, receiver: String) {
        writer.beginObject()
        writer.name("labels")
        writer.object(labels.pairs)
        writer.name("receiver")
        writer.receiver(receiver)
        writer.name("alerts")
        writer.beginArray()
    }

    /// Ends the group.
    package mutating func endGroup() {
        writer.endArray()
        writer.endObject()
    }
}

extension JSONWriter {
    /// An alert with every member that clients of Alertmanager require.
    mutating func gettableAlert(_ gettable: GettableAlert) {
        let alert = gettable.alert
        beginObject()
        name("annotations")
        object(alert.text.packed)
        name("endsAt")
        time(alert.endsAt)
        name("fingerprint")
        fingerprint(alert.fingerprint)
        name("receivers")
        receivers(gettable.receivers)
        name("startsAt")
        time(alert.startsAt)
        name("status")
        beginObject()
        name("inhibitedBy")
        beginArray()
        for fingerprint in gettable.inhibitedBy { self.fingerprint(fingerprint) }
        endArray()
        name("mutedBy")
        strings(gettable.mutedBy)
        name("silencedBy")
        strings(gettable.silencedBy)
        name("state")
        string(gettable.state.rawValue)
        endObject()
        name("updatedAt")
        time(alert.updatedAt)
        generatorURL(of: alert.text)
        name("labels")
        object(alert.labels.pairs)
        endObject()
    }

    /// Where the alert was made, if it says so: clients take an empty address for one.
    private mutating func generatorURL(of text: AlertText) {
        guard let range = text.packed.range(of: []), !range.isEmpty else { return }
        name("generatorURL")
        text.packed.bytes.withUnsafeBytes { string(utf8: UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    mutating func receivers(_ names: [String]) {
        beginArray()
        for name in names { receiver(name) }
        endArray()
    }

    mutating func receiver(_ receiverName: String) {
        beginObject()
        name("name")
        string(receiverName)
        endObject()
    }

    /// An array of strings.
    mutating func strings(_ texts: [String]) {
        beginArray()
        for text in texts { string(text) }
        endArray()
    }
}
