import Incidents

/// Which incidents may stand in one row: those of one cause, in one state, of one owner, and of what is SEV1 or SEV2 only
/// those of one service. What is muted, what there is no news of and what somebody has stand apart: a row must not say of
/// others that they are quiet, or answered.
struct FoldKey: Hashable, Sendable {
    /// Who has them, or to whom they are assigned; nil for nobody.
    let owner: SafeText?
    /// Nil for what is less than SEV2.
    let service: SafeText?
    let state: ShownState
    /// By what and until when they are muted: one row says one.
    let mute: Mute?
    /// See ``Causes``.
    let cause: SharedLabel?

    init(_ incident: IncidentSummary, cause: SharedLabel?) {
        (state, mute) = (incident.shown, incident.needsAcknowledge ? incident.mute : nil)
        owner = incident.acknowledgedBy ?? incident.assignee
        service = incident.severity <= .sev2 ? incident.service : nil
        self.cause = cause
    }
}

/// Incidents that stand in one row.
struct Fold: Sendable {
    /// The one whose row it is; it is one of them.
    var row: IncidentNumber
    /// What parts them from the rest of the storm; nil for nothing.
    let cause: SharedLabel?
    /// By urgency.
    var members = Ladder()
    private(set) var common: CommonFace
    /// How many of their alerts fire, and how many there are.
    private(set) var alerts = AlertCounts()
    /// How many there were when ``common`` was last looked for in all of them.
    private var lookedAt = 0

    init(row incident: IncidentSummary, cause: SharedLabel?, in frequency: LabelFrequency) {
        row = incident.number
        (self.cause, self.frequency) = (cause, frequency)
        common = CommonFace(incident)
    }

    /// How often labels are met elsewhere.
    let frequency: LabelFrequency

    var count: Int { members.count }

    /// The labels that all of them have, the one first that tells them from the others best.
    var labels: [LabelText] { frequency.ordered(common.labels, first: cause).map(\.text) }

    /// Answers whether they have less in common for it.
    @discardableResult
    mutating func count(in incident: IncidentSummary) -> Bool {
        alerts.firing += incident.counts.firing
        alerts.resolved += incident.counts.total - incident.counts.firing
        return common.keep(with: incident)
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
