package import Incidents

/// One incident with everything that is kept about it: `GET /api/v1/incidents/N`.
package struct IncidentDetail: Hashable, Sendable {
    package var summary: IncidentSummary
    package var alerts: [AlertSummary]
    package var timeline: [TimelineEntry]
    package var responders: [Responder]
    package var pages: [Page]

    package init(
        summary: IncidentSummary, alerts: [AlertSummary] = [], timeline: [TimelineEntry] = [],
        responders: [Responder] = [], pages: [Page] = []
    ) {
        (self.summary, self.alerts, self.timeline) = (summary, alerts, timeline)
        (self.responders, self.pages) = (responders, pages)
    }
}

/// Somebody who is on an incident.
package struct Responder: Hashable, Sendable {
    package var name: SafeText
    /// What they do there, when that is settled.
    package var role: Role?

    package enum Role: String, Hashable, Sendable, CaseIterable {
        case commander, operations, communications, scribe
    }

    package init(name: SafeText, role: Role? = nil) { (self.name, self.role) = (name, role) }
}

extension Resources {
    /// Writes an incident with everything that is kept about it.
    package static func encode(_ detail: IncidentDetail) -> [UInt8] {
        write { writer in
            writer.beginObject()
            writer.incidentMembers(detail.summary)
            writer.name("alerts")
            writer.array(detail.alerts) { $0.alert($1) }
            writer.name("timeline")
            writer.array(detail.timeline) { $0.timelineEntry($1) }
            writer.name("responders")
            writer.array(detail.responders) { $0.responder($1) }
            writer.name("pages")
            writer.array(detail.pages) { $0.page($1) }
            // No deployment is watched yet; the member is published so that its readers can be written.
            writer.name("changes")
            writer.beginArray()
            writer.endArray()
            writer.endObject()
        }
    }

    /// Reads an incident with everything that is kept about it.
    package static func detail(from bytes: [UInt8]) throws(ResourceFault) -> IncidentDetail {
        let reader = try read(bytes)
        _ = try reader.member("changes").elements
        return IncidentDetail(
            summary: try IncidentSummary(reader),
            alerts: try reader.member("alerts").map { it throws(ResourceFault) in try AlertSummary(it) },
            timeline: try reader.member("timeline").map { it throws(ResourceFault) in try TimelineEntry(it) },
            responders: try reader.member("responders").map { it throws(ResourceFault) in try Responder(it) },
            pages: try reader.member("pages").map { it throws(ResourceFault) in try Page(it) })
    }
}

extension JSONWriter {
    mutating func array<Element>(_ elements: [Element], _ write: (inout JSONWriter, Element) -> Void) {
        beginArray()
        for element in elements { write(&self, element) }
        endArray()
    }

    mutating func responder(_ responder: Responder) {
        beginObject()
        name("name")
        string(responder.name)
        name("role")
        if let role = responder.role { string(role.rawValue) } else { null() }
        endObject()
    }
}

extension Responder {
    init(_ reader: ResourceReader) throws(ResourceFault) {
        self.init(
            name: try reader.member("name").safeText,
            role: try reader.nullable("role").map { it throws(ResourceFault) in try it.word(Role.self) })
    }
}
