package import Incidents
package import Wire

/// A part of a snapshot, as it arrives.
package enum SnapshotPiece: Hashable, Sendable {
    /// Everything but most of the incidents: only the most urgent of them, and how many are still to come.
    case first(Snapshot, missing: Int)
    /// The next incidents by urgency, and how many are still to come.
    case more([IncidentSummary], missing: Int)
}

/// Gathers what arrives in small parts into pieces that are worth a message each.
struct SnapshotGathering {
    /// As many incidents as the largest screen has rows, at least, are in the first piece.
    private static let firstMin = 200
    /// As many as are worth a message.
    private static let moreMin = 4096

    private var head: Snapshot?
    private var isFirstOut = false
    private var incidents: [IncidentSummary] = []
    private var missing = 0

    mutating func add(_ part: SnapshotStream.Part) {
        switch part {
        case .head(let snapshot, let count): (head, missing) = (snapshot, count)
        case .incidents(let more):
            incidents += more
            missing -= more.count
        }
    }

    /// The next piece, once it is worth one.
    mutating func next() -> SnapshotPiece? {
        guard head != nil, incidents.count >= (isFirstOut ? Self.moreMin : Self.firstMin) else { return nil }
        return piece()
    }

    /// What is left at the end; nil when nothing is.
    mutating func last() -> SnapshotPiece? { isFirstOut && incidents.isEmpty ? nil : piece() }

    private mutating func piece() -> SnapshotPiece? {
        defer { incidents.removeAll() }
        if isFirstOut { return .more(incidents, missing: missing) }
        guard var first = head else { return nil }
        isFirstOut = true
        first.incidents = incidents
        return .first(first, missing: missing)
    }
}
