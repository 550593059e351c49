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

    var lines: [WhyLine] { head + alerts + pages }

    private func clock(_ moment: Timestamp) -> String { moment.clockWithSeconds(asOf: now) + "Z" }

    private var head: [WhyLine] {
        let count = Confirmation.alerts(explanation.alertCount)
        let moment = explanation.at.rfc3339
        let whole = explanation.incident.map { "\($0) as of \(moment), \(count)" } ?? "as of \(moment), in no incident"
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
}
