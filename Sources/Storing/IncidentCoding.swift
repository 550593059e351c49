import Incidents

/// An incident with all that it carries, as bytes.
extension ByteWriter {
    mutating func incident(_ incident: Incident) {
        number(incident.number)
        text(incident.title)
        text(incident.service)
        array(incident.services) { $0.text($1) }
        byte(UInt8(incident.severity.rawValue))
        optional(incident.pin) { $0.byte(UInt8($1.from.rawValue)) }
        time(incident.openedAt)
        phase(incident.phase)
        time(incident.phaseSince)
        countdown(incident.countdown)
        optional(incident.mute) { $0.mute($1) }
        optional(incident.noNews) { $0.noNews($1) }
        bool(incident.isClearedUnseen)
        bool(incident.wasAcknowledged)
        optional(incident.assignee) { $0.actor($1) }
        optional(incident.lastHolder) { $0.actor($1) }
        int(incident.flaps)
        optional(incident.previous) { $0.number($1) }
        optional(incident.merger) { writer, merger in
            writer.number(merger.into)
            writer.standing(merger.before)
        }
        array(incident.groups) { $0.fixed64($1.value) }
        blob(incident.groupLabels.pairs.bytes)
        counts(incident.counts)
        int(incident.joinsSaid)
        time(incident.joinsSaidAt)
        int(incident.timelineCount)
        int(incident.pageCount)
        int(incident.revision)
        optional(incident.undo) { $0.undo($1) }
        optional(incident.groupClock) { $0.groupClock($1) }
        array(incident.flapping.changes) { $0.time($1) }
        optional(incident.flapping.quietAt) { $0.time($1) }
        optional(incident.forgottenUpTo) { $0.time($1) }
        blob(incident.sharedLabels.bytes)
        optional(incident.reminds) { $0.silenceID($1) }
    }

    private mutating func groupClock(_ clock: GroupClock) {
        time(clock.first)
        int(clock.told)
        optional(clock.newsAt) { $0.time($1) }
    }

    private mutating func counts(_ counts: AlertCounts) {
        int(counts.firing)
        int(counts.muted)
        int(counts.resolved)
        int(counts.expired)
    }

    private mutating func phase(_ phase: Phase) {
        switch phase {
        case .triggered: byte(0)
        case .acknowledged(let acknowledgement):
            byte(1)
            actor(acknowledgement.holder)
            time(acknowledgement.at)
            optional(acknowledgement.snoozedUntil) { $0.time($1) }
            bool(acknowledgement.isWarned)
        case .mitigated(let mitigation):
            byte(2)
            actor(mitigation.by)
            time(mitigation.at)
        case .resolved(let resolution):
            byte(3)
            cause(resolution.by)
            time(resolution.at)
            optional(resolution.clockLeft) { $0.span($1) }
        }
    }

    private mutating func cause(_ cause: Resolution.Cause) {
        switch cause {
        case .alerts: byte(0)
        case .noNews: byte(1)
        case .person(let name):
            byte(2)
            text(name)
        case .merged(let into):
            byte(3)
            number(into)
        case .reviewOver: byte(4)
        }
    }

    private mutating func countdown(_ countdown: Countdown) {
        switch countdown {
        case .none: byte(0)
        case .due(let moment):
            byte(1)
            time(moment)
        case .paused(let left):
            byte(2)
            span(left)
        }
    }

    private mutating func noNews(_ noNews: NoNews) {
        time(noNews.since)
        optional(noNews.sender) { $0.string($1.origin) }
        optional(noNews.senderSpokeAt) { $0.time($1) }
    }

    private mutating func standing(_ standing: Standing) {
        phase(standing.phase)
        time(standing.phaseSince)
        countdown(standing.countdown)
        byte(UInt8(standing.severity.rawValue))
        optional(standing.pin) { $0.byte(UInt8($1.from.rawValue)) }
        optional(standing.assignee) { $0.actor($1) }
        optional(standing.lastHolder) { $0.actor($1) }
        bool(standing.isClearedUnseen)
        bool(standing.wasAcknowledged)
    }

    private mutating func undo(_ undo: Undo) {
        actor(undo.by)
        time(undo.at)
        verb(undo.verb)
        standing(undo.before)
        int(undo.revision)
    }
}

