import Routing
import Wire

/// The sign before a route that an alert was held against: the same wherever routes are shown.
enum RouteMark: String {
    case taken = "+"
    case passedOn = ">"
    case unmet = "-"
    case stopped = "."

    init(_ verdict: RouteStep.Verdict) {
        switch verdict {
        case .taken: self = .taken
        case .passedOn: self = .passedOn
        case .unmet: self = .unmet
        case .stopped: self = .stopped
        }
    }

    init(_ verdict: ExplainedRoute.Verdict) {
        switch verdict {
        case .taken: self = .taken
        case .passedOn: self = .passedOn
        case .unmet: self = .unmet
        case .stopped: self = .stopped
        }
    }
}
