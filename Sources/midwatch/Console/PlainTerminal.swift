import CPlatform

#if canImport(Glibc)
    import Glibc
#endif

/// The terminal of plain lines: letters arrive one by one and are echoed by us, so that what is half typed can be said
/// again; everything else stays as the shell had it. It is given back as it was, after a crash too.
final class PlainTerminal {
    private var before = termios()
    private var during = termios()
    private let input: Int32

    /// Nil where nobody sits, or where the terminal echoes nothing because another program makes the lines.
    init?(input: Int32, output: Int32, maySuspend: Bool) {
        guard isatty(input) == 1, isatty(output) == 1, tcgetattr(input, &before) == 0 else { return nil }
        let wanted = tcflag_t(ICANON | ECHO)
        guard before.c_lflag & wanted == wanted else { return nil }
        self.input = input
        during = before
        during.c_lflag &= ~wanted
        if !maySuspend { during.c_cc.10 = cc_t(0) }
        mw_terminal_save(input)
        _ = mw_crash_arm(input, "", 0, -1, -1)
        take()
    }

    func take() { tcsetattr(input, TCSADRAIN, &during) }
    func giveBack() { tcsetattr(input, TCSADRAIN, &before) }

    deinit {
        mw_crash_disarm()
        giveBack()
    }
}
