import Incidents

/// Alerts that a receiver is told of together, and the clock by which it is.
struct DispatchGroup: Sendable {
    /// The place of its route; nil after a restart, until an alert has found it.
    var route: Int?
    var group = GroupID(0)
    /// The first moment of its grid.
    var first: Timestamp
    /// When it is looked at next; an agenda entry for another moment is stale.
    var nextAt: Timestamp
    /// Whether the first moment is behind it.
    var hasFlushed = false
    var members: Set<Fingerprint> = []
    /// When it ends because nobody is in it; nil while somebody is, or before anybody was.
    var endsAt: Timestamp?
    /// Whether it is not written down, because nothing has fired in it yet: a restart does not know of it.
    var isUnsaid = false

    init(first: Timestamp) { (self.first, nextAt) = (first, first) }

    /// Its grid begins at another moment. Where its first moment is behind it, its next one stays.
    mutating func begin(at first: Timestamp) {
        self.first = first
        if !hasFlushed { nextAt = first }
    }

    /// The last moment of its grid that is not after `now`; the first, when that is still to come.
    func moment(at now: Timestamp, every interval: Duration) -> Timestamp {
        let (step, past) = (interval.wholeMilliseconds, (now - first).wholeMilliseconds)
        guard past >= 0 else { return first }
        return step > 0 ? first + .milliseconds(past / step * step) : now
    }
}

/// A flush that the courier has, of all integrations that are told something. Soft: what a crash takes away is decided
/// again.
struct InFlight: Sendable {
    /// One integration whose outcome is still to come.
    struct Telling: Sendable {
        var key: NotificationKey
        var told: Told
    }

    var decidedAt: Timestamp
    /// When it counts as failed without a word.
    var deadline: Timestamp
    var waiting: [Telling]
    /// The members that had ended, as they were: they leave the group when all have been told.
    var leaving: [(fingerprint: Fingerprint, updatedAt: Timestamp)]
    var hasFailed = false
    /// Whether the group's next turn has come meanwhile: it is taken as soon as this flush has ended.
    var holdsUpTurn = false
}

/// What an integration was last told of a group: an entry of the notification log, as far as deciding goes.
package struct Told: Hashable, Sendable {
    /// All ascending.
    var firing: [Fingerprint] = []
    var resolved: [Fingerprint] = []
    /// See ``Notification/heldBack``.
    var heldBack: [Fingerprint] = []
    /// See ``Notification/heardFiring``.
    var heardFiring: [Fingerprint] = []
    /// The moment of the grid at which it was decided.
    var decidedAt: Timestamp
    /// When its outcome was known.
    var at: Timestamp
    /// Whether it took it from us; else nothing left, and it counts as told.
    var isSent = false
    /// See ``Notification/paging``.
    var paging: Paging?

    /// Nothing of it can matter any more: without anything that fires, it decides like no entry at all.
    var isSpent: Bool { firing.isEmpty && heldBack.isEmpty && heardFiring.isEmpty }

    /// What the receiver last heard of as firing.
    var heard: [Fingerprint] {
        if !isSent { return heardFiring }
        return heldBack.isEmpty ? firing : (firing + heldBack).sorted()
    }

    /// The same with nothing but what the receiver heard: what was withheld from it counts as never decided. Nil where it
    /// heard of nothing that fires.
    var asHeard: Told? {
        if isSent { return self }
        return heardFiring.isEmpty ? nil : Told(firing: heardFiring, decidedAt: decidedAt, at: at, isSent: true)
    }

    /// The same as if the receiver had heard what was withheld from it.
    var asDecided: Told {
        var told = self
        told.heardFiring = []
        return told
    }

    /// Whether it tells of an alert, as firing or as resolved.
    func tells(of fingerprint: Fingerprint) -> Bool {
        firing.holdsAscending(fingerprint) || resolved.holdsAscending(fingerprint)
    }

    /// Whether the receiver was told that an alert fires, and not yet that it ended.
    func owes(_ fingerprint: Fingerprint) -> Bool {
        firing.holdsAscending(fingerprint) || heldBack.holdsAscending(fingerprint)
            || heardFiring.holdsAscending(fingerprint)
    }
}

/// All that is known about telling receivers.
struct DispatchTable: Sendable {
    /// An entry of the log lasts twice the repeat interval, but no longer than this (Alertmanager's `--data.retention`).
    static let logKept = Duration.hours(120)
    /// An empty group keeps its grid until the next sweep, which is that often (Alertmanager's `dispatch.doMaintenance`).
    static let sweepEvery = Duration.seconds(30)
    /// After turns of so many members the rest waits for the next batch: some ten milliseconds.
    static let membersMax = 4096
    /// A flush has at least this long (`notify.MinTimeout`).
    static let deadlineMin = Duration.seconds(10)

    var plan: DispatchPlan
    var groups: [DispatchID: DispatchGroup] = [:]
    /// The notification log.
    var told: [NotificationKey: Told] = [:]
    var inFlight: [DispatchID: InFlight] = [:]
    /// Whom we could not tell when we tried last. Soft: after a restart it is said once more.
    var failing: Set<NotificationKey> = []
    /// From when on empty groups are swept: the start of the router.
    var sweptFrom = Timestamp(milliseconds: 0)
    /// Groups whose turn it is at the end of this batch.
    var due: Set<DispatchID> = []
    /// How many groups have not had their first turn yet.
    var unflushed = 0
    /// Whether the groups are those of before a restart, and have no members yet.
    var isRestored = false
    /// Routes and receivers that were taken, and that the groups are not those of yet.
    var change: RouteChange?
    /// Those that are prepared for.
    var coming: RouteChange?
    /// What was decided and not handed out yet.
    var flushes: [Flush] = []

    init(plan: DispatchPlan) { self.plan = plan }

    /// Whether the groups are to be looked through before anything else.
    var isStale: Bool { isRestored || change != nil }
    /// Whether there is something to do at once.
    var isWaiting: Bool { isStale || !due.isEmpty }

    /// When empty groups are swept out next.
    func sweep(after now: Timestamp) -> Timestamp {
        let (step, past) = (Self.sweepEvery.wholeMilliseconds, max(0, (now - sweptFrom).wholeMilliseconds))
        return sweptFrom + .milliseconds((past / step + 1) * step)
    }

    /// How long an entry of the log lasts.
    static func expiry(_ repeatInterval: Duration) -> Duration {
        min(repeatInterval + repeatInterval, logKept)
    }
}

extension [Fingerprint] {
    /// Whether an ascending array holds an element.
    func holdsAscending(_ fingerprint: Fingerprint) -> Bool {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < fingerprint { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low] == fingerprint
    }

    /// Whether each element of an ascending array is in another ascending one.
    func isAscendingSubset(of other: [Fingerprint]) -> Bool {
        var at = 0
        for fingerprint in self {
            while at < other.count, other[at] < fingerprint { at += 1 }
            guard at < other.count, other[at] == fingerprint else { return false }
        }
        return true
    }
}
