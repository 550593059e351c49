import Glibc

/// A TCP port of this machine that is free, and ours while this lives. It listens, or is deaf: calls to a deaf one are
/// refused, and nobody else can take it.
package final class LoopbackSocket: Sendable {
    package struct Fault: Error, CustomStringConvertible { package var description: String }

    package let port: Int
    package let descriptor: Int32

    /// - Parameter backlog: how many calls may wait to be taken; nil for one that is deaf.
    package init(backlog: Int32?) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let isOurs = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && backlog.map { listen(descriptor, $0) == 0 } ?? true
                    && getsockname(descriptor, $0, &size) == 0
            }
        }
        port = Int(UInt16(bigEndian: address.sin_port))
        guard isOurs else { throw Fault(description: "no free port: \(String(cString: strerror(errno)))") }
    }

    deinit { close(descriptor) }

    /// Ends waiting for calls.
    package func hangUp() { shutdown(descriptor, Int32(SHUT_RDWR)) }
}
