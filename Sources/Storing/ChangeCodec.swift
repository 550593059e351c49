package import Incidents

/// The bytes of changes and records. The first byte is the format's version; then come tags and values, without names.
///
/// A tag once given keeps its meaning. A new case takes the next free tag, and a change of layout takes the next
/// version, whose reader also reads the versions before.
package enum ChangeCodec {
    /// The version that is written, and the newest that is read.
    ///
    /// 2: an incident carries its group's clock. 3: a mute carries its cause and its moment, a receipt its silence,
    /// an incident how restless it is. 4: a silence carries who ended it.
    /// 5: an incident carries what its alerts have in common.
    /// 6: a silence carries its history and its reminder, and that reminder its silence; a notification that was withheld
    /// what its receiver last heard.
    package static let version: UInt8 = 6

    /// The bytes of the changes of one batch.
    package static func encode(_ changes: [Change]) -> [UInt8] {
        // An alert with its annotations takes some 500 bytes: one allocation for nearly every batch.
        var writer = ByteWriter(capacity: 16 + changes.count * 512)
        writer.byte(version)
        writer.varint(UInt64(changes.count))
        for change in changes { writer.change(change) }
        return writer.bytes
    }

    /// The changes that ``encode(_:)-([Change])`` wrote.
    package static func decode(_ bytes: [UInt8]) throws(CodecFault) -> [Change] {
        var reader = try opened(bytes)
        let changes = try reader.array { reader throws(CodecFault) in try reader.change() }
        try reader.finish()
        return changes
    }

    package static func encode(_ incident: Incident) -> [UInt8] { encode(512) { $0.incident(incident) } }

    package static func incident(_ bytes: [UInt8]) throws(CodecFault) -> Incident {
        try decode(bytes) { reader throws(CodecFault) in try reader.incident() }
    }

    package static func encode(_ page: Page) -> [UInt8] { encode(64) { $0.page(page) } }

    package static func page(_ bytes: [UInt8]) throws(CodecFault) -> Page {
        try decode(bytes) { reader throws(CodecFault) in try reader.page() }
    }

    package static func encode(_ entry: TimelineEntry) -> [UInt8] { encode(128) { $0.entry(entry) } }

    package static func entry(_ bytes: [UInt8]) throws(CodecFault) -> TimelineEntry {
        try decode(bytes) { reader throws(CodecFault) in try reader.entry() }
    }

    package static func encode(_ outcome: Outcome) -> [UInt8] { encode(64) { $0.outcome(outcome) } }

    package static func outcome(_ bytes: [UInt8]) throws(CodecFault) -> Outcome {
        try decode(bytes) { reader throws(CodecFault) in try reader.outcome() }
    }

    package static func encode(_ mute: Mute) -> [UInt8] { encode(32) { $0.mute(mute) } }

    package static func mute(_ bytes: [UInt8]) throws(CodecFault) -> Mute {
        try decode(bytes) { reader throws(CodecFault) in try reader.mute() }
    }

    package static func encode(_ silence: Silence) -> [UInt8] { encode(256) { $0.silence(silence) } }

    package static func silence(_ bytes: [UInt8]) throws(CodecFault) -> Silence {
        try decode(bytes) { reader throws(CodecFault) in try reader.silence() }
    }

    package static func encode(_ notification: Notification) -> [UInt8] {
        encode(256) { $0.notification(notification) }
    }

    package static func notification(_ bytes: [UInt8]) throws(CodecFault) -> Notification {
        try decode(bytes) { reader throws(CodecFault) in try reader.notification() }
    }

    /// The kinds of integration that are not spoken, by receiver.
    package static func encode(unspoken: ByName<[String]>) -> [UInt8] { encode(64) { $0.unspoken(unspoken) } }

    package static func unspoken(_ bytes: [UInt8]) throws(CodecFault) -> ByName<[String]> {
        try decode(bytes) { reader throws(CodecFault) in try reader.unspoken() }
    }

    private static func encode(_ capacity: Int, _ write: (inout ByteWriter) -> Void) -> [UInt8] {
        var writer = ByteWriter(capacity: capacity)
        writer.byte(version)
        write(&writer)
        return writer.bytes
    }

    private static func decode<Value>(
        _ bytes: [UInt8], _ read: (inout ByteReader) throws(CodecFault) -> Value
    ) throws(CodecFault) -> Value {
        var reader = try opened(bytes)
        let value = try read(&reader)
        try reader.finish()
        return value
    }

    private static func opened(_ bytes: [UInt8]) throws(CodecFault) -> ByteReader {
        var reader = ByteReader(bytes)
        let found = try reader.byte()
        guard (1...version).contains(found) else { throw .unknownVersion(found) }
        reader.version = found
        return reader
    }
}

