import ArgumentParser
import Calling
import Configuring
import Console
import Curses
import Incidents

#if canImport(Glibc)
    import Glibc
#endif

/// `midwatch`: the console.
struct ConsoleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "console",
        abstract: "Open the console: what is wrong, who has it, what to press next (the default).",
        discussion: """
            It never starts a router: midwatch serve does, and midwatch demo shows everything with none at hand.

            --plain says everything in sentences, one a line, and takes typed words: for screen readers, for terminals \
            that cannot draw, where it is chosen by itself, and for scripts: midwatch --plain < FILE. Type help there.

            --restricted is for a forced command of sshd: it lets through the console and the commands about incidents \
            that SSH_ORIGINAL_COMMAND names, and no editor, shell, file or suspend.

            Example: midwatch --server unix:/run/midwatch/midwatch.sock
            """)

    @OptionGroup var router: RouterOptions
    @OptionGroup var look: LookOptions

    @Option(help: ArgumentHelp("The configuration, for its console block.", valueName: "FILE"))
    var config: String?

    @Flag(help: "Sentences, one a line, and typed words: for screen readers and dumb terminals.")
    var plain = false

    @Flag(help: "Nothing outside the console may be reached: for forced commands of sshd.")
    var restricted = false

    /// Runs on the main thread, which nothing else may have touched: ``Main`` sees to it.
    func run() throws {
        let choice = try choice()
        let look = try look.look(config: config)
        let desk = try router.desk(as: .console)
        let status = try sit(at: desk, choice, look)
        if status != 0 { throw ExitCode(status) }
    }

    /// On a screen, or as plain lines where that was asked for or there is no screen.
    private func sit(at desk: HTTPDesk, _ choice: ConsoleChoice, _ look: ConsoleLook) throws -> Int32 {
        do {
            if try plain || (restricted && RestrictedRun.wantsPlain(ProcessEnvironment.all)) {
                return try PlainSeat.sit(at: desk, isRestricted: restricted)
            }
            do {
                return try ConsoleSeat.sit(
                    at: desk, environment: ProcessEnvironment.all, choice: choice, look: look,
                    isRestricted: restricted, endsProcess: true)
            } catch let fault as TerminalFault where fault.leavesPlainLines {
                StandardStreams.remark("\(fault.sentence): plain lines instead, as with --plain")
                return try PlainSeat.sit(at: desk, isRestricted: restricted)
            }
        } catch let fault as TerminalFault {
            throw CommandFailure(
                .refused, SafeText(fault.sentence), nextStep: "midwatch list shows the same as a table")
        }
    }

    /// Throws an exit after it has said every fault, one a line.
    private func choice() throws -> ConsoleChoice {
        do {
            return try ConsoleChoice.load(option: config, environment: ProcessEnvironment.all)
        } catch {
            let faults = error.faults.map { "\(SafeText("\($0)"))\n" }.joined()
            StandardStreams.write(faults, to: STDERR_FILENO)
            throw ExitCode(CommandExit.refused.rawValue)
        }
    }
}

extension TerminalFault {
    /// Whether lines can be said where no screen can be drawn.
    var leavesPlainLines: Bool { if case .system = self { false } else { true } }
}
