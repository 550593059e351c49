/// What a router answered.
struct Answer: Sendable {
    var status: Int
    /// Names in lower case, in the order in which they came.
    var headers: [(name: String, value: String)]
    var body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
    var type: String? { self["content-type"] }

    subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

    func json() throws -> JSON { try JSON(bytes: body) }
}

/// A plain HTTP client: one connection a request, nothing added that a test did not ask for.
struct HTTP: Sendable {
    var door: Door
    var token: String?

    func get(_ path: String, _ headers: [String: String] = [:]) async throws -> Answer {
        try await send("GET", path, headers: headers)
    }

    func post(_ path: String, json text: String, _ headers: [String: String] = [:]) async throws -> Answer {
        try await post(path, body: Array(text.utf8), headers)
    }

    func post(_ path: String, body: [UInt8] = [], _ headers: [String: String] = [:]) async throws -> Answer {
        try await send("POST", path, body: body, headers: ["Content-Type": "application/json"].merging(headers) { $1 })
    }

    func send(
        _ method: String, _ path: String, body: [UInt8] = [], headers: [String: String] = [:]
    ) async throws -> Answer {
        let request = bytes(method, path, body: body, headers: headers)
        let door = door
        return try await Waiting.elsewhere {
            let connection = try Connection(to: door)
            try connection.write(request)
            var reader = AnswerReader(hasBody: method != "HEAD")
            while !reader.isComplete {
                let chunk = try connection.read()
                if chunk.isEmpty { break }
                reader.take(chunk)
            }
            return try reader.answer()
        }
    }

    /// Connects and sends, and leaves the reading to the caller.
    func open(
        _ path: String, headers: [String: String] = [:], receiveBuffer: Int32? = nil
    ) async throws -> Connection {
        let request = bytes("GET", path, body: [], headers: headers)
        let connection = try Connection(to: door, receiveBuffer: receiveBuffer)
        try connection.write(request)
        return connection
    }

    private func bytes(_ method: String, _ path: String, body: [UInt8], headers: [String: String]) -> [UInt8] {
        var all = ["Host": host, "Connection": "close"]
        if let token { all["Authorization"] = "Bearer \(token)" }
        if !body.isEmpty || method == "POST" { all["Content-Length"] = "\(body.count)" }
        all.merge(headers) { $1 }
        let lines = all.filter { !$0.value.isEmpty }.map { "\($0.key): \($0.value)\r\n" }.sorted().joined()
        return Array("\(method) \(path) HTTP/1.1\r\n\(lines)\r\n".utf8) + body
    }

    private var host: String {
        switch door {
        case .port(let port): "127.0.0.1:\(port)"
        case .socket: "localhost"
        }
    }
}

/// Takes an answer apart as it comes in.
struct AnswerReader {
    struct Fault: Error, CustomStringConvertible { var description: String }

    private var bytes: [UInt8] = []
    private var head: (status: Int, headers: [(name: String, value: String)], length: Int)?
    private let hasBody: Bool

    init(hasBody: Bool) { self.hasBody = hasBody }

    mutating func take(_ chunk: [UInt8]) {
        bytes += chunk
        if head == nil { readHead() }
    }

    private mutating func readHead() {
        let end = Array("\r\n\r\n".utf8)
        guard let place = bytes.indices.first(where: { bytes[$0...].starts(with: end) }) else { return }
        let lines = String(decoding: bytes[..<place], as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        let headers = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            return (line[..<colon].lowercased(), String(value))
        }
        head = (words.count > 1 ? Int(words[1]) ?? 0 : 0, headers, place + end.count)
    }

    private var length: Int? {
        if !hasBody { return 0 }
        return head?.headers.first { $0.name == "content-length" }.flatMap { Int($0.value) }
    }

    var isComplete: Bool {
        guard let head else { return false }
        if let length { return bytes.count >= head.length + length }
        return bytes.suffix(5).elementsEqual("0\r\n\r\n".utf8)
    }

    func answer() throws -> Answer {
        guard let head, isComplete || length == nil else {
            throw Fault(description: "the answer broke off after \(bytes.count) bytes")
        }
        let rest = bytes[head.length...]
        let isChunked = head.headers.contains { $0.name == "transfer-encoding" && $0.value == "chunked" }
        let body = isChunked ? try Self.joined(rest) : Array(rest.prefix(length ?? .max))
        return Answer(status: head.status, headers: head.headers, body: body)
    }

    private static func joined(_ chunks: ArraySlice<UInt8>) throws -> [UInt8] {
        var (rest, body) = (chunks, [UInt8]())
        while let end = rest.firstIndex(of: 0x0D) {
            guard let size = Int(String(decoding: rest[..<end], as: UTF8.self), radix: 16) else { break }
            if size == 0 { return body }
            body += rest[(end + 2)...].prefix(size)
            rest = rest.dropFirst(end - rest.startIndex + 2 + size + 2)
        }
        throw Fault(description: "a chunked answer broke off")
    }
}
