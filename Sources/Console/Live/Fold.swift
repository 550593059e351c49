import Incidents

/// Which incidents may stand in one row: those of one owner, and of what is SEV1 or SEV2 only those of one service.
/// What is muted, and what there is no news of, stands apart: a row must not say of others that they are quiet.
struct FoldKey: Hashable, Sendable {
    /// To whom they are assigned; nil for nobody.
    let owner: SafeText?
    /// Nil for what is less than SEV2.
    let service: SafeText?
    let state: ShownState

    init(_ incident: IncidentSummary) {
        state = incident.shown
        owner = incident.assignee
        service = incident.severity <= .sev2 ? incident.service : nil
    }
}

/// Incidents that nobody has and that stand in one row.
struct Fold: Sendable {
    /// The one whose row it is; it is one of them.
    var row: IncidentNumber
    /// By urgency.
    var members = Ladder()
    private(set) var common: CommonFace
    /// How many of their alerts fire, and how many there are.
    private(set) var alerts = AlertCounts()
    /// How many there were when ``common`` was last looked for in all of them.
    private var lookedAt = 0

    init(row incident: IncidentSummary) {
        row = incident.number
        common = CommonFace(incident)
    }

    var count: Int { members.count }

    mutating func count(in incident: IncidentSummary) {
        alerts.firing += incident.counts.firing
        alerts.resolved += incident.counts.total - incident.counts.firing
        common.keep(with: incident)
    }

    mutating func count(out incident: IncidentSummary) {
        alerts.firing -= incident.counts.firing
        alerts.resolved -= incident.counts.total - incident.counts.firing
    }

    /// Whether so many have left that those who stay may have more in common than is known. All are looked at each
    /// time their number has halved, so that each who leaves costs the same.
    var isWorthLook: Bool { count < lookedAt && (count <= Fold.fewMax || count * 2 <= lookedAt) }

    mutating func look(at incidents: some Sequence<IncidentSummary>) {
        var common: CommonFace?
        for incident in incidents {
            if common == nil { common = CommonFace(incident) } else { common?.keep(with: incident) }
        }
        if let common { self.common = common }
        lookedAt = count
    }

    /// Remembers how many there are now: all of them were counted in.
    mutating func grown() { lookedAt = max(lookedAt, count) }

    /// Up to so many are looked at whenever one leaves.
    private static let fewMax = 32
}

/// What several incidents have in common.
struct CommonFace: Hashable, Sendable {
    private struct Label: Hashable, Sendable {
        let name: [UInt8]
        let value: [UInt8]
        let text: LabelText
    }

    /// Nil when they are of several services.
    private(set) var service: SafeText?
    private var all: [Label]

    init(_ incident: IncidentSummary) {
        service = incident.service
        var all: [Label] = []
        for packed in [incident.packedLabels, incident.packedShared] {
            packed.forEachRange { name, value in
                let text = LabelText(name: SafeText(packed.text(name)), value: SafeText(packed.text(value)))
                all.append(Label(name: Array(packed.bytes[name]), value: Array(packed.bytes[value]), text: text))
            }
        }
        self.all = all
    }

    /// The labels that all of them have: first those of the group, then what their alerts share besides.
    var labels: [LabelText] { all.map(\.text) }

    mutating func keep(with incident: IncidentSummary) {
        if service != incident.service { service = nil }
        guard !all.allSatisfy({ CommonFace.has(incident, $0) }) else { return }
        all.removeAll { !CommonFace.has(incident, $0) }
    }

    private static func has(_ incident: IncidentSummary, _ label: Label) -> Bool {
        has(incident.packedLabels, label) || has(incident.packedShared, label)
    }

    private static func has(_ packed: PackedPairs, _ label: Label) -> Bool {
        guard let range = packed.range(of: label.name) else { return false }
        return packed.bytes[range].elementsEqual(label.value)
    }
}

/// Which incidents are folded, and the folds that they are in.
struct Folding: Sendable {
    /// When the first of them opened, and the last; nil while the storm lasts.
    let since: Timestamp
    let until: Timestamp?
    /// Under a filter fewer than this many are not folded: who looks for something wants to see it.
    var least: Int
    /// The folds whose rows the person wants to see.
    var opened: Set<FoldKey> = []

    /// Whether a filter finds too few to fold them.
    var isPaused = false
    var folds: [FoldKey: Fold] = [:]
    /// The folds whose row is not that of their most urgent incident.
    var restless: Set<FoldKey> = []
    /// How many incidents stand in rows of several, and how many rows these are.
    private(set) var folded = 0
    private(set) var rows = 0

    init(since: Timestamp, until: Timestamp?, least: Int) {
        (self.since, self.until, self.least) = (since, until, least)
    }

    /// The same without any folds.
    var emptied: Folding {
        var other = Folding(since: since, until: until, least: least)
        other.opened = opened
        return other
    }

    /// The fold that an incident belongs to; nil when it stands for itself.
    func key(of incident: IncidentSummary) -> FoldKey? {
        guard !isPaused, incident.needsAcknowledge, incident.openedAt >= since,
            until.map({ incident.openedAt <= $0 }) ?? true
        else { return nil }
        let key = FoldKey(incident)
        return opened.contains(key) ? nil : key
    }

    /// Counts a fold of so many in, or with -1 out again.
    mutating func count(_ members: Int, by sign: Int) {
        guard members > 1 else { return }
        folded += sign * members
        rows += sign
    }
}
