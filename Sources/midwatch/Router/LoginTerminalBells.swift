import CPlatform
import Incidents
import Serving
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Rings the terminals of everybody who is logged in on this machine, as `wall` does.
///
/// A terminal that does not take the line at once is passed over: a page never waits for somebody's stopped screen.
struct LoginTerminalBells: Bells {
    /// The walk over the accounts of logins is one for the whole process.
    private static let walk = Mutex(())

    func ring(_ text: SafeText) -> Int {
        // Nobody knows in which encoding those terminals read: to some, bytes beyond ASCII are controls.
        let line = Array("\r\n\u{7}\(text.ascii)\r\n".utf8)
        return Self.terminals().count { Self.write(line, to: $0) }
    }

    private static func terminals() -> Set<String> {
        walk.withLock { _ in
            var terminals: Set<String> = []
            var user = [CChar](repeating: 0, count: 64)
            var name = [CChar](repeating: 0, count: 64)
            mw_rewind_login_terminals()
            while mw_next_login_terminal(&user, user.count, &name, name.count) == 1 {
                let line = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
                // Only what lies directly under /dev, as pts/3 and tty1 do: an entry is not to be trusted as a path.
                guard !line.isEmpty, !line.contains(".."), !line.hasPrefix("/") else { continue }
                terminals.insert("/dev/" + line)
            }
            return terminals
        }
    }

    private static func write(_ line: [UInt8], to path: String) -> Bool {
        let terminal = open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW)
        guard terminal >= 0 else { return false }
        defer { close(terminal) }
        guard isatty(terminal) == 1 else { return false }
        return line.withUnsafeBytes { Glibc.write(terminal, $0.baseAddress, $0.count) } == line.count
    }
}
