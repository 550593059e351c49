import Calling
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// An HTTP server on a free loopback port, with canned answers.
enum TinyRouter {
    /// One answer.
    struct Canned: Sendable {
        var status = HTTPResponse.Status.ok
        var body: [[UInt8]]

        init(_ text: String) { body = [Array(text.utf8)] }

        init(_ status: Int, _ text: String) {
            self.init(text)
            self.status = HTTPResponse.Status(code: status)
        }

        init(pieces: [String]) { body = pieces.map { Array($0.utf8) } }
    }

    /// What a request was.
    struct Asked: Sendable, Equatable {
        var line: String
        var authorization: String?
        var body: String
    }

    /// Serves while the body runs.
    ///
    /// - Parameter answer: called for each request.
    static func serve(
        _ answer: @escaping @Sendable (Asked) -> Canned,
        _ body: @escaping @Sendable (RouterAddress) async throws -> Void
    ) async throws {
        let (ports, bound) = AsyncStream.makeStream(of: Int.self)
        var log = Logger(label: "tiny")
        log.logLevel = .critical
        let application = Application(
            responder: CallbackResponder<BasicRequestContext> { request, _ in
                let text = String(buffer: try await request.body.collect(upTo: 1 << 20))
                let canned = answer(
                    Asked(
                        line: "\(request.method.rawValue) \(request.uri.description)",
                        authorization: request.headers[.authorization], body: text))
                return Response(
                    status: canned.status,
                    body: .init { writer in
                        for piece in canned.body { try await writer.write(ByteBuffer(bytes: piece)) }
                        try await writer.finish(nil)
                    })
            },
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                if let port = channel.localAddress?.port { bound.yield(port) }
            }, logger: log)
        let group = ServiceGroup(
            configuration: .init(services: [.init(service: application)], gracefulShutdownSignals: [], logger: log))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            for await port in ports {
                try await body(try RouterAddress("http://127.0.0.1:\(port)"))
                break
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}
