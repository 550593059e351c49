package import Incidents
import Synchronization

/// A clock that stands until a test moves it.
package final class ManualClock: Sendable {
    private let times: Mutex<(wall: Timestamp, steady: Duration)>

    package init(_ start: Timestamp = Timestamp(milliseconds: 1_763_867_220_000)) { times = Mutex((start, .zero)) }

    package func now() -> Timestamp { times.withLock { $0.wall } }
    package func elapsed() -> Duration { times.withLock { $0.steady } }

    /// Time goes by.
    package func advance(by span: Duration) {
        times.withLock { times in
            times.wall = times.wall + span
            times.steady += span
        }
    }

    /// Somebody sets the wall clock: forward, or backward when negative.
    package func jump(by span: Duration) { times.withLock { $0.wall = $0.wall + span } }
}
