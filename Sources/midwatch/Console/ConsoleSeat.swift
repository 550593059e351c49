import Calling
import Console
import Curses
import Incidents
import TerminalUI

#if canImport(Glibc)
    import Glibc
#endif

/// The place of the console: the main thread, from its first statement on.
enum ConsoleSeat {
    /// Shows a console at a router until the person leaves it. Call it on the main thread, with signals blocked.
    ///
    /// - Parameter endsProcess: whether the process ends with the console. Then it ends here and at once: to give a
    ///   hundred thousand incidents back one by one takes ten times as long as anybody may wait for it to be gone.
    /// - Returns: the status to end the process with.
    /// - Throws: ``TerminalFault`` when there is no screen to draw on.
    static func sit(
        at desk: HTTPDesk, environment: [String: String], choice: ConsoleChoice = .usual, look: ConsoleLook,
        isRestricted: Bool = false, endsProcess: Bool = false
    ) throws -> Int32 {
        let inbox = try Inbox<Message>()
        let link = DeskLink(desk: desk, inbox: inbox)
        let signals = try SignalQueue()
        let surroundings = look.surroundings(environment)
        let terminal = try Terminal(
            surroundings: isRestricted ? surroundings.restricted : surroundings, theme: look.drawn,
            glyphs: look.glyphs)
        let following = Task { await link.follow() }
        defer { following.cancel() }
        let isRemote = environment["SSH_CONNECTION"]?.isEmpty == false
        var part = ConsolePart(
            link: link, now: WallTime.now, views: isRestricted ? nil : ViewsFile(environment: environment),
            isRemote: isRemote, choice: choice, isRestricted: isRestricted)
        var loop = ConsoleLoop<ConsolePart>(terminal: terminal, inbox: inbox, signals: signals)
        let departure = loop.run(&part)
        let status = part.status ?? departure.exitStatus
        if endsProcess { exit(status) }
        return status
    }
}
