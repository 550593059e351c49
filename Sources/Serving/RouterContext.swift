import Hummingbird
import Incidents
import Logging
import NIOCore

#if canImport(Glibc)
    import Glibc
#endif

/// What a route knows about a request beyond its bytes: the connection that it came in on, and who asks.
struct RouterContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel
    /// Set by the admission, before any route runs.
    var principal = Principal(actor: .person("nobody"), scopes: [])

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// Whether the request came through the Unix socket, where the kernel says who asks.
    var isLocalSocket: Bool {
        if case .unixDomainSocket = channel.localAddress { true } else { false }
    }

    /// The user behind the Unix socket, as the kernel knows it.
    func peerUserID() async throws -> UInt32? {
        guard isLocalSocket, let provider = channel as? any SocketOptionProvider else { return nil }
        let credentials: EventLoopFuture<PeerCredentials> = provider.unsafeGetSocketOption(
            level: .init(rawValue: CInt(SOL_SOCKET)), name: .init(rawValue: CInt(SO_PEERCRED)))
        return try await credentials.get().uid
    }
}

/// What the kernel answers for `SO_PEERCRED`.
private struct PeerCredentials: Sendable {
    var pid: Int32 = 0
    var uid: UInt32 = 0
    var gid: UInt32 = 0
}

/// Names of users by their number, from the system's accounts.
enum Logins {
    static func name(of uid: UInt32) -> String? {
        var entry = passwd()
        var result: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        guard getpwuid_r(uid, &entry, &buffer, buffer.count, &result) == 0, result != nil, let name = entry.pw_name
        else {
            return nil
        }
        return String(cString: name)
    }
}
