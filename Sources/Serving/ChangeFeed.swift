import Incidents
import Synchronization
import Wire

/// What readers of the feed get, one after the other.
enum Publication: Sendable {
    case batch(ChangeBatch)
    /// The router's health changed.
    case notice(Notice)
    /// Who looks at which incident now.
    case presence(Presence)
    /// Nothing happened, and the router lives.
    case beat
}

/// Hands committed batches to everybody who listens. A reader who does not keep up is cut off and comes back with the
/// last sequence number that it saw; it never slows the router.
final class ChangeFeed: Sendable {
    private struct State {
        var readers: [Int: Reader] = [:]
        var nextID = 0
        var isClosed = false
    }

    private struct Reader {
        var continuation: AsyncStream<Publication>.Continuation
        var kind: Kind
    }

    /// Who listens.
    enum Kind { case console, command, router }

    /// How many items may wait for one reader.
    static let waitingMax = 1024

    private let state = Mutex(State())

    init() {}

    /// Starts listening: everything published from now on.
    ///
    /// - Parameter kind: a console has a person behind it, so that a page rings there.
    func listen(as kind: Kind) -> AsyncStream<Publication> { join(as: kind).stream }

    /// The same, with what ends the listening from outside: for a connection that is gone.
    func join(as kind: Kind) -> (stream: AsyncStream<Publication>, leave: @Sendable () -> Void) {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Publication.self, bufferingPolicy: .bufferingOldest(ChangeFeed.waitingMax))
        let id: Int? = state.withLock { state in
            guard !state.isClosed else { return nil }
            state.nextID += 1
            state.readers[state.nextID] = Reader(continuation: continuation, kind: kind)
            return state.nextID
        }
        guard let id else {
            continuation.finish()
            return (stream, {})
        }
        continuation.onTermination = { [weak self] _ in self?.leave(id) }
        return (stream, { continuation.finish() })
    }

    func publish(_ item: Publication) {
        let readers = state.withLock { Array($0.readers) }
        for (id, reader) in readers {
            if case .enqueued = reader.continuation.yield(item) { continue }
            reader.continuation.finish()
            leave(id)
        }
    }

    /// Ends every stream, for a stop.
    func close() {
        let readers = state.withLock { state in
            state.isClosed = true
            return Array(state.readers.values)
        }
        for reader in readers { reader.continuation.finish() }
    }

    var readers: Int { state.withLock { state in state.readers.values.count { $0.kind != .router } } }

    /// How many consoles listen.
    var consoles: Int { state.withLock { state in state.readers.values.count { $0.kind == .console } } }

    private func leave(_ id: Int) {
        _ = state.withLock { $0.readers.removeValue(forKey: id) }
    }
}
