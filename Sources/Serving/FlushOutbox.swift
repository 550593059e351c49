import Incidents
import Synchronization

/// Where the loop leaves what receivers are to be told, once it is decided and what was decided with it is durable. The
/// loop never waits here: whoever takes it only notes it. What comes before anybody takes it is kept.
final class FlushOutbox: Sendable {
    private struct State {
        var kept: [Flush] = []
        var take: (@Sendable (Flush) -> Void)?
        var closed: (@Sendable () -> Void)?
        var isClosed = false
    }

    private let state = Mutex(State())

    func put(_ flushes: [Flush]) {
        guard !flushes.isEmpty else { return }
        // Whoever takes them is called under the lock, so that none overtakes another one.
        state.withLock { state in
            guard !state.isClosed else { return }
            guard let take = state.take else { return state.kept += flushes }
            for flush in flushes { take(flush) }
        }
    }

    /// Hands over what there is, and from now on what comes.
    ///
    /// - Parameters:
    ///   - take: notes a flush, and does not wait.
    ///   - closed: called once, when nothing more comes.
    func open(taking take: @escaping @Sendable (Flush) -> Void, closed: @escaping @Sendable () -> Void) {
        state.withLock { state in
            for flush in state.kept { take(flush) }
            state.kept = []
            if state.isClosed { return closed() }
            (state.take, state.closed) = (take, closed)
        }
    }

    /// Takes nothing more, for a stop.
    func close() {
        state.withLock { state in
            guard !state.isClosed else { return }
            state.isClosed = true
            state.closed?()
            (state.take, state.closed) = (nil, nil)
        }
    }
}
