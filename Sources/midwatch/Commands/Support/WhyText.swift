import Configuring
import Incidents
import Wire

/// Why alerts were told or kept quiet, for a person.
struct WhyText {
    private let explanation: Explanation
    private let now: Timestamp
    private let style: OutputStyle

    /// - Parameter now: the day that times are said without a date of.
    init(_ explanation: Explanation, now: Timestamp, style: OutputStyle) {
        (self.explanation, self.now, self.style) = (explanation, now, style)
    }

    var text: String {
        var lines: [SafeText] = []
        if let incident = explanation.incident {
            let count = Confirmation.alerts(explanation.alertCount)
            lines.append(SafeText("\(incident) as of \(explanation.at.rfc3339), \(count)"))
        } else {
            lines.append(SafeText("as of \(explanation.at.rfc3339), in no incident"))
        }
        for alert in explanation.alerts { lines += self.lines(of: alert) }
        let rest = explanation.alertCount - explanation.alerts.count
        if rest > 0 { lines.append(SafeText("and \(rest) more alerts; ask with the fingerprint of one")) }
        lines += pages
        return lines.map { $0.cut(to: style.width) + "\n" }.joined()
    }

    private func lines(of explained: ExplainedAlert) -> [SafeText] {
        let alert = explained.alert
        let labels = IncidentReport.labels(alert.labels).original
        let state =
            switch alert.end {
            case nil: "firing since \(clock(alert.startsAt))"
            case .resolved: "resolved at \(clock(alert.endsAt))"
            case .expired: "no news since \(clock(alert.endsAt))"
            }
        var lines: [SafeText] = ["", SafeText("ALERT \(alert.fingerprint)  \(state)"), SafeText("  \(labels)")]
        lines.append("  ROUTES")
        lines += explained.routes.map(line)
        lines.append("  KEPT QUIET")
        lines += explained.mutes.isEmpty ? ["    never"] : explained.mutes.map(line)
        lines.append("  TOLD")
        lines += explained.notifications.isEmpty ? [nobody(explained)] : explained.notifications.map(line)
        return lines
    }

    private func nobody(_ explained: ExplainedAlert) -> SafeText {
        if explained.mutes.last?.by != nil { return "    no receiver, as it is kept quiet" }
        let receivers = explained.routes.filter { $0.verdict == .taken }.map(\.receiver.original)
        return SafeText("    no receiver yet; it is led to \(receivers.joined(separator: ", "))")
    }

    private func line(_ route: ExplainedRoute) -> SafeText {
        let indent = String(repeating: "  ", count: route.depth + 2)
        let wanted = route.matchers.isEmpty ? "every alert" : route.matchers.map(\.original).joined(separator: ", ")
        let said: String
        switch route.verdict {
        case .taken:
            said = "taken" + (route.quiet.map { ", but \($0.original)" } ?? "") + " (\(times(of: route)))"
        case .passedOn: said = "taken by what is below it"
        case .unmet: said = "not met: \(route.unmet.map(\.original).joined(separator: ", "))"
        case .stopped: said = "not asked: a route before it has taken the alert"
        }
        let mark = route.verdict == .taken ? "+" : route.verdict == .passedOn ? "|" : "-"
        return SafeText("\(indent)\(mark) \(wanted) -> \(route.receiver.original): \(said)")
    }

    private func times(of route: ExplainedRoute) -> String {
        let (wait, interval) = (span(route.groupWait), span(route.groupInterval))
        return "wait \(wait), interval \(interval), repeat \(span(route.repeatInterval))"
    }

    private func span(_ milliseconds: Int64) -> String { PrometheusDuration.print(.milliseconds(milliseconds)) }

    private func line(_ mute: ExplainedMute) -> SafeText {
        guard let by = mute.by else { return SafeText("    \(clock(mute.at))  no longer") }
        let until = mute.until.map { " until \($0.clock(asOf: now))Z" } ?? ""
        // The first digits of an id are enough to expire it.
        let name = mute.cause == "silence" ? String(mute.reference.original.prefix(8)) : mute.reference.original
        let reference = name.isEmpty ? "" : " (\(mute.cause.original) \(name))"
        return SafeText("    \(clock(mute.at))  by \(by.original)\(until)\(reference)")
    }

    private func line(_ told: ExplainedNotification) -> SafeText {
        let what = told.isFiring ? "firing" : "resolved"
        let outcome: String
        switch told.outcome.original {
        case "sent": outcome = "taken at \(clock(told.at))"
        case "withheld": outcome = "decided, and nothing left"
        default: outcome = "FAILED at \(clock(told.at)): \(told.reason.original)"
        }
        let who = "\(told.receiver.original), \(told.integration.original)"
        return SafeText("    \(clock(told.decidedAt))  \(who): \(what), \(outcome)")
    }

    private var pages: [SafeText] {
        guard !explanation.pages.isEmpty else { return [] }
        return ["", "PAGES"]
            + explanation.pages.map { page in
                let state =
                    switch page.state {
                    case .queued: "queued"
                    case .sent(_, 0): "reached NOBODY"
                    case .sent(_, let reached): "reached \(reached)"
                    case .dropped: "no longer needed"
                    }
                return SafeText("    \(clock(page.at))  \(page.reason.original): \(state)")
            }
    }

    private func clock(_ moment: Timestamp) -> String { moment.clockWithSeconds(asOf: now) + "Z" }
}
