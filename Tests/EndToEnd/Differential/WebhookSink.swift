import Foundation
import Glibc
import Support
import Synchronization

/// A web server that notes what is delivered to it, and when.
final class WebhookSink: Sendable {
    /// One request.
    struct Delivery: Sendable {
        /// With its query.
        var path: String
        /// On the clock of ``Waiting/now``, when the sender had connected.
        var at: Double
        var body: JSON
        /// What it was answered.
        var status: Int
    }

    private let listener: LoopbackSocket
    private let kept = Mutex<[Delivery]>([])

    /// - Parameter stage: which ends it.
    init(_ stage: Stage) throws {
        let listener = try LoopbackSocket(backlog: 512)
        self.listener = listener
        stage.whenOver { listener.hangUp() }
        // Threads of its own: when many deliveries come at once, each is noted at once.
        Thread.detachNewThread { self.takeAll() }
    }

    var port: Int { listener.port }

    /// Where something is to be delivered.
    func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

    /// All that was delivered so far, in the order in which it came.
    var deliveries: [Delivery] { kept.withLock { $0 } }

    private func takeAll() {
        while true {
            let descriptor = accept(listener.descriptor, nil, nil)
            let now = Waiting.now
            if descriptor < 0 {
                if errno == EINTR || errno == ECONNABORTED { continue }
                return
            }
            // No process that is started meanwhile is to hold it open.
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            Thread.detachNewThread { self.serve(descriptor, since: now) }
        }
    }

    /// Takes one request, notes it, answers, and hangs up.
    private func serve(_ descriptor: Int32, since moment: Double) {
        defer { close(descriptor) }
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        var request: (path: String, body: [UInt8])?
        while request == nil {
            let count = recv(descriptor, &chunk, chunk.count, 0)
            guard count > 0 else { return }
            bytes += chunk.prefix(count)
            request = Self.request(in: bytes)
        }
        // What is no JSON is noted as null, and no body of the other side equals it.
        guard let request, let body = try? JSON(bytes: request.body) else { return }
        let status = note(request.path, body, at: moment)
        let answer = Array("HTTP/1.1 \(status) Done\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8)
        _ = answer.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    /// Refuses the first ones when the path says `refuse=N`, as a receiver that does not want what it is sent.
    private func note(_ path: String, _ body: JSON, at moment: Double) -> Int {
        let refused = path.firstMatch(of: /refuse=(\d+)/).flatMap { Int($0.1) } ?? 0
        return kept.withLock { kept in
            let status = kept.count { $0.path == path } < refused ? 400 : 200
            kept.append(Delivery(path: path, at: moment, body: body, status: status))
            return status
        }
    }

    /// The path and the body, when all of it is there; senders of both kinds say how long it is.
    private static func request(in bytes: [UInt8]) -> (path: String, body: [UInt8])? {
        let end = Array("\r\n\r\n".utf8)
        guard let place = bytes.indices.first(where: { bytes[$0...].starts(with: end) }) else { return nil }
        let head = String(decoding: bytes[..<place], as: UTF8.self)
        let words = head.prefix { $0 != "\r\n" }.split(separator: " ")
        guard words.count == 3, let length = head.lowercased().firstMatch(of: /content-length: *(\d+)/),
            let count = Int(length.1), bytes.count >= place + end.count + count
        else { return nil }
        return (String(words[1]), Array(bytes[(place + end.count)...].prefix(count)))
    }
}
