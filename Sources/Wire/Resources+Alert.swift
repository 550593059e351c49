package import Incidents

extension Resources {
    /// Writes alerts, in the order given.
    package static func encode(_ alerts: [AlertSummary]) -> [UInt8] {
        write { writer in
            writer.beginArray()
            for alert in alerts { writer.alert(alert) }
            writer.endArray()
        }
    }

    /// Reads an array of alerts.
    package static func alerts(from bytes: [UInt8]) throws(ResourceFault) -> [AlertSummary] {
        try read(bytes).map { element throws(ResourceFault) in try AlertSummary(element) }
    }
}

extension JSONWriter {
    mutating func alert(_ alert: AlertSummary) {
        beginObject()
        name("fingerprint")
        fingerprint(alert.fingerprint)
        name("labels")
        labels(alert.labels)
        name("annotations")
        labels(alert.annotations)
        name("startsAt")
        time(alert.startsAt)
        name("endsAt")
        time(alert.endsAt)
        name("state")
        string(AlertStateName(alert.end).rawValue)
        name("generatorURL")
        string(alert.generatorURL)
        name("muted")
        mute(alert.mute)
        endObject()
    }
}

/// What an alert's state is called.
private enum AlertStateName: String, CaseIterable {
    case firing, resolved, expired

    init(_ end: AlertEnd?) {
        switch end {
        case nil: self = .firing
        case .resolved: self = .resolved
        case .expired: self = .expired
        }
    }

    var end: AlertEnd? {
        switch self {
        case .firing: nil
        case .resolved: .resolved
        case .expired: .expired
        }
    }
}

extension AlertSummary {
    init(_ reader: ResourceReader) throws(ResourceFault) {
        let fingerprint = try reader.member("fingerprint")
        guard let identity = Fingerprint(hexadecimal: try fingerprint.text) else {
            throw fingerprint.fault("must be sixteen hexadecimal digits")
        }
        self.init(
            fingerprint: identity, labels: try reader.member("labels").labels,
            annotations: try reader.member("annotations").labels, startsAt: try reader.member("startsAt").time,
            endsAt: try reader.member("endsAt").time, end: try reader.member("state").word(AlertStateName.self).end,
            generatorURL: try reader.member("generatorURL").safeText,
            mute: try reader.nullable("muted").map { muted throws(ResourceFault) in try Mute(muted) })
    }
}
