import Glibc

/// A TCP port of this machine at which nobody listens and nobody else can: calls to it are refused, while it lives.
package final class DeafPort: Sendable {
    package let number: UInt16
    private let descriptor: Int32

    /// Nil when the system has no port left.
    package init?() {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let place = descriptor
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { any in
                bind(place, any, size) == 0 && getsockname(place, any, &size) == 0
            }
        }
        number = UInt16(bigEndian: address.sin_port)
        guard isBound else {
            close(descriptor)
            return nil
        }
    }

    deinit { close(descriptor) }
}
