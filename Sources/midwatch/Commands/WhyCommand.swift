import ArgumentParser
import Calling
import Incidents
import Wire

/// `midwatch why`: the decisions about an alert, replayed.
struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Say why alerts were told or kept quiet: routes, groups, mutes, and who was told when.",
        discussion: """
            Takes the number of an incident, or the fingerprint of an alert as the API shows it. It reads what the router
            has kept, with the configuration of that time: also for alerts that are over.

            Examples: midwatch why 17
                      midwatch why 7b1f6c0a9d3e2f41 --at 2026-11-23T03:10:00Z
            """)

    @Argument(help: ArgumentHelp("An incident, or an alert.", valueName: "number|fingerprint"))
    var subject: String

    @Option(help: ArgumentHelp("As of when; now without it.", valueName: "TIME"))
    var at: String?

    @OptionGroup var router: RouterOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard Fingerprint(hexadecimal: subject) != nil || number != nil else {
            throw ValidationError(
                "\"\(SafeText(subject))\" is neither a number nor a fingerprint of sixteen hexadecimal digits")
        }
    }

    private var number: IncidentNumber? {
        Int(subject.drop { $0 == "#" }).flatMap { $0 > 0 ? IncidentNumber($0) : nil }
    }

    func run() async throws {
        let moment = try at.map { try MomentText.parse($0, now: WallTime.now) }
        let desk = try router.desk()
        let explanation: Explanation
        if subject.utf8.count == 16, let fingerprint = Fingerprint(hexadecimal: subject) {
            explanation = try await desk.why(fingerprint, at: moment)
        } else {
            explanation = try await desk.why(number ?? IncidentNumber(0), at: moment)
        }
        switch output.form {
        case .json: StandardStreams.write(Resources.encode(explanation) + [0x0A])
        case .table: StandardStreams.write(WhyText(explanation, now: WallTime.now, style: .current).text)
        }
    }
}
