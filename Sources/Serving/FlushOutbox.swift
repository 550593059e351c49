import DequeModule
import Dispatch
import Incidents
import Synchronization

/// Where the loop leaves what receivers are to be told, once it is decided and what was decided with it is durable. The
/// loop never waits here: few flushes are handed on at once, so that they come to their calls over no further thread, and
/// the thousands of a storm by another thread. None overtakes another one. What comes before anybody takes it is kept.
final class FlushOutbox: Sendable {
    /// So many are handed on within ``put(_:)``: it takes some microseconds each.
    private static let atOnceMax = 64

    private struct State {
        var kept = Deque<Flush>()
        var take: (@Sendable (Flush) -> Void)?
        var closed: (@Sendable () -> Void)?
        /// Whether what is kept is being handed on.
        var isBusy = false
        var isClosed = false
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "midwatch.outbox")

    func put(_ flushes: [Flush]) {
        guard !flushes.isEmpty else { return }
        let isMore = state.withLock { state in
            guard !state.isClosed else { return false }
            // Whoever takes them is called under the lock, so that none overtakes another one.
            if let take = state.take, !state.isBusy, flushes.count <= FlushOutbox.atOnceMax {
                for flush in flushes { take(flush) }
                return false
            }
            state.kept += flushes
            return FlushOutbox.begins(&state)
        }
        if isMore { queue.async { self.handOn() } }
    }

    /// Hands over what there is, and from now on what comes.
    ///
    /// - Parameters:
    ///   - take: notes a flush, and does not wait.
    ///   - closed: called once, when nothing more comes.
    func open(taking take: @escaping @Sendable (Flush) -> Void, closed: @escaping @Sendable () -> Void) {
        let isMore = state.withLock { state in
            (state.take, state.closed) = (take, closed)
            return FlushOutbox.begins(&state)
        }
        if isMore { queue.async { self.handOn() } }
    }

    /// Takes nothing more, for a stop.
    func close() {
        let isMore = state.withLock { state in
            state.isClosed = true
            return FlushOutbox.begins(&state)
        }
        if isMore { queue.async { self.handOn() } }
    }

    /// Whether somebody has to hand on what is kept, or to say that nothing more comes.
    private static func begins(_ state: inout State) -> Bool {
        guard state.take != nil, !state.isBusy, !state.kept.isEmpty || state.isClosed else { return false }
        state.isBusy = true
        return true
    }

    private func handOn() {
        while true {
            let (some, take, closed) = state.withLock { state in
                let some = Array(state.kept.prefix(FlushOutbox.atOnceMax))
                state.kept.removeFirst(some.count)
                guard some.isEmpty else { return (some, state.take, Optional<@Sendable () -> Void>.none) }
                state.isBusy = false
                guard state.isClosed else { return (some, nil, nil) }
                defer { (state.take, state.closed) = (nil, nil) }
                return (some, nil, state.closed)
            }
            if let closed { closed() }
            guard let take, !some.isEmpty else { return }
            for flush in some { take(flush) }
        }
    }
}
