import ArgumentParser
import Incidents

/// `midwatch merge`: two incidents are one.
struct MergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Merge an open incident into another one.",
        discussion: """
            The alerts of the first, those to come too, belong to the second from then on; its number leads there.

            Example: midwatch merge 18 17
            """)

    @Argument(help: "The number of the incident that ends.")
    var number: IncidentNumber

    @Argument(help: "The number of the incident that goes on.")
    var into: IncidentNumber

    @OptionGroup var router: RouterOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await ActRun(desk: try router.desk(), form: output.form).perform([Act(.merge(into: into), number)])
    }
}
