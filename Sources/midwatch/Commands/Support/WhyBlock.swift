import Configuring
import Console
import Incidents
import Routing
import Wire

/// What happened with one alert, in lines: its routes, what kept it quiet, and who was told.
struct WhyBlock {
    let explained: ExplainedAlert
    /// The moment that it is about.
    private let at: Timestamp
    /// When its incident was opened.
    private let openedAt: Timestamp?
    /// The day that times are said without a date of.
    private let now: Timestamp
    /// What happened: written once, since every block is held against those before it.
    private var story: [WhyLine] = []

    init(_ explained: ExplainedAlert, of explanation: Explanation, now: Timestamp) {
        (self.explained, at, self.now) = (explained, explanation.at, now)
        openedAt = explained.incident == nil ? nil : explanation.openedAt
        story =
            part("  ROUTES", explained.routes.flatMap(lines))
            + part("  KEPT QUIET", explained.mutes.isEmpty ? ["    never"] : explained.mutes.flatMap(lines))
            + part("  TOLD", told)
    }

    private func clock(_ moment: Timestamp) -> String { moment.clockWithSeconds(asOf: now) + "Z" }

    var lines: [WhyLine] {
        let alert = explained.alert
        let state =
            switch alert.end {
            // The clock of its sender may be ahead, and one that says when it ends alone begins then.
            case nil where alert.startsAt > at: "firing; its sender says: from \(clock(alert.startsAt)) on"
            case nil: "firing since \(clock(alert.startsAt))"
            case .resolved: "resolved at \(clock(alert.endsAt))"
            case .expired: "no news since \(clock(alert.endsAt))"
            }
        let labels = IncidentReport.labels(alert.labels).original
        return [
            WhyLine(""), WhyLine(SafeText("ALERT \(alert.fingerprint)  \(state)"), isHead: true),
            WhyLine(SafeText("  \(labels)")),
        ] + story
    }

    /// Whether the same happened with another alert, so that one of the two stands for both.
    func isLike(_ other: WhyBlock) -> Bool {
        explained.alert.end == other.explained.alert.end && story == other.story
    }

