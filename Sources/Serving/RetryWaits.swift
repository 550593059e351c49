import Incidents

/// How long to wait between the tries of one notification: half a second, then half as much again each time, up to a
/// minute, as Alertmanager does. Each wait is between half and one and a half of its step, by a hash of what is told and
/// not by chance, so that many groups do not come back to a receiver in one moment.
struct RetryWaits: Sendable {
    static let first = Duration.milliseconds(500)
    static let longest = Duration.seconds(60)

    private var step = RetryWaits.first
    private var hash: FNV1a
    private let most: Duration

    /// - Parameter most: the longest step.
    init(of flush: Flush, longest most: Duration = RetryWaits.longest) {
        self.most = most
        var hash = FNV1a()
        for value in [flush.key.value, UInt64(bitPattern: flush.decidedAt.milliseconds)] {
            for shift in stride(from: 0, to: 64, by: 8) { hash.add(UInt8(truncatingIfNeeded: value >> UInt64(shift))) }
        }
        self.hash = hash
    }

    /// The next wait.
    mutating func next() -> Duration {
        hash.add(UInt8(0))
        let share = Double((hash.value ^ hash.value >> 32) & 0xFFFF) / 65_536
        defer { step = min(most, step * 1.5) }
        return step * (0.5 + share)
    }
}
