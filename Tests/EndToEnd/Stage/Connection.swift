import Glibc

/// Where a router is reached.
enum Door: Hashable, Sendable {
    case port(Int)
    case socket(String)
}

/// One connection to a router, at the level of bytes: what is sent is exactly what a test wrote.
final class Connection {
    struct Fault: Error, CustomStringConvertible { var description: String }

    /// A stream that no process started meanwhile inherits.
    private static let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)

    private let descriptor: Int32

    /// - Parameter receiveBuffer: how many bytes the kernel may keep for us, to be a slow reader.
    init(to door: Door, receiveBuffer: Int32? = nil, timeout seconds: Int = 20) throws {
        switch door {
        case .port: descriptor = socket(AF_INET, Self.kind, 0)
        case .socket: descriptor = socket(AF_UNIX, Self.kind, 0)
        }
        if var receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, socklen_t(MemoryLayout<Int32>.size))
        }
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
        guard Self.connected(descriptor, to: door) else {
            // The deinit that follows closes it; a second time would close what another thread has opened meanwhile.
            throw Fault(description: "\(door): \(String(cString: strerror(errno)))")
        }
    }

    deinit { close(descriptor) }

    private static func connected(_ descriptor: Int32, to door: Door) -> Bool {
        switch door {
        case .port(let port):
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = UInt16(port).bigEndian
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            return withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
        case .socket(let path):
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
            return withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
                }
            }
        }
    }

    func write(_ bytes: [UInt8]) throws {
        var left = bytes[...]
        while !left.isEmpty {
            let count = left.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw Fault(description: "send: \(String(cString: strerror(errno)))") }
            left = left.dropFirst(count)
        }
    }

    /// The next bytes; none when the other side is done.
    ///
    /// - Throws: when the time is over, or the connection broke.
    func read() throws -> [UInt8] {
        var chunk = [UInt8](repeating: 0, count: 256 << 10)
        let count = recv(descriptor, &chunk, chunk.count, 0)
        guard count >= 0 else { throw Fault(description: "recv: \(String(cString: strerror(errno)))") }
        return Array(chunk.prefix(count))
    }

    /// The bytes that are there already; nil when the other side is done or the connection broke.
    func readWhatIsThere() -> [UInt8]? {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = recv(descriptor, &chunk, chunk.count, Int32(MSG_DONTWAIT))
            if count > 0 {
                bytes += chunk.prefix(count)
            } else if count < 0, errno == EAGAIN {
                return bytes
            } else {
                return bytes.isEmpty ? nil : bytes
            }
        }
    }
}
