import Calling
import Incidents
import Support
import Synchronization
import Testing
import Wire

@Suite("The desk over HTTP", .timeLimit(.minutes(1)))
struct HTTPDeskTests {
    private static let summary = IncidentSummary(
        number: IncidentNumber(17), phase: .triggered, severity: .sev1, title: "it burns", service: "checkout",
        openedAt: Timestamp(milliseconds: 1_000), phaseSince: Timestamp(milliseconds: 1_000))

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test("reads incidents, and sends the token only where it was given one", arguments: [nil, "secret"])
    func reads(token: String?) async throws {
        let asked = Mutex<[TinyRouter.Asked]>([])
        try await TinyRouter.serve { request in
            asked.withLock { $0.append(request) }
            return .init(Self.text(Resources.encode([Self.summary])))
        } _: { address in
            let incidents = try await HTTPDesk(address: address, token: token).incidents(state: .all, limit: 3)
            #expect(incidents == [Self.summary])
        }

        #expect(asked.withLock { $0.first?.line } == "GET /api/v1/incidents?state=all&limit=3")
        #expect(asked.withLock { $0.first?.authorization } == token.map { "Bearer \($0)" })
    }

    @Test("sends an act with its request, and reads the receipt")
    func acts() async throws {
        let asked = Mutex<[TinyRouter.Asked]>([])
        try await TinyRouter.serve { request in
            asked.withLock { $0.append(request) }
            return .init(#"{"incident":17,"said":"acked #17"}"#)
        } _: { address in
            let request = try #require(RequestID("r-1"))
            let receipt = try await HTTPDesk(address: address).perform(
                Act(.acknowledge, IncidentNumber(17)), request: request)
            #expect(receipt == Receipt(incident: IncidentNumber(17), said: "acked #17"))
        }

        #expect(
            asked.withLock { $0 } == [
                .init(
                    line: "POST /api/v1/incidents/17/acts", authorization: nil, body: #"{"verb":"ack","request":"r-1"}"#
                )
            ])
    }

    @Test("throws the refusal of the watch as it is")
    func refuses() async throws {
        try await TinyRouter.serve { _ in
            .init(409, #"{"code":"heldBySomebodyElse","error":"kim has it since 03:12; take takes over"}"#)
        } _: { address in
            let request = try #require(RequestID("r-1"))
            await #expect(throws: Refusal(.heldBySomebodyElse, "kim has it since 03:12; take takes over")) {
                try await HTTPDesk(address: address).perform(Act(.acknowledge, IncidentNumber(17)), request: request)
            }
        }
    }

    struct Fault: Sendable {
        var answer: TinyRouter.Canned
        var fault: @Sendable (RouterAddress) -> CallFault
    }

    @Test(
        "tells the other answers apart",
        arguments: [
            Fault(answer: .init(401, #"{"code":"unauthorized","error":"send a token"}"#)) { _ in
                .unauthorized("send a token")
            },
            Fault(answer: .init(503, #"{"code":"degraded","error":"the disk is full"}"#)) { _ in
                .refusedByRouter(status: 503, ErrorAnswer(code: "degraded", error: "the disk is full"))
            },
            Fault(answer: .init(410, #"{"code":"gone","error":"no longer kept"}"#)) { _ in .gone },
            Fault(answer: .init(404, "<html>no")) {
                .badAnswer($0, why: "it answered 404 without a reason that can be read")
            },
            Fault(answer: .init(#"{"seq":"x"}"#)) { .badAnswer($0, why: "seq must be a whole number, not a string") },
        ])
    func tellsApart(_ example: Fault) async throws {
        try await TinyRouter.serve { _ in
            example.answer
        } _: { address in
            await #expect(throws: example.fault(address)) { try await HTTPDesk(address: address).snapshot() }
        }
    }

    @Test("says that nobody listens, at once")
    func isUnreachable() async throws {
        let deaf = try LoopbackSocket(backlog: nil)
        let address = try RouterAddress("http://127.0.0.1:\(deaf.port)")
        await #expect(throws: CallFault.unreachable(address, why: "nothing listens there")) {
            try await HTTPDesk(address: address).status()
        }
        withExtendedLifetime(deaf) {}
    }

    @Test("says that there is no such socket")
    func hasNoSocket() async {
        let address = RouterAddress.socket("/nowhere/a b.sock")

        await #expect(throws: CallFault.unreachable(address, why: "there is no such socket")) {
            try await HTTPDesk(address: address).status()
        }
    }

    @Test("reads the feed in pieces of any size, and ends with it")
    func feeds() async throws {
        let batch = FeedBatch(seq: 5, at: Timestamp(milliseconds: 5_000), items: [.incident(Self.summary)])
        let bytes = Self.text(SSEEncoder.changes(batch) + SSEEncoder.notice(Notice(degraded: nil)))
        let pieces = [": be", "at\n\n"] + bytes.map { String($0) }
        try await TinyRouter.serve { asked in
            asked.line == "GET /api/v1/feed?after=4&client=console" ? .init(pieces: pieces) : .init(404, "")
        } _: { address in
            var events: [FeedEvent] = []
            for try await event in try await HTTPDesk(address: address, client: .console).feed(after: 4) {
                events.append(event)
            }
            #expect(events == [.beat, .changes(batch), .notice(Notice(degraded: nil))])
        }
    }

    @Test("says where its console looks, follows the feed under the same name, and reads who looks")
    func looks() async throws {
        let presence = Presence([IncidentNumber(17): [Onlooker("kim", isWriting: true)]])
        let asked = Mutex<[TinyRouter.Asked]>([])
        try await TinyRouter.serve { it in
            asked.withLock { $0.append(it) }
            return it.line.hasPrefix("PUT")
                ? .init(204, "") : .init(pieces: [Self.text(SSEEncoder.presence(presence))])
        } _: { address in
            let desk = HTTPDesk(address: address, client: .console).seated(at: "console-1")
            try await desk.look(PresenceRequest(console: "console-1", incident: IncidentNumber(17)))
            var events: [FeedEvent] = []
            for try await event in try await desk.feed(after: 4) { events.append(event) }
            #expect(events == [.presence(presence)])
        }
        #expect(
            asked.withLock { $0 } == [
                .init(
                    line: "PUT /api/v1/presence", authorization: nil,
                    body: #"{"console":"console-1","incident":17,"writing":false}"#),
                .init(line: "GET /api/v1/feed?after=4&client=console&console=console-1", authorization: nil, body: ""),
            ])
    }

    @Test("streams a backup piece by piece")
    func backsUp() async throws {
        try await TinyRouter.serve { _ in
            .init(pieces: ["SQLite ", "format 3\0", "rest"])
        } _: { address in
            var copy: [UInt8] = []
            let size = try await HTTPDesk(address: address).backup { copy += $0 }
            #expect(Self.text(copy) == "SQLite format 3\0rest")
            #expect(size == copy.count)
        }
    }
}
