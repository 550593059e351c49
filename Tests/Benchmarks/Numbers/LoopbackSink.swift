import Foundation
import Glibc
import Support
import Synchronization

/// Receives web hooks, and answers 200 to each at once; connections stay open.
final class LoopbackSink: Sendable {
    private let listener: LoopbackSocket
    private let count = Mutex(0)
    private let arrived = DispatchSemaphore(value: 0)

    var port: Int { listener.port }

    /// How many came so far.
    var received: Int { count.withLock { $0 } }

    init() throws {
        listener = try LoopbackSocket(backlog: 512)
        Thread.detachNewThread { [self] in
            while true {
                let connection = accept(listener.descriptor, nil, nil)
                guard connection >= 0 else { return }
                _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
                Thread.detachNewThread { self.serve(connection) }
            }
        }
    }

    func close() { listener.hangUp() }

    /// Waits for one more than were waited for before; false when none comes in time.
    func waitForOne() -> Bool { arrived.wait(timeout: .now() + 5) == .success }

    /// Forgets those that nobody waited for.
    func drain() { while arrived.wait(timeout: .now()) == .success {} }

    private func serve(_ connection: Int32) {
        defer { Glibc.close(connection) }
        let (end, answer) = (Array("\r\n\r\n".utf8), Array("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".utf8))
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let read = recv(connection, &chunk, chunk.count, 0)
            guard read > 0 else { return }
            bytes += chunk[..<read]
            while let head = bytes.firstRange(of: end) {
                let text = String(decoding: bytes[..<head.lowerBound], as: UTF8.self).lowercased()
                let length = text.firstMatch(of: /content-length: *(\d+)/).flatMap { Int($0.1) } ?? 0
                guard bytes.count >= head.upperBound + length else { break }
                bytes.removeFirst(head.upperBound + length)
                _ = answer.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
                count.withLock { $0 += 1 }
                arrived.signal()
            }
        }
    }
}
