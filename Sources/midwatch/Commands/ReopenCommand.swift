import ArgumentParser
import Incidents

/// `midwatch reopen`: it was not over.
struct ReopenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen",
        abstract: "Open resolved incidents again.",
        discussion: """
            They ring again, with the last holder.

            Example: midwatch reopen 17
            """)

    @Argument(help: ArgumentHelp("The numbers of the incidents.", valueName: "number"))
    var numbers: [IncidentNumber]

    @OptionGroup var router: RouterOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await ActRun(desk: try router.desk(), form: output.form).perform(numbers.map { Act(.reopen, $0) })
    }
}
