package import Incidents

extension Resources {
    /// Writes entries of a timeline, in the order given.
    package static func encode(_ entries: [TimelineEntry]) -> [UInt8] {
        write { writer in
            writer.beginArray()
            for entry in entries { writer.timelineEntry(entry) }
            writer.endArray()
        }
    }

    /// Reads an array of timeline entries.
    package static func timeline(from bytes: [UInt8]) throws(ResourceFault) -> [TimelineEntry] {
        try read(bytes).map { element throws(ResourceFault) in try TimelineEntry(element) }
    }
}

extension JSONWriter {
    mutating func timelineEntry(_ entry: TimelineEntry) {
        beginObject()
        name("incident")
        integer(entry.incident.value)
        name("ordinal")
        integer(entry.ordinal)
        name("at")
        time(entry.at)
        name("actor")
        string(entry.actor.name)
        name("actorIsPerson")
        bool(entry.actor.isPerson)
        name("kind")
        string(entry.kind.rawValue)
        name("text")
        string(entry.text)
        endObject()
    }

    mutating func page(_ page: Page) {
        let (state, settledAt, reached): (String, Timestamp?, Int?) =
            switch page.state {
            case .queued: ("queued", nil, nil)
            case .sent(let at, let reached): ("sent", at, reached)
            case .dropped(let at): ("dropped", at, nil)
            }
        beginObject()
        name("id")
        string(page.id.description)
        name("at")
        time(page.at)
        name("severity")
        string(page.severity.name)
        name("reason")
        string(page.reason)
        name("state")
        string(state)
        name("settledAt")
        time(settledAt)
        name("reached")
        if let reached { integer(reached) } else { null() }
        pagingThen(page.paging)
        endObject()
    }
}

extension TimelineEntry {
    init(_ reader: ResourceReader) throws(ResourceFault) {
        let name = try reader.member("actor").safeText
        self.init(
            incident: try reader.member("incident").incidentNumber, ordinal: try reader.member("ordinal").count,
            at: try reader.member("at").time, actor: try reader.member("actorIsPerson").bool ? .person(name) : .router,
            kind: try reader.member("kind").word(TimelineEntry.Kind.self), text: try reader.member("text").safeText)
    }
}

extension Page {
    private enum StateName: String, CaseIterable {
        case queued, sent, dropped
    }

    init(_ reader: ResourceReader) throws(ResourceFault) {
        let state: State
        switch try reader.member("state").word(StateName.self) {
        case .queued: state = .queued
        case .sent:
            state = .sent(
                at: try reader.member("settledAt").time, reached: try reader.member("reached").count)
        case .dropped: state = .dropped(at: try reader.member("settledAt").time)
        }
        self.init(
            id: try PageID(try reader.member("id")), at: try reader.member("at").time,
            severity: try reader.member("severity").severity, reason: try reader.member("reason").safeText,
            state: state, paging: try reader.pagingThen)
    }
}

extension PageID {
    init(_ reader: ResourceReader) throws(ResourceFault) {
        let parts = try reader.text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let incident = Int(parts[0]), let ordinal = Int(parts[1]), incident >= 1, ordinal >= 0
        else { throw reader.fault("must be the number of an incident, a slash and an ordinal: 17/0") }
        self.init(incident: IncidentNumber(incident), ordinal: ordinal)
    }
}
