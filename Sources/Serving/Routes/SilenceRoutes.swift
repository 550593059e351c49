import HTTPTypes
import Hummingbird
import Incidents
import NIOCore
import Routing
import Watchkeeping
import Wire

/// Silences: `/api/v2`, as Alertmanager's clients know them, and `/api/v1`, with what they mute.
struct SilenceRoutes: Sendable {
    let keeper: Watchkeeper
    let clock: any WallClock
    let state: RouterState
    let random: any RandomBits

    func add(to router: Router<RouterContext>) {
        let theirs = router.group("/api/v2")
        theirs.get("/silences") { request, _ in await list(request) }
        theirs.post("/silences") { request, context in try await post(request, context) }
        theirs.get("/silence/{id}") { _, context in await show(context) }
        theirs.delete("/silence/{id}") { _, context in try await expire(context) }
        let ours = router.group("/api/v1/silences")
        ours.get("") { request, _ in await listWithReach(request) }
        ours.post("") { request, context in try await set(request, context) }
        ours.post("preview") { request, _ in try await preview(request) }
        ours.delete("{id}") { request, context in try await end(request, context) }
    }

    private func newID() -> SilenceID { SilenceID(random: random.next(), random.next()) }

    // MARK: /api/v2

    private func list(_ request: Request) async -> Response {
        let listing: SilenceListing
        do { listing = try SilenceListing(request) } catch {
            return .json(AlertmanagerV2.error(error.message), status: .badRequest)
        }
        let (silences, now) = await keeper.silences()
        return .json(AlertmanagerV2.silences(listing.apply(to: silences, at: now), at: now))
    }

    private func show(_ context: RouterContext) async -> Response {
        guard let id = Self.id(context) else { return Self.noUUID(context) }
        let (silence, now) = await keeper.silence(id)
        guard let silence else { return .empty(.notFound) }
        return .json(AlertmanagerV2.silence(silence, at: now))
    }

    private func post(_ request: Request, _ context: RouterContext) async throws -> Response {
        if let refusal = AlertmanagerRoutes.unsupportedType(request) { return refusal }
        do {
            var (posted, size) = try await read(request)
            (posted.draft.isAlertmanagers, posted.draft.readAsOf) = (true, nil)
            // The word of Alertmanager's door, before its silences are asked.
            guard posted.draft.endsAt >= clock.now() else {
                throw AlertsFault.refused("Failed to create silence: end time can't be in the past")
            }
            let outcome = posted.namesNone ? nil : try await submit(posted, by: context, size: size)
            switch outcome {
            case .done(let receipt):
                return .json(AlertmanagerV2.silenceID(receipt.silence ?? newID()))
            case .refused(let refusal) where refusal.code != .unknownSilence:
                return .json(AlertmanagerV2.error(refusal.said.original), status: .badRequest)
            case .refused, nil: return .json(AlertmanagerV2.error("silence not found"), status: .notFound)
            }
        } catch let fault as AlertsFault {
            return .json(fault.body, status: .init(code: fault.status))
        } catch let fault as RouterFault {
            return .json(AlertmanagerV2.error(fault.message), status: .serviceUnavailable)
        }
    }

    private func expire(_ context: RouterContext) async throws -> Response {
        guard let id = Self.id(context) else { return Self.noUUID(context) }
        do {
            let event = Event.silenceExpired(id, by: context.principal.actor, request: nil)
            switch try await keeper.submit([event]).first {
            case .done: return .empty()
            // As Alertmanager 0.25 has it; later versions answer 404.
            case .refused(let refusal):
                let said = refusal.code == .unknownSilence ? "silence not found" : refusal.said.original
                return .json(AlertmanagerV2.error(said), status: .internalServerError)
            case nil: throw RouterFault.stopping
            }
        } catch let fault as RouterFault {
            return .json(AlertmanagerV2.error(fault.message), status: .serviceUnavailable)
        }
    }

    private static func id(_ context: RouterContext) -> SilenceID? {
        context.parameters.get("id").flatMap { SilenceID($0) }
    }

    private static func noUUID(_ context: RouterContext) -> Response {
        .json(AlertmanagerV2.noUUID(context.parameters.get("id") ?? ""), status: .unprocessableContent)
    }

    // MARK: /api/v1

