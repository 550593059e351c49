import ArgumentParser
import Incidents

/// `midwatch ack`: you have it.
struct AckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ack",
        abstract: "Acknowledge incidents: you have them, and they stop ringing.",
        discussion: """
            What somebody else holds is not taken from them: take does that. One that cleared before anybody saw it is seen by this.

            Example: midwatch ack 17 18
            """)

    @Argument(help: ArgumentHelp("The numbers of the incidents.", valueName: "number"))
    var numbers: [IncidentNumber]

    @OptionGroup var router: RouterOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await ActRun(desk: try router.desk(), form: output.form).perform(numbers.map { Act(.acknowledge, $0) })
    }
}
