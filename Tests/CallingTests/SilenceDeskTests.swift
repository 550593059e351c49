import Calling
import Incidents
import Synchronization
import Testing
import Wire

@Suite("Silences at the desk", .timeLimit(.minutes(1)))
struct SilenceDeskTests {
    private static let id = SilenceID(random: 1, 2)
    private static let moment = Timestamp(milliseconds: 1_000)

    private static let draft = SilenceDraft(
        matchers: [SilenceMatcher(name: "service", value: "shop")], startsAt: moment, endsAt: moment + .hours(1),
        createdBy: "kim", comment: "deploying", endsWithAlerts: true)

    private static let summary = SilenceSummary(
        silence: Silence(
            id: id, matchers: draft.matchers, startsAt: moment, endsAt: draft.endsAt, updatedAt: moment,
            createdBy: "kim", comment: "deploying"), state: .active, alerts: 2)

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test("lists, previews, sets and ends silences")
    func all() async throws {
        let preview = SilencePreview(
            alerts: 1, firing: 2, incidents: [], incidentCount: 0, matchesEverything: true,
            hidesUnacknowledgedSEV1: false)
        let receipt = Receipt(silence: Self.id, said: "silenced")
        let asked = Mutex<[TinyRouter.Asked]>([])
        try await TinyRouter.serve { request in
            asked.withLock { $0.append(request) }
            if request.line.hasPrefix("GET") { return .init(Self.text(Resources.encode([Self.summary]))) }
            if request.line.hasSuffix("preview") { return .init(Self.text(Resources.encode(preview))) }
            return .init(Self.text(Resources.encode(receipt)))
        } _: { address in
            let desk = HTTPDesk(address: address)
            let request = try #require(RequestID("r 1"))
            #expect(try await desk.silences() == [Self.summary])
            #expect(try await desk.silences([.active]) == [Self.summary])
            #expect(try await desk.preview(Self.draft) == preview)
            #expect(try await desk.setSilence(Self.draft, request: request) == receipt)
            #expect(try await desk.expireSilence(Self.id, request: request) == receipt)
        }

        let lines = asked.withLock { $0.map(\.line) }
        #expect(
            lines == [
                "GET /api/v1/silences", "GET /api/v1/silences?pending=false&expired=false",
                "POST /api/v1/silences/preview", "POST /api/v1/silences",
                "DELETE /api/v1/silences/\(Self.id)?request=r%201",
            ])
        let body = try #require(asked.withLock { $0.dropFirst(3).first?.body })
        #expect(
            try SilencesParser().parse(Array(body.utf8)) == PostedSilence(draft: Self.draft, request: RequestID("r 1")))
    }

    @Test("A refusal of the watch is thrown as one")
    func refused() async throws {
        let refusal = Refusal(.unknownSilence, "there is none")
        try await TinyRouter.serve { _ in
            .init(404, Self.text(Resources.encode(refusal)))
        } _: { address in
            let request = try #require(RequestID("r"))
            await #expect(throws: refusal) {
                try await HTTPDesk(address: address).expireSilence(Self.id, request: request)
            }
        }
    }
}
