package import Incidents

/// What a client asks to be done to an incident: the body of `POST /api/v1/incidents/N/acts`.
package struct ActRequest: Hashable, Sendable {
    package var act: Act
    /// The client's own name for this act, so that sending it twice has one effect.
    package var request: RequestID?

    /// The longest note, in bytes of UTF-8.
    package static let noteLengthMax = 16 << 10
    /// The largest body, in bytes.
    package static let bodySizeMax = 64 << 10

    package init(act: Act, request: RequestID? = nil) { (self.act, self.request) = (act, request) }
}

extension Resources {
    /// Writes a request; its incident stands in the path.
    package static func encode(_ request: ActRequest) -> [UInt8] {
        write { writer in
            writer.beginObject()
            writer.name("verb")
            writer.string(request.act.verb.name)
            if let id = request.request {
                writer.name("request")
                writer.string(id.text)
            }
            writer.verbMember(request.act.verb)
            writer.endObject()
        }
    }

    /// Reads an act on an incident.
    ///
    /// - Throws: a ``ResourceFault`` that names the member.
    package static func actRequest(
        from bytes: [UInt8], incident: IncidentNumber
    ) throws(ResourceFault) -> ActRequest {
        guard bytes.count <= ActRequest.bodySizeMax else {
            throw ResourceFault(path: "", reason: "the request is longer than \(ActRequest.bodySizeMax) bytes")
        }
        let reader = try read(bytes)
        var id: RequestID?
        if let request = try reader.optional("request") {
            id = RequestID(try request.text)
            if id == nil { throw request.fault("must be 1 to \(RequestID.lengthMax) bytes long") }
        }
        return ActRequest(act: Act(try Act.Verb(reader), incident), request: id)
    }
}

extension JSONWriter {
    /// The member that a verb needs besides its name.
    fileprivate mutating func verbMember(_ verb: Act.Verb) {
        switch verb {
        case .acknowledge, .unacknowledge, .take, .mitigate, .resolve, .reopen, .unmerge, .undo: return
        case .snooze(let until):
            name("until")
            time(until)
        case .note(let text):
            name("text")
            string(text)
        case .severity(let severity):
            name("severity")
            string(severity.name)
        case .merge(let into):
            name("into")
            integer(into.value)
        }
    }
}

extension Act.Verb {
    /// The words of all verbs, for the sentence about one that is none.
    static let names = "ack, unack, take, snooze, mitigate, resolve, reopen, note, severity, merge, unmerge, undo"

    init(_ reader: ResourceReader) throws(ResourceFault) {
        let verb = try reader.member("verb")
        switch try verb.text {
        case "ack": self = .acknowledge
        case "unack": self = .unacknowledge
        case "take": self = .take
        case "snooze": self = .snooze(until: try reader.member("until").time)
        case "mitigate": self = .mitigate
        case "resolve": self = .resolve
        case "reopen": self = .reopen
        case "note": self = .note(try Act.Verb.note(reader))
        case "severity": self = .severity(try reader.member("severity").severity)
        case "merge": self = .merge(into: try reader.member("into").incidentNumber)
        case "unmerge": self = .unmerge
        case "undo": self = .undo
        default: throw verb.fault("must be one of \(Act.Verb.names)")
        }
    }

    private static func note(_ reader: ResourceReader) throws(ResourceFault) -> SafeText {
        let member = try reader.member("text")
        let text = try member.text
        guard text.utf8.count <= ActRequest.noteLengthMax else {
            throw member.fault("must not be longer than \(ActRequest.noteLengthMax) bytes")
        }
        guard text.contains(where: { !$0.isWhitespace }) else { throw member.fault("must not be empty") }
        return SafeText(text)
    }
}
