import ArgumentParser
import Incidents

/// `midwatch undo`: the last act is taken back.
struct UndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Take your last act on an incident back.",
        discussion: """
            It must be your own, not older than ten seconds, and nothing else may have happened to the incident since.

            Example: midwatch undo 17
            """)

    @Argument(help: ArgumentHelp("The numbers of the incidents.", valueName: "number"))
    var numbers: [IncidentNumber]

    @OptionGroup var router: RouterOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await ActRun(desk: try router.desk(), form: output.form).perform(numbers.map { Act(.undo, $0) })
    }
}
