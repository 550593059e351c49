import CPlatform
import Glibc
import Testing

@Suite struct SystemTests {
    @Test("the other end of a socket is known by the kernel")
    func peer() {
        var ends: [Int32] = [-1, -1]
        socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)
        defer { ends.forEach { close($0) } }
        var (user, group, process) = (UInt32.max, UInt32.max, Int32(0))

        #expect(mw_peer_credentials(ends[0], &user, &group, &process) == 0)
        #expect(user == getuid() && group == getgid() && process == getpid())
        #expect(mw_peer_credentials(-1, nil, nil, nil) == -1)
    }

    @Test("a lock that one open file holds is refused to another")
    func lock() throws {
        var name = Array("/tmp/midwatch-lock-XXXXXX".utf8CString)
        let first = mkstemp(&name)
        let path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        let second = open(path, O_RDWR)
        defer {
            close(second)
            unlink(path)
        }

        #expect(mw_try_lock(first) == 0)
        #expect(mw_try_lock(second) == 1)
        close(first)
        #expect(mw_try_lock(second) == 0)
        #expect(mw_try_lock(-1) == -1)
    }

    @Test("the walk over logins ends, with texts that are ended")
    func logins() {
        mw_rewind_login_terminals()
        var (user, line) = ([CChar](repeating: 1, count: 8), [CChar](repeating: 1, count: 8))
        var count = 0
        while count < 10_000, mw_next_login_terminal(&user, user.count, &line, line.count) == 1 {
            count += 1
            #expect(user.contains(0) && line.contains(0))
        }

        #expect(count < 10_000)
    }

    @Test("what was printed meanwhile is bounded, and shown without controls")
    func stray() throws {
        let memory = mw_stray_open()
        var ends: [Int32] = [-1, -1]
        pipe(&ends)
        defer { (ends + [memory]).forEach { close($0) } }
        let line = "log \u{1B}[31m é\n"
        write(memory, line, line.utf8.count)
        mw_stray_replay(memory, ends[1])
        var bytes = [UInt8](repeating: 0, count: 100)
        let count = read(ends[0], &bytes, bytes.count)

        #expect(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self) == "log ?[31m ??\n")

        let block = [UInt8](repeating: 0x78, count: 60_000)
        #expect(write(memory, block, block.count) == block.count)
        #expect(write(memory, block, block.count) < block.count)
        #expect(write(memory, block, block.count) == -1)
    }

    @Test(
        "a crash writes the restore text first and then dies of what it died of",
        arguments: [SIGSEGV, SIGABRT, SIGILL, SIGTRAP, SIGBUS, SIGFPE])
    func crash(signal: Int32) async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.exitStatus, \.standardErrorContent]
        ) { [signal] in
            let text = "RESTORED"
            mw_crash_arm(STDERR_FILENO, text, text.utf8.count, -1, -1)
            // The test's own process may block an abort that is merely raised.
            if signal == SIGABRT { abort() }
            raise(signal)
        }
        let written = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)

        #expect(written.contains("RESTORED"))
        #expect(result?.exitStatus == .signal(signal))
    }

    @Test("a disarmed handler writes nothing")
    func disarmed() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            mw_crash_arm(STDERR_FILENO, "RESTORED", 8, -1, -1)
            mw_crash_disarm()
            raise(SIGTRAP)
        }
        let written = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)

        #expect(!written.contains("RESTORED"))
    }
}
