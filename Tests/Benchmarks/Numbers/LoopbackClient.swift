import Glibc

/// One connection to a server of this machine, kept open: one request after the other. It costs some microseconds a
/// request, so that what is measured is the server.
final class LoopbackClient {
    /// Why a request came to nothing.
    struct Fault: Error, CustomStringConvertible { var description: String }

    private let descriptor: Int32
    private var chunk = [UInt8](repeating: 0, count: 1 << 20)

    /// - Parameter patience: how long an answer is waited for, in seconds.
    init(port: Int, patience: Int = 30) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var limit = timeval(tv_sec: patience, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var isOn: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let descriptor = descriptor
        let isThere = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isThere else { throw Fault(description: "nobody listens at port \(port)") }
    }

    deinit { close(descriptor) }

    /// Sends a request and waits for all of its answer.
    ///
    /// - Returns: the body; it throws on any status but 200.
    @discardableResult
    func send(_ method: String, _ path: String, _ body: [UInt8] = []) throws -> [UInt8] {
        let head =
            "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: \(body.count)\r\n\r\n"
        try write(Array(head.utf8) + body)
        var bytes: [UInt8] = []
        while true {
            let count = recv(descriptor, &chunk, chunk.count, 0)
            guard count > 0 else { throw Fault(description: "\(method) \(path): no answer in time") }
            bytes += chunk[..<count]
            guard let answer = try Answer(bytes), answer.isWhole else { continue }
            guard answer.status == 200 else { throw Fault(description: "\(method) \(path): \(answer.status)") }
            return Array(bytes[answer.start...])
        }
    }

    private func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Fault(description: "the server hung up") }
            rest = rest.dropFirst(count)
        }
    }

    /// An answer, as far as it is there.
    private struct Answer {
        var status: Int
        var start: Int
        var isWhole: Bool

        init?(_ bytes: [UInt8]) throws {
            guard let end = bytes.prefix(8192).firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
            let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).lowercased()
            let words = head.split(separator: " ")
            guard words.count > 1, let status = Int(words[1]) else { throw Fault(description: "no HTTP: \(head)") }
            (self.status, start) = (status, end.upperBound)
            let length = head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
                .flatMap { Int($0.drop { $0 != ":" }.dropFirst().drop { $0 == " " }) }
            // No JSON holds the end of one that comes in pieces: its line breaks are escaped.
            let last = Array("0\r\n\r\n".utf8)
            isWhole = length.map { bytes.count >= end.upperBound + $0 } ?? bytes.suffix(last.count).elementsEqual(last)
        }
    }
}
