import DequeModule
import Incidents

/// Which integrations of receivers do not answer, and what waits for them: a circuit breaker for each of them.
///
/// While one answers, each flush that could not be told is tried again in its own time, as Alertmanager does. Once many
/// different ones could not in a row, that is no matter of what they say: the circuit is open, one of them is tried at a
/// time, and the others wait as what they are, until it answers. Thousands of groups whose receivers cannot be reached,
/// as when the network is down in a storm, would else call without end, and each be a task with a timer.
struct CircuitBreaker<Integration: Hashable, Errand> {
    private struct Circuit {
        /// What failed since the last answer, while the circuit is closed.
        var failing: Set<NotificationKey> = []
        var isOpen = false
        /// In the order in which they are tried.
        var waiting = Deque<Errand>()
    }

    private var circuits: [Integration: Circuit] = [:]
    /// How many flushes of different keys fail in a row before a circuit opens.
    let failuresMax: Int

    init(failuresMax: Int) { self.failuresMax = failuresMax }

    /// Lets an errand wait where the circuit is open.
    mutating func keeps(_ errand: Errand, for integration: Integration) -> Bool {
        guard circuits[integration]?.isOpen == true else { return false }
        circuits[integration]?.waiting.append(errand)
        return true
    }

    enum Failure {
        /// It is tried again by itself.
        case alone
        /// The circuit is open from now on: whoever failed sees to it that one at a time is tried, beginning with others.
        case opens
        /// It waits.
        case kept
    }

    /// An errand could not be done, and may go better later.
    mutating func failed(_ errand: Errand, of key: NotificationKey, for integration: Integration) -> Failure {
        if keeps(errand, for: integration) { return .kept }
        circuits[integration, default: Circuit()].failing.insert(key)
        guard let circuit = circuits[integration], circuit.failing.count >= failuresMax else { return .alone }
        circuits[integration] = Circuit(isOpen: true, waiting: [errand])
        return .opens
    }

    /// An integration has answered: what waits for it goes on.
    mutating func answered(_ integration: Integration) -> Deque<Errand> {
        circuits.removeValue(forKey: integration)?.waiting ?? []
    }

    /// The one that is tried next; nil closes the circuit, since nothing waits.
    mutating func next(for integration: Integration) -> Errand? {
        if let next = circuits[integration]?.waiting.popFirst() { return next }
        circuits[integration] = nil
        return nil
    }

    /// Takes out what need not wait any longer.
    mutating func takeOut(for integration: Integration, where isOut: (Errand) -> Bool) -> [Errand] {
        guard let waiting = circuits[integration]?.waiting, waiting.contains(where: isOut) else { return [] }
        circuits[integration]?.waiting.removeAll(where: isOut)
        return waiting.filter(isOut)
    }
}
