/// How restless an incident is: when its alerts last came and went, and, while it is held open for that, until when.
package struct Flapping: Hashable, Sendable {
    /// When it cleared and when it fired again, oldest first; no more than are needed to tell.
    package private(set) var changes: [Timestamp]
    /// All its alerts have ended, and it stays open until this moment in case they come again.
    package var quietAt: Timestamp?

    package init(changes: [Timestamp] = [], quietAt: Timestamp? = nil) {
        (self.changes, self.quietAt) = (changes, quietAt)
    }

    /// Notes that it cleared or fired again.
    ///
    /// - Parameter countMax: how many changes tell that it flaps; older ones are forgotten.
    package mutating func note(_ now: Timestamp, countMax: Int) {
        changes.append(now)
        if changes.count > max(1, countMax) { changes.removeFirst(changes.count - max(1, countMax)) }
    }

    /// Whether there were so many changes within a span before now.
    package func isRestless(at now: Timestamp, changes count: Int, within span: Duration) -> Bool {
        guard count > 0, changes.count >= count else { return false }
        return now - changes[changes.count - count] <= span
    }

    /// The same on a clock that was set by so much.
    package func shifted(by jump: Duration) -> Flapping {
        Flapping(changes: changes.map { $0 + jump }, quietAt: quietAt.map { $0 + jump })
    }
}
