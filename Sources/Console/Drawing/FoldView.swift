import Incidents
import TerminalUI

/// A row that stands for several incidents, and its preview: how many they are, and what they have in common.
extension Frame {
    /// What a fold shows in a column; nil for what it shows as its most urgent incident does.
    static func part(_ column: Columns<ListColumn>.Placed, _ fold: Fold) -> Part? {
        switch column.name {
        case .number: Part("x\(fold.count)", .strong)
        case .service: service(of: fold, in: column.width)
        case .what: Part(words(fold, in: column.width), .strong)
        case .alerts: Part("\(fold.alerts.firing)/\(fold.alerts.total)")
        case .labels: Part(labels(fold), .dim)
        case .severity, .state, .age, .rings, .who, .changed: nil
        }
    }

    private static func service(of fold: Fold, in columns: Int) -> Part {
        guard let service = fold.common.service else { return Part("several", .dim) }
        return service.isEmpty ? Part("-") : Part(Words.name(service, in: columns))
    }

    /// `143 incidents: alertname=Down cluster=eu-1`; where there is little room, what they share goes before how many
    /// they are, which the number tells too.
    private static func words(_ fold: Fold, in columns: Int) -> String {
        let (count, shared) = (Words.count(fold.count, "incident"), labels(fold))
        if shared.isEmpty { return count }
        let whole = "\(count): \(shared)"
        return DisplayWidth.columns(of: SafeText(whole)) <= columns ? whole : shared
    }

    /// What they share, without the service where that stands by itself.
    static func labels(_ fold: Fold) -> String {
        let labels = fold.labels.filter { $0.name.shown != "service" || $0.value != fold.common.service }
        return labels.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
    }

    mutating func drawFold(_ fold: Fold, _ first: IncidentSummary, _ state: ConsoleState, _ layout: Layout) {
        let rect = layout.preview
        let name = fold.common.service.map { Words.name($0) } ?? "several services"
        let head = "\(Words.count(fold.count, "incident")) folded   \(name)"
        let answers = Answers(fold, first, in: state).rows
        guard layout.hasPreviewBeside else {
            rule(at: rect.origin, width: rect.width)
            put([Part(" \(head) ", .strong)], in: rect.row(0), from: 3)
            for (index, answer) in answers.enumerated() {
                putAnswer(answer, in: Rect(x: 0, y: rect.y + 1 + index, width: rect.width, height: 1))
            }
            return
        }
        fill(Rect(x: rect.x, y: rect.y, width: 1, height: rect.height), with: glyphs.bar, style: Style(.border))
        let inner = Rect(x: rect.x + 1, y: rect.y, width: rect.width - 1, height: rect.height)
        put([Part(head, .strong)], in: inner.row(0), from: 1)
        var (_, rest) = inner.split(top: 1)
        for answer in answers {
            let used = putAnswer(answer, in: Rect(x: rest.x, y: rest.y, width: rest.width, height: min(3, rest.height)))
            (_, rest) = rest.split(top: used)
        }
        drawMembers(fold, state, rest)
    }

    /// The most urgent of them by their numbers, as many as there is room for.
    private mutating func drawMembers(_ fold: Fold, _ state: ConsoleState, _ rect: Rect) {
        guard rect.height > 2 else { return }
        let (title, rest) = rect.split(top: 2)
        put([Part("MOST URGENT", .header)], in: title.row(1), from: 1)
        for index in 0..<min(rest.height, fold.count) {
            guard let incident = fold.members[index].flatMap({ state.roll[$0] }) else { continue }
            let words = "\(incident.severity.name) \(Words.name(incident.service))  \(incident.title)"
            put([Part("\(incident.number) ", .strong), Part(words)], in: rest.row(index), from: 1)
        }
    }
}

extension Answers {
    /// The answers for incidents that stand in one row; the first of them is the most urgent.
    init(_ fold: Fold, _ first: IncidentSummary, in state: ConsoleState) {
        let alone = Answers(first, in: state)
        let shared = Frame.labels(fold)
        let alerts = "\(fold.alerts.firing) of \(Words.count(fold.alerts.total, "alert")) firing"
        let count = Words.count(fold.count, "incident") + (first.needsAcknowledge ? " that nobody has" : "")
        what = SafeText("\(count)\(shared.isEmpty ? ", no label in common" : ": \(shared)"). \(alerts)")
        since = SafeText("\(alone.since), the most urgent: \(first.number) \(first.severity.name) \(first.title)")
        changed = alone.changed
        let (open, acknowledge) = (state.keys.key(of: .open), state.keys.key(of: .deed(.acknowledge)))
        guard first.needsAcknowledge else {
            who = alone.who
            let isUnseen = first.isCleared
            toDo = SafeText(
                isUnseen
                    ? "\(open) shows their rows; \(acknowledge) says that you have seen them"
                    : "\(open) shows their rows")
            return
        }
        let owner = first.assignee.map { "; assigned to \(Words.name($0))" } ?? ""
        let rings = first.mute.map { "muted \($0.words(asOf: state.now))" } ?? "each of them rings as if it stood alone"
        who = SafeText("nobody yet\(owner); \(rings)")
        toDo = SafeText("\(open) shows their rows; \(acknowledge) acknowledges them, and asks first")
    }
}
