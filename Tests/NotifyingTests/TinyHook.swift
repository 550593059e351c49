import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// A receiver of web hooks on a free loopback port, which answers what a test wrote and remembers what it got.
final class TinyHook: Sendable {
    /// One answer.
    struct Canned: Sendable {
        var status = 200
        var location: String?
        var body = ""
    }

    /// What a call was.
    struct Asked: Sendable {
        var method: String
        var path: String
        var headers: HTTPFields
        var body: String
    }

    private let script: @Sendable (Asked) -> Canned
    private let got = Mutex<[Asked]>([])

    var asked: [Asked] { got.withLock { $0 } }

    init(_ script: @escaping @Sendable (Asked) -> Canned = { _ in Canned() }) { self.script = script }

    private func answer(_ asked: Asked) -> Canned {
        got.withLock { $0.append(asked) }
        return script(asked)
    }

    /// Serves while the body runs.
    func serve(_ body: @escaping @Sendable (_ port: Int) async throws -> Void) async throws {
        let (ports, bound) = AsyncStream.makeStream(of: Int.self)
        var log = Logger(label: "tiny")
        log.logLevel = .critical
        let application = Application(
            responder: CallbackResponder<BasicRequestContext> { request, _ in
                let text = String(buffer: try await request.body.collect(upTo: 1 << 20))
                let canned = self.answer(
                    Asked(
                        method: request.method.rawValue, path: request.uri.description, headers: request.headers,
                        body: text))
                var headers = HTTPFields()
                if let location = canned.location { headers[.location] = location }
                return Response(
                    status: HTTPResponse.Status(code: canned.status), headers: headers,
                    body: .init(byteBuffer: ByteBuffer(string: canned.body)))
            },
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in if let port = channel.localAddress?.port { bound.yield(port) } }, logger: log)
        let group = ServiceGroup(
            configuration: .init(services: [.init(service: application)], gracefulShutdownSignals: [], logger: log))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            for await port in ports {
                try await body(port)
                break
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}
