import ArgumentParser
import Calling
import Console
import Incidents
import Wire

/// `midwatch why`: the decisions about an alert, replayed.
struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Say why alerts were told or kept quiet: routes, groups, mutes, and who was told when.",
        discussion: """
            Takes the number of an incident, or the fingerprint of an alert as the API shows it. It reads what the \
            router has kept, with the configuration of that time: also for alerts that are over. TIME is past: a date \
            and time, or a time of day on this machine's clock, 03:10 or 03:10:30, the last of that name.

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
        guard WhySubject(subject) != nil else {
            throw ValidationError(
                "\"\(SafeText(subject))\" is neither a number nor a fingerprint of sixteen hexadecimal digits")
        }
    }

    func run() async throws {
        guard let subject = WhySubject(subject) else { return try validate() }
        let now = WallTime.now
        let moment = try at.map { try MomentText.past($0, now: now) }
        let desk = try router.desk()
        let explanation = try await desk.why(subject, at: moment)
        if let moment, let absence = WhyCommand.absence(of: subject, explanation, at: moment, now: now) {
            throw absence
        }
        await RouterRemarks.say(of: desk)
        switch output.form {
        case .json: StandardStreams.write(Resources.encode(explanation) + [0x0A])
        case .table:
            StandardStreams.write(WhyText(WhyLines(explanation, now: now).lines, style: .current).text)
        }
    }

    /// That what was asked about did not exist at a moment that somebody named; nil when it did.
    static func absence(
        of subject: WhySubject, _ explanation: Explanation, at moment: Timestamp, now: Timestamp
    ) -> CommandFailure? {
        let then = "\(moment.clockWithSeconds(asOf: now))Z"
        // An alert may have fired before it belonged to an incident.
        if case .incident(let number) = subject, let openedAt = explanation.openedAt, openedAt > moment {
            let opened = "\(openedAt.clockWithSeconds(asOf: now))Z"
            return CommandFailure(
                .refused, SafeText("\(number) was not there yet at \(then)"),
                nextStep: SafeText("it was opened at \(opened)"))
        }
        // What belonged to an incident by then was there, though the clock of its sender may be ahead.
        if let openedAt = explanation.openedAt, openedAt <= moment { return nil }
        guard let alert = explanation.alerts.first?.alert, alert.startsAt > moment else { return nil }
        return CommandFailure(
            .refused, SafeText("the alert \(alert.fingerprint) was not there yet at \(then)"),
            nextStep: SafeText("it fires since \(alert.startsAt.clockWithSeconds(asOf: now))Z"))
    }
}

extension HTTPDesk {
    /// Why what somebody asks about was told or kept quiet.
    func why(_ subject: WhySubject, at moment: Timestamp? = nil) async throws -> Explanation {
        switch subject {
        case .incident(let number): try await why(number, at: moment)
        case .alert(let fingerprint): try await why(fingerprint, at: moment)
        }
    }
}
