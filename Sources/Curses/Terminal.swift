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

    /// The terminal as it was handed in, for programs that take the screen from us for a while.
    let handedIn: (input: Int32, output: Int32)
    let input: Int32
    let line: OutputLine
    let family: TerminalFamily
    var ink: Ink
    /// What the screen shows, to put only rows that differ; nil when it must be put whole.
    var shown: Frame?
    /// One row for ncurses, kept between frames.
    var rowBuffer: [cchar_t] = []
    /// What the terminal was asked for besides showing frames.
    var modes: TerminalModes
    /// The program that is putting a text where the person can paste it from.
    var errand: Errand?
    let spool: Spool
    var styles = LeanStyles()

    private let streams: (input: UnsafeMutablePointer<FILE>, output: UnsafeMutablePointer<FILE>)
    private let screen: OpaquePointer
    private let stray: StrayOutput?
    /// How the terminal driver is set while we draw.
    private var settings = termios()
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
        handedIn = (input, output)
        line = try OutputLine(to: output)
        let opened = try Terminal.open(name, input, output)
        (streams, screen, spool, settings) = (opened.streams, opened.screen, opened.spool, opened.settings)
        self.input = fileno(streams.input)
        self.surroundings = surroundings
        standIn = opened.used == name ? nil : opened.used
        family = TerminalFamily(name, standIn: standIn)
        modes = TerminalModes(family: family)
        stray = holdsStrayOutput ? StrayOutput() : nil
        keypad(mw_screen(), true)
        // ncurses must not look for keys while it draws: the loop reads them.
        typeahead(-1)
        ink = Ink(theme: theme, declinesColour: surroundings.declinesColour)
        stray?.hold()
        mw_crash_report(surroundings.crashReport)
        armForCrash()
        send(modes.taking)
        fitSize()
    }

    /// Columns and rows of the screen as of the last ``fitSize()``.
    package var size: (width: Int, height: Int) { (Int(getmaxx(mw_screen())), Int(getmaxy(mw_screen()))) }

    /// Asks the terminal for its size and fits the screen to it. Whether the size changed.
    @discardableResult
    package func fitSize() -> Bool {
        var reported = winsize()
        guard ioctl(line.descriptor, UInt(TIOCGWINSZ), &reported) == 0, reported.ws_col > 0, reported.ws_row > 0 else {
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

    /// Whether the terminal has taken everything and takes more. When it does not, a frame would be old before it is
    /// seen.
    package var isWritable: Bool { !line.hasWaiting && line.isWritable }

    /// Gives the screen back for a while, as before stopping.
    package func suspend() {
        giveBack()
        mw_terminal_restore(line.descriptor)
        stray?.release()
        isSuspended = true
    }

    /// Takes the screen again after ``suspend()``, or after somebody else used it. The next frame is drawn whole.
    package func resume() {
        if isSuspended {
            mw_terminal_save(line.descriptor)
            stray?.hold()
            isSuspended = false
        }
        tcsetattr(line.descriptor, TCSANOW, &settings)
        // ncurses takes the screen again by itself when it draws after `endwin`. Left twice, the cursor would jump.
        if !isendwin() { endwin() }
        line.append(spool.take())
        send(modes.taking)
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
        if speaking, !isSuspended { giveBack() }
        mw_terminal_restore(line.descriptor)
        mw_crash_disarm()
        delscreen(screen)
        if !isSuspended { stray?.release() }
        fclose(streams.input)
        fclose(streams.output)
    }

    /// Tells the terminal to leave the screen and all modes.
    private func giveBack() {
        line.flush()
        if isWritable {
            line.append(modes.leaving.utf8)
            // It was left before, and nothing drawn since: who asks to end while an editor has the screen.
            if !isendwin() { endwin() }
            line.append(spool.take())
        } else {
            // Frames that a stalled line has not taken are worth nothing now. One may be cut in the middle, so that
            // what ncurses believes of the terminal is no longer true.
            line.discard()
            tcflush(line.descriptor, TCOFLUSH)
            endwin()
            _ = spool.take()
            line.append(restoring.utf8)
        }
        line.flushAll(patience: 100)
        line.discard()
    }
}

extension Terminal {
    /// Prepares the bytes that a crash writes, since nothing can be looked up then.
    func armForCrash() {
        let text = restoring
        mw_crash_arm(line.descriptor, text, text.utf8.count, stray?.gathered ?? -1, stray?.original ?? -1)
    }

    /// What gives the screen back whatever state the terminal is in.
    private var restoring: String {
        var text = modes.leaving
        for name in ["rmkx", "sgr0", "cnorm", "rmcup"] {
            guard let capability = mw_capability(name) else { continue }
            text += Terminal.withoutDelays(String(cString: capability))
        }
        return text
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
