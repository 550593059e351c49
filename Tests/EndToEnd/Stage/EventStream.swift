import Synchronization

/// A reader of the feed.
final class EventStream {
    /// One event of it.
    struct Event: Sendable {
        var id: Int?
        var name: String
        var json: JSON
    }

    private let connection: Connection
    private var text: [UInt8] = []
    private var started = false
    private(set) var events: [Event] = []
    private(set) var beats = 0
    private(set) var isOver = false

    /// Starts following after a sequence number.
    init(_ http: HTTP, after seq: Int, client: String = "command") async throws {
        connection = try await http.open("/api/v1/feed?after=\(seq)&client=\(client)")
    }

    /// Takes what has arrived.
    func look() throws {
        while let bytes = connection.readWhatIsThere() {
            if bytes.isEmpty { return try parse() }
            text += bytes
        }
        isOver = true
        try parse()
    }

    private func parse() throws {
        if !started {
            guard let end = place(of: "\r\n\r\n") else { return }
            guard text.starts(with: "HTTP/1.1 200".utf8) else {
                throw Connection.Fault(description: String(decoding: text, as: UTF8.self))
            }
            text.removeFirst(end + 4)
            started = true
        }
        // Each write of the router is one chunk, and ends with an event's empty line.
        while let line = place(of: "\r\n"), let size = Int(String(decoding: text[..<line], as: UTF8.self), radix: 16),
            text.count >= line + 2 + size + 2
        {
            try take(String(decoding: text[(line + 2)..<(line + 2 + size)], as: UTF8.self))
            text.removeFirst(line + 2 + size + 2)
        }
    }

    private func place(of mark: String) -> Int? {
        let mark = Array(mark.utf8)
        guard text.count >= mark.count else { return nil }
        return (0...(text.count - mark.count)).first { text[$0...].starts(with: mark) }
    }

    private func take(_ chunk: String) throws {
        for block in chunk.split(separator: "\n\n") {
            var event = Event(id: nil, name: "message", json: .null)
            for line in block.split(separator: "\n") {
                if line.hasPrefix(":") { beats += 1 }
                if line.hasPrefix("id: ") { event.id = Int(line.dropFirst(4)) }
                if line.hasPrefix("event: ") { event.name = String(line.dropFirst(7)) }
                if line.hasPrefix("data: ") { event.json = try JSON(String(line.dropFirst(6))) }
            }
            if event.json != .null { events.append(event) }
        }
    }

    /// Keeps only the first events, as a reader does that goes away before it has read the rest.
    func forget(after count: Int) { events = Array(events.prefix(count)) }

    /// The sequence numbers that it was told, in order.
    var seqs: [Int] { events.compactMap(\.id) }

    /// All changes of a kind that it was told, in order.
    func changes(_ kind: String) -> [JSON] {
        events.flatMap { $0.json["changes"].items }.map { $0[kind] }.filter { !$0.isNull }
    }
}
