import ArgumentParser
import Calling
import Incidents
import Wire

/// `midwatch show`: one incident with everything that is known about it.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one incident: where it stands, its alerts, pages and timeline.",
        discussion: "Example: midwatch show 17")

    @Argument(help: "The number of the incident.")
    var number: IncidentNumber

    @OptionGroup var router: RouterOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let desk = try router.desk()
        let detail = try await desk.detail(of: number)
        await RouterRemarks.say(of: desk)
        switch output.form {
        case .json: StandardStreams.write(Resources.encode(detail) + [0x0A])
        case .table:
            StandardStreams.write(IncidentReport(detail: detail, now: WallTime.now, style: .current).text)
        }
    }
}
