package import Incidents

extension Resources {
    /// Writes one incident.
    package static func encode(_ incident: IncidentSummary) -> [UInt8] { write { $0.incident(incident) } }

    /// Writes incidents, in the order given.
    package static func encode(_ incidents: [IncidentSummary]) -> [UInt8] {
        write { writer in
            writer.beginArray()
            for incident in incidents { writer.incident(incident) }
            writer.endArray()
        }
    }

    /// Reads one incident.
    package static func incident(from bytes: [UInt8]) throws(ResourceFault) -> IncidentSummary {
        try IncidentSummary(try read(bytes))
    }

    /// Reads an array of incidents.
    package static func incidents(from bytes: [UInt8]) throws(ResourceFault) -> [IncidentSummary] {
        try read(bytes).map { element throws(ResourceFault) in try IncidentSummary(element) }
    }
}

extension JSONWriter {
    /// An incident: every member always there, what is missing null.
    package mutating func incident(_ incident: IncidentSummary) {
        beginObject()
        incidentMembers(incident)
        endObject()
    }

    mutating func incidentMembers(_ incident: IncidentSummary) {
        name("number")
        integer(incident.number.value)
        name("phase")
        string(incident.phase.rawValue)
        name("shown")
        string(incident.shown.rawValue)
        name("severity")
        string(incident.severity.name)
        name("title")
        string(incident.title)
        name("service")
        string(incident.service)
        name("openedAt")
        time(incident.openedAt)
        name("phaseSince")
        time(incident.phaseSince)
        incidentPeople(incident)
        incidentCounts(incident)
    }

    private mutating func incidentPeople(_ incident: IncidentSummary) {
        name("acknowledgedBy")
        string(incident.acknowledgedBy)
        name("acknowledgedAt")
        time(incident.acknowledgedAt)
        name("assignee")
        string(incident.assignee)
        name("snoozedUntil")
        time(incident.snoozedUntil)
        name("cleared")
        bool(incident.isCleared)
        name("muted")
        mute(incident.mute)
        name("noNewsSince")
        time(incident.noNewsSince)
        name("resolvedBy")
        string(incident.resolvedBy)
        name("resolvedAt")
        time(incident.resolvedAt)
        name("mergedInto")
        incidentNumber(incident.mergedInto)
        name("previous")
        incidentNumber(incident.previous)
    }

    private mutating func incidentCounts(_ incident: IncidentSummary) {
        name("flaps")
        integer(incident.flaps)
        name("firing")
        integer(incident.counts.firing)
        name("mutedFiring")
        integer(incident.counts.muted)
        name("resolved")
        integer(incident.counts.resolved)
        name("expired")
        integer(incident.counts.expired)
        name("labels")
        object(incident.packedLabels)
        name("sharedLabels")
        object(incident.packedShared)
        name("nextDeadline")
        time(incident.nextDeadline)
        name("timelineCount")
        integer(incident.timelineCount)
        name("revision")
        integer(incident.revision)
    }

    mutating func incidentNumber(_ number: IncidentNumber?) {
        if let number { integer(number.value) } else { null() }
    }

    mutating func string(_ text: SafeText?) {
        if let text { string(text) } else { null() }
    }

    mutating func mute(_ mute: Mute?) {
        guard let mute else { return null() }
        beginObject()
        name("by")
        string(mute.by)
        name("until")
        time(mute.until)
        let (cause, reference) = mute.cause.words
        name("cause")
        string(cause)
        name("reference")
        string(reference)
        endObject()
    }

    mutating func labels(_ labels: [LabelText]) {
        beginObject()
        for label in labels {
            name(label.name.original)
            string(label.value)
        }
        endObject()
    }
}

extension IncidentSummary {
    init(_ reader: ResourceReader) throws(ResourceFault) {
        self.init(
            number: try reader.member("number").incidentNumber, phase: try reader.member("phase").word(PhaseName.self),
            severity: try reader.member("severity").severity, title: try reader.member("title").safeText,
            service: try reader.member("service").safeText, openedAt: try reader.member("openedAt").time,
            phaseSince: try reader.member("phaseSince").time, revision: try reader.member("revision").count)
        acknowledgedBy = try reader.nullable("acknowledgedBy")?.safeText
        acknowledgedAt = try reader.nullable("acknowledgedAt")?.time
        assignee = try reader.nullable("assignee")?.safeText
        snoozedUntil = try reader.nullable("snoozedUntil")?.time
        isCleared = try reader.member("cleared").bool
        if let muted = try reader.nullable("muted") { mute = try Mute(muted) }
        noNewsSince = try reader.nullable("noNewsSince")?.time
        resolvedBy = try reader.nullable("resolvedBy")?.safeText
        resolvedAt = try reader.nullable("resolvedAt")?.time
        mergedInto = try reader.nullable("mergedInto")?.incidentNumber
        previous = try reader.nullable("previous")?.incidentNumber
        flaps = try reader.member("flaps").count
        counts = AlertCounts(
            firing: try reader.member("firing").count, muted: try reader.member("mutedFiring").count,
            resolved: try reader.member("resolved").count, expired: try reader.member("expired").count)
        labels = try reader.member("labels").labels
        sharedLabels = try reader.optional("sharedLabels")?.labels ?? []
        nextDeadline = try reader.nullable("nextDeadline")?.time
        timelineCount = try reader.member("timelineCount").count
    }
}

extension Mute {
    init(_ reader: ResourceReader) throws(ResourceFault) {
        self.init(by: try reader.member("by").safeText, until: try reader.nullable("until")?.time)
        // A router of an earlier version says only who.
        cause = Cause(
            try reader.optional("cause")?.safeText ?? .empty, try reader.optional("reference")?.safeText ?? .empty)
    }
}