extension ByteReader {
    mutating func incident() throws(CodecFault) -> Incident {
        let (number, title, service) = (try number(), try text(), try text())
        let services = try array { reader throws(CodecFault) in try reader.text() }
        let (severity, pin, openedAt) = (try severity(), try pin(), try time())
        var incident = Incident(number: number, title: title, service: service, severity: severity, openedAt: openedAt)
        (incident.services, incident.pin) = (services, pin)
        (incident.phase, incident.phaseSince, incident.countdown) = (try phase(), try time(), try countdown())
        incident.mute = try optional { reader throws(CodecFault) in try reader.mute() }
        incident.noNews = try optional { reader throws(CodecFault) in try reader.noNews() }
        (incident.isClearedUnseen, incident.wasAcknowledged) = (try bool(), try bool())
        incident.assignee = try optional { reader throws(CodecFault) in try reader.actor() }
        incident.lastHolder = try optional { reader throws(CodecFault) in try reader.actor() }
        incident.flaps = try int()
        incident.previous = try optional { reader throws(CodecFault) in try reader.number() }
        incident.merger = try optional { reader throws(CodecFault) in
            Merger(into: try reader.number(), before: try reader.standing())
        }
        incident.groups = try array { reader throws(CodecFault) in GroupID(try reader.fixed64()) }
        incident.groupLabels = LabelSet(try pairs())
        incident.counts = AlertCounts(firing: try int(), muted: try int(), resolved: try int(), expired: try int())
        (incident.joinsSaid, incident.joinsSaidAt) = (try int(), try time())
        (incident.timelineCount, incident.pageCount, incident.revision) = (try int(), try int(), try int())
        incident.undo = try optional { reader throws(CodecFault) in try reader.undo() }
        if version >= 2 {
            incident.groupClock = try optional { reader throws(CodecFault) in
                GroupClock(
                    first: try reader.time(), told: try reader.int(),
                    newsAt: try reader.optional { reader throws(CodecFault) in try reader.time() })
            }
        }
        if version >= 3 {
            incident.flapping = Flapping(
                changes: try array { reader throws(CodecFault) in try reader.time() },
                quietAt: try optional { reader throws(CodecFault) in try reader.time() })
            incident.forgottenUpTo = try optional { reader throws(CodecFault) in try reader.time() }
        }
        if version >= 5 { incident.sharedLabels = try pairs() }
        if version >= 6 {
            incident.reminds = try optional { reader throws(CodecFault) in try reader.silenceID() }
        }
        return incident
    }

    mutating func severity() throws(CodecFault) -> Severity {
        let start = offset
        let raw = try byte()
        guard let severity = Severity(rawValue: Int(raw)) else {
            throw .unknownTag(UInt64(raw), of: "severity", at: start)
        }
        return severity
    }

    private mutating func pin() throws(CodecFault) -> SeverityPin? {
        try optional { reader throws(CodecFault) in SeverityPin(from: try reader.severity()) }
    }

    private mutating func phase() throws(CodecFault) -> Phase {
        let start = offset
        switch try byte() {
        case 0: return .triggered
        case 1:
            return .acknowledged(
                Acknowledgement(
                    holder: try actor(), at: try time(),
                    snoozedUntil: try optional { reader throws(CodecFault) in try reader.time() },
                    isWarned: try bool()))
        case 2: return .mitigated(Mitigation(by: try actor(), at: try time()))
        case 3:
            return .resolved(
                Resolution(
                    by: try cause(), at: try time(),
                    clockLeft: try optional { reader throws(CodecFault) in try reader.span() }))
        case let tag: throw .unknownTag(UInt64(tag), of: "phase", at: start)
        }
    }

    private mutating func cause() throws(CodecFault) -> Resolution.Cause {
        let start = offset
        switch try byte() {
        case 0: return .alerts
        case 1: return .noNews
        case 2: return .person(try text())
        case 3: return .merged(into: try number())
        case 4: return .reviewOver
        case let tag: throw .unknownTag(UInt64(tag), of: "cause of a resolve", at: start)
        }
    }

    private mutating func countdown() throws(CodecFault) -> Countdown {
        let start = offset
        switch try byte() {
        case 0: return .none
        case 1: return .due(try time())
        case 2: return .paused(left: try span())
        case let tag: throw .unknownTag(UInt64(tag), of: "countdown", at: start)
        }
    }

    private mutating func noNews() throws(CodecFault) -> NoNews {
        NoNews(
            since: try time(),
            sender: try optional { reader throws(CodecFault) in Sender(origin: try reader.string()) },
            senderSpokeAt: try optional { reader throws(CodecFault) in try reader.time() })
    }

    /// A standing can be made only from an incident that stands so.
    private mutating func standing() throws(CodecFault) -> Standing {
        var standing = Incident(
            number: IncidentNumber(0), title: .empty, service: .empty, severity: .sev5,
            openedAt: Timestamp(milliseconds: 0)
        ).standing
        (standing.phase, standing.phaseSince, standing.countdown) = (try phase(), try time(), try countdown())
        (standing.severity, standing.pin) = (try severity(), try pin())
        standing.assignee = try optional { reader throws(CodecFault) in try reader.actor() }
        standing.lastHolder = try optional { reader throws(CodecFault) in try reader.actor() }
        (standing.isClearedUnseen, standing.wasAcknowledged) = (try bool(), try bool())
        return standing
    }

    private mutating func undo() throws(CodecFault) -> Undo {
        Undo(by: try actor(), at: try time(), verb: try verb(), before: try standing(), revision: try int())
    }
}
