import HTTPTypes
import Hummingbird
import Incidents
import NIOCore
import NIOPosix
import ServiceLifecycle
import Storing
import Watchkeeping
import Wire

/// `/api/v1/feed`: committed changes as they come, from a sequence number on, without gap or overlap.
struct FeedRoutes: Sendable {
    let keeper: Watchkeeper
    let store: any IncidentStore
    let board: PresenceBoard

    func add(to router: Router<RouterContext>) {
        router.get("/api/v1/feed") { request, context in try await feed(request, context) }
    }

    /// Batches read from the store at once while a reader catches up.
    static let catchUpBatches = 256

    private func feed(_ request: Request, _ context: RouterContext) async throws -> Response {
        let parameters = QueryParameters(request)
        let resumed = request.headers[.lastEventID].flatMap { Int64($0) }
        guard let after = parameters["after"].map({ Int64($0) }) ?? resumed ?? 0, after >= 0 else {
            return .fault(.badRequest, "badSeq", "after is the seq of a snapshot or of an event")
        }
        // Listening starts before the store is read, so that nothing falls between the two.
        let (stream, leaveFeed) = keeper.feed.join(as: parameters["client"] == "console" ? .console : .command)
        do { _ = try await batches(after: after, limit: 1) } catch let error as StoreError {
            leaveFeed()
            guard case .gone = error.code else { throw error }
            return .fault(.gone, "gone", error.message)
        }
        let leaveBoard = attend(parameters["console"], context.principal)
        let leave: @Sendable () -> Void = {
            leaveFeed()
            leaveBoard()
        }
        // A page must not count on somebody who is gone, and nobody looks from there any more.
        context.channel.closeFuture.whenComplete { _ in leave() }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: .init { writer in
                defer { leave() }
                try await writer.write(ByteBuffer(bytes: SSEEncoder.beat))
                // Said also when all is well: a reader that comes back must unlearn what it knew.
                try await writer.write(ByteBuffer(bytes: SSEEncoder.notice(keeper.notice)))
                try await writer.write(ByteBuffer(bytes: SSEEncoder.presence(board.current)))
                var last = after
                // What was committed after that comes from the store first.
                while let batches = try await missed(after: last) {
                    for event in batches.compactMap(Self.event(of:)) { try await writer.write(event) }
                    last = batches.last?.seq ?? last
                }
                for await item in stream.cancelOnGracefulShutdown() {
                    switch item {
                    case .batch(let batch):
                        guard batch.seq > last else { continue }
                        last = batch.seq
                        if let event = Self.event(of: batch) { try await writer.write(event) }
                    case .notice(let notice):
                        try await writer.write(ByteBuffer(bytes: SSEEncoder.notice(notice)))
                    case .presence(let presence):
                        try await writer.write(ByteBuffer(bytes: SSEEncoder.presence(presence)))
                    case .beat: try await writer.write(ByteBuffer(bytes: SSEEncoder.beat))
                    }
                }
                try await writer.finish(nil)
            })
    }

    /// Ties where the person at a console looks to the feed that the console follows.
    private func attend(_ console: String?, _ principal: Principal) -> @Sendable () -> Void {
        guard let console, PresenceRequest.isConsole(console) else { return {} }
        return board.attend(PresenceBoard.Seat(person: principal.actor.name, console: console))
    }

    /// The next batches that a reader missed, or nil when there are none.
    private func missed(after seq: Int64) async throws -> [ChangeBatch]? {
        let batches = try await batches(after: seq, limit: Self.catchUpBatches)
        return batches.isEmpty ? nil : batches
    }

    private func batches(after seq: Int64, limit: Int) async throws -> [ChangeBatch] {
        try await NIOThreadPool.singleton.runIfActive { try store.batches(after: seq, limit: limit) }
    }

    /// A batch as an event; nil when it holds nothing that a reader of the feed is told.
    private static func event(of batch: ChangeBatch) -> ByteBuffer? {
        let told = FeedBatch(batch)
        return told.items.isEmpty ? nil : ByteBuffer(bytes: SSEEncoder.changes(told))
    }
}

extension HTTPField.Name {
    /// Where a reader of server-sent events says what it saw last.
    static var lastEventID: HTTPField.Name { HTTPField.Name("Last-Event-ID") ?? .ifMatch }
}
