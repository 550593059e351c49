internal import Synchronization
package import Wire

/// What a follower of the feed needs of a router.
package protocol Desk: Sendable {
    associatedtype Events: AsyncSequence where Events.Element == FeedEvent

    /// Everything that a console starts from, in pieces as they arrive: the first piece first, and in order.
    ///
    /// - Parameter take: takes each piece; the transfer waits for it.
    func snapshot(_ take: @Sendable (SnapshotPiece) async -> Void) async throws
    /// How the router is and where it lives.
    func status() async throws -> RouterStatus
    /// Committed changes as they come, from a sequence number on. Ends or throws when the connection is lost.
    func feed(after seq: Int64) async throws -> Events
}

extension Desk {
    /// Everything that a console starts from, once all of it is there.
    package func snapshot() async throws -> Snapshot {
        let whole = Mutex<Snapshot?>(nil)
        try await snapshot { piece in
            whole.withLock { whole in
                switch piece {
                case .first(let snapshot, _): whole = snapshot
                case .more(let incidents, _): whole?.incidents += incidents
                }
            }
        }
        guard let snapshot = whole.withLock({ $0 }) else { throw CancellationError() }
        return snapshot
    }
}
