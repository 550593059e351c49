/// Something that came over a stream of server-sent events.
package enum SSEItem: Hashable, Sendable {
    /// An event with its data, complete.
    case event(SSEEvent)
    /// A comment: our feed sends one as its heartbeat.
    case comment(String)
}

/// One server-sent event.
package struct SSEEvent: Hashable, Sendable {
    /// The last id that the stream named, in this event or before it; nil before the first.
    package var id: String?
    /// The kind of event; `message` when none was named.
    package var event: String
    /// The data lines, joined by line feeds, as bytes of UTF-8.
    package var data: [UInt8]

    package init(id: String? = nil, event: String = "message", data: [UInt8]) {
        (self.id, self.event, self.data) = (id, event, data)
    }
}

/// Why a stream of server-sent events cannot be followed.
package enum SSEFault: Error, Hashable, Sendable, CustomStringConvertible {
    case lineTooLong(max: Int)
    case eventTooLarge(max: Int)

    package var description: String {
        switch self {
        case .lineTooLong(let max): "the feed sent a line longer than \(max) bytes"
        case .eventTooLarge(let max): "the feed sent an event larger than \(max) bytes"
        }
    }
}

/// Takes a stream of server-sent events apart, in pieces of any size, by the rules of the HTML standard.
///
/// After a fault the stream is to be closed and the parser thrown away.
package struct SSEParser: Sendable {
    private let lineLengthMax: Int
    private let eventSizeMax: Int
    private var line: [UInt8] = []
    private var isFirstLine = true
    private var previousWasReturn = false
    private var id: String?
    private var eventName = ""
    private var data: [UInt8] = []
    private var hasData = false

    /// A parser that holds at most so many bytes of a line, and of an event.
    package init(lineLengthMax: Int = 16 << 20, eventSizeMax: Int = 16 << 20) {
        (self.lineLengthMax, self.eventSizeMax) = (lineLengthMax, eventSizeMax)
    }

    /// Takes the next bytes of the stream; answers what they completed.
    ///
    /// They come as an array: byte by byte through any collection took a third of a console's time in a storm.
    package mutating func feed(_ bytes: [UInt8]) throws(SSEFault) -> [SSEItem] {
        var items: [SSEItem] = []
        for byte in bytes {
            if byte == 0x0A, previousWasReturn {
                previousWasReturn = false
                continue
            }
            previousWasReturn = byte == 0x0D
            if byte == 0x0A || byte == 0x0D {
                if let item = try endLine() { items.append(item) }
                line.removeAll(keepingCapacity: line.count < 1 << 16)
            } else {
                guard line.count < lineLengthMax else { throw .lineTooLong(max: lineLengthMax) }
                line.append(byte)
            }
        }
        return items
    }

    private mutating func endLine() throws(SSEFault) -> SSEItem? {
        if isFirstLine {
            isFirstLine = false
            // A byte order mark may stand before everything.
            if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        }
        if line.isEmpty { return dispatch() }
        let colon = line.firstIndex(of: UInt8(ascii: ":"))
        if colon == 0 { return .comment(String(decoding: trimmed(after: 0), as: UTF8.self)) }
        let field = String(decoding: line[..<(colon ?? line.endIndex)], as: UTF8.self)
        let value = colon.map { trimmed(after: $0) } ?? []
        switch field {
        case "data":
            guard data.count + value.count + 1 <= eventSizeMax else { throw .eventTooLarge(max: eventSizeMax) }
            if hasData { data.append(0x0A) }
            data.append(contentsOf: value)
            hasData = true
        case "event": eventName = String(decoding: value, as: UTF8.self)
        case "id" where !value.contains(0): id = String(decoding: value, as: UTF8.self)
        default: break
        }
        return nil
    }

    /// What stands behind a colon, without the one space that may follow it.
    private func trimmed(after colon: Int) -> ArraySlice<UInt8> {
        let rest = line[(colon + 1)...]
        return rest.first == 0x20 ? rest.dropFirst() : rest
    }

    private mutating func dispatch() -> SSEItem? {
        defer { (eventName, data, hasData) = ("", [], false) }
        guard hasData else { return nil }
        return .event(SSEEvent(id: id, event: eventName.isEmpty ? "message" : eventName, data: data))
    }
}
