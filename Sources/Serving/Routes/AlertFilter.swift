import Hummingbird
import Incidents
import Routing
import Watchkeeping
import Wire

/// Which alerts a reader of `/api/v2` asks for.
struct AlertFilter: Sendable {
    var showsActive: Bool
    /// Muted alerts are shown only when a reader asks for what is silenced, which is the default.
    var showsSuppressed: Bool
    var matchers: [Matcher]
    var receiver: AnchoredRegex?

    /// Why a filter cannot be read, in Alertmanager's words.
    struct Fault: Error { var message: String }

    init(_ request: Request) throws(Fault) {
        let parameters = request.uri.queryParameters
        showsActive = Self.flag(parameters["active"])
        showsSuppressed = Self.flag(parameters["silenced"]) && Self.flag(parameters["inhibited"])
        matchers = []
        for text in parameters[values: "filter"] {
            do { matchers.append(try MatcherParser.matcher(String(text))) } catch { throw Fault(message: "\(error)") }
        }
        guard let pattern = parameters["receiver"] else { return }
        do { receiver = try AnchoredRegex(String(pattern)) } catch {
            throw Fault(message: "failed to parse receiver param: \(error)")
        }
    }

    /// An unset flag is true, and one that is no boolean is false, as Alertmanager takes them.
    private static func flag(_ text: Substring?) -> Bool {
        guard let text else { return true }
        return ["true", "1", "t", "T", "TRUE", "True"].contains(text)
    }

    func apply(to view: AlertView, routing: RoutingTree, at now: Timestamp) -> [GettableAlert] {
        var found: [GettableAlert] = []
        view.forEach { watched in
            let alert = watched.alert
            guard alert.isFiring, alert.endsAt > now, matchers.matches(alert.labels) else { return }
            let mute = view.mute(of: alert.fingerprint)
            guard mute == nil ? showsActive : showsSuppressed else { return }
            let receivers = routing.routes(for: alert.labels).map { routing.routes[$0].receiver }
            if let receiver, !receivers.contains(where: { receiver.matches($0) }) { return }
            found.append(
                GettableAlert(
                    alert: alert, receivers: receivers, state: mute == nil ? .active : .suppressed,
                    mutedBy: mute.map { [$0.by.original] } ?? []))
        }
        return found
    }
}
