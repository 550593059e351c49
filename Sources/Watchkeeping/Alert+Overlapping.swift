import Incidents

/// How a known occurrence and what is posted go together (Alertmanager's `types.Alert.Merge`).
extension Alert {
    /// Whether what is posted is about the same occurrence, as Alertmanager has it: it begins or ends within the time
    /// that is known, not at its edges. Otherwise what is posted replaces what is known.
    func overlaps(_ startsAt: Timestamp, _ endsAt: Timestamp) -> Bool {
        (endsAt > self.startsAt && endsAt < self.endsAt) || (startsAt > self.startsAt && startsAt < self.endsAt)
    }

    /// When the occurrence began, as what is posted has it.
    func start(with startsAt: Timestamp, _ endsAt: Timestamp) -> Timestamp {
        overlaps(startsAt, endsAt) ? min(self.startsAt, startsAt) : startsAt
    }
}
