import HTTPTypes
import Hummingbird
import Incidents
import Wire

/// Answers what no route takes, as the senders of each part of the interface expect it. A path that is there and has not
/// the method says which it has.
struct AlertmanagerErrors: RouterMiddleware {
    typealias Context = RouterContext

    /// The methods of the paths that senders and operators know.
    private static let methods: [String: [String]] = [
        "/-/healthy": ["GET", "HEAD"], "/-/ready": ["GET", "HEAD"], "/-/reload": ["POST"], "/metrics": ["GET"],
        "/hooks/alertmanager": ["POST"], "/hooks/grafana": ["POST", "PUT"], HookRoutes.enqueuePath: ["POST"],
        "/api/v2/alerts": ["POST", "GET"], "/api/v2/alerts/groups": ["GET"], "/api/v2/status": ["GET"],
        "/api/v2/receivers": ["GET"], "/api/v2/silences": ["GET", "POST"],
    ]

    /// The methods of a path, nil for one that we do not know.
    private static func methods(of path: String) -> [String]? {
        let silence = "/api/v2/silence/"
        if path.hasPrefix(silence), path.utf8.count > silence.utf8.count, !path.dropFirst(silence.count).contains("/") {
            return ["DELETE", "GET"]
        }
        return methods[path]
    }

    func handle(
        _ request: Request, context: RouterContext, next: @concurrent (Request, RouterContext) async throws -> Response
    ) async throws -> Response {
        let path = request.uri.path
        if let allowed = Self.methods(of: path), !allowed.contains(request.method.rawValue) {
            return Self.notAllowed(request.method.rawValue, path, allowed)
        }
        do { return try await next(request, context) } catch let error as HTTPError where error.status == .notFound {
            if path.hasPrefix("/api/v2/") { return .json(AlertmanagerV2.notFound(path: path), status: .notFound) }
            return .fault(
                .notFound, "notFound", "there is nothing at this path; /api/v1/openapi.json lists what there is")
        } catch let error as HTTPError {
            return .fault(error.status, "badRequest", error.body ?? error.status.reasonPhrase)
        }
    }

    private static func notAllowed(_ method: String, _ path: String, _ allowed: [String]) -> Response {
        let list = allowed.joined(separator: ",")
        var response =
            if path.hasPrefix("/api/v2/") {
                Response.json(AlertmanagerV2.methodNotAllowed(method, allowed: allowed), status: .methodNotAllowed)
            } else if path.hasPrefix("/-/") {
                Response.text("Method Not Allowed\n", status: .methodNotAllowed)
            } else {
                Response.fault(
                    .methodNotAllowed, "methodNotAllowed",
                    "there is no \(SafeText(method).shown) at this path; send \(allowed.joined(separator: " or "))")
            }
        response.headers[.allow] = list
        return response
    }
}
