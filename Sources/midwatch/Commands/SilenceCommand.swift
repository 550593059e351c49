import ArgumentParser
import Calling
import Configuring
import Console
import Incidents
import Routing
import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// `midwatch silence`: keep alerts quiet for a while, see what is kept quiet, and end it.
struct SilenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "silence",
        abstract: "Keep alerts quiet, see what is kept quiet, change and end it.",
        discussion: """
            A silenced alert opens no incident and tells nobody. An incident that nobody has acknowledged stays in \
            sight as MUTED when all its alerts are silenced. amtool silence and Alertmanager's API reach the same \
            silences.

            Example: midwatch silence add alertname=DiskFull instance=~"db.*" --for 2h --comment "disk is being changed"
            """,
        subcommands: [Add.self, List.self, Show.self, Change.self, Extend.self, Expire.self])

    // MARK: Add

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Keep alerts quiet that meet all of some conditions.",
            discussion: """
                Conditions are written as amtool takes them: NAME=VALUE, NAME!=VALUE, NAME=~REGEX, NAME!~REGEX. It \
                says first what is muted now, and asks before it mutes everything or hides a SEV1 that nobody has \
                acknowledged.

                --until-resolved keeps quiet what fires now until it resolves, and no longer than --for (30 days \
                without it): an acknowledge that ends with the alert. Incidents of which nothing else fires, and that \
                nobody has, are yours by it. It is refused when nothing of it fires.

                TIME is a time of day on this machine's clock, 06:00, the next of that name, or a date and time, \
                2026-11-23T06:00:00Z.

                Examples: midwatch silence add --incident 17 --until-resolved
                          midwatch silence add service=search --for 2h --review 1h --comment "reindexing"
                """)

        @Argument(help: ArgumentHelp("What the labels must meet.", valueName: "condition"))
        var conditions: [String] = []

        @Option(help: ArgumentHelp("Take the group labels of an incident as conditions.", valueName: "number"))
        var incident: IncidentNumber?

        @Option(
            name: .customLong("for"),
            help: ArgumentHelp("For how long: 30m, 2h; 1h without it, a year at most.", valueName: "SPAN"))
        var span: String?

        @Option(help: ArgumentHelp("Until when: 06:00 in local time, or 2026-11-23T06:00:00Z.", valueName: "TIME"))
        var until: String?

        @Flag(help: "End it once nothing that it mutes fires any more.")
        var untilResolved = false

        @Option(help: ArgumentHelp("When it begins, written like --until; now without it.", valueName: "TIME"))
        var start: String?

        @Option(help: ArgumentHelp("Why.", valueName: "TEXT"))
        var comment = ""

        @Option(help: ArgumentHelp("Whose it is; you without it.", valueName: "NAME"))
        var author: String?

        @Option(help: ArgumentHelp("After how long to open a reminder of it; before it ends.", valueName: "SPAN"))
        var review: String?

        @Flag(help: "Only say what it would mute now.")
        var preview = false

        @Flag(name: [.short, .long], help: "Do not ask.")
        var yes = false

        @OptionGroup var router: RouterOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard !conditions.isEmpty || incident != nil else {
                throw ValidationError("say what to silence: alertname=DiskFull, or --incident 17")
            }
            guard span == nil || until == nil else { throw ValidationError("give --for or --until, but not both") }
            for text in [span, review].compactMap({ $0 }) { _ = try SilenceConditions.span(text) }
            try SilenceConditions.validate(conditions, isWhole: incident == nil)
        }

        func run() async throws {
            let now = WallTime.now
            let desk = try router.desk()
            let setting = SilenceSetting(isPreview: preview, isConfirmed: yes, form: output.form)
            let draft = try await draft(desk, now: now)
            guard let receipt = try await setting.set(draft, at: desk, now: now), output.form == .table else { return }
            let id = receipt.silence?.description ?? ""
            StandardStreams.write("silenced \(draft.wholeTerm(asOf: now)): \(id)\n")
        }

        private func draft(_ desk: HTTPDesk, now: Timestamp) async throws -> SilenceDraft {
            var matchers = try conditions.map(SilenceConditions.read)
            if let incident { matchers += SilenceMatcher.ofGroup(try await desk.detail(of: incident).summary) }
            guard !matchers.isEmpty else {
                throw CommandFailure(
                    .refused, "its group has no labels to silence by", nextStep: "write conditions: alertname=DiskFull")
            }
            let startsAt = try start.map { try MomentText.parse($0, now: now) } ?? now
            let endsAt: Timestamp
            if let until {
                endsAt = try MomentText.parse(until, now: startsAt)
            } else {
                let standard: Duration = untilResolved ? .hours(30 * 24) : .hours(1)
                endsAt = startsAt + (span.flatMap(PrometheusDuration.parse) ?? standard)
            }
            guard endsAt > now else {
                throw CommandFailure(
                    .usage, "it would end before it begins", nextStep: "write a later --until, or --for 2h")
            }
            let reviewAt = review.flatMap(PrometheusDuration.parse).map { startsAt + $0 }
            if let reviewAt, reviewAt >= endsAt {
                throw CommandFailure(
                    .usage, "its review would come after its end", nextStep: "write a shorter --review")
            }
            let draft = SilenceDraft(
                matchers: matchers, startsAt: startsAt, endsAt: endsAt, createdBy: SafeText(author ?? ""),
                comment: SafeText(comment), reviewAt: reviewAt, endsWithAlerts: untilResolved)
            try SilenceConditions.validate(termOf: draft, at: now)
            return draft
        }
    }

    // MARK: Expire

    struct Expire: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End silences now; what still fires rings again, also where somebody had acknowledged it.",
            discussion: """
                It says what may ring, and which command sets one again that was ended by mistake.

                Example: midwatch silence expire 6f0a2c1e-5d0b-4b3e-9a55-3d1f0f0e8a01
                """)

        @Argument(
            help: ArgumentHelp("Their ids, as list shows them; their first 4 digits are enough.", valueName: "id"))
        var ids: [String]

        @OptionGroup var router: RouterOptions

        func validate() throws {
            guard !ids.isEmpty else { throw ValidationError("say which: midwatch silence list shows the ids") }
            for id in ids { try SilenceConditions.validate(id: id) }
        }

        func run() async throws {
            let desk = try router.desk()
            var isRefused = false
            for text in ids {
                do {
                    let found = try await SilenceConditions.find(text, at: desk)
                    let id = found.silence.id
                    guard let request = Requests.fresh() else { continue }
                    _ = try await desk.expireSilence(id, request: request)
                    StandardStreams.write(found.state == .expired ? "\(id) was over already\n" : "expired \(id)\n")
                    if found.state == .active, found.alerts > 0 {
                        StandardStreams.remark(SilenceWords.ringing(found))
                    }
                    if found.state != .expired {
                        let until = "\(found.silence.endsAt.rfc3339.prefix(19))Z"
                        StandardStreams.remark("midwatch silence change \(id) --until \(until) sets it again")
                    }
                } catch let failure as CommandFailure {
                    isRefused = true
                    StandardStreams.remark(String(failure.line.dropFirst("midwatch: ".count)))
                } catch let refusal as Refusal {
                    isRefused = true
                    StandardStreams.remark("\(SafeText(text)): \(refusal.said)")
                }
            }
            await RouterRemarks.say(of: desk)
            if isRefused { throw ExitCode(CommandExit.refused.rawValue) }
        }
    }
}
