import Crypto
import HTTPTypes
import Hummingbird
import Incidents
import Wire

/// Looks at every request before any route does: is it meant for us, who asks, and may they?
struct AdmissionMiddleware: RouterMiddleware {
    typealias Context = RouterContext

    let state: RouterState
    let metrics: RouterMetrics
    /// Names under which the router is reached, without port: what `Host` may say.
    private let hosts: Set<String>

    /// - Parameter host: the address that the router listens at.
    init(state: RouterState, metrics: RouterMetrics, host: String?) {
        (self.state, self.metrics) = (state, metrics)
        hosts = Set(
            ["localhost", "127.0.0.1", "::1", host, state.identity.host.original].compactMap { $0?.lowercased() })
    }

    func handle(
        _ request: Request, context: RouterContext, next: @concurrent (Request, RouterContext) async throws -> Response
    ) async throws -> Response {
        let response = try await admit(request, context: context, next: next)
        metrics.answered(status: response.status.code)
        return response
    }

    private func admit(
        _ request: Request, context: RouterContext, next: @concurrent (Request, RouterContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        let admission = state.configuration.admission
        if context.isLocalSocket {
            guard let uid = try await context.peerUserID() else {
                return .fault(.forbidden, "forbidden", "the kernel does not say who is at the socket")
            }
            context.principal = admission.principal(login: Logins.name(of: uid), uid: uid)
        } else {
            if !admission.allowsRemote, let refusal = foreignHost(request, named: admission.hosts) { return refusal }
            let token = AdmissionMiddleware.bearer(request)
            guard let principal = admission.principal(token: token, digest: AdmissionMiddleware.digest) else {
                return .fault(
                    .unauthorized, "unauthorized",
                    "the token is not known; tokens stand in the configuration under tokens")
            }
            context.principal = principal
        }
        let isLoopback = !admission.allowsRemote
        let opensSilences = isLoopback && !context.isLocalSocket && !admission.closesSilences
        let needed = Self.scope(of: request, isLoopback: isLoopback, opensSilences: opensSilences)
        if !context.principal.scopes.contains(needed), !Self.carriesItsKey(request) {
            let why = context.principal.why(not: needed)
            let status: HTTPResponse.Status =
                context.isLocalSocket || AdmissionMiddleware.bearer(request) != nil ? .forbidden : .unauthorized
            return .fault(status, status == .forbidden ? "forbidden" : "unauthorized", why)
        }
        return try await next(request, context)
    }

    /// What a request needs: posting alerts needs `ingest`, acting needs `act`, the rest `read`. On loopback whoever may
    /// read may also have the configuration loaded again, as with Alertmanager.
    ///
    /// - Parameter opensSilences: whether who may post alerts may also silence them: amtool carries no token.
    static func scope(of request: Request, isLoopback: Bool, opensSilences: Bool) -> Scope {
        let path = request.uri.path
        if isLoopback, path.hasPrefix("/-/") { return .read }
        if request.method == .get || request.method == .head { return .read }
        // Looking changes nothing, and is seen of those who may only read too.
        if path == "/api/v1/presence" || path == "/api/v1/silences/preview" { return .read }
        if path == "/api/v2/silences" || path.hasPrefix("/api/v2/silence/") { return opensSilences ? .ingest : .act }
        return path.hasPrefix("/api/v2/") || path.hasPrefix("/hooks/") ? .ingest : .act
    }

    /// Whether a request brings its credential in its body, where the route looks for it.
    static func carriesItsKey(_ request: Request) -> Bool {
        request.method == .post && request.uri.path == HookRoutes.enqueuePath
    }

    /// A page of some other site must not be able to talk to a router on loopback through somebody's browser, neither as
    /// what it is nor under a name of its own that leads here by DNS. Where everything needs a token there is no such
    /// door, and any name is answered.
    private func foreignHost(_ request: Request, named more: Set<String>) -> Response? {
        guard let authority = request.head.authority else {
            return .fault(.badRequest, "badHost", "the request names no Host")
        }
        func isOurs(_ name: String) -> Bool { hosts.contains(name) || more.contains(name) }
        let host = AdmissionMiddleware.hostName(authority)
        guard isOurs(host) else {
            let shown = SafeText(host).shown
            return .fault(
                .misdirectedRequest, "badHost",
                "this router does not answer for \(shown); if it is reached by that name, write "
                    + "alertmanager_api: {hosts: [\(shown)]} in the configuration")
        }
        guard let origin = request.headers[.origin] else { return nil }
        let name = origin.split(separator: "/", omittingEmptySubsequences: true).last.map(String.init) ?? ""
        guard isOurs(AdmissionMiddleware.hostName(name)) else {
            return .fault(.forbidden, "badOrigin", "requests of other sites are not taken")
        }
        return nil
    }

    /// `example.:80` → `example`, `[::1]:3003` → `::1`.
    static func hostName(_ authority: String) -> String {
        if authority.hasPrefix("[") { return String(authority.dropFirst().prefix { $0 != "]" }) }
        let name = authority.prefix { $0 != ":" }.lowercased()
        return name.hasSuffix(".") ? String(name.dropLast()) : name
    }

    static func bearer(_ request: Request) -> String? {
        guard let value = request.headers[.authorization] else { return nil }
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1])
    }

    static func digest(_ token: String) -> String {
        SHA256.hash(data: Array(token.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
