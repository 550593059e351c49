import CNcurses
import CPlatform
import Glibc
package import TerminalUI

/// The screen of a terminal, from the moment it is taken until it is given back as it was.
///
/// ncurses has no locks and one current screen: there is one open `Terminal` in a process, used from one thread.
package final class Terminal {
    /// What may be drawn here.
    package let glyphs: GlyphTier

    /// What was found out at the start.
    package let surroundings: Surroundings

    /// The name of the terminal that stands in for an unknown one; a person is told once.
    package let standIn: String?

    let input: Int32
    let output: Int32
    var ink: Ink
    /// What the screen shows, to put only rows that differ; nil when it must be put whole.
    var shown: Frame?
    /// One row for ncurses, kept between frames.
    var rowBuffer: [cchar_t] = []

    private let streams: (input: UnsafeMutablePointer<FILE>, output: UnsafeMutablePointer<FILE>)
    private let screen: OpaquePointer
    private let stray: StrayOutput?
    private var isOpen = true
    private var isSuspended = false

    /// Takes the screen: alternate screen, raw keys, bracketed paste, no echo.
    ///
    /// - Parameters:
    ///   - glyphs: what the person demanded; nil finds it out from the locale.
    ///   - holdsStrayOutput: whether what is printed to fd 2 waits until the screen is given back.
    /// - Throws: ``TerminalFault``, with the terminal as it was.
    package init(
        input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO, surroundings: Surroundings,
        theme: Theme = .standard, glyphs wanted: GlyphTier? = nil, holdsStrayOutput: Bool = true
    ) throws(TerminalFault) {
        guard isatty(input) == 1, isatty(output) == 1 else { throw .notATerminal }
        let name = surroundings.terminal ?? "dumb"
        guard name != "dumb" else { throw .cannotDraw(terminal: name) }
        glyphs = CharacterTier.settle(surroundings, wanted: wanted)
        streams = try Terminal.openStreams(input, output)
        (self.input, self.output) = (fileno(streams.input), fileno(streams.output))
        mw_terminal_save(self.output)
        guard let (screen, used) = Terminal.newScreen(name, streams) else {
            fclose(streams.input)
            fclose(streams.output)
            throw .unknownTerminal(name)
        }
        self.screen = screen
        self.surroundings = surroundings
        standIn = used == name ? nil : used
        stray = holdsStrayOutput ? StrayOutput() : nil
        raw()
        noecho()
        nonl()
        keypad(mw_screen(), true)
        // ncurses must not look for keys while it draws: the loop reads them.
        typeahead(-1)
        ink = Ink(theme: theme, declinesColour: surroundings.declinesColour)
        stray?.hold()
        armForCrash()
        write(Terminal.pasteOn)
        fitSize()
    }

    /// Columns and rows of the screen as of the last ``fitSize()``.
    package var size: (width: Int, height: Int) { (Int(getmaxx(mw_screen())), Int(getmaxy(mw_screen()))) }

    /// Asks the terminal for its size and fits the screen to it. Whether the size changed.
    @discardableResult
    package func fitSize() -> Bool {
        var reported = winsize()
        guard ioctl(output, UInt(TIOCGWINSZ), &reported) == 0, reported.ws_col > 0, reported.ws_row > 0 else {
            return false
        }
        let (width, height) = (min(Int(reported.ws_col), Frame.sideMax), min(Int(reported.ws_row), Frame.sideMax))
        guard (width, height) != size else { return false }
        resize_term(Int32(height), Int32(width))
        repaint()
        return true
    }

    /// Draws all of the screen anew with the next frame: after something else wrote to it.
    package func repaint() {
        shown = nil
        mw_repaint_all()
    }

    /// Whether the terminal takes bytes now. When it does not, drawing would block on a slow line.
    package var isWritable: Bool {
        var entry = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
        return poll(&entry, 1, 0) == 1 && entry.revents & Int16(POLLOUT) != 0
    }

    /// Rings the bell.
    package func bell() { beep() }

    /// Gives the screen back for a while, as before stopping.
    package func suspend() {
        write(Terminal.pasteOff)
        endwin()
        stray?.release()
        isSuspended = true
    }

    /// Takes the screen again after ``suspend()``, or after somebody else used it. The next frame is drawn whole.
    package func resume() {
        if isSuspended {
            mw_terminal_save(output)
            stray?.hold()
            isSuspended = false
        }
        // ncurses takes the screen again by itself when it draws after `endwin`. Left twice, the cursor would jump.
        if !isendwin() { endwin() }
        write(Terminal.pasteOn)
        repaint()
        fitSize()
    }

    /// Gives the screen back for good. Does nothing the second time.
    package func close() { close(speaking: true) }

    /// Lets go of a terminal that has gone away: without a byte that could block or fail.
    package func abandon() { close(speaking: false) }

    deinit { close() }

    private func close(speaking: Bool) {
        guard isOpen else { return }
        isOpen = false
        if speaking, !isWritable {
            // Frames that a stalled line has not taken yet are worth nothing now.
            tcflush(output, TCOFLUSH)
        }
        if speaking, isWritable {
            write(Terminal.pasteOff)
            endwin()
        }
        mw_terminal_restore(output)
        mw_crash_disarm()
        delscreen(screen)
        stray?.release()
        fclose(streams.input)
        fclose(streams.output)
    }
}

