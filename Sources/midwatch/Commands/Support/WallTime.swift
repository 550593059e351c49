import Incidents

#if canImport(Glibc)
    import Glibc
#endif

/// The clock of the machine that the command runs on.
enum WallTime {
    static var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// How far this machine's wall clock is ahead of UTC now; nil where it shows UTC.
    static var localOffset: Duration? {
        var seconds = time(nil)
        var local = tm()
        guard localtime_r(&seconds, &local) != nil, local.tm_gmtoff != 0 else { return nil }
        return .seconds(Int64(local.tm_gmtoff))
    }
}
