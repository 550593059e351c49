package import Incidents

/// Who looks at which incident now: the data of a `presence` event of the feed, and a member of the snapshot.
///
/// It is all of it each time, in place of what was told before.
package struct Presence: Hashable, Sendable {
    /// Without incidents that nobody looks at; the people of each by name.
    package var onlookers: [IncidentNumber: [Onlooker]]

    package init(_ onlookers: [IncidentNumber: [Onlooker]] = [:]) { self.onlookers = onlookers }
}

/// Where the person at a console looks: the body of `PUT /api/v1/presence`.
package struct PresenceRequest: Hashable, Sendable {
    /// The name that the console chose for itself: 1 to ``consoleLengthMax`` letters, digits, `-`, `.` and `_`.
    package var console: String
    /// Nil when no incident is open there.
    package var incident: IncidentNumber?
    package var isWriting: Bool

    /// The longest name of a console, in bytes.
    package static let consoleLengthMax = 64
    /// The largest body, in bytes.
    package static let bodySizeMax = 1 << 10

    package init(console: String, incident: IncidentNumber?, isWriting: Bool = false) {
        (self.console, self.incident, self.isWriting) = (console, incident, isWriting)
    }

    /// Whether a text can be the name of a console.
    package static func isConsole(_ text: String) -> Bool {
        (1...consoleLengthMax).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || byte == 0x2D || byte == 0x2E || byte == 0x5F
            }
    }
}

extension Resources {
    /// Writes the data of a `presence` event.
    package static func encode(_ presence: Presence) -> [UInt8] {
        write { writer in
            writer.beginObject()
            writer.name("presence")
            writer.presence(presence)
            writer.endObject()
        }
    }

    /// Reads the data of a `presence` event.
    package static func presence(from bytes: [UInt8]) throws(ResourceFault) -> Presence {
        try Presence(try read(bytes).member("presence"))
    }

    /// Writes where the person at a console looks.
    package static func encode(_ request: PresenceRequest) -> [UInt8] {
        write { writer in
            writer.beginObject()
            writer.name("console")
            writer.string(request.console)
            writer.name("incident")
            if let incident = request.incident { writer.integer(incident.value) } else { writer.null() }
            writer.name("writing")
            writer.bool(request.isWriting)
            writer.endObject()
        }
    }

    /// Reads where the person at a console looks.
    ///
    /// - Throws: a ``ResourceFault`` that names the member.
    package static func presenceRequest(from bytes: [UInt8]) throws(ResourceFault) -> PresenceRequest {
        let reader = try read(bytes)
        let console = try reader.member("console")
        guard PresenceRequest.isConsole(try console.text) else {
            throw console.fault(
                "must be 1 to \(PresenceRequest.consoleLengthMax) letters, digits, hyphens, dots and underscores")
        }
        return PresenceRequest(
            console: try console.text,
            incident: try reader.nullable("incident").map { it throws(ResourceFault) in try it.incidentNumber },
            isWriting: try reader.optional("writing")?.bool ?? false)
    }
}

extension JSONWriter {
    mutating func presence(_ presence: Presence) {
        array(presence.onlookers.sorted { $0.key < $1.key }) { writer, item in
            writer.beginObject()
            writer.name("incident")
            writer.integer(item.key.value)
            writer.name("people")
            writer.array(item.value) { writer, onlooker in
                writer.beginObject()
                writer.name("name")
                writer.string(onlooker.name)
                writer.name("writing")
                writer.bool(onlooker.isWriting)
                writer.endObject()
            }
            writer.endObject()
        }
    }
}

extension Presence {
    init(_ reader: ResourceReader) throws(ResourceFault) {
        self.init()
        for element in try reader.elements {
            let number = try element.member("incident").incidentNumber
            onlookers[number] = try element.member("people").map { it throws(ResourceFault) in
                Onlooker(try it.member("name").safeText, isWriting: try it.member("writing").bool)
            }
        }
    }
}
