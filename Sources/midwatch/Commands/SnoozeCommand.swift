import ArgumentParser
import Configuring
import Incidents

/// `midwatch snooze`: you have it, and it rings again later.
struct SnoozeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snooze",
        abstract: "Acknowledge an incident until a time; what still fires then rings again.",
        discussion: """
            TIME is a time of day on this machine's clock, 06:00, or a date and time, 2026-11-23T06:00:00Z.

            Example: midwatch snooze 17 --for 30m
            """)

    @Argument(help: ArgumentHelp("The numbers of the incidents.", valueName: "number"))
    var numbers: [IncidentNumber]

    @Option(name: .customLong("for"), help: ArgumentHelp("For how long: 30m, 2h, 1h30m.", valueName: "SPAN"))
    var span: String?

    @Option(help: ArgumentHelp("Until when: 06:00 in local time, or 2026-11-23T06:00:00Z.", valueName: "TIME"))
    var until: String?

    @OptionGroup var router: RouterOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard span == nil || until == nil else { throw ValidationError("give --for or --until, but not both") }
        guard span != nil || until != nil else {
            throw ValidationError("say how long: --for 30m, or --until 06:00")
        }
        if let span, PrometheusDuration.parse(span).map({ $0 > .zero }) != true {
            throw ValidationError(
                Span.fault(span, longest: "a snooze lasts as long as snooze_max lets it: 30d by default"))
        }
    }

    func run() async throws {
        let now = WallTime.now
        let end: Timestamp
        if let span, let duration = PrometheusDuration.parse(span) {
            end = now + duration
        } else {
            end = try MomentText.parse(until ?? "", now: now)
        }
        try await ActRun(desk: try router.desk(), form: output.form, addition: " (for \(Span.short(end - now)))")
            .perform(numbers.map { Act(.snooze(until: end), $0) })
    }
}
