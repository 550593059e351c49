import Hummingbird
import Incidents
import Routing
import Watchkeeping
import Wire

/// Which alerts a reader of `/api/v2` asks for, as Alertmanager 0.25 takes it.
///
/// An alert that is both silenced and inhibited is shown only to who asks for both; one that is neither is active.
/// `unprocessed` hides nothing: what was answered is processed.
struct AlertFilter: Sendable {
    var showsActive: Bool
    var showsSilenced: Bool
    var showsInhibited: Bool
    var matchers: [Matcher]
    var receiver: AnchoredRegex?

    /// Why a filter cannot be read, in Alertmanager's words.
    struct Fault: Error { var message: String }

    init(_ request: Request) throws(Fault) {
        let parameters = request.uri.queryParameters
        showsActive = Self.flag(parameters["active"])
        showsSilenced = Self.flag(parameters["silenced"])
        showsInhibited = Self.flag(parameters["inhibited"])
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
    static func flag(_ text: Substring?) -> Bool {
        guard let text else { return true }
        return ["true", "1", "t", "T", "TRUE", "True"].contains(text)
    }

    /// The alerts that are asked for, in no particular order.
    func apply(to view: AlertView, routing: RoutingTree, at now: Timestamp) -> [GettableAlert] {
        var found: [GettableAlert] = []
        var faces = RouteFaces(routing: routing, receiver: receiver, now: now)
        forEach(in: view, at: now) { alert, muting in
            let face = faces.face(of: alert.labels)
            guard face.isAsked else { return }
            found.append(
                GettableAlert(
                    alert: alert, receivers: face.receivers, state: muting.state, silencedBy: muting.silencedBy,
                    inhibitedBy: muting.inhibitedBy, mutedBy: face.mutedBy))
        }
        return found
    }

    /// Visits the alerts whose labels and state are asked for. Labels are looked at first: most filters leave out most.
    func forEach(in view: AlertView, at now: Timestamp, _ body: (Alert, AlertQuiet) -> Void) {
        view.forEach { watched in
            let alert = watched.alert
            guard alert.isFiring, alert.endsAt > now, matchers.matches(alert.labels) else { return }
            let muting = AlertQuiet(of: alert.fingerprint, in: view)
            if muting.state == .active, !showsActive { return }
            if !muting.silencedBy.isEmpty, !showsSilenced { return }
            if !muting.inhibitedBy.isEmpty, !showsInhibited { return }
            body(alert, muting)
        }
    }
}

/// What keeps one alert quiet.
struct AlertQuiet: Sendable {
    var silencedBy: [String]
    var inhibitedBy: [Fingerprint]

    init(of fingerprint: Fingerprint, in view: AlertView) {
        silencedBy = view.silencedBy(of: fingerprint).map(\.description)
        inhibitedBy = view.inhibitedBy(of: fingerprint)
    }

    var state: GettableAlert.State { silencedBy.isEmpty && inhibitedBy.isEmpty ? .active : .suppressed }
}

/// What answers say of the routes that an alert takes: the same for many alerts, so it is found once.
struct RouteFaces {
    let routing: RoutingTree
    /// Which receivers are asked for; all when nil.
    let receiver: AnchoredRegex?
    let now: Timestamp
    private var known: [[RoutingTree.Index]: Face] = [:]
    private var quiet: [RoutingTree.Index: [String]] = [:]

    struct Face {
        var receivers: [String]
        /// The time intervals that keep any of them quiet now.
        var mutedBy: [String]
        /// Whether a receiver among them is asked for.
        var isAsked: Bool
    }

    init(routing: RoutingTree, receiver: AnchoredRegex?, now: Timestamp) {
        (self.routing, self.receiver, self.now) = (routing, receiver, now)
    }

    mutating func face(of labels: LabelSet) -> Face {
        let routes = routing.routes(for: labels)
        if let face = known[routes] { return face }
        let receivers = routes.map { routing.routes[$0].receiver }
        var mutedBy: [String] = []
        for route in routes { mutedBy += intervals(muting: route).filter { !mutedBy.contains($0) } }
        let face = Face(receivers: receivers, mutedBy: mutedBy, isAsked: receivers.contains { isAsked($0) })
        known[routes] = face
        return face
    }

    func isAsked(_ name: String) -> Bool { receiver.map { $0.matches(name) } ?? true }

    /// The time intervals that keep a route quiet now.
    mutating func intervals(muting route: RoutingTree.Index) -> [String] {
        if let names = quiet[route] { return names }
        let names =
            switch routing.quiet(route, at: now) {
            case nil: [String]()
            case .muted(let name): [name]
            case .inactive(let outside): outside
            }
        quiet[route] = names
        return names
    }
}