extension Terminal {
    private static let pasteOn = "\u{1B}[?2004h"
    private static let pasteOff = "\u{1B}[?2004l"

    /// Terminals that are tried when this host does not know the named one, best first.
    private static let standIns = ["xterm-256color", "vt100"]

    /// Writes past ncurses what it has no name for. It keeps nothing back between two drawings, so order is kept.
    private func write(_ text: String) {
        var text = text
        // A terminal that takes no bytes has gone, and the loop will hear of it.
        text.withUTF8 { _ = Glibc.write(output, $0.baseAddress, $0.count) }
    }

    private static func openStreams(
        _ input: Int32, _ output: Int32
    ) throws(TerminalFault) -> (input: UnsafeMutablePointer<FILE>, output: UnsafeMutablePointer<FILE>) {
        let copies = (fcntl(input, F_DUPFD_CLOEXEC, 3), fcntl(output, F_DUPFD_CLOEXEC, 3))
        guard copies.0 >= 0, copies.1 >= 0, let reader = fdopen(copies.0, "r"), let writer = fdopen(copies.1, "w")
        else { throw .system(errno) }
        return (reader, writer)
    }

    /// The screen of the first terminal on the ladder that this host knows.
    private static func newScreen(
        _ name: String, _ streams: (input: UnsafeMutablePointer<FILE>, output: UnsafeMutablePointer<FILE>)
    ) -> (OpaquePointer, String)? {
        // ncurses installs handlers of its own. Ours are the signal queue's, so they are put back.
        let handled = [SIGINT, SIGTERM, SIGTSTP, SIGWINCH]
        let before = handled.map { signal in
            var action = sigaction()
            sigaction(signal, nil, &action)
            return action
        }
        defer {
            for (signal, action) in zip(handled, before) {
                var action = action
                sigaction(signal, &action, nil)
            }
        }
        for candidate in [name] + standIns {
            if let screen = newterm(candidate, streams.output, streams.input) { return (screen, candidate) }
        }
        return nil
    }

    /// Prepares the bytes that a crash writes, since nothing can be looked up then.
    private func armForCrash() {
        var text = Terminal.pasteOff
        for name in ["rmkx", "sgr0", "cnorm", "rmcup"] {
            guard let capability = mw_capability(name) else { continue }
            text += Terminal.withoutDelays(String(cString: capability))
        }
        mw_crash_arm(output, text, text.utf8.count, stray?.gathered ?? -1, stray?.original ?? -1)
    }

    /// Terminal descriptions write pauses as `$<5>`; a terminal must not be sent those.
    static func withoutDelays(_ capability: String) -> String {
        var (text, isDelay) = ("", false)
        for character in capability {
            if character == "$" { isDelay = true }
            if !isDelay { text.append(character) }
            if character == ">" { isDelay = false }
        }
        return text
    }
}
