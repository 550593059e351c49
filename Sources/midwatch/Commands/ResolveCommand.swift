import ArgumentParser
import Calling
import Incidents
import Wire

/// `midwatch resolve`: it is over.
struct ResolveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Resolve incidents; says how many alerts still fire.",
        discussion: """
            At a terminal you are asked first when alerts still fire. Those that fire 15 minutes later trigger it again.

            Example: midwatch resolve 17
            """)

    @Argument(help: ArgumentHelp("The numbers of the incidents.", valueName: "number"))
    var numbers: [IncidentNumber]

    @Flag(name: [.short, .long], help: "Do not ask.")
    var yes = false

    @OptionGroup var router: RouterOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let desk = try router.desk()
        let question = Confirmation.toResolve(numbers, of: try await desk.snapshot().incidents)
        if let question {
            if !yes, Prompt.canAsk {
                guard Prompt.confirms(question.shown) else { throw CommandFailure(.refused, "nothing was done") }
            } else {
                StandardStreams.remark(question.shown.replacing(" Resolve?", with: ""))
            }
        }
        try await ActRun(desk: desk, form: output.form).perform(numbers.map { Act(.resolve, $0) })
    }
}
