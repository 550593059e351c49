internal import AsyncHTTPClient
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import Synchronization

/// What speaks HTTP for all channels, for the life of the process: one client for each way of reaching hosts, so that
/// connections stay open from call to call and survive a reload.
final class HTTPClients: Sendable {
    static let shared = HTTPClients()

    /// A way of reaching hosts.
    struct Way: Hashable, Sendable {
        var proxy: HTTPClient.Configuration.Proxy?
        var speaksHTTP2: Bool
        /// Where a host is looked for instead, by its name in the address.
        var detours: [String: String] = [:]
    }

    /// How many ways are kept open; the oldest is given up for another one.
    static let waysMax = 64
    /// How many calls one host may take at once over HTTP/1.
    static let callsPerHost = 16

    private let clients = Mutex<[(way: Way, client: HTTPClient)]>([])

    /// The client for a way of reaching hosts.
    func client(_ way: Way) -> HTTPClient {
        let (client, old) = clients.withLock { clients -> (HTTPClient, HTTPClient?) in
            if let known = clients.first(where: { $0.way == way }) { return (known.client, nil) }
            let client = HTTPClients.make(way)
            clients.append((way, client))
            return (client, clients.count > HTTPClients.waysMax ? clients.removeFirst().client : nil)
        }
        // A call that is still under way there fails, and is made again over a new client.
        if let old { Task { try? await old.shutdown() } }
        return client
    }

    private static func make(_ way: Way) -> HTTPClient {
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: TLSChoice.plain, redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10)))
        configuration.proxy = way.proxy
        configuration.httpVersion = way.speaksHTTP2 ? .automatic : .http1Only
        configuration.dnsOverride = way.detours
        // Trying again is the courier's, which knows for how long it is worth it.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.idleTimeout = .seconds(90)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = callsPerHost
        return HTTPClient(
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton), configuration: configuration)
    }
}
