internal import AsyncHTTPClient
package import Incidents
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
package import Wire

/// The conversation with a router over HTTP: everything that consoles and commands read and do.
///
/// Each call ends within ``callTime``, and no answer larger than its bound is kept.
package struct HTTPDesk: Desk {
    package let address: RouterAddress
    private let token: String?
    private let client: FeedClient
    /// What the console that follows the feed calls itself.
    private var console: String?

    /// How long a call may take.
    package static let callTime = Duration.seconds(10)
    /// How long the feed may be silent; the router sends a beat every 15 s.
    package static let silenceMax = Duration.seconds(30)
    /// The largest answer about one incident, or to an act, in bytes.
    static let answerSizeMax = 64 << 20

    /// - Parameters:
    ///   - token: what is sent as the bearer. Only hand one in for a router that somebody named.
    ///   - client: who follows the feed.
    package init(address: RouterAddress, token: String? = nil, client: FeedClient = .command) {
        (self.address, self.token, self.client) = (address, token, client)
    }

    /// The same desk for a console that says where its person looks.
    ///
    /// - Parameter console: 1 to 64 letters, digits, hyphens, dots and underscores; no other console has the same.
    package func seated(at console: String) -> HTTPDesk {
        var desk = self
        desk.console = PresenceRequest.isConsole(console) ? console : nil
        return desk
    }

    // MARK: Reading

    package func snapshot(_ take: @Sendable (SnapshotPiece) async -> Void) async throws {
        let response = try await open(
            .GET, "/api/v1/snapshot", accepting: SnapshotStream.mediaType, by: HTTPDesk.feeds)
        var (stream, gathering) = (SnapshotStream(), SnapshotGathering())
        var pieces = response.body.makeAsyncIterator()
        while true {
            let bytes: ByteBuffer?
            do { bytes = try await pieces.next(isolation: #isolation) } catch { throw fault(error) }
            guard let bytes else { break }
            let parts = try reading { () throws(ResourceFault) in try stream.feed(Array(bytes.readableBytesView)) }
            for part in parts { gathering.add(part) }
            if let piece = gathering.next() { await take(piece) }
        }
        try reading { () throws(ResourceFault) in try stream.finish() }
        if let piece = gathering.last() { await take(piece) }
    }

    /// Incidents by urgency.
    ///
    /// - Parameter limit: the most that are answered; all when nil.
    package func incidents(state: IncidentsState = .open, limit: Int? = nil) async throws -> [IncidentSummary] {
        let tail = limit.map { "&limit=\($0)" } ?? ""
        let bytes = try await answer(
            .GET, "/api/v1/incidents?state=\(state.rawValue)\(tail)", sizeMax: Resources.answerSizeMax)
        return try reading { () throws(ResourceFault) in try Resources.incidents(from: bytes) }
    }

    /// One incident with everything that is kept about it. Throws a ``Refusal`` when there is none of this number.
    package func detail(of number: IncidentNumber) async throws -> IncidentDetail {
        let bytes = try await answer(.GET, "/api/v1/incidents/\(number.value)")
        return try reading { () throws(ResourceFault) in try Resources.detail(from: bytes) }
    }

    /// The timeline of an incident, from an ordinal on.
    package func timeline(of number: IncidentNumber, from ordinal: Int = 0) async throws -> [TimelineEntry] {
        let bytes = try await answer(.GET, "/api/v1/incidents/\(number.value)/timeline?from=\(ordinal)")
        return try reading { () throws(ResourceFault) in try Resources.timeline(from: bytes) }
    }

    /// The alerts of an incident.
    package func alerts(of number: IncidentNumber) async throws -> [AlertSummary] {
        let bytes = try await answer(
            .GET, "/api/v1/incidents/\(number.value)/alerts", sizeMax: Resources.answerSizeMax)
        return try reading { () throws(ResourceFault) in try Resources.alerts(from: bytes) }
    }

    package func status() async throws -> RouterStatus {
        let bytes = try await answer(.GET, "/api/v1/status")
        return try reading { () throws(ResourceFault) in try Resources.status(from: bytes) }
    }

    // MARK: Acting

    /// Does something to an incident. The same request sent twice has one effect.
    ///
    /// - Throws: the ``Refusal`` of the watch, or a ``CallFault``.
    package func perform(_ act: Act, request: RequestID) async throws -> Receipt {
        let body = Resources.encode(ActRequest(act: act, request: request))
        let bytes = try await answer(.POST, "/api/v1/incidents/\(act.incident.value)/acts", body: body)
        return try reading { () throws(ResourceFault) in try Resources.receipt(from: bytes) }
    }

    /// Posts alerts as any sender does: a body of `/api/v2/alerts`.
    package func post(alerts body: [UInt8]) async throws {
        _ = try await answer(.POST, "/api/v2/alerts", body: body)
    }

    // MARK: Streams

    package func feed(after seq: Int64) async throws -> Feed {
        let tail = console.map { "&console=\($0)" } ?? ""
        let response = try await open(
            .GET, "/api/v1/feed?after=\(seq)&client=\(client.rawValue)\(tail)", by: HTTPDesk.feeds)
        return Feed(body: response.body, address: address)
    }

    /// Streams a complete copy of the store, piece by piece; answers how many bytes it had.
    ///
    /// - Parameter write: takes the next piece. What it throws ends the transfer and is thrown.
    package func backup(to write: ([UInt8]) async throws -> Void) async throws -> Int {
        let response = try await open(.POST, "/api/v1/backup", by: HTTPDesk.copies, within: HTTPDesk.backupTime)
        var pieces = response.body.makeAsyncIterator()
        var size = 0
        while true {
            let piece: [UInt8]?
            do { piece = try await pieces.next().map { Array($0.readableBytesView) } } catch {
                throw fault(error)
            }
            guard let piece else { return size }
            size += piece.count
            try await write(piece)
        }
    }

    /// How long the router may take to make its copy before the first byte comes.
    private static let backupTime = Duration.minutes(10)

    // MARK: One call

    /// Makes a call and answers the body of a good answer.
    func answer(
        _ method: HTTPMethod, _ path: String, body: [UInt8]? = nil, sizeMax: Int = HTTPDesk.answerSizeMax
    ) async throws -> [UInt8] {
        try await answerWithHeaders(method, path, body: body, sizeMax: sizeMax).body
    }

    /// The same, with what the head of the answer says.
    func answerWithHeaders(
        _ method: HTTPMethod, _ path: String, body: [UInt8]? = nil, sizeMax: Int = HTTPDesk.answerSizeMax
    ) async throws -> (headers: HTTPHeaders, body: [UInt8]) {
        let (desk, limit) = (self, HTTPDesk.callTime)
        return try await within(limit) {
            let response = try await desk.open(method, path, body: body, by: HTTPDesk.calls)
            do {
                let buffer = try await response.body.collect(upTo: sizeMax)
                return (response.headers, Array(buffer.readableBytesView))
            } catch {
                throw desk.fault(error)
            }
        }
    }

    /// Sends a request and answers once its head is there and good.
    private func open(
        _ method: HTTPMethod, _ path: String, body: [UInt8]? = nil, accepting type: String? = nil, by http: HTTPClient,
        within limit: Duration = HTTPDesk.callTime
    ) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: address.url(path))
        request.method = method
        if let type { request.headers.add(name: "Accept", value: type) }
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        let response: HTTPClientResponse
        do {
            response = try await http.execute(request, timeout: .milliseconds(limit.wholeMilliseconds))
        } catch {
            throw fault(error)
        }
        guard (200..<300).contains(response.status.code) else { throw await refusal(response) }
        return response
    }

    /// What an answer that is not good says.
    private func refusal(_ response: HTTPClientResponse) async -> any Error {
        let status = Int(response.status.code)
        let body: [UInt8]
        do { body = Array(try await response.body.collect(upTo: 1 << 20).readableBytesView) } catch {
            return fault(error)
        }
        let read = Result { () throws(ResourceFault) in try Resources.errorAnswer(from: body) }
        if status == 410 { return CallFault.gone }
        switch read {
        case .success(let answer):
            if let refusal = answer.refusal { return refusal }
            if status == 401 || status == 403 { return CallFault.unauthorized(answer.error) }
            return CallFault.refusedByRouter(status: status, answer)
        case .failure:
            return CallFault.badAnswer(
                address, why: SafeText("it answered \(status) without a reason that can be read"))
        }
    }

    func reading<Value>(_ read: () throws(ResourceFault) -> Value) throws -> Value {
        do { return try read() } catch {
            throw CallFault.badAnswer(address, why: SafeText(error.description))
        }
    }

    func fault(_ error: any Error) -> any Error { CallFault.of(error, at: address) }

    private func within<Value: Sendable>(
        _ limit: Duration, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let address = address
        return try await withThrowingTaskGroup(of: Value.self) { tasks in
            tasks.addTask { try await work() }
            tasks.addTask {
                try await Task.sleep(for: limit)
                throw CallFault.unreachable(address, why: SafeText("no answer within \(limit.components.seconds) s"))
            }
            defer { tasks.cancelAll() }
            guard let first = try await tasks.next() else { throw CancellationError() }
            return first
        }
    }

    // MARK: The clients

    /// What speaks HTTP, for the life of the process: calls, and streams that may not fall silent.
    private static let calls = client(silenceMax: nil)
    private static let feeds = client(silenceMax: silenceMax)
    private static let copies = client(silenceMax: backupTime)

    private static func client(silenceMax: Duration?) -> HTTPClient {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(
                connect: .seconds(5), read: silenceMax.map { .milliseconds($0.wholeMilliseconds) }))
        // A router that is not there is said at once; whoever wants to wait for it comes again.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.idleTimeout = .seconds(20)
        return HTTPClient(
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton), configuration: configuration)
    }
}

/// Which incidents are asked for.
package enum IncidentsState: String, Hashable, Sendable, CaseIterable {
    /// The open ones, and those that cleared and that nobody has seen.
    case open
    case all
}
