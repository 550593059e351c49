import DequeModule
import Synchronization

/// Lets so many in at once, in all and for each lane; the others wait in the order in which they came.
final class Turnstile<Lane: Hashable & Sendable>: Sendable {
    private struct State {
        var inside = 0
        var insideOf: [Lane: Int] = [:]
        var waiting: [Lane: Deque<Waiter>] = [:]
        var ticket = 0
        var isClosed = false
        var whenEmpty: [CheckedContinuation<Void, Never>] = []
    }

    private struct Waiter {
        var ticket: Int
        var enter: @Sendable (Bool) -> Void
    }

    private let state = Mutex(State())
    private let most: Int
    private let mostOfLane: Int

    init(most: Int, mostOfLane: Int) { (self.most, self.mostOfLane) = (most, mostOfLane) }

    /// Waits until there is room; then ``leave(_:)`` must follow. False when nobody is let in any more.
    func enter(_ lane: Lane) async -> Bool {
        await withCheckedContinuation { entry in enter(lane) { entry.resume(returning: $0) } }
    }

    /// The same for whoever is not there yet, and need not be before there is room: says whether it is let in, at once or
    /// later; after a yes, ``leave(_:)`` must follow. It is said within whatever made room, and must not wait.
    func enter(_ lane: Lane, whenLetIn enter: @escaping @Sendable (Bool) -> Void) {
        let mayEnter: Bool? = state.withLock { state in
            if state.isClosed { return false }
            if state.inside < most, state.insideOf[lane, default: 0] < mostOfLane {
                state.inside += 1
                state.insideOf[lane, default: 0] += 1
                return true
            }
            state.waiting[lane, default: []].append(Waiter(ticket: state.ticket, enter: enter))
            state.ticket += 1
            return nil
        }
        if let mayEnter { enter(mayEnter) }
    }

    /// Enters at once, whether there is room or not; false when nobody is let in any more.
    func pass(_ lane: Lane) -> Bool {
        state.withLock { state in
            guard !state.isClosed else { return false }
            state.inside += 1
            state.insideOf[lane, default: 0] += 1
            return true
        }
    }

    func leave(_ lane: Lane) {
        let (next, emptied) = state.withLock { state -> (Waiter?, [CheckedContinuation<Void, Never>]) in
            state.inside -= 1
            let left = state.insideOf[lane, default: 1] - 1
            state.insideOf[lane] = left > 0 ? left : nil
            let next = state.isClosed ? nil : admitFirst(&state)
            guard state.inside == 0 else { return (next, []) }
            defer { state.whenEmpty.removeAll() }
            return (next, state.whenEmpty)
        }
        next?.enter(true)
        for waiter in emptied { waiter.resume() }
    }

    /// Whoever came first of those whose lane has room.
    private func admitFirst(_ state: inout State) -> Waiter? {
        var first: (lane: Lane, ticket: Int)?
        for (lane, waiters) in state.waiting where state.insideOf[lane, default: 0] < mostOfLane {
            if let ticket = waiters.first?.ticket, first.map({ ticket < $0.ticket }) ?? true { first = (lane, ticket) }
        }
        guard let lane = first?.lane, let waiter = state.waiting[lane]?.popFirst() else { return nil }
        if state.waiting[lane]?.isEmpty == true { state.waiting[lane] = nil }
        state.inside += 1
        state.insideOf[lane, default: 0] += 1
        return waiter
    }

    /// Lets nobody in any more; whoever waits is turned away.
    func close() {
        let turnedAway = state.withLock { state in
            state.isClosed = true
            defer { state.waiting.removeAll() }
            return state.waiting.values.flatMap { Array($0) }
        }
        for waiter in turnedAway { waiter.enter(false) }
    }

    /// Waits until nobody is inside.
    func empty() async {
        await withCheckedContinuation { waiter in
            let isEmpty = state.withLock { state in
                if state.inside > 0 { state.whenEmpty.append(waiter) }
                return state.inside == 0
            }
            if isEmpty { waiter.resume() }
        }
    }
}
