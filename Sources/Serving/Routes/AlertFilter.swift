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
        let parameters = QueryParameters(request)
        showsActive = Self.flag(parameters["active"])
        showsSilenced = Self.flag(parameters["silenced"])
        showsInhibited = Self.flag(parameters["inhibited"])
        matchers = []
        for text in parameters.all("filter") {
            do { matchers.append(try MatcherParser.matcher(text)) } catch { throw Fault(message: "\(error)") }
        }
        guard let pattern = parameters["receiver"], !pattern.isEmpty else { return }
        do { receiver = try AnchoredRegex(pattern) } catch {
            throw Fault(message: "failed to parse receiver param: \(error)")
        }
    }

    /// An unset or empty flag is true, and one that says none of these words is false, as Alertmanager takes them.
    static func flag(_ text: String?) -> Bool {
        guard let text, !text.isEmpty else { return true }
        return ["true", "1", "yes", "ok", "y", "on", "selected", "checked", "t", "enabled"].contains(text.lowercased())
    }

    /// The alerts that are asked for, by fingerprint, each with what its routes say of it.
    func apply(to view: AlertView, routing: RoutingTree, at now: Timestamp) -> FoundAlerts {
        var found = FoundAlerts(faces: RouteFaces(routing: routing, receiver: receiver, now: now))
        forEach(in: view, at: now) { alert, quiet in found.add(alert, quiet) }
        found.sort()
        return found
    }

    /// Visits the alerts whose labels and state are asked for. Labels are looked at first: most filters leave out most.
    func forEach(in view: AlertView, at now: Timestamp, _ body: (Alert, AlertQuiet) -> Void) {
        view.forEachFiring(beyond: now, with: matchers.sketch, where: { matchers.matches($0) }) { watched in
            let quiet = AlertQuiet(muting: watched.muting)
            if quiet.state == .active, !showsActive { return }
            if !quiet.silencedBy.isEmpty, !showsSilenced { return }
            if !quiet.inhibitedBy.isEmpty, !showsInhibited { return }
            body(watched.alert, quiet)
        }
    }
}

/// What keeps one alert quiet.
struct AlertQuiet: Sendable {
    var muting: Muting?

    var silencedBy: [SilenceID] { muting?.silencedBy ?? [] }
    var inhibitedBy: [Fingerprint] { muting?.inhibitedBy ?? [] }
    var state: GettableAlert.State { silencedBy.isEmpty && inhibitedBy.isEmpty ? .active : .suppressed }
}

/// Alerts that were asked for: what a hundred thousand of them say is put together one by one, as it is written.
struct FoundAlerts {
    private var alerts: [(alert: Alert, quiet: AlertQuiet, face: Int)] = []
    private var order: [(fingerprint: UInt64, place: Int)] = []
    private var faces: RouteFaces

    init(faces: RouteFaces) { self.faces = faces }

    mutating func add(_ alert: Alert, _ quiet: AlertQuiet) {
        let face = faces.place(of: alert.labels)
        guard faces[face].isAsked else { return }
        order.append((alert.fingerprint.value, alerts.count))
        alerts.append((alert, quiet, face))
    }

    mutating func sort() { order.sort { $0.fingerprint < $1.fingerprint } }

    var count: Int { order.count }

    subscript(index: Int) -> GettableAlert {
        let (alert, quiet, place) = alerts[order[index].place]
        let face = faces[place]
        return GettableAlert(
            alert: alert, receivers: face.receivers, state: quiet.state,
            silencedBy: quiet.silencedBy.map(\.description), inhibitedBy: quiet.inhibitedBy, mutedBy: face.mutedBy)
    }
}

/// What answers say of the routes that an alert takes: the same for many alerts, so it is found once.
struct RouteFaces {
    let routing: RoutingTree
    /// Which receivers are asked for; all when nil.
    let receiver: AnchoredRegex?
    let now: Timestamp
    private var faces: [Face] = []
    private var places: [[RoutingTree.Index]: Int] = [:]
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

    subscript(place: Int) -> Face { faces[place] }

    /// Where the face of an alert is found.
    mutating func place(of labels: LabelSet) -> Int {
        let routes = routing.routes(for: labels)
        if let place = places[routes] { return place }
        let receivers = routes.map { routing.routes[$0].receiver }
        var mutedBy: [String] = []
        for route in routes { mutedBy += intervals(muting: route).filter { !mutedBy.contains($0) } }
        let face = Face(receivers: receivers, mutedBy: mutedBy, isAsked: receivers.contains { isAsked($0) })
        places[routes] = faces.count
        faces.append(face)
        return faces.count - 1
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
