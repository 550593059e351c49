import DequeModule
import Incidents

/// One lane for each notification key that somebody works at, so that a later flush never overtakes an earlier one of
/// the same group to the same integration.
struct FlushLanes: Sendable {
    /// What waits behind the flush that is being worked at.
    private var waiting: [NotificationKey: Deque<Flush>] = [:]
    /// How many flushes are in all lanes, with those that are being worked at.
    private(set) var count = 0
    let countMax: Int
    private var isClosed = false

    init(countMax: Int) { self.countMax = countMax }

    enum Admission {
        /// Nobody works at its lane: whoever asked does from now on.
        case starts
        /// It waits for its turn.
        case waits
        /// Too many wait.
        case full
    }

    mutating func admit(_ flush: Flush) -> Admission {
        guard count < countMax else { return .full }
        count += 1
        guard waiting[flush.key] == nil else {
            waiting[flush.key]?.append(flush)
            return .waits
        }
        waiting[flush.key] = []
        return .starts
    }

    /// Whether nothing more comes, and nothing is left.
    var isDone: Bool { isClosed && count == 0 }

    /// Nothing more comes; says whether nothing is left.
    mutating func close() -> Bool {
        isClosed = true
        return isDone
    }

    /// The next flush of a lane, after one is done; nil closes the lane.
    mutating func next(after key: NotificationKey) -> Flush? {
        count -= 1
        if let next = waiting[key]?.popFirst() { return next }
        waiting[key] = nil
        return nil
    }
}
