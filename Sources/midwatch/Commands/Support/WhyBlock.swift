import Configuring
import Incidents
import Routing
import Wire

/// What happened with one alert, in lines: its routes, what kept it quiet, and who was told.
struct WhyBlock {
    let explained: ExplainedAlert
    /// The moment that it is about.
    private let at: Timestamp
    private let turns: GroupTurns
    private let context: WhyContext

    init(_ explained: ExplainedAlert, at moment: Timestamp, _ turns: GroupTurns, _ context: WhyContext) {
        (self.explained, at, self.turns, self.context) = (explained, moment, turns, context)
    }

    var lines: [SafeText] {
        let alert = explained.alert
        let state =
            switch alert.end {
            case nil: "firing since \(context.clock(alert.startsAt))"
            case .resolved: "resolved at \(context.clock(alert.endsAt))"
            case .expired: "no news since \(context.clock(alert.endsAt))"
            }
        let labels = IncidentReport.labels(alert.labels).original
        return ["", SafeText("ALERT \(alert.fingerprint)  \(state)"), SafeText("  \(labels)")] + story
    }

    /// Whether the same happened with another alert, so that one of the two stands for both.
    func isLike(_ other: WhyBlock) -> Bool {
        explained.alert.end == other.explained.alert.end && story == other.story
    }

    private var story: [SafeText] {
        ["  ROUTES"] + explained.routes.flatMap(lines)
            + ["  KEPT QUIET"] + (explained.mutes.isEmpty ? ["    never"] : explained.mutes.map(line))
            + ["  TOLD"] + told
    }

    // MARK: Routes

    private func lines(_ route: ExplainedRoute) -> [SafeText] {
        let indent = String(repeating: "  ", count: route.depth + 2)
        let wanted = route.matchers.isEmpty ? "every alert" : route.matchers.map(\.original).joined(separator: ", ")
        let said: String
        switch route.verdict {
        case .taken:
            said = "taken" + (route.quiet.map { ", but \($0.original)" } ?? "") + " (\(times(of: route)))"
        case .passedOn: said = "taken by what is below it"
        case .unmet: said = "not met: \(route.unmet.map(unmet).joined(separator: ", "))"
        case .stopped: said = "not asked: a route before it has taken the alert"
        }
        let mark = route.verdict == .taken ? "+" : route.verdict == .passedOn ? "|" : "-"
        let line = SafeText("\(indent)\(mark) \(wanted) -> \(route.receiver.original): \(said)")
        guard let key = route.groupKey else { return [line] }
        let flush = nextFlush(of: route).map { ", next flush \(context.clock($0))" } ?? ""
        return [line, SafeText("\(indent)  group \(key.original)\(flush)")]
    }

    private func times(of route: ExplainedRoute) -> String {
        let (wait, interval) = (span(route.groupWait), span(route.groupInterval))
        return "wait \(wait), interval \(interval), repeat \(span(route.repeatInterval))"
    }

    private func span(_ milliseconds: Int64) -> String { PrometheusDuration.print(.milliseconds(milliseconds)) }

    /// A matcher, and what the label is that it asks for.
    private func unmet(_ matcher: SafeText) -> String {
        // What cannot be read again is said as it came.
        guard let name = (try? MatcherParser.matcher(matcher.original))?.name else { return matcher.original }
        let label = explained.alert.labels.first { $0.name.original == name }
        return matcher.original + (label.map { " (it is \"\($0.value.original)\")" } ?? " (it is missing)")
    }

    /// The next turn of its group; none is known before one of its alerts was told of.
    private func nextFlush(of route: ExplainedRoute) -> Timestamp? {
        explained.alert.end == nil ? turns.next(of: route, after: at) : nil
    }

    // MARK: What kept it quiet

    private func line(_ mute: ExplainedMute) -> SafeText {
        guard let by = mute.by else { return SafeText("    \(context.clock(mute.at))  no longer") }
        let until = mute.until.map { " until \($0.clock(asOf: context.now))Z" } ?? ""
        // The first digits of an id are enough to expire it.
        let name = mute.cause == "silence" ? String(mute.reference.original.prefix(8)) : mute.reference.original
        let reference = name.isEmpty ? "" : " (\(mute.cause.original) \(name))"
        return SafeText("    \(context.clock(mute.at))  by \(by.original)\(until)\(reference)")
    }

    // MARK: Who was told

    private var told: [SafeText] {
        let unspoken = explained.incident == nil ? [] : context.unspoken.map { SafeText("    \($0.original)") }
        let lines = explained.notifications.map(line) + unspoken
        return lines.isEmpty ? [SafeText("    \(nobody)")] : lines
    }

    private func line(_ told: ExplainedNotification) -> SafeText {
        let what = told.isFiring ? "firing" : "resolved"
        let outcome: String
        switch told.outcome.original {
        case "sent": outcome = "\(what), taken at \(context.clock(told.at))"
        case "withheld": outcome = withheld(isFiring: told.isFiring)
        default: outcome = "\(what), FAILED at \(context.clock(told.at)): \(told.reason.original)"
        }
        let who = "\(told.receiver.original), \(told.integration.original)"
        return SafeText("    \(context.clock(told.decidedAt))  \(who): \(outcome)")
    }

    /// Nothing left: because of `paging`, or because an integration is told of no resolves. Which of them is not kept.
    private func withheld(isFiring: Bool) -> String {
        let banner = context.paging.banner?.original
        if isFiring { return "would have been told firing (\(banner ?? "paging was shadow or off"): nothing left)" }
        guard let banner else { return "resolved, and nothing left: it is told of none, or paging was shadow or off" }
        return "would have been told resolved, unless it is told of none (\(banner): nothing left)"
    }

    /// Why there is nobody who was told.
    private var nobody: String {
        if explained.mutes.last?.by != nil { return "no receiver, as it is kept quiet" }
        let taken = explained.routes.filter { $0.verdict == .taken }
        let open = taken.filter { $0.quiet == nil }
        if open.isEmpty, let quiet = taken.first?.quiet { return "no receiver: its route is \(quiet.original)" }
        var names: [String] = []
        for route in open where !names.contains(route.receiver.original) { names.append(route.receiver.original) }
        let (all, isOne) = (names.joined(separator: ", "), names.count == 1)
        let who = isOne ? "its receiver \(all)" : "its receivers \(all)"
        if explained.alert.end == nil, let waiting = open.first(where: { at < begin + .milliseconds($0.groupWait) }) {
            return "no receiver yet; it is led to \(all), where a new group waits \(span(waiting.groupWait))"
        }
        if let route = open.first(where: { nextFlush(of: $0) != nil }), let next = nextFlush(of: route) {
            return "no receiver yet; \(route.receiver.original) is due at \(context.clock(next))"
        }
        let turn = open.map { $0.groupWait + $0.groupInterval }.max() ?? 0
        let isSettled = explained.alert.end != nil || at >= begin + .milliseconds(turn)
        if isSettled { return "\(who) \(isOne ? "tells" : "tell") nobody" }
        return "\(who) told nobody so far; turns of a group are \(span(open.map(\.groupInterval).max() ?? 0)) apart"
    }

    /// When the router knew of it, as far as that is known: senders may name a start long past.
    private var begin: Timestamp {
        guard explained.incident != nil, let opened = context.incident?.openedAt, opened <= at else {
            return explained.alert.startsAt
        }
        return max(explained.alert.startsAt, opened)
    }
}
