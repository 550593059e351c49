import Incidents
import Synchronization
import Wire

/// Who looks at which incident now. Soft state: it is never stored, an entry ends with the feed of its console or when
/// it was not renewed, and a router that starts knows nobody.
///
/// Readers of the feed are told at most once a second, and only what is new.
final class PresenceBoard: Sendable {
    /// A console of a person. The person is who the router knows the caller as, never what the caller says.
    struct Seat: Hashable, Sendable {
        var person: SafeText
        var console: String
    }

    /// The most consoles that are known at a time, and the most of one person.
    static let seatsMax = 1_000
    static let seatsOfPersonMax = 20
    /// An entry that was not renewed for so long is over.
    static let life = Duration.seconds(45)
    /// Readers are told at most so often.
    static let publishEvery = Duration.seconds(1)

    private struct Entry {
        var incident: IncidentNumber
        var isWriting: Bool
        var until: Duration
    }

    private struct State {
        var entries: [Seat: Entry] = [:]
        /// The feeds that a console follows; nearly always one.
        var feeds: [Seat: Set<Int>] = [:]
        var nextFeed = 0
        /// Whether something changed since readers were told, and what they were told when.
        var isChanged = false
        var told = Presence()
        var toldAt: Duration?
    }

    private let state = Mutex(State())
    private let feed: ChangeFeed
    private let clock: any WallClock

    init(feed: ChangeFeed, clock: any WallClock) { (self.feed, self.clock) = (feed, clock) }

    /// Who looks at what, as readers of the feed were told last or will be told next.
    var current: Presence { state.withLock { PresenceBoard.presence($0.entries) } }

    /// Takes where the person at a console looks; nil for nowhere. Answers whether there was room for it.
    func look(at incident: IncidentNumber?, isWriting: Bool = false, from seat: Seat) -> Bool {
        let now = clock.elapsed()
        return state.withLock { state in
            if let incident {
                guard PresenceBoard.hasRoom(for: seat, in: &state) else { return false }
                let old = state.entries[seat]
                if old?.incident != incident || old?.isWriting != isWriting { state.isChanged = true }
                state.entries[seat] = Entry(
                    incident: incident, isWriting: isWriting, until: now + PresenceBoard.life)
            } else if state.entries.removeValue(forKey: seat) != nil {
                state.isChanged = true
            }
            tell(&state, at: now)
            return true
        }
    }

    /// A console follows the feed. When the last feed of it has ended, its entry ends too.
    ///
    /// - Returns: what is called when the feed has ended; it may be called again.
    func attend(_ seat: Seat) -> @Sendable () -> Void {
        let id = state.withLock { state in
            state.nextFeed += 1
            state.feeds[seat, default: []].insert(state.nextFeed)
            return state.nextFeed
        }
        return { [self] in leave(seat, id) }
    }

    private func leave(_ seat: Seat, _ id: Int) {
        let now = clock.elapsed()
        state.withLock { state in
            guard state.feeds[seat]?.remove(id) != nil, state.feeds[seat]?.isEmpty == true else { return }
            state.feeds[seat] = nil
            guard state.entries.removeValue(forKey: seat) != nil else { return }
            state.isChanged = true
            tell(&state, at: now)
        }
    }

    /// Lets go of what was not renewed, and tells what could not be told at once. Called about once a second.
    func tick() {
        let now = clock.elapsed()
        state.withLock { state in
            if state.entries.values.contains(where: { $0.until <= now }) {
                state.entries = state.entries.filter { $0.value.until > now }
                state.isChanged = true
            }
            tell(&state, at: now)
        }
    }

    /// Tells readers, in the order of the changes: whoever has the lock.
    private func tell(_ state: inout State, at now: Duration) {
        guard state.isChanged, state.toldAt.map({ now - $0 >= PresenceBoard.publishEvery }) ?? true else { return }
        state.isChanged = false
        let presence = PresenceBoard.presence(state.entries)
        guard presence != state.told else { return }
        (state.told, state.toldAt) = (presence, now)
        feed.publish(.presence(presence))
    }

    /// Whether a seat may have an entry. A person with too many gives up the one that ends first.
    private static func hasRoom(for seat: Seat, in state: inout State) -> Bool {
        if state.entries[seat] != nil { return true }
        let own = state.entries.filter { $0.key.person == seat.person }
        if own.count >= seatsOfPersonMax, let first = own.min(by: { $0.value.until < $1.value.until }) {
            state.entries[first.key] = nil
        }
        return state.entries.count < seatsMax
    }

    /// The entries by incident: each person once, by name.
    private static func presence(_ entries: [Seat: Entry]) -> Presence {
        var people: [IncidentNumber: [SafeText: Bool]] = [:]
        for (seat, entry) in entries {
            people[entry.incident, default: [:]][seat.person, default: false] =
                people[entry.incident]?[seat.person] ?? false || entry.isWriting
        }
        return Presence(people.mapValues { $0.map { Onlooker($0.key, isWriting: $0.value) }.sorted() })
    }
}
