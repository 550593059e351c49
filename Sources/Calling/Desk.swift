package import Wire

/// What a follower of the feed needs of a router.
package protocol Desk: Sendable {
    associatedtype Events: AsyncSequence where Events.Element == FeedEvent

    /// Everything that a console starts from.
    func snapshot() async throws -> Snapshot
    /// How the router is and where it lives.
    func status() async throws -> RouterStatus
    /// Committed changes as they come, from a sequence number on. Ends or throws when the connection is lost.
    func feed(after seq: Int64) async throws -> Events
}
