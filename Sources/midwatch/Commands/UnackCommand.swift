import ArgumentParser
import Incidents

/// `midwatch unack`: you no longer have it.
struct UnackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unack",
        abstract: "Give acknowledged incidents back: they ring again.",
        discussion: """
            Escalation starts from its first step.

            Example: midwatch unack 17
            """)

    @Argument(help: ArgumentHelp("The numbers of the incidents.", valueName: "number"))
    var numbers: [IncidentNumber]

    @OptionGroup var router: RouterOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await ActRun(desk: try router.desk(), form: output.form).perform(numbers.map { Act(.unacknowledge, $0) })
    }
}
