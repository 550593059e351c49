import Incidents

/// Where the loop leaves what receivers are to be told, once it is decided and what was decided with it is durable. The
/// loop never waits here; the courier takes everything out at once, and holds the bound.
final class FlushOutbox: Sendable {
    let flushes: AsyncStream<Flush>
    private let entry: AsyncStream<Flush>.Continuation

    init() { (flushes, entry) = AsyncStream.makeStream(of: Flush.self) }

    func put(_ flushes: [Flush]) {
        for flush in flushes { entry.yield(flush) }
    }

    /// Takes nothing more, for a stop.
    func close() { entry.finish() }
}