// MARK: A change

extension ByteWriter {
    fileprivate mutating func change(_ change: Change) {
        switch change {
        case .alertStarted(let alert, let group, let incident):
            byte(1)
            self.alert(alert)
            fixed64(group.value)
            optional(incident) { $0.number($1) }
        case .alertJoined(let fingerprint, let incident):
            byte(2)
            fixed64(fingerprint.value)
            number(incident)
        case .alertAnnotated(let fingerprint, let text, let at):
            byte(3)
            fixed64(fingerprint.value)
            blob(text.packed.bytes)
            time(at)
        case .alertEnded(let fingerprint, let end, let endsAt, let at):
            byte(4)
            fixed64(fingerprint.value)
            byte(end.rawValue)
            time(endsAt)
            time(at)
        case .alertMuted(let fingerprint, let mute, let at):
            byte(5)
            fixed64(fingerprint.value)
            optional(mute) { $0.mute($1) }
            time(at)
        case .alertsMoved(let from, let to, let groups):
            byte(6)
            number(from)
            number(to)
            array(groups) { $0.fixed64($1.value) }
        case .incident(let incident):
            byte(7)
            self.incident(incident)
        case .timeline(let entry):
            byte(8)
            self.entry(entry)
        case .page(let page):
            byte(9)
            self.page(page)
        case .served(let id, let outcome, let at):
            byte(10)
            string(id.text)
            self.outcome(outcome)
            time(at)
        case .silence(let silence):
            byte(11)
            self.silence(silence)
        case .groupStarted(let id, let first):
            byte(12)
            fixed64(id.value)
            time(first)
        case .groupEnded(let id):
            byte(13)
            fixed64(id.value)
        case .notified(let notification):
            byte(14)
            self.notification(notification)
        case .configured(let configuration):
            byte(16)
            time(configuration.at)
            string(configuration.text)
            optional(configuration.paging) { $0.paging($1) }
            unspoken(configuration.unspoken)
        }
    }
}

extension ByteWriter {
    fileprivate mutating func unspoken(_ unspoken: ByName<[String]>) {
        array(unspoken.sorted) { writer, receiver in
            writer.string(receiver.key)
            writer.array(receiver.value) { $0.string($1) }
        }
    }
}

extension ByteReader {
    fileprivate mutating func change() throws(CodecFault) -> Change {
        let start = offset
        switch try byte() {
        case 1:
            return .alertStarted(
                try alert(), group: GroupID(try fixed64()),
                incident: try optional { reader throws(CodecFault) in try reader.number() })
        case 2: return .alertJoined(Fingerprint(try fixed64()), try number())
        case 3: return .alertAnnotated(Fingerprint(try fixed64()), AlertText(packed: try pairs()), at: try time())
        case 4: return .alertEnded(Fingerprint(try fixed64()), try alertEnd(), endsAt: try time(), at: try time())
        case 5:
            return .alertMuted(
                Fingerprint(try fixed64()), try optional { reader throws(CodecFault) in try reader.mute() },
                at: version < 3 ? Timestamp(milliseconds: 0) : try time())
        case 6:
            return .alertsMoved(
                from: try number(), to: try number(),
                groups: try array { reader throws(CodecFault) in GroupID(try reader.fixed64()) })
        case 7: return .incident(try incident())
        case 8: return .timeline(try entry())
        case 9: return .page(try page())
        case 10: return .served(try requestID(), try outcome(), at: try time())
        case 11: return .silence(try silence())
        case 12: return .groupStarted(DispatchID(try fixed64()), first: try time())
        case 13: return .groupEnded(DispatchID(try fixed64()))
        case 14: return .notified(try notification())
        case 15: return .configured(LoadedConfiguration(at: try time(), text: try string()))
        case 16: return .configured(try configuration())
        case let tag: throw .unknownTag(UInt64(tag), of: "change", at: start)
        }
    }

    private mutating func configuration() throws(CodecFault) -> LoadedConfiguration {
        var configuration = LoadedConfiguration(at: try time(), text: try string())
        configuration.paging = try optional { reader throws(CodecFault) in try reader.paging() }
        configuration.unspoken = try unspoken()
        return configuration
    }

    fileprivate mutating func unspoken() throws(CodecFault) -> ByName<[String]> {
        let receivers = try array { reader throws(CodecFault) in
            (name: try reader.string(), kinds: try reader.array { reader throws(CodecFault) in try reader.string() })
        }
        return ByName(receivers.map { ($0.name, $0.kinds) })
    }

    private mutating func requestID() throws(CodecFault) -> RequestID {
        let start = offset
        guard let id = RequestID(try string()) else { throw .malformed("request", at: start) }
        return id
    }
}
