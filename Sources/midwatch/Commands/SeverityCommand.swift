import ArgumentParser
import Incidents

/// `midwatch severity`: how bad it is, set by a human.
struct SeverityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "severity",
        abstract: "Set how bad an incident is: SEV1 is worst, SEV5 least.",
        discussion: """
            It holds until an alert is worse than what it was set from; alerts never lower it.

            Example: midwatch severity 17 SEV2
            """)

    @Argument(help: "The number of the incident.")
    var number: IncidentNumber

    @Argument(help: "SEV1 to SEV5.")
    var severity: Severity

    @OptionGroup var router: RouterOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await ActRun(desk: try router.desk(), form: output.form).perform([Act(.severity(severity), number)])
    }
}
