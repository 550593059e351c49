import Incidents
import Routing
import Watchkeeping

/// What readers get: views that cost the loop nothing, sorted and rendered by them outside it.
extension Watchkeeper {
    /// All alerts as they are now.
    func alertView() -> (view: AlertView, routing: RoutingTree, now: Timestamp) {
        let (watch, _, now) = view()
        return (watch.alertView, watch.routing, now)
    }

    /// The routes, and when the groups of some alerts have their next turns.
    func turns(of alerts: [LabelSet]) -> (routing: RoutingTree, next: [Fingerprint: [RoutingTree.Index: NextTurn]]) {
        let watch = view().watch
        let next = alerts.map { ($0.fingerprint, watch.nextTurns(of: $0)) }
        return (watch.routing, Dictionary(next) { first, _ in first })
    }

    /// The incidents in memory, with the sequence number that they stand at.
    func incidentTable() -> (table: IncidentTable, seq: Int64, now: Timestamp) {
        let (watch, seq, now) = view()
        return (watch.incidents, seq, now)
    }

    /// The incidents in memory that satisfy a condition, most urgent first, and the sequence number that they stand at.
    nonisolated func selection(
        where condition: (borrowing Incident) -> Bool
    ) async -> (incidents: IncidentSelection, seq: Int64, now: Timestamp) {
        let (table, seq, now) = await incidentTable()
        return (IncidentSelection(of: table, where: condition), seq, now)
    }

    /// The silences in memory, in no particular order.
    func silences() -> (silences: [Silence], now: Timestamp) {
        let (watch, _, now) = view()
        return (Array(watch.silences.values), now)
    }

    func silence(_ id: SilenceID) -> (silence: Silence?, now: Timestamp) {
        let (watch, _, now) = view()
        return (watch.silences[id], now)
    }

    func alertCount() -> Int { view().watch.alerts.count }

    func incident(_ number: IncidentNumber) -> Incident? { view().watch.incidents[number] }
}

/// Some incidents of a table, by urgency. Each summary is made when it is asked for, so that a hundred thousand of them
/// are never in memory at once.
struct IncidentSelection: Sendable {
    private let table: IncidentTable
    private let order: [IncidentUrgency]

    init(of table: IncidentTable, where condition: (borrowing Incident) -> Bool) {
        self.table = table
        var order: [IncidentUrgency] = []
        table.forEach { if condition($0) { order.append(IncidentUrgency($0)) } }
        self.order = order.sorted()
    }

    var count: Int { order.count }

    /// The summaries of a part of it.
    func summaries(_ range: Range<Int>) -> [IncidentSummary] {
        order[range.clamped(to: 0..<order.count)].compactMap { table[$0.number].map { IncidentSummary($0) } }
    }

    /// All of them.
    func summaries() -> [IncidentSummary] { summaries(0..<order.count) }

    /// All of them, some at a time.
    var pieces: some Sequence<[IncidentSummary]> {
        stride(from: 0, to: order.count, by: 1024).lazy.map { summaries($0..<$0 + 1024) }
    }

    var numbers: Set<IncidentNumber> { Set(order.map(\.number)) }
}
