package import Incidents

/// What comes next of an incident if nothing happens before: who has it, and when people are paged.
package struct ExplainedOutlook: Hashable, Sendable {
    package var phase: PhaseName
    /// Who has it; nil while nobody does.
    package var heldBy: SafeText?
    /// Until when its holder snoozed it.
    package var snoozedUntil: Timestamp?
    /// What mutes it: no page is due while it does.
    package var mute: Mute?
    /// When people are paged next; nil while no page is due.
    package var nextPageAt: Timestamp?
    /// How often it fired again soon after its resolve.
    package var flaps: Int
    /// Until when it is held open because it flaps: all its alerts have ended.
    package var heldOpenUntil: Timestamp?

    package init(phase: PhaseName, flaps: Int = 0) { (self.phase, self.flaps) = (phase, flaps) }

    package init(_ incident: Incident) {
        self.init(phase: PhaseName(incident.phase), flaps: incident.flaps)
        heldBy = incident.holder?.name
        snoozedUntil = incident.phase.acknowledgement?.snoozedUntil
        mute = incident.mute
        heldOpenUntil = incident.flapping.quietAt
        switch incident.phase {
        case .triggered:
            guard incident.mute == nil else { return }
            nextPageAt = [incident.countdown.dueAt, incident.groupClock?.newsAt].compactMap(\.self).min()
        case .acknowledged, .mitigated:
            // While nothing fires, only its alerts can bring it back.
            if heldOpenUntil == nil { nextPageAt = incident.countdown.dueAt }
        case .resolved:
            if incident.counts.firing > 0 { nextPageAt = incident.countdown.dueAt }
        }
    }
}

extension JSONWriter {
    mutating func outlook(_ outlook: ExplainedOutlook) {
        beginObject()
        name("phase")
        string(outlook.phase.rawValue)
        name("heldBy")
        if let holder = outlook.heldBy { string(holder) } else { null() }
        name("snoozedUntil")
        time(outlook.snoozedUntil)
        name("muted")
        mute(outlook.mute)
        name("nextPageAt")
        time(outlook.nextPageAt)
        name("flaps")
        integer(outlook.flaps)
        name("heldOpenUntil")
        time(outlook.heldOpenUntil)
        endObject()
    }
}

extension ExplainedOutlook {
    init(_ reader: ResourceReader) throws(ResourceFault) {
        func moment(_ name: String) throws(ResourceFault) -> Timestamp? {
            try reader.nullable(name).map { it throws(ResourceFault) in try it.time }
        }
        self.init(
            phase: try reader.member("phase").word(PhaseName.self), flaps: try reader.member("flaps").count)
        heldBy = try reader.nullable("heldBy").map { it throws(ResourceFault) in try it.safeText }
        if let muted = try reader.optional("muted") { mute = try Mute(muted) }
        (snoozedUntil, nextPageAt) = (try moment("snoozedUntil"), try moment("nextPageAt"))
        heldOpenUntil = try moment("heldOpenUntil")
    }
}
