import Incidents

/// Which incidents are folded, and the folds that they are in.
struct Folding: Sendable {
    /// When the first of them opened, and the last; nil while the storm lasts.
    let since: Timestamp
    private(set) var until: Timestamp?
    /// Under a filter fewer than this many are not folded: who looks for something wants to see it.
    var least: Int
    /// The folds whose rows the person wants to see.
    var opened: Set<FoldKey> = []
    /// When the last of them was unfolded.
    var unfoldedAt: Timestamp?

    /// What parts the incidents; nil until it was looked for.
    private(set) var causes: Causes?
    private(set) var frequency = LabelFrequency()
    /// When it was looked for, and among how many.
    private var soughtAt = Timestamp(milliseconds: 0)
    private var soughtAmong = 0
    /// How many came in since.
    private var joined = 0
    /// Whether what came in since has made a row say less.
    private var isBlurred = false

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
        var other = self
        (other.isPaused, other.folds, other.restless, other.folded, other.rows) = (false, [:], [], 0, 0)
        return other
    }

    /// The same without any folds, once nothing opens so fast any more: the last of them opened at a moment.
    func ended(at last: Timestamp) -> Folding {
        var other = emptied
        other.until = last
        return other
    }

    /// Whether an incident belongs to what is folded, as far as the time goes.
    func isWithin(_ incident: IncidentSummary) -> Bool {
        incident.isListed && incident.openedAt >= since && (until.map { incident.openedAt <= $0 } ?? true)
    }

    /// The fold that an incident belongs to; nil when it stands for itself.
    func key(of incident: IncidentSummary) -> FoldKey? {
        guard !isPaused, isWithin(incident) else { return nil }
        let key = FoldKey(incident, cause: causes?.cause(of: incident))
        return opened.contains(key) ? nil : key
    }

    /// Counts a fold of so many in, or with -1 out again.
    mutating func count(_ members: Int, by sign: Int) {
        guard members > 1 else { return }
        folded += sign * members
        rows += sign
    }

    // MARK: What parts them

    /// From when on causes are to be looked for anew, since what came in may have others: it is many, or rows say less for
    /// it; nil when they are not.
    var staleAt: Timestamp? {
        isBlurred || joined >= max(Folding.sharersMin, soughtAmong / 2) ? soughtAt + Folding.rest : nil
    }

    func isStale(at now: Timestamp) -> Bool { staleAt.map { now >= $0 || now < soughtAt } ?? false }

    /// Takes down that an incident has joined a fold, and whether that says less for it.
    mutating func join(_ fold: Fold, isLess: Bool) {
        joined += 1
        if isLess, fold.count > 1 { isBlurred = true }
    }

    /// Takes down that an incident stands among those that the person has unfolded: it may be of another cause.
    mutating func joinUnfolded() { joined += 1 }

    /// Looks for what parts the incidents of these slots, whatever the filter hides.
    mutating func seekCauses(in slots: [Roll.Slot], at now: Timestamp) {
        let listed = slots.indices.filter { slots[$0].incident.isListed }
        let step = max(1, (listed.count + Folding.frequencyMax - 1) / Folding.frequencyMax)
        frequency = LabelFrequency(
            stride(from: 0, to: listed.count, by: step).lazy.map { slots[listed[$0]].incident })
        let within = listed.filter { isWithin(slots[$0].incident) }
        causes = Causes(of: within, in: slots, least: Folding.sharersMin, frequency)
        (soughtAt, soughtAmong, joined, isBlurred) = (now, within.count, 0, false)
    }

    /// The same, and what of them the person has unfolded stays so under what it is found to be now.
    mutating func seekCauses(
        in slots: [Roll.Slot], keeping unfolded: [IncidentNumber], slotOf: [IncidentNumber: Int32], at now: Timestamp
    ) {
        seekCauses(in: slots, at: now)
        let incidents = unfolded.compactMap { slotOf[$0] }.map { slots[Int($0)].incident }
        opened = Set(incidents.map { FoldKey($0, cause: causes?.cause(of: $0)) })
    }

    /// Whether an incident has a row because the person has unfolded that which it stood in.
    func isOpened(_ incident: IncidentSummary) -> Bool {
        guard !opened.isEmpty, isWithin(incident) else { return false }
        return opened.contains(FoldKey(incident, cause: causes?.cause(of: incident)))
    }

    /// Takes down how many there are after all of them were looked at: some may have come while none was counted.
    mutating func count(within: Int) { joined = max(joined, within - soughtAmong) }

    /// Fewer than so many are not set apart for what they share.
    static let sharersMin = 5
    /// Causes are looked for so often at most: it takes a look at all incidents.
    private static let rest = Duration.seconds(5)
    private static let frequencyMax = 1_000
}
