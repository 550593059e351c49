/// How much of the time folding takes while senders are at it: a tenth at most.
///
/// Whoever reads an incident replays what is not folded yet. Senders that never pause must not let that grow without end,
/// and a storm must not wait for it.
struct FoldPace: Sendable {
    /// So many times as long as it took, nothing is folded after a turn.
    static let rests = 9

    private var due = Duration.zero

    func isDue(at now: Duration) -> Bool { now >= due }

    /// A turn is over.
    mutating func folded(from start: Duration, to end: Duration) { due = end + (end - start) * FoldPace.rests }
}
