/// How many connections each door takes at once, so that descriptors are left for the store, and senders that keep
/// connections open cannot shut people out: the two doors share nothing.
///
/// What is beyond waits in the kernel's queue until another one ends.
package struct ConnectionBudget: Hashable, Sendable {
    /// At the TCP address.
    package let tcp: Int
    /// At the Unix socket, where people are.
    package let socket: Int

    /// Kept for the store with its readers, backups, logs and the loop itself.
    private static let reserve = 64

    /// - Parameter descriptors: how many the process may open.
    package init(descriptors: Int) {
        let free = max(16, descriptors - Self.reserve)
        socket = free / 4
        tcp = free - socket
    }
}
