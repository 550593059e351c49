import HeapModule
import Incidents

/// When silences begin, are to be reviewed, end and are forgotten, and when time intervals turn.
///
/// Apart from the other agenda, because who is muted at a moment is settled before anything rings at it.
struct MutingAgenda: Sendable {
    enum Matter: Hashable, Comparable, Sendable {
        case silence(SilenceID)
        /// Time intervals, and alerts whose mute is to be looked at again.
        case look
    }

    struct Entry: Comparable, Sendable {
        var at: Timestamp
        var matter: Matter

        static func < (a: Entry, b: Entry) -> Bool { a.at != b.at ? a.at < b.at : a.matter < b.matter }
    }

    private var heap = Heap<Entry>()
    /// When each matter is looked at next; an entry for another moment is stale.
    private var armed: [Matter: Timestamp] = [:]

    var next: Timestamp? { heap.min?.at }

    /// Puts a matter at a moment, instead of where it was.
    mutating func put(_ matter: Matter, at moment: Timestamp) {
        guard armed[matter] != moment else { return }
        armed[matter] = moment
        heap.insert(Entry(at: moment, matter: matter))
    }

    /// The same, unless it is looked at sooner.
    mutating func put(_ matter: Matter, by moment: Timestamp) {
        if let standing = armed[matter], standing <= moment { return }
        put(matter, at: moment)
    }

    mutating func drop(_ matter: Matter) { armed[matter] = nil }

    mutating func popDue(at now: Timestamp) -> Matter? {
        while let first = heap.min, first.at <= now {
            heap.removeMin()
            guard armed[first.matter] == first.at else { continue }
            armed[first.matter] = nil
            return first.matter
        }
        return nil
    }
}