    private func part(_ head: SafeText, _ lines: [SafeText]) -> [WhyLine] {
        [WhyLine(head, isHead: true)] + lines.map { WhyLine($0) }
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
        let line = SafeText(
            "\(indent)\(RouteMark(route.verdict).rawValue) \(wanted) -> \(route.receiver.original): \(said)")
        guard let key = route.groupKey else { return [line] }
        let flush = route.nextFlush.map { ", \(route.isFirstFlush ? "first" : "next") flush \(clock($0))" } ?? ""
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

    // MARK: What kept it quiet

    private func lines(_ mute: ExplainedMute) -> [SafeText] {
        guard let by = mute.by else { return [SafeText("    \(clock(mute.at))  no longer")] }
        let known = Mute(by: by, until: mute.until, cause: Mute.Cause(mute.cause, mute.reference))
        // The first digits of an id are enough to expire it.
        let name = mute.cause == "silence" ? String(mute.reference.original.prefix(8)) : mute.reference.original
        let reference = name.isEmpty ? "" : " (\(mute.cause.original) \(name))"
        let line = SafeText("    \(clock(mute.at))  ") + known.words(asOf: now) + SafeText(reference)
        guard mute.cause == "inhibition" else { return [line] }
        let rules: [SafeText] =
            mute.rules.isEmpty ? ["      its inhibit rule is not known"] : mute.rules.map(self.line)
        return [line] + rules
    }

    private func line(_ rule: ExplainedInhibitRule) -> SafeText {
        func all(_ texts: [SafeText]) -> String {
            texts.isEmpty ? "every alert" : texts.map(\.original).joined(separator: ", ")
        }
        var place =
            rule.line.map { "in line \($0) of the configuration as loaded now" } ?? "not in the configuration now"
        if !rule.isOfThatTime { place += ", that of the time is not kept" }
        let name = rule.name.map { " \($0.original)" } ?? ""
        let equal = rule.equal.isEmpty ? "" : ", equal \(all(rule.equal))"
        return SafeText(
            "      rule\(name): \(all(rule.sourceMatchers)) inhibits \(all(rule.targetMatchers))\(equal) (\(place))")
    }

    // MARK: Who was told

    private var told: [SafeText] {
        let taken = explained.routes.filter { $0.verdict == .taken }
        let unspoken = taken.flatMap { route in
            route.unspoken.map { kind in
                SafeText("    \(route.receiver.original), \(kind.original): not spoken here, nobody told by it")
            }
        }
        let out = explained.routes.compactMap { route in
            route.outSince.map {
                SafeText("    \(clock($0))  \(route.receiver.original): being told, no answer so far")
            }
        }
        let lines = explained.notifications.map(line) + out
        guard lines.isEmpty else { return lines + unspoken }
        let (isMuted, open) = (explained.mutes.last?.by != nil, taken.filter { $0.quiet == nil })
        // Where a receiver has nothing else, there is nothing to wait for.
        let saysAll =
            !isMuted && open.contains { !$0.unspoken.isEmpty } && !open.contains { $0.nextFlush != nil }
        return (saysAll ? [] : [SafeText("    \(nobody)")]) + unspoken
    }

    private func line(_ told: ExplainedNotification) -> SafeText {
        let what = told.isFiring ? "firing" : "resolved"
        let outcome: String
        switch told.outcome.original {
        case "sent": outcome = "\(what), taken at \(clock(told.at))"
        case "withheld": outcome = withheld(told)
        default: outcome = "\(what), FAILED at \(clock(told.at)): \(told.reason.original)"
        }
        let who = "\(told.receiver.original), \(told.integration.original)"
        return SafeText("    \(clock(told.decidedAt))  \(who): \(outcome)")
    }

    private func withheld(_ told: ExplainedNotification) -> String {
        let banner = told.paging?.banner?.original
        if told.isFiring {
            return "would have been told firing (\(banner ?? "paging was shadow or off"): nothing left)"
        }
        if let banner { return "would have been told resolved, unless it is told of none (\(banner): nothing left)" }
        return told.paging == .on
            ? "resolved, and nothing left: it is told of none"
            : "resolved, and nothing left: it is told of none, or paging was shadow or off"
    }

    /// Why there is nobody who was told.
    private var nobody: String {
        if explained.mutes.last?.by != nil { return "no receiver, as it is kept quiet" }
        let taken = explained.routes.filter { $0.verdict == .taken }
        let open = taken.filter { $0.quiet == nil }
        if open.isEmpty, let quiet = taken.first?.quiet { return "no receiver: its route is \(quiet.original)" }
        let able = open.filter { !$0.hasNobody }
        if able.isEmpty, let route = open.first {
            return "its receiver \(route.receiver.original) has nobody to tell: it has no integrations"
        }
        var names: [String] = []
        for route in able where !names.contains(route.receiver.original) { names.append(route.receiver.original) }
        let (all, isOne) = (names.joined(separator: ", "), names.count == 1)
        let who = isOne ? "its receiver \(all)" : "its receivers \(all)"
        if let route = open.first(where: { $0.nextFlush != nil }), let next = route.nextFlush {
            if route.isFirstFlush {
                return "no receiver yet; its group waits for more alerts until \(clock(next)), "
                    + "then \(route.receiver.original) is due"
            }
            return "no receiver yet; \(route.receiver.original) is due at \(clock(next))"
        }
        if explained.alert.end == nil, let waiting = able.first(where: { at < begin + .milliseconds($0.groupWait) }) {
            return "no receiver yet; it is led to \(all), where a new group waits \(span(waiting.groupWait))"
        }
        let turn = able.map { $0.groupWait + $0.groupInterval }.max() ?? 0
        let isSettled = explained.alert.end != nil || at >= begin + .milliseconds(turn)
        if isSettled { return "\(who) \(isOne ? "tells" : "tell") nobody" }
        return "\(who) told nobody so far; turns of a group are \(span(able.map(\.groupInterval).max() ?? 0)) apart"
    }

    /// When the router knew of it, as far as that is known: senders may name a start long past.
    private var begin: Timestamp {
        openedAt.map { $0 <= at ? max(explained.alert.startsAt, $0) : explained.alert.startsAt }
            ?? explained.alert.startsAt
    }
}
