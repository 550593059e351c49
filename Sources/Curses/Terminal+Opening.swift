import CNcurses
import CPlatform
import Glibc

extension Terminal {
    /// Terminals that are tried when this host does not know the named one, best first.
    private static let standIns = ["xterm-256color", "vt100"]

    typealias Streams = (input: UnsafeMutablePointer<FILE>, output: UnsafeMutablePointer<FILE>)

    /// What ncurses works with once it has a screen.
    struct Opened {
        var streams: Streams
        var screen: OpaquePointer
        /// The name that ncurses knows the terminal by.
        var used: String
        var spool: Spool
        /// How the terminal driver is set while we draw.
        var settings: termios
    }

    /// Makes ncurses' screen, sets the terminal driver, and takes ncurses off the line. On a fault everything is as
    /// before.
    static func open(_ name: String, _ input: Int32, _ output: Int32) throws(TerminalFault) -> Opened {
        let streams = try openStreams(input, output)
        mw_terminal_save(fileno(streams.output))
        do throws(TerminalFault) {
            let (screen, used) = try newScreen(name, streams)
            raw()
            noecho()
            nonl()
            var settings = termios()
            tcgetattr(fileno(streams.output), &settings)
            do throws(TerminalFault) {
                let spool = try Spool(inPlaceOf: fileno(streams.output))
                return Opened(streams: streams, screen: screen, used: used, spool: spool, settings: settings)
            } catch {
                endwin()
                delscreen(screen)
                throw error
            }
        } catch {
            mw_terminal_restore(fileno(streams.input))
            fclose(streams.input)
            fclose(streams.output)
            throw error
        }
    }

    private static func openStreams(_ input: Int32, _ output: Int32) throws(TerminalFault) -> Streams {
        let copies = (fcntl(input, F_DUPFD_CLOEXEC, 3), fcntl(output, F_DUPFD_CLOEXEC, 3))
        guard copies.0 >= 0, copies.1 >= 0, let reader = fdopen(copies.0, "r"), let writer = fdopen(copies.1, "w")
        else { throw .system(errno) }
        return (reader, writer)
    }

    /// The screen of the first terminal on the ladder that this host knows.
    private static func newScreen(
        _ name: String, _ streams: Streams
    ) throws(TerminalFault) -> (OpaquePointer, String) {
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
            guard let screen = newterm(candidate, streams.output, streams.input) else { continue }
            // A printer has a description as well.
            if mw_capability("cup") != nil { return (screen, candidate) }
            endwin()
            delscreen(screen)
            throw .cannotDraw(terminal: name)
        }
        throw .unknownTerminal(name)
    }
}
