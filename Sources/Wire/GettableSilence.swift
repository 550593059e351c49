package import Incidents

extension AlertmanagerV2 {
    /// What `GET /api/v2/silence/ID` answers.
    package static func silence(_ silence: Silence, at now: Timestamp) -> [UInt8] {
        var writer = JSONWriter(reserving: 512)
        writer.silence(silence, silence.state(at: now))
        writer.endLine()
        return writer.bytes
    }

    /// What `GET /api/v2/silences` answers, in the order given.
    package static func silences(_ silences: [Silence], at now: Timestamp) -> [UInt8] {
        var writer = JSONWriter(reserving: 512 * silences.count)
        writer.array(silences) { writer, silence in writer.silence(silence, silence.state(at: now)) }
        writer.endLine()
        return writer.bytes
    }

    /// What `POST /api/v2/silences` answers.
    package static func silenceID(_ id: SilenceID) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("silenceID")
        writer.string(id.description)
        writer.endObject()
        writer.endLine()
        return writer.bytes
    }

    /// 422, for an id in a path that is no UUID.
    package static func noUUID(_ id: String) -> [UInt8] {
        error(code: 601, message: "silenceID in path must be of type uuid: \(GoText.quoted(id))")
    }
}

extension JSONWriter {
    /// A silence with every member that clients of Alertmanager require, and those that only ours know where they say
    /// something.
    mutating func silence(_ silence: Silence, _ state: Silence.State) {
        beginObject()
        alertmanagerMembers(silence, state)
        if let review = silence.reviewAt {
            name("reviewAt")
            time(review)
        }
        if silence.endsWithAlerts {
            name("endsWithAlerts")
            bool(true)
        }
        if let replaced = silence.replaces {
            name("replaces")
            string(replaced.description)
        }
        endObject()
    }

    /// A silence with all that is known of it: what is missing is null.
    mutating func silenceMembers(_ silence: Silence, _ state: Silence.State) {
        alertmanagerMembers(silence, state)
        name("reviewAt")
        time(silence.reviewAt)
        name("endsWithAlerts")
        bool(silence.endsWithAlerts)
        name("replaces")
        if let replaced = silence.replaces { string(replaced.description) } else { null() }
    }

    private mutating func alertmanagerMembers(_ silence: Silence, _ state: Silence.State) {
        name("id")
        string(silence.id.description)
        name("status")
        beginObject()
        name("state")
        string(state.rawValue)
        endObject()
        name("updatedAt")
        time(silence.updatedAt)
        name("comment")
        string(silence.comment)
        name("createdBy")
        string(silence.createdBy)
        name("endsAt")
        time(silence.endsAt)
        name("matchers")
        silenceMatchers(silence.matchers)
        name("startsAt")
        time(silence.startsAt)
    }

    mutating func silenceMatchers(_ matchers: [SilenceMatcher]) {
        array(matchers) { writer, matcher in
            writer.beginObject()
            writer.name("isEqual")
            writer.bool(matcher.isEqual)
            writer.name("isRegex")
            writer.bool(matcher.isRegex)
            writer.name("name")
            writer.string(matcher.name)
            writer.name("value")
            writer.string(matcher.value)
            writer.endObject()
        }
    }
}

extension Silence {
    init(_ reader: ResourceReader) throws(ResourceFault) {
        self.init(
            id: try reader.member("id").silenceID,
            matchers: try reader.member("matchers").map { it throws(ResourceFault) in try SilenceMatcher(it) },
            startsAt: try reader.member("startsAt").time, endsAt: try reader.member("endsAt").time,
            updatedAt: try reader.member("updatedAt").time, createdBy: try reader.member("createdBy").safeText,
            comment: try reader.member("comment").safeText, reviewAt: try reader.optional("reviewAt")?.time,
            endsWithAlerts: try reader.optional("endsWithAlerts")?.bool ?? false,
            replaces: try reader.optional("replaces")?.silenceID)
        if let by = try reader.optional("endedBy")?.safeText, let planned = try reader.optional("plannedEnd")?.time {
            ending = Ending(by: by, plannedStart: try reader.optional("plannedStart")?.time, planned: planned)
        }
    }
}

extension SilenceMatcher {
    init(_ reader: ResourceReader) throws(ResourceFault) {
        self.init(
            name: try reader.member("name").text, value: try reader.member("value").text,
            isRegex: try reader.member("isRegex").bool, isEqual: try reader.optional("isEqual")?.bool ?? true)
    }
}

extension ResourceReader {
    var silenceID: SilenceID {
        get throws(ResourceFault) {
            guard let id = SilenceID(try text) else { throw fault("must be the id of a silence, a UUID") }
            return id
        }
    }
}
