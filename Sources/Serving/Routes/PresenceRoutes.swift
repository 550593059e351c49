import HTTPTypes
import Hummingbird
import Incidents
import NIOCore
import NIOPosix
import Storing
import Wire

/// `/api/v1/presence`: consoles say which incident the person at them looks at.
struct PresenceRoutes: Sendable {
    let keeper: Watchkeeper
    let store: any IncidentStore
    let board: PresenceBoard

    func add(to router: Router<RouterContext>) {
        router.put("/api/v1/presence") { request, context in try await look(request, context) }
    }

    private func look(_ request: Request, _ context: RouterContext) async throws -> Response {
        // On loopback anybody may read; who is shown to others must be known.
        guard context.isLocalSocket || request.headers[.authorization] != nil else {
            return .fault(
                .unauthorized, "unauthorized",
                "who looks is only shown of people that are known: use the Unix socket, or send a token")
        }
        let body: ByteBuffer
        do { body = try await request.body.collect(upTo: PresenceRequest.bodySizeMax) } catch {
            return .fault(
                .contentTooLarge, "tooLarge", "the body is larger than \(PresenceRequest.bodySizeMax) bytes")
        }
        let asked: PresenceRequest
        do { asked = try Resources.presenceRequest(from: Array(body.readableBytesView)) } catch {
            return .fault(.badRequest, "badRequest", "\(error)")
        }
        if let number = asked.incident, try await !exists(number) {
            return .refusal(Refusal(.unknownIncident, SafeText("there is no incident \(number)")))
        }
        let seat = PresenceBoard.Seat(person: context.principal.actor.name, console: asked.console)
        guard board.look(at: asked.incident, isWriting: asked.isWriting, from: seat) else {
            return .fault(
                .serviceUnavailable, "tooManyConsoles",
                "\(PresenceBoard.seatsMax) consoles are shown already; acts and notes work all the same")
        }
        return .empty(.noContent)
    }

    private func exists(_ number: IncidentNumber) async throws -> Bool {
        if await keeper.incident(number) != nil { return true }
        let store = store
        return try await NIOThreadPool.singleton.runIfActive { try store.incident(number) } != nil
    }
}
