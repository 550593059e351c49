import ArgumentParser
import Calling
import Incidents
import Wire

/// `midwatch list`: what is open, the most urgent first.
struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Show the open incidents, the most urgent first.",
        discussion: """
            Incidents that cleared before anybody saw them are listed too, until somebody acknowledges them.

            Example: midwatch list state:all -o json
            """)

    @Argument(help: ArgumentHelp("state:open (as without it) or state:all.", valueName: "query"))
    var query: [String] = []

    @Flag(help: "Go on, and show each change as it comes. Ends with Ctrl-C.")
    var watch = false

    @OptionGroup var router: RouterOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let query = try ListQuery(query)
        let desk = try router.desk()
        if watch {
            try await ListWatch(query: query, form: output.form, style: .current).run(desk)
            return
        }
        let incidents = try await desk.incidents(state: query.state)
        let status = try await desk.status()
        if let degraded = status.degraded { StandardStreams.remark("DEGRADED: \(degraded.shown)") }
        if let set = status.clockSet, WallTime.now - set.at < ClockSet.toldFor {
            StandardStreams.remark("the " + set.sentence.shown)
        }
        switch output.form {
        case .json: StandardStreams.write(Resources.encode(incidents) + [0x0A])
        case .table:
            StandardStreams.write(IncidentTable.text(incidents, now: WallTime.now, style: .current))
        }
    }
}