    private func listWithReach(_ request: Request) async -> Response {
        let listing: SilenceListing
        do { listing = try SilenceListing(request) } catch {
            return .fault(.badRequest, "badFilter", error.message)
        }
        let (watch, _, now) = await keeper.view()
        // One walk over the alerts counts for all silences.
        var tallies: [SilenceID: SilenceTally] = [:]
        watch.alertView.forEachFiring(beyond: now, where: { _ in true }) { watched in
            let silences = watched.muting?.silencedBy ?? []
            for id in silences { tallies[id, default: SilenceTally()].count(watched) }
            if let id = silences.first, watch.isMutedOnce(watched) { tallies[id]?.alone += 1 }
        }
        let summaries = listing.apply(to: watch.silences.values, at: now).map { silence in
            let tally = tallies[silence.id] ?? SilenceTally()
            var summary = SilenceSummary(
                silence: silence, state: silence.state(at: now), alerts: tally.alerts,
                incidents: tally.named(in: watch.incidents), incidentCount: tally.incidentCount(in: watch.incidents),
                reminder: silence.reminder.flatMap { watch.incidents[$0]?.isOpen == true ? $0 : nil })
            summary.alone = tally.alone
            return summary
        }
        return .json(Resources.encode(summaries))
    }

    private func preview(_ request: Request) async throws -> Response {
        let posted: PostedSilence
        do { (posted, _) = try await read(request) } catch let fault as AlertsFault { return Self.ours(fault) }
        let reach: SilenceReach
        do {
            // What would be refused has no preview that a person reads for nothing.
            _ = try posted.draft.matchers.compiled(within: state.configuration.rules.limits)
            reach = try SilenceReach(posted.draft.matchers)
        } catch {
            return .refusal(Refusal(.silenceRefused, SafeText("silence invalid: \(error)")))
        }
        let (watch, _, now) = await keeper.view()
        let preview = reach.preview(
            watch.alertView, watch.incidents, until: posted.draft.endsAt, endsWithAlerts: posted.draft.endsWithAlerts,
            at: now)
        return .json(Resources.encode(preview))
    }

    private func set(_ request: Request, _ context: RouterContext) async throws -> Response {
        do {
            var (posted, size) = try await read(request)
            // It is theirs who sets it, unless they say whose.
            if posted.draft.createdBy.isEmpty { posted.draft.createdBy = context.principal.actor.name }
            guard !posted.namesNone else {
                return .refusal(
                    Refusal(.unknownSilence, "there is no silence of this id; midwatch silence list shows all"))
            }
            return Self.ours(try await submit(posted, by: context, size: size))
        } catch let fault as AlertsFault {
            return Self.ours(fault)
        } catch let fault as RouterFault {
            return .routerFault(fault)
        }
    }

    private func end(_ request: Request, _ context: RouterContext) async throws -> Response {
        guard let id = Self.id(context) else {
            return .refusal(Refusal(.unknownSilence, "the id of a silence is a UUID; midwatch silence list shows all"))
        }
        let asked = QueryParameters(request)["request"].map { RequestID($0) }
        if case .some(nil) = asked {
            return .fault(.badRequest, "badRequest", "request must be 1 to \(RequestID.lengthMax) bytes long")
        }
        let named = QueryParameters(request)["readAsOf"]
        let read = named.flatMap { try? TimestampParser.parse($0) }
        if named != nil, read == nil {
            return .fault(.badRequest, "badRequest", "readAsOf must be a date and time, 2026-11-23T06:00:00Z")
        }
        do {
            let event = Event.silenceExpired(
                id, by: context.principal.actor, request: asked ?? nil, readAsOf: read)
            guard let outcome = try await keeper.submit([event]).first else { return .routerFault(.stopping) }
            return Self.ours(outcome)
        } catch let fault as RouterFault {
            return .routerFault(fault)
        }
    }

    private static func ours(_ outcome: Outcome) -> Response {
        switch outcome {
        case .done(let receipt): .json(Resources.encode(receipt))
        case .refused(let refusal): .refusal(refusal)
        }
    }

    /// What is wrong with a body, in the form of our own interface.
    private static func ours(_ fault: AlertsFault) -> Response {
        .fault(fault.status == 413 ? .contentTooLarge : .badRequest, "badRequest", fault.sentence)
    }

    // MARK: Both

    /// Reads a silence, and how large its body is. Throws an ``AlertsFault``.
    private func read(_ request: Request) async throws -> (PostedSilence, size: Int) {
        let most = min(state.configuration.rules.limits.bodyBytes, SilencesParser.bodySizeMax)
        let body: ByteBuffer
        do { body = try await request.body.collect(upTo: most) } catch {
            throw AlertsFault.tooLarge("the body is larger than \(most) bytes")
        }
        let parser = SilencesParser(limits: ParserLimits(state.configuration.rules.limits))
        return (try parser.parse(Array(body.readableBytesView)), body.readableBytes)
    }

    private func submit(_ posted: PostedSilence, by context: RouterContext, size: Int) async throws -> Outcome {
        let event = Event.silenceSet(
            posted.draft, newID: newID(), by: context.principal.actor, request: posted.request)
        guard let outcome = try await keeper.submit([event], size: size).first else { throw RouterFault.stopping }
        return outcome
    }
}
