import Synchronization

/// Whether the store can be written: read by every request, set by the loop.
final class Health: Sendable {
    private let state = Mutex<String?>(nil)

    /// Why not, or nil when all is well.
    var fault: String? { state.withLock { $0 } }

    func set(_ fault: String?) { state.withLock { $0 = fault } }
}
