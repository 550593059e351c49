import ArgumentParser
import Calling
import Curses
import Incidents

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

    /// Runs on the main thread, which nothing else may have touched: ``Main`` sees to it.
    func run() throws {
        let look = try look.look()
        let desk = try router.desk(as: .console)
        do {
            let status = try ConsoleSeat.sit(at: desk, environment: ProcessEnvironment.all, look: look)
            if status != 0 { throw ExitCode(status) }
        } catch let fault as TerminalFault {
            throw CommandFailure(.refused, SafeText("\(fault)"), nextStep: "midwatch list shows the same as plain text")
        }
    }
}
