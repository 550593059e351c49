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
            has kept, with the configuration of that time: also for alerts that are over. TIME is past: a date and time,
            or a time of day on this machine's clock, 03:10 or 03:10:30, the last of that name.

            Examples: midwatch why 17
                      midwatch why 17 --at 03:10
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
        let now = WallTime.now
        let moment = try at.map { try MomentText.past($0, now: now) }
        let desk = try router.desk()
        let explanation = try await explanation(desk, at: moment)
        let incident = await WhyCommand.detail(of: explanation.incident, desk)
        // An alert may have fired before it belonged to an incident.
        let asked = fingerprint == nil ? incident?.summary : nil
        if let moment, let absence = WhyCommand.absence(explanation, asked, at: moment, now: now) { throw absence }
        let paging = await RouterRemarks.say(of: desk)?.paging ?? .on
        switch output.form {
        case .json: StandardStreams.write(Resources.encode(explanation) + [0x0A])
        case .table:
            let context = WhyContext(incident, paging: paging, at: explanation.at, now: now)
            StandardStreams.write(WhyText(explanation, context, style: .current).text)
        }
    }

    private var fingerprint: Fingerprint? { subject.utf8.count == 16 ? Fingerprint(hexadecimal: subject) : nil }

    private func explanation(_ desk: HTTPDesk, at moment: Timestamp?) async throws -> Explanation {
        if let fingerprint { return try await desk.why(fingerprint, at: moment) }
        return try await desk.why(number ?? IncidentNumber(0), at: moment)
    }

    /// What else is kept about an incident. Where it cannot be had, what was explained is still worth saying.
    private static func detail(of number: IncidentNumber?, _ desk: HTTPDesk) async -> IncidentDetail? {
        guard let number else { return nil }
        return try? await desk.detail(of: number)
    }

    /// That what was asked about did not exist at a moment that somebody named; nil when it did.
    ///
    /// - Parameter incident: the one that was asked about; nil when that was an alert.
    static func absence(
        _ explanation: Explanation, _ incident: IncidentSummary?, at moment: Timestamp, now: Timestamp
    ) -> CommandFailure? {
        let then = "\(moment.clockWithSeconds(asOf: now))Z"
        if let incident, incident.openedAt > moment {
            let opened = "\(incident.openedAt.clockWithSeconds(asOf: now))Z"
            return CommandFailure(
                .refused, SafeText("\(incident.number) was not there yet at \(then)"),
                nextStep: SafeText("it was opened at \(opened)"))
        }
        guard let alert = explanation.alerts.first?.alert, alert.startsAt > moment else { return nil }
        return CommandFailure(
            .refused, SafeText("the alert \(alert.fingerprint) was not there yet at \(then)"),
            nextStep: SafeText("it fires since \(alert.startsAt.clockWithSeconds(asOf: now))Z"))
    }
}
