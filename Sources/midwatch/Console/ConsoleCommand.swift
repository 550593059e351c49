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

            Example: midwatch --server unix:/run/midwatch/midwatch.sock
            """)

    @OptionGroup var router: RouterOptions
    @OptionGroup var look: LookOptions

    @Option(help: ArgumentHelp("The configuration, for its console block.", valueName: "FILE"))
    var config: String?

    /// Runs on the main thread, which nothing else may have touched: ``Main`` sees to it.
    func run() throws {
        let keys = try keys()
        let look = try look.look(config: config)
        let desk = try router.desk(as: .console)
        do {
            let status = try ConsoleSeat.sit(
                at: desk, environment: ProcessEnvironment.all, keys: keys, look: look)
            if status != 0 { throw ExitCode(status) }
        } catch let fault as TerminalFault {
            throw CommandFailure(.refused, SafeText("\(fault)"), nextStep: "midwatch list shows the same as plain text")
        }
    }

    /// Throws an exit after it has said every fault, one a line.
    private func keys() throws -> KeyBindings {
        do {
            return try ConsoleKeys.load(option: config, environment: ProcessEnvironment.all)
        } catch {
            let faults = error.faults.map { "\(SafeText("\($0)"))\n" }.joined()
            StandardStreams.write(faults, to: STDERR_FILENO)
            throw ExitCode(CommandExit.refused.rawValue)
        }
    }
}
