import Incidents

/// Silences and notifications, as bytes.
extension ByteWriter {
    mutating func silenceID(_ id: SilenceID) {
        fixed64(id.high)
        fixed64(id.low)
    }

    mutating func silence(_ silence: Silence) {
        silenceID(silence.id)
        array(silence.matchers) { writer, matcher in
            writer.string(matcher.name)
            writer.string(matcher.value)
            writer.byte((matcher.isRegex ? 1 : 0) | (matcher.isEqual ? 2 : 0))
        }
        time(silence.startsAt)
        time(silence.endsAt)
        time(silence.updatedAt)
        text(silence.createdBy)
        text(silence.comment)
        optional(silence.reviewAt) { $0.time($1) }
        bool(silence.endsWithAlerts)
        optional(silence.replaces) { $0.silenceID($1) }
        optional(silence.ending) { writer, ending in
            writer.text(ending.by)
            writer.time(ending.planned)
            writer.optional(ending.plannedStart) { $0.time($1) }
        }
        optional(silence.reminder) { $0.number($1) }
        array(silence.history) { writer, record in
            writer.time(record.at)
            writer.text(record.by)
            writer.text(record.what)
        }
    }

    mutating func notification(_ notification: Notification) {
        fixed64(notification.key.value)
        text(notification.groupKey)
        text(notification.receiver)
        text(notification.integration)
        time(notification.decidedAt)
        time(notification.at)
        array(notification.firing) { $0.fixed64($1.value) }
        array(notification.resolved) { $0.fixed64($1.value) }
        array(notification.heldBack) { $0.fixed64($1.value) }
        array(notification.heardFiring) { $0.fixed64($1.value) }
        switch notification.outcome {
        case .sent: byte(0)
        case .withheld:
            byte(notification.paging == nil ? 1 : 3)
            if let paging = notification.paging { self.paging(paging) }
        case .failed(let why):
            byte(2)
            text(why)
        }
    }
}

extension ByteReader {
    mutating func silenceID() throws(CodecFault) -> SilenceID { SilenceID(high: try fixed64(), low: try fixed64()) }

    mutating func silence() throws(CodecFault) -> Silence {
        var silence = Silence(
            id: try silenceID(), matchers: try array { reader throws(CodecFault) in try reader.silenceMatcher() },
            startsAt: try time(), endsAt: try time(), updatedAt: try time(), createdBy: try text(), comment: try text())
        silence.reviewAt = try optional { reader throws(CodecFault) in try reader.time() }
        silence.endsWithAlerts = try bool()
        silence.replaces = try optional { reader throws(CodecFault) in try reader.silenceID() }
        if version >= 4 {
            silence.ending = try optional { reader throws(CodecFault) in
                var ending = Silence.Ending(by: try reader.text(), planned: try reader.time())
                guard reader.version >= 6 else { return ending }
                ending.plannedStart = try reader.optional { reader throws(CodecFault) in try reader.time() }
                return ending
            }
        }
        if version >= 6 {
            silence.reminder = try optional { reader throws(CodecFault) in try reader.number() }
            silence.history = try array { reader throws(CodecFault) in
                Silence.Record(at: try reader.time(), by: try reader.text(), what: try reader.text())
            }
        }
        return silence
    }

    private mutating func silenceMatcher() throws(CodecFault) -> SilenceMatcher {
        let (name, value, start) = (try string(), try string(), offset)
        let bits = try byte()
        guard bits <= 3 else { throw .malformed("condition of a silence", at: start) }
        return SilenceMatcher(name: name, value: value, isRegex: bits & 1 != 0, isEqual: bits & 2 != 0)
    }

    mutating func notification() throws(CodecFault) -> Notification {
        var notification = Notification(
            key: NotificationKey(try fixed64()), groupKey: try text(), receiver: try text(), integration: try text(),
            decidedAt: try time(), at: try time(),
            firing: try array { reader throws(CodecFault) in Fingerprint(try reader.fixed64()) },
            resolved: try array { reader throws(CodecFault) in Fingerprint(try reader.fixed64()) },
            heldBack: try array { reader throws(CodecFault) in Fingerprint(try reader.fixed64()) },
            outcome: .sent)
        if version >= 6 {
            notification.heardFiring = try array { reader throws(CodecFault) in Fingerprint(try reader.fixed64()) }
        }
        let start = offset
        switch try byte() {
        case 0: break
        case 1: notification.outcome = .withheld
        case 2: notification.outcome = .failed(try text())
        case 3: (notification.outcome, notification.paging) = (.withheld, try paging())
        case let tag: throw .unknownTag(UInt64(tag), of: "outcome of a notification", at: start)
        }
        return notification
    }
}
