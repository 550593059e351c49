package import Incidents

/// A silence that a client of `/api/v1` asks for: the body of a `POST` there, and of a preview.
package struct SilenceRequest: Hashable, Sendable {
    package var draft: SilenceDraft
    /// The client's own name for this act, so that sending it twice has one effect.
    package var request: RequestID?

    package init(draft: SilenceDraft, request: RequestID? = nil) { (self.draft, self.request) = (draft, request) }
}

extension Resources {
    /// Writes a silence that is asked for: Alertmanager's members, and ours.
    package static func encode(_ asked: SilenceRequest) -> [UInt8] {
        write { writer in
            writer.beginObject()
            if let id = asked.draft.id {
                writer.name("id")
                writer.string(id.description)
            }
            writer.name("matchers")
            writer.silenceMatchers(asked.draft.matchers)
            writer.name("startsAt")
            writer.time(asked.draft.startsAt)
            writer.name("endsAt")
            writer.time(asked.draft.endsAt)
            writer.name("createdBy")
            writer.string(asked.draft.createdBy)
            writer.name("comment")
            writer.string(asked.draft.comment)
            writer.name("reviewAt")
            writer.time(asked.draft.reviewAt)
            writer.name("endsWithAlerts")
            writer.bool(asked.draft.endsWithAlerts)
            if let read = asked.draft.readAsOf {
                writer.name("readAsOf")
                writer.time(read)
            }
            if let request = asked.request {
                writer.name("request")
                writer.string(request.text)
            }
            writer.endObject()
        }
    }

    /// Writes silences with what they mute, in the order given.
    package static func encode(_ silences: [SilenceSummary]) -> [UInt8] {
        write { writer in
            writer.array(silences) { $0.silenceSummary($1) }
        }
    }

    /// Writes one silence with what it mutes.
    package static func encode(_ silence: SilenceSummary) -> [UInt8] { write { $0.silenceSummary(silence) } }

    /// Reads silences with what they mute.
    package static func silences(from bytes: [UInt8]) throws(ResourceFault) -> [SilenceSummary] {
        try read(bytes).map { element throws(ResourceFault) in try SilenceSummary(element) }
    }

    /// Writes what a silence would mute.
    package static func encode(_ preview: SilencePreview) -> [UInt8] {
        write { writer in
            writer.beginObject()
            writer.name("alerts")
            writer.integer(preview.alerts)
            writer.name("firing")
            writer.integer(preview.firing)
            writer.silencedIncidents(preview.incidents, of: preview.incidentCount)
            writer.name("matchesEverything")
            writer.bool(preview.matchesEverything)
            writer.name("hidesUnacknowledgedSEV1")
            writer.bool(preview.hidesUnacknowledgedSEV1)
            writer.name("mutesReturningSEV1")
            writer.bool(preview.mutesReturningSEV1)
            writer.endObject()
        }
    }

    /// Reads what a silence would mute.
    package static func silencePreview(from bytes: [UInt8]) throws(ResourceFault) -> SilencePreview {
        let reader = try read(bytes)
        return SilencePreview(
            alerts: try reader.member("alerts").count, firing: try reader.member("firing").count,
            incidents: try reader.member("incidents").map { it throws(ResourceFault) in try SilencedIncident(it) },
            incidentCount: try reader.member("incidentCount").count,
            matchesEverything: try reader.member("matchesEverything").bool,
            hidesUnacknowledgedSEV1: try reader.member("hidesUnacknowledgedSEV1").bool,
            mutesReturningSEV1: try reader.optional("mutesReturningSEV1")?.bool ?? false)
    }
}

extension JSONWriter {
    fileprivate mutating func silenceSummary(_ summary: SilenceSummary) {
        beginObject()
        silenceMembers(summary.silence, summary.state)
        if let ending = summary.silence.ending {
            name("endedBy")
            string(ending.by)
            if let start = ending.plannedStart {
                name("plannedStart")
                time(start)
            }
            name("plannedEnd")
            time(ending.planned)
        }
        if let reminder = summary.reminder {
            name("reminder")
            integer(reminder.value)
        }
        name("history")
        array(summary.silence.history) { writer, record in
            writer.beginObject()
            writer.name("at")
            writer.time(record.at)
            writer.name("by")
            writer.string(record.by)
            writer.name("what")
            writer.string(record.what)
            writer.endObject()
        }
        name("alerts")
        integer(summary.alerts)
        if let alone = summary.alone {
            name("alone")
            integer(alone)
        }
        silencedIncidents(summary.incidents, of: summary.incidentCount)
        endObject()
    }

    /// The members `incidents` and `incidentCount`.
    fileprivate mutating func silencedIncidents(_ incidents: [SilencedIncident], of count: Int) {
        name("incidents")
        array(incidents) { writer, incident in
            writer.beginObject()
            writer.name("number")
            writer.integer(incident.number.value)
            writer.name("severity")
            writer.string(incident.severity.name)
            writer.name("phase")
            writer.string(incident.phase.rawValue)
            writer.name("noNewsSince")
            writer.time(incident.noNewsSince)
            writer.name("title")
            writer.string(incident.title)
            writer.endObject()
        }
        name("incidentCount")
        integer(count)
    }
}

extension SilenceSummary {
    init(_ reader: ResourceReader) throws(ResourceFault) {
        self.init(
            silence: try Silence(reader),
            state: try reader.member("status").member("state").word(Silence.State.self),
            alerts: try reader.member("alerts").count,
            incidents: try reader.member("incidents").map { it throws(ResourceFault) in try SilencedIncident(it) },
            incidentCount: try reader.member("incidentCount").count,
            reminder: try reader.optional("reminder")?.incidentNumber)
        alone = try reader.optional("alone")?.count
        // A router that is older than this reader keeps none.
        silence.history =
            try reader.optional("history")?.map { it throws(ResourceFault) in
                Silence.Record(
                    at: try it.member("at").time, by: try it.member("by").safeText, what: try it.member("what").safeText
                )
            } ?? []
    }
}

extension SilencedIncident {
    init(_ reader: ResourceReader) throws(ResourceFault) {
        self.init(
            number: try reader.member("number").incidentNumber, severity: try reader.member("severity").severity,
            phase: try reader.member("phase").word(PhaseName.self), title: try reader.member("title").safeText)
        noNewsSince = try reader.optional("noNewsSince").map { it throws(ResourceFault) in try it.time }
    }
}
