import Glibc
import Incidents

/// The two clocks of the console: one that people read, and one that never jumps, for spans.
enum SteadyClock {
    /// Milliseconds since some moment, the same for the life of the process; goes on while the machine sleeps.
    static func now() -> Int64 { read(CLOCK_BOOTTIME) }

    /// The time of day.
    static func wall() -> Timestamp { Timestamp(milliseconds: read(CLOCK_REALTIME)) }

    private static func read(_ clock: clockid_t) -> Int64 {
        var moment = timespec()
        clock_gettime(clock, &moment)
        return Int64(moment.tv_sec) * 1000 + Int64(moment.tv_nsec) / 1_000_000
    }
}
