import ArgumentParser
import Incidents

/// `midwatch mitigate`: users are fine, the cause is not gone.
struct MitigateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mitigate",
        abstract: "Say that users are fine, while the cause is not yet gone.",
        discussion: """
            Ringing stops. If it fires worse, or not all is clear within four hours, it triggers again.

            Example: midwatch mitigate 17
            """)

    @Argument(help: ArgumentHelp("The numbers of the incidents.", valueName: "number"))
    var numbers: [IncidentNumber]

    @OptionGroup var router: RouterOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await ActRun(desk: try router.desk(), form: output.form).perform(numbers.map { Act(.mitigate, $0) })
    }
}
