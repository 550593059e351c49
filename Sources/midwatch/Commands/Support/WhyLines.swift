import Console
import Incidents
import Wire

/// Why alerts were told or kept quiet, in lines for a person: what the command prints and the console shows.
struct WhyLines {
    private let explanation: Explanation
    private let now: Timestamp

    /// - Parameter now: the day that times are said without a date of.
    init(_ explanation: Explanation, now: Timestamp) { (self.explanation, self.now) = (explanation, now) }

    /// Of alerts with which the same happened so many are named.
    private static let namedMax = 10

    var lines: [WhyLine] { head + alerts + pages + acts + next }

    private func clock(_ moment: Timestamp) -> String { moment.clockWithSeconds(asOf: now) + "Z" }

    private var head: [WhyLine] {
        let count = Confirmation.alerts(explanation.alertCount)
        let moment = explanation.at.rfc3339
        let none = explanation.alerts.isEmpty ? "it had not fired yet, or what it did is not kept" : "in no incident"
        let whole = explanation.incident.map { "\($0) as of \(moment), \(count)" } ?? "as of \(moment), \(none)"
        var lines = [WhyLine(SafeText(whole), isHead: true)]
        if let into = explanation.mergedInto, let at = explanation.mergedAt {
            lines.append(WhyLine(SafeText("merged into \(into) at \(clock(at)): midwatch why \(into.value) goes on")))
        }
        guard let configuration = explanation.configuration else { return lines }
        if let banner = configuration.paging?.banner { lines.append(WhyLine(banner + ": nothing leaves")) }
        switch configuration.since {
        // Of the present nothing has to be kept.
        case nil where configuration.paging == nil:
            lines.append(
                WhyLine("no configuration of that time is kept: routes and rules are those that are loaded now"))
        case let since? where !configuration.isLoaded:
            lines.append(WhyLine(SafeText("by the configuration of \(clock(since)); another one is loaded now")))
        default: break
        }
        return lines
    }

    // MARK: Alerts

    /// Alerts with which the same happened stand in one block.
    private var alerts: [WhyLine] {
        var blocks: [(first: WhyBlock, others: [WhyBlock])] = []
        for alert in explanation.alerts {
            let block = WhyBlock(alert, of: explanation, now: now)
            if let index = blocks.firstIndex(where: { $0.first.isLike(block) }) {
                blocks[index].others.append(block)
            } else {
                blocks.append((block, []))
            }
        }
        var lines: [WhyLine] = []
        for block in blocks {
            lines += block.first.lines
            if !block.others.isEmpty { lines.append(WhyLine(alike(block.others))) }
        }
        let rest = explanation.alertCount - explanation.alerts.count
        if rest > 0 { lines.append(WhyLine(SafeText("and \(rest) more alerts; ask with the fingerprint of one"))) }
        return lines
    }

    private func alike(_ blocks: [WhyBlock]) -> SafeText {
        let common = explanation.alerts.dropFirst().reduce(Set(explanation.alerts.first?.alert.labels ?? [])) {
            $0.intersection($1.alert.labels)
        }
        let names = blocks.prefix(WhyLines.namedMax).map { block in
            let own = block.explained.alert.labels.filter { !common.contains($0) }
            return own.isEmpty ? "\(block.explained.alert.fingerprint)" : IncidentReport.labels(own).original
        }
        let rest = blocks.count - names.count
        let tail = rest > 0 ? "; and \(rest) others" : ""
        return SafeText("  and \(blocks.count) more alike: \(names.joined(separator: "; "))\(tail)")
    }

    // MARK: Pages

    private var pages: [WhyLine] {
        guard !explanation.pages.isEmpty else { return [] }
        return [WhyLine(""), WhyLine("PAGES", isHead: true)]
            + explanation.pages.map { page in
                WhyLine(SafeText("    \(clock(page.at))  \(page.reason.original): \(PageWords.said(page))"))
            }
    }

    // MARK: The incident

    /// What people did, and what it did by itself.
    private var acts: [WhyLine] {
        guard !explanation.acts.isEmpty else { return [] }
        return [WhyLine(""), WhyLine("ACTS", isHead: true)]
            + explanation.acts.map { entry in
                let said = TimelineWords.said(entry).original
                return WhyLine(SafeText("    \(clock(entry.at))  \(entry.actor.name.original): \(said)"))
            }
    }

    /// Who is paged next, and when.
    private var next: [WhyLine] {
        guard let outlook = explanation.outlook else { return [] }
        let lines = [page(outlook)] + flaps(outlook)
        return [WhyLine(""), WhyLine("NEXT", isHead: true)] + lines.map { WhyLine(SafeText("    \($0)")) }
    }

    private func page(_ outlook: ExplainedOutlook) -> String {
        let due = outlook.nextPageAt.map(clock)
        switch outlook.phase {
        case .triggered:
            if let mute = outlook.mute { return "no page, as it is muted \(mute.words(asOf: now).original)" }
            guard let due else { return "no page is due" }
            let whom =
                explanation.configuration?.paging?.banner.map { "\($0.original): no terminal is rung" }
                ?? "consoles, and terminals of those logged in"
            return "\(due)  page, as nobody has it (\(whom))"
        case .acknowledged:
            let holder = outlook.heldBy?.original ?? "somebody"
            if let end = outlook.snoozedUntil {
                return "no page, as \(holder) snoozed it until \(clock(end)); then it pages"
            }
            let tail = due.map { "; it pages at \($0) unless \(holder) acts before" } ?? ""
            return "no page, as \(holder) has it\(tail)"
        case .mitigated:
            return "no page, as it is mitigated"
                + (due.map { "; it pages at \($0) unless it is resolved before" } ?? "")
        case .resolved:
            return "no page, as it is resolved"
                + (due.map { "; at \($0) it is opened again if its alerts still fire" } ?? "")
        }
    }

    private func flaps(_ outlook: ExplainedOutlook) -> [String] {
        var lines: [String] = []
        if let end = outlook.heldOpenUntil { lines.append("it flaps: held open until \(clock(end)), then it resolves") }
        if outlook.flaps > 0 {
            let often = outlook.flaps == 1 ? "once" : "\(outlook.flaps) times"
            lines.append("it fired again \(often) soon after its resolve")
        }
        return lines
    }
}
