import ArgumentParser
import Incidents

/// `midwatch unmerge`: it is an incident of its own again.
struct UnmergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmerge",
        abstract: "Take merged incidents apart again.",
        discussion: """
            The incident is what it was before it was merged.

            Example: midwatch unmerge 18
            """)

    @Argument(help: ArgumentHelp("The numbers of the incidents.", valueName: "number"))
    var numbers: [IncidentNumber]

    @OptionGroup var router: RouterOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await ActRun(desk: try router.desk(), form: output.form).perform(numbers.map { Act(.unmerge, $0) })
    }
}
