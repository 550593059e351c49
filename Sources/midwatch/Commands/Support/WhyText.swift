import Incidents
import Wire

/// Why alerts were told or kept quiet, for a person.
struct WhyText {
    private let explanation: Explanation
    private let context: WhyContext
    private let style: OutputStyle

    init(_ explanation: Explanation, _ context: WhyContext, style: OutputStyle) {
        (self.explanation, self.context, self.style) = (explanation, context, style)
    }

    /// Of alerts with which the same happened so many are named.
    private static let namedMax = 10

    var text: String { (head + alerts + pages).map(laidOut).joined() }

    private var head: [SafeText] {
        guard let incident = explanation.incident else {
            return [SafeText("as of \(explanation.at.rfc3339), in no incident")]
        }
        let count = Confirmation.alerts(explanation.alertCount)
        var lines = [SafeText("\(incident) as of \(explanation.at.rfc3339), \(count)")]
        // A merge resolves what is merged.
        if let summary = context.incident, let into = summary.mergedInto, let at = summary.resolvedAt,
            at <= explanation.at
        {
            lines.append(SafeText("merged into \(into) at \(context.clock(at)): midwatch why \(into.value) goes on"))
        }
        return lines
    }

    // MARK: Alerts

    /// Alerts with which the same happened stand in one block.
    private var alerts: [SafeText] {
        var blocks: [(first: WhyBlock, others: [WhyBlock])] = []
        let turns = GroupTurns(explanation.alerts)
        for alert in explanation.alerts {
            let block = WhyBlock(alert, at: explanation.at, turns, context)
            if let index = blocks.firstIndex(where: { $0.first.isLike(block) }) {
                blocks[index].others.append(block)
            } else {
                blocks.append((block, []))
            }
        }
        var lines: [SafeText] = []
        for block in blocks {
            lines += block.first.lines
            if !block.others.isEmpty { lines.append(alike(block.others)) }
        }
        let rest = explanation.alertCount - explanation.alerts.count
        if rest > 0 { lines.append(SafeText("and \(rest) more alerts; ask with the fingerprint of one")) }
        return lines
    }

    private func alike(_ blocks: [WhyBlock]) -> SafeText {
        let common = explanation.alerts.dropFirst().reduce(Set(explanation.alerts.first?.alert.labels ?? [])) {
            $0.intersection($1.alert.labels)
        }
        let names = blocks.prefix(WhyText.namedMax).map { block in
            let own = block.explained.alert.labels.filter { !common.contains($0) }
            return own.isEmpty ? "\(block.explained.alert.fingerprint)" : IncidentReport.labels(own).original
        }
        let rest = blocks.count - names.count
        let tail = rest > 0 ? "; and \(rest) others" : ""
        return SafeText("  and \(blocks.count) more alike: \(names.joined(separator: "; "))\(tail)")
    }

    // MARK: Pages

    private var pages: [SafeText] {
        guard !explanation.pages.isEmpty else { return [] }
        return ["", "PAGES"]
            + explanation.pages.map { page in
                let state = PageWords.said(page, context.timeline)
                return SafeText("    \(context.clock(page.at))  \(page.reason.original): \(state)")
            }
    }

    // MARK: Lines

    /// A line that is too long goes on below itself.
    private func laidOut(_ line: SafeText) -> String {
        guard line.columns > style.width else { return line.shown + "\n" }
        let indent = line.shown.prefix { $0 == " " }.count
        let rest = SafeText(String(line.shown.dropFirst(indent)))
        return String(repeating: " ", count: indent) + rest.wrapped(to: style.width, indent: indent + 4) + "\n"
    }
}
