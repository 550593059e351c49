import DequeModule
import Incidents
import Synchronization

/// What waits for the loop: events with somebody waiting for their outcomes. Bounded; a full one refuses at once.
final class Mailbox: Sendable {
    typealias Answer = CheckedContinuation<[Outcome], any Error>

    struct Letter {
        var events: [Event]
        /// The size of the request that the events came in, in bytes.
        var size: Int
        /// Nil where nobody waits.
        var answer: Answer?
    }

    private struct State {
        var letters = Deque<Letter>()
        var size = 0
        var isBeingEmptied = false
        var isClosed = false
        var sizeMax: Int
    }

    private let state: Mutex<State>

    /// - Parameter sizeMax: how many bytes of requests may wait.
    init(sizeMax: Int) { state = Mutex(State(sizeMax: sizeMax)) }

    /// Changes how many bytes of requests may wait.
    func bound(to sizeMax: Int) { state.withLock { $0.sizeMax = sizeMax } }

    enum Posting { case posted(startEmptying: Bool), full, closed }

    /// Puts a letter in. The caller starts the emptying when told to.
    func post(_ letter: Letter) -> Posting {
        state.withLock { state in
            if state.isClosed { return .closed }
            if state.size + letter.size > state.sizeMax, !state.letters.isEmpty { return .full }
            state.letters.append(letter)
            state.size += letter.size
            let starts = !state.isBeingEmptied
            state.isBeingEmptied = true
            return .posted(startEmptying: starts)
        }
    }

    /// Takes letters worth about a number of events; none ends the emptying.
    func take(events count: Int) -> [Letter] {
        state.withLock { state in
            var taken: [Letter] = []
            var events = 0
            while events < count, let letter = state.letters.popFirst() {
                state.size -= letter.size
                events += max(1, letter.events.count)
                taken.append(letter)
            }
            if taken.isEmpty { state.isBeingEmptied = false }
            return taken
        }
    }

    /// Refuses all that comes from now on.
    func close() { state.withLock { $0.isClosed = true } }

    var waiting: (letters: Int, bytes: Int) { state.withLock { ($0.letters.count, $0.size) } }
}
