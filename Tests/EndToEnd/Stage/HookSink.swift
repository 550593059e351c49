import Dispatch
import Glibc
import Support
import Synchronization

/// A receiver of web hooks on a free loopback port: it keeps what it got, and answers what a test wants.
final class HookSink: Sendable {
    /// One call.
    struct Call: Sendable {
        var path: String
        var body: [UInt8]
        /// Seconds on a clock that nobody sets.
        var at: Double

        var text: String { String(decoding: body, as: UTF8.self) }
        func json() throws -> JSON { try JSON(bytes: body) }
    }

    private let listener: LoopbackSocket
    private let got = Mutex<[Call]>([])
    private let queue = DispatchQueue(label: "end-to-end.sink", attributes: .concurrent)
    /// The status of an answer, by how many calls of its path came before.
    private let status: @Sendable (_ path: String, _ before: Int) -> Int

    var port: Int { listener.port }

    var calls: [Call] { got.withLock { $0 } }

    func calls(at path: String) -> [Call] { calls.filter { $0.path == path } }

    func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

    init(_ status: @escaping @Sendable (_ path: String, _ before: Int) -> Int = { _, _ in 200 }) throws {
        self.status = status
        listener = try LoopbackSocket(backlog: 64)
    }

    /// Takes calls until ``close()``.
    func open() {
        queue.async { [self] in
            while true {
                let call = accept(listener.descriptor, nil, nil)
                guard call >= 0 else { return }
                _ = fcntl(call, F_SETFD, FD_CLOEXEC)
                queue.async { self.serve(call) }
            }
        }
    }

    func close() { listener.hangUp() }

    /// Answers one call and closes its connection.
    private func serve(_ connection: Int32) {
        defer { Glibc.close(connection) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = recv(connection, &piece, piece.count, 0)
            guard count > 0 else { return }
            bytes += piece.prefix(count)
            guard let call = HookSink.call(bytes) else { continue }
            let before = got.withLock { calls in
                defer { calls.append(call) }
                return calls.count { $0.path == call.path }
            }
            let answer = Array(
                "HTTP/1.1 \(status(call.path, before)) X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8)
            _ = answer.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            return
        }
    }

    /// The call that the bytes hold; nil while it is not whole.
    private static func call(_ bytes: [UInt8]) -> Call? {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        let length =
            head.first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.drop { $0 != ":" }.dropFirst().drop { $0 == " " }) } ?? 0
        let body = bytes[end.upperBound...]
        guard body.count >= length, let line = head.first else { return nil }
        let words = line.split(separator: " ")
        guard words.count > 1 else { return nil }
        return Call(path: String(words[1]), body: Array(body.prefix(length)), at: Waiting.now)
    }
}

extension Stage {
    /// A sink that ends with the stage.
    func sink(_ status: @escaping @Sendable (_ path: String, _ before: Int) -> Int = { _, _ in 200 }) throws -> HookSink
    {
        let sink = try HookSink(status)
        sink.open()
        whenOver { sink.close() }
        return sink
    }
}
