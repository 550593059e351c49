package import Incidents

/// Why a route tells nobody at a moment.
package enum RouteQuiet: Hashable, Sendable {
    /// Within a time interval of its `mute_time_intervals`.
    case muted(by: String)
    /// Outside all of its `active_time_intervals`.
    case inactive(outside: [String])

    /// In the words of an incident's mute: `muted during nights`, `outside office hours`.
    package var said: String {
        switch self {
        case .muted(let name): "muted during \(name)"
        case .inactive(let names): "outside \(names.joined(separator: ", "))"
        }
    }
}

extension RoutingTree {
    /// Why a route tells nobody at a moment, or nil when it does tell. An alert takes it nevertheless.
    package func quiet(_ route: Index, at now: Timestamp) -> RouteQuiet? {
        let route = routes[route]
        if !route.activeTimes.isEmpty, !route.activeTimes.contains(where: { intervals[$0]?.contains(now) ?? false }) {
            return .inactive(outside: route.activeTimes)
        }
        return route.muteTimes.first { intervals[$0]?.contains(now) ?? false }.map(RouteQuiet.muted)
    }
}
