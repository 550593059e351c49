import ArgumentParser
import Curses
import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// The root command: with nothing behind it, the console.
struct Midwatch: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "midwatch",
        abstract: "The console of the person who is on call, the router behind it, and everything as commands.",
        discussion: "With no command it opens the console at the router of this machine.",
        version: Build.version,
        subcommands: [ConsoleCommand.self],
        groupedSubcommands: [
            CommandGroup(name: "Running", subcommands: [Serve.self, DemoCommand.self]), CommandGroups.incidents,
            CommandGroups.setup,
        ],
        defaultSubcommand: ConsoleCommand.self)
}

/// Where the process starts: the main thread belongs to the console, everything else runs behind it.
@main
enum Main {
    static func main() {
        signal(SIGPIPE, SIG_IGN)
        // A write beyond the largest allowed file fails with an error that the store answers, not with a death.
        signal(SIGXFSZ, SIG_IGN)
        let command = try? Midwatch.parseAsRoot(CommandRun.given(Midwatch.self))
        if let console = command as? ConsoleCommand, console.restricted { RestrictedRun.enter(console) }
        let isDemoWithScreen = (command as? DemoCommand)?.showsConsole == true
        if command is ConsoleCommand || isDemoWithScreen {
            // The signals must be blocked before any other thread is born.
            SignalQueue.block()
        }
        if isDemoWithScreen {
            let table = ConsoleTable()
            DemoCommand.table.withLock { $0 = table }
            Task.detached { table.close(await CommandRun.status(Midwatch.self)) }
            exit(table.serve())
        }
        if command is ConsoleCommand { exit(CommandRun.synchronousStatus(Midwatch.self)) }
        Task.detached { exit(await CommandRun.status(Midwatch.self)) }
        dispatchMain()
    }
}
