import Incidents
import Synchronization
import Wire

/// How the router is: read by every request, set by the loop.
final class Health: Sendable {
    private struct State {
        var fault: String?
        var clockSet: ClockSet?
        var paging = Paging.on
        var allMuted: Mute?
    }

    private let state = Mutex(State())

    /// Why the store cannot be written, or nil when all is well.
    var fault: String? { state.withLock { $0.fault } }

    /// What everybody is told of it.
    var notice: Notice {
        state.withLock { state in
            Notice(
                degraded: state.fault.map { SafeText($0) }, clockSet: state.clockSet, paging: state.paging,
                allMuted: state.allMuted)
        }
    }

    func set(_ fault: String?) { state.withLock { $0.fault = fault } }
    func set(_ clockSet: ClockSet) { state.withLock { $0.clockSet = clockSet } }

    /// What mutes everything; nil when nothing does. Answers whether it is another one than before.
    func set(allMuted: Mute?) -> Bool {
        state.withLock { state in
            defer { state.allMuted = allMuted }
            return state.allMuted != allMuted
        }
    }

    /// Answers whether it is another one than before.
    func set(_ paging: Paging) -> Bool {
        state.withLock { state in
            defer { state.paging = paging }
            return state.paging != paging
        }
    }
}
