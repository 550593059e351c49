package import Incidents

#if canImport(Glibc)
    import Glibc
#endif

/// The clock of the machine.
package struct SystemClock: WallClock {
    private let start = ContinuousClock.now

    package init() {}

    package func now() -> Timestamp {
        var moment = timespec()
        clock_gettime(CLOCK_REALTIME, &moment)
        return Timestamp(milliseconds: Int64(moment.tv_sec) * 1000 + Int64(moment.tv_nsec) / 1_000_000)
    }

    package func elapsed() -> Duration { ContinuousClock.now - start }
}
