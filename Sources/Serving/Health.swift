import Incidents
import Synchronization
import Wire

/// How the router is: read by every request, set by the loop.
final class Health: Sendable {
    private struct State {
        var fault: String?
        var clockSet: ClockSet?
        var paging = Paging.on
    }

    private let state = Mutex(State())

    /// Why the store cannot be written, or nil when all is well.
    var fault: String? { state.withLock { $0.fault } }

    /// What everybody is told of it.
    var notice: Notice {
        state.withLock { Notice(degraded: $0.fault.map { SafeText($0) }, clockSet: $0.clockSet, paging: $0.paging) }
    }

    func set(_ fault: String?) { state.withLock { $0.fault = fault } }
    func set(_ clockSet: ClockSet) { state.withLock { $0.clockSet = clockSet } }

    /// Answers whether it is another one than before.
    func set(_ paging: Paging) -> Bool {
        state.withLock { state in
            defer { state.paging = paging }
            return state.paging != paging
        }
    }
}
