import Synchronization

/// Counts the doors that are open, so that the router is ready when the last one is.
final class DoorCount: Sendable {
    private let left: Mutex<Int>

    init(_ doors: Int) { left = Mutex(doors) }

    /// Counts one; true for the last.
    func opened() -> Bool {
        left.withLock { left in
            left -= 1
            return left == 0
        }
    }
}
