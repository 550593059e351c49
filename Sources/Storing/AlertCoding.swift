import Incidents

/// Alerts, times and what else every record is made of, as bytes.
extension ByteWriter {
    @inline(__always)
    mutating func time(_ moment: Timestamp) { zigzag(moment.milliseconds) }

    @inline(__always)
    mutating func number(_ number: IncidentNumber) { int(number.value) }

    @inline(__always)
    mutating func text(_ text: SafeText) { string(text.original) }

    /// Whole seconds, milliseconds, and what is finer than that, which is nearly always nothing.
    mutating func span(_ span: Duration) {
        let (seconds, attoseconds) = span.components
        zigzag(seconds)
        zigzag(attoseconds / attosecondsPerMillisecond)
        zigzag(attoseconds % attosecondsPerMillisecond)
    }

    mutating func actor(_ actor: Actor) {
        switch actor {
        case .router: byte(0)
        case .person(let name):
            byte(1)
            text(name)
        }
    }

    mutating func mute(_ mute: Mute) {
        text(mute.by)
        optional(mute.until) { $0.time($1) }
        switch mute.cause {
        case .unsaid: byte(0)
        case .silence(let id):
            byte(1)
            silenceID(id)
        case .inhibition(let source):
            byte(2)
            fixed64(source.value)
        case .interval(let name):
            byte(3)
            text(name)
        }
    }

    /// The two later times are written as how far they are from the first.
    mutating func alert(_ alert: Alert) {
        blob(alert.labels.pairs.bytes)
        blob(alert.text.packed.bytes)
        time(alert.startsAt)
        zigzag(alert.endsAt.milliseconds &- alert.startsAt.milliseconds)
        zigzag(alert.updatedAt.milliseconds &- alert.startsAt.milliseconds)
        byte((alert.endIsOurs ? endIsOursBit : 0) | (alert.end?.rawValue ?? 0))
    }
}

extension ByteReader {
    @inline(__always)
    mutating func time() throws(CodecFault) -> Timestamp { Timestamp(milliseconds: try zigzag()) }

    @inline(__always)
    mutating func number() throws(CodecFault) -> IncidentNumber { IncidentNumber(try int()) }

    @inline(__always)
    mutating func text() throws(CodecFault) -> SafeText { SafeText(try string()) }

    mutating func span() throws(CodecFault) -> Duration {
        let start = offset
        let (seconds, milliseconds, finer) = (try zigzag(), try zigzag(), try zigzag())
        guard (-999...999).contains(milliseconds),
            (-attosecondsPerMillisecond...attosecondsPerMillisecond).contains(finer)
        else { throw .malformed("span of time", at: start) }
        return Duration(
            secondsComponent: seconds, attosecondsComponent: milliseconds * attosecondsPerMillisecond + finer)
    }

    mutating func actor() throws(CodecFault) -> Actor {
        let start = offset
        switch try byte() {
        case 0: return .router
        case 1: return .person(try text())
        case let tag: throw .unknownTag(UInt64(tag), of: "actor", at: start)
        }
    }

    mutating func mute() throws(CodecFault) -> Mute {
        var mute = Mute(by: try text(), until: try optional { reader throws(CodecFault) in try reader.time() })
        if version >= 3 { mute.cause = try muteCause() }
        return mute
    }

    private mutating func muteCause() throws(CodecFault) -> Mute.Cause {
        let start = offset
        switch try byte() {
        case 0: return .unsaid
        case 1: return .silence(try silenceID())
        case 2: return .inhibition(by: Fingerprint(try fixed64()))
        case 3: return .interval(try text())
        case let tag: throw .unknownTag(UInt64(tag), of: "cause of a mute", at: start)
        }
    }

    @inline(__always)
    mutating func pairs() throws(CodecFault) -> PackedPairs {
        let start = offset
        guard let pairs = PackedPairs(checking: try blob()) else { throw .malformed("packed pairs", at: start) }
        return pairs
    }

    mutating func alertEnd() throws(CodecFault) -> AlertEnd {
        let start = offset
        let raw = try byte()
        guard let end = AlertEnd(rawValue: raw) else {
            throw .unknownTag(UInt64(raw), of: "end of an alert", at: start)
        }
        return end
    }

    mutating func alert() throws(CodecFault) -> Alert {
        let (labels, text, startsAt) = (LabelSet(try pairs()), AlertText(packed: try pairs()), try time())
        let endsAt = Timestamp(milliseconds: startsAt.milliseconds &+ (try zigzag()))
        let updatedAt = Timestamp(milliseconds: startsAt.milliseconds &+ (try zigzag()))
        let start = offset
        let flags = try byte()
        var end: AlertEnd?
        if flags & ~endIsOursBit != 0 {
            end = AlertEnd(rawValue: flags & ~endIsOursBit)
            guard end != nil else { throw .unknownTag(UInt64(flags), of: "state of an alert", at: start) }
        }
        return Alert(
            labels: labels, text: text, startsAt: startsAt, endsAt: endsAt, updatedAt: updatedAt,
            endIsOurs: flags & endIsOursBit != 0, end: end)
    }
}

private let attosecondsPerMillisecond: Int64 = 1_000_000_000_000_000
private let endIsOursBit: UInt8 = 0x80
