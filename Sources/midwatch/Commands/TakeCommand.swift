import ArgumentParser
import Calling
import Incidents
import Wire

/// `midwatch take`: it is yours, also when somebody else has it.
struct TakeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "take",
        abstract: "Take incidents over, also from somebody else, who is told.",
        discussion: """
            At a terminal you are asked first when somebody else holds one of them.

            Example: midwatch take 17
            """)

    @Argument(help: ArgumentHelp("The numbers of the incidents.", valueName: "number"))
    var numbers: [IncidentNumber]

    @Flag(name: [.short, .long], help: "Do not ask.")
    var yes = false

    @OptionGroup var router: RouterOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let desk = try router.desk()
        if !yes, Prompt.canAsk {
            let snapshot = try await desk.snapshot()
            let question = Confirmation.toTake(numbers, of: snapshot.incidents, as: snapshot.you.name)
            if let question, !Prompt.confirms(question.shown) {
                throw CommandFailure(.refused, "nothing was done")
            }
        }
        try await ActRun(desk: desk, form: output.form).perform(numbers.map { Act(.take, $0) })
    }
}
