import Glibc

/// How many files and connections the process may hold open.
enum OpenFiles {
    /// More than any router needs; a limit of "infinity" would make some systems reserve tables for it.
    private static let enough: rlim_t = 65_536

    /// Raises the limit as far as it goes without rights, and answers it.
    static func raise() -> Int {
        var limit = rlimit()
        let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(kind, &limit) == 0 else { return 1024 }
        let wanted = min(limit.rlim_max, enough)
        if limit.rlim_cur < wanted {
            var raised = rlimit(rlim_cur: wanted, rlim_max: limit.rlim_max)
            if setrlimit(kind, &raised) == 0 { return Int(wanted) }
        }
        return Int(min(limit.rlim_cur, enough))
    }
}
