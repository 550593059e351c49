import Incidents

/// Keeps a storm from being read aloud line by line: a few events a second are said as they come, more are counted and
/// said in one line a second.
struct StormGate: Sendable {
    /// How many events of one second are said one by one.
    static let singleMax = 3
    static let second = Duration.seconds(1)
    /// The most labels that are read aloud.
    static let labelsMax = 4

    private var windowStart: Timestamp?
    private var said = 0
    private var saidSummaryAt: Timestamp?

    /// What is counted and not said yet.
    private var new = 0
    private var common: CommonFace?
    private var worst: Severity?
    private var worstCount = 0
    private var others = 0

    /// When what was counted is to be said; nil when nothing waits.
    private(set) var due: Timestamp?

    /// One thing that happened.
    struct News: Hashable, Sendable {
        var line: SafeText
        /// The incident where one is new; nil for everything else.
        var opened: IncidentSummary?
    }

    /// Takes what came at one time, and answers the lines to say now.
    mutating func take(_ news: [News], at now: Timestamp) -> [SafeText] {
        guard !news.isEmpty else { return flush(at: now) }
        if windowStart.map({ now - $0 >= StormGate.second || now < $0 }) ?? true {
            windowStart = now
            said = 0
        }
        guard due == nil, said + news.count <= StormGate.singleMax else {
            for item in news { count(item) }
            due = due ?? max(now, saidSummaryAt.map { $0 + StormGate.second } ?? now)
            return flush(at: now)
        }
        said += news.count
        return news.map(\.line)
    }

    /// What was counted, once its time has come.
    mutating func flush(at now: Timestamp) -> [SafeText] {
        guard let due, now >= due else { return [] }
        var parts: [String] = []
        if new > 0 {
            let severe = worst.map { ", \(worstCount) \($0.name)" } ?? ""
            parts.append("\(new == 1 ? "1 new incident" : "\(new) new incidents")\(severe)\(shared)")
        }
        if others > 0 { parts.append(others == 1 ? "1 other change" : "\(others) other changes") }
        (self.due, saidSummaryAt) = (nil, now)
        (new, common, worst, worstCount, others) = (0, nil, nil, 0, 0)
        return [SafeText(parts.joined(separator: ", and ") + "; list shows them.")]
    }

    /// `, all with alertname=Down cluster=eu-1`: what several that are new have in common; empty for nothing.
    private var shared: String {
        guard new > 1, let labels = common?.labels.prefix(StormGate.labelsMax).map(\.text), !labels.isEmpty else {
            return ""
        }
        return ", all with " + labels.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
    }

    private mutating func count(_ item: News) {
        guard let incident = item.opened else {
            others += 1
            return
        }
        new += 1
        if common == nil { common = CommonFace(incident) } else { common?.keep(with: incident) }
        let severity = incident.severity
        if worst == severity {
            worstCount += 1
        } else if worst.map({ severity.isWorse(than: $0) }) ?? true {
            (worst, worstCount) = (severity, 1)
        }
    }
}
