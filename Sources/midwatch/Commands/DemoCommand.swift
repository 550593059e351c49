import ArgumentParser
import Incidents
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// `midwatch demo`: a router, a console and a story, on a throw-away store.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Play a story: a router, a console and alerts, on a throw-away store.",
        discussion: """
            Scenarios: \(Scenarios.names.joined(separator: ", ")). It touches no router of yours. Without a terminal \
            it prints the timelines as they come, and ends with the story.

            Example: midwatch demo --scenario switch --speed 60
            """)

    @Option(help: ArgumentHelp("Which story.", valueName: "NAME"))
    var scenario = "checkout"

    @Option(help: ArgumentHelp("How much faster than a clock; 1 is real time.", valueName: "X"))
    var speed = Self.standardSpeed

    @OptionGroup var look: LookOptions

    @Flag(help: "No console: print what happens, and end.")
    var headless = false

    /// Stories last one to two minutes at it.
    static let standardSpeed = 30.0
    /// The fastest that still lets the router's answers come in order.
    static let speedRange = 0.1...10_000

    func validate() throws {
        guard Self.speedRange.contains(speed) else {
            throw ValidationError("--speed must be between 0.1 and 10000; 1 is real time")
        }
    }

    /// Where the main thread waits to show the console; nil without a screen.
    static let table = Mutex<ConsoleTable?>(nil)

    /// Whether this demo ends in a console: there is a screen, and nobody said otherwise.
    var showsConsole: Bool { !headless && StandardStreams.isTerminal(STDIN_FILENO) && OutputStyle.current.isScreen }

    func run() async throws {
        try await DemoRun(
            scenario: try Scenarios.load(scenario), speed: speed,
            stage: .composed(console: Self.table.withLock { $0 }, look: try look.look()),
            isHeadless: !showsConsole, style: .current
        ).run()
    }
}
