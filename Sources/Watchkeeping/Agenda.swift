import HeapModule
import Incidents

/// What is to be looked at, and when. Entries are not taken back: whoever pops one asks whether it still matters.
struct Agenda: Sendable {
    private var heap = Heap<Entry>()

    /// When something is to be looked at next.
    var next: Timestamp? { heap.min?.at }

    mutating func add(_ matter: Matter, at moment: Timestamp) {
        heap.insert(Entry(at: moment, matter: matter))
    }

    /// The next entry that is due, earliest first; equal moments in the order of their matters.
    mutating func popDue(at now: Timestamp) -> Entry? {
        guard let first = heap.min, first.at <= now else { return nil }
        return heap.popMin()
    }

    enum Matter: Hashable, Sendable {
        /// The end of an alert, or the time to forget it, or to store its changed annotations.
        case alert(Fingerprint)
        case incident(IncidentNumber)
        /// The ended alerts of an incident that is over may be forgotten, and later the incident itself.
        case forget(IncidentNumber)
        case request(RequestID)
        /// The turn of a receiver's group.
        case turn(DispatchID)

        /// Orders matters of the same moment, so that the same events give the same changes on every run.
        fileprivate var order: (Int, UInt64, String) {
            switch self {
            case .alert(let fingerprint): (0, fingerprint.value, "")
            case .incident(let number): (1, UInt64(number.value), "")
            case .forget(let number): (2, UInt64(number.value), "")
            case .request(let id): (3, 0, id.text)
            case .turn(let id): (4, id.value, "")
            }
        }
    }

    struct Entry: Comparable, Sendable {
        var at: Timestamp
        var matter: Matter

        static func < (a: Entry, b: Entry) -> Bool {
            a.at != b.at ? a.at < b.at : a.matter.order < b.matter.order
        }
    }
}
