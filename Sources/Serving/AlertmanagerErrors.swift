import HTTPTypes
import Hummingbird
import Wire

/// Answers what no route takes, as the senders of each part of the interface expect it.
struct AlertmanagerErrors: RouterMiddleware {
    typealias Context = RouterContext

    /// The methods of each path of Alertmanager's that we know.
    private static let methods: [String: [String]] = [
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
            return .json(
                AlertmanagerV2.methodNotAllowed(request.method.rawValue, allowed: allowed), status: .methodNotAllowed)
        }
        do { return try await next(request, context) } catch let error as HTTPError where error.status == .notFound {
            if path.hasPrefix("/api/v2/") { return .json(AlertmanagerV2.notFound(path: path), status: .notFound) }
            return .fault(
                .notFound, "notFound", "there is nothing at this path; /api/v1/openapi.json lists what there is")
        } catch let error as HTTPError {
            return .fault(error.status, "badRequest", error.body ?? error.status.reasonPhrase)
        }
    }
}
