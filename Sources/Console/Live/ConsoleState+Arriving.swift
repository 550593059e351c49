import Incidents

/// A snapshot of very many incidents comes in pieces, the most urgent first.
///
/// A console that shows nothing yet shows the first piece at once. One that already shows a list goes on showing it until
/// the new one is whole, so that nothing vanishes for a moment.
extension ConsoleState {
    mutating func arrive(_ snapshot: ConsoleSnapshot) {
        arriving = nil
        if snapshot.missing > 0, roll.total > 0 {
            heard()
            arriving = snapshot
        } else {
            missing = snapshot.missing
            take(snapshot)
        }
    }

    mutating func arrive(_ incidents: [IncidentSummary], missing: Int) {
        heard()
        if var snapshot = arriving.take() {
            snapshot.incidents += incidents
            snapshot.missing = missing
            if missing > 0 {
                arriving = snapshot
            } else {
                take(snapshot)
            }
            return
        }
        self.missing = missing
        _ = roll.take(incidents, at: now)
        lookAtStormIfIdle()
    }
}
