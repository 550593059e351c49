import DequeModule
import Incidents

/// Which integrations of receivers do not answer, and what waits for them: a circuit breaker for each of them.
///
/// While one answers, each flush that could not be told is tried again in its own time, as Alertmanager does. Once many
/// different ones could not in a row, that is no matter of what they say: the circuit is open, one of them is tried at a
/// time, and the others wait as what they are, until it answers. Thousands of groups whose receivers cannot be reached,
/// as when the network is down in a storm, would else call without end, and each be a task with a timer.
struct CircuitBreaker<Integration: Hashable, Errand> {
    /// Which circuit it was: one that opens again is another one.
    typealias Turn = Int

    private struct Open {
        var turn: Turn
        /// What was not tried yet comes first: it may be told where others are refused for what they say.
        var fresh = Deque<Errand>()
        var tried = Deque<Errand>()
    }

    private enum Circuit {
        /// What failed since the last answer.
        case closed(failing: Set<NotificationKey>)
        case open(Open)
    }

    private var circuits: [Integration: Circuit] = [:]
    private var turns = 0
    /// How many flushes of different keys fail in a row before a circuit opens.
    let failuresMax: Int

    init(failuresMax: Int) { self.failuresMax = failuresMax }

    /// Lets an errand wait where the circuit is open.
    mutating func keeps(_ errand: Errand, isFresh: Bool, for integration: Integration) -> Bool {
        change(integration) { open in
            if isFresh { open.fresh.append(errand) } else { open.tried.append(errand) }
        } != nil
    }

    enum Failure: Equatable {
        /// It is tried again by itself.
        case alone
        /// The circuit is open from now on, and it waits: whoever failed sees to it that one at a time is tried.
        case opens(Turn)
        /// It waits.
        case kept
    }

    /// An errand could not be done, and may go better later.
    mutating func failed(_ errand: Errand, of key: NotificationKey, for integration: Integration) -> Failure {
        if keeps(errand, isFresh: false, for: integration) { return .kept }
        var failing: Set<NotificationKey> = [key]
        if case .closed(let before)? = circuits[integration] { failing.formUnion(before) }
        guard failing.count >= failuresMax else {
            circuits[integration] = .closed(failing: failing)
            return .alone
        }
        turns += 1
        circuits[integration] = .open(Open(turn: turns, tried: [errand]))
        return .opens(turns)
    }

    /// An integration has answered: what waits for it goes on.
    mutating func answered(_ integration: Integration) -> [Errand] {
        guard case .open(let open)? = circuits.removeValue(forKey: integration) else { return [] }
        return Array(open.fresh) + Array(open.tried)
    }

    func isOpen(_ turn: Turn, for integration: Integration) -> Bool {
        if case .open(let open)? = circuits[integration] { open.turn == turn } else { false }
    }

    /// The one that is tried next; nil closes the circuit, since nothing waits, or says that it is another one by now.
    mutating func next(for integration: Integration, in turn: Turn) -> Errand? {
        guard isOpen(turn, for: integration) else { return nil }
        let next = change(integration) { $0.fresh.popFirst() ?? $0.tried.popFirst() } ?? nil
        if next == nil { circuits[integration] = nil }
        return next
    }

    /// Takes out what need not wait any longer; each errand is asked about once.
    mutating func takeOut(
        for integration: Integration, in turn: Turn, where isOut: (Errand) -> Bool
    ) -> [Errand] {
        guard isOpen(turn, for: integration) else { return [] }
        return change(integration) { open in
            var out: [Errand] = []
            func part(_ errands: Deque<Errand>) -> Deque<Errand> {
                errands.filter { errand in
                    guard isOut(errand) else { return true }
                    out.append(errand)
                    return false
                }
            }
            (open.fresh, open.tried) = (part(open.fresh), part(open.tried))
            return out
        } ?? []
    }

    /// The smallest of what is asked of all that wait.
    func least<Value: Comparable>(for integration: Integration, _ value: (Errand) -> Value) -> Value? {
        guard case .open(let open)? = circuits[integration] else { return nil }
        return [open.fresh.lazy.map(value).min(), open.tried.lazy.map(value).min()].compactMap(\.self).min()
    }

    private mutating func change<Value>(_ integration: Integration, _ body: (inout Open) -> Value) -> Value? {
        guard case .open(var open)? = circuits[integration] else { return nil }
        // Taken out meanwhile, so that it is changed in place and not copied.
        circuits[integration] = nil
        defer { circuits[integration] = .open(open) }
        return body(&open)
    }
}
