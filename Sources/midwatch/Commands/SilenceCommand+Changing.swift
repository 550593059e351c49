import ArgumentParser
import Calling
import Incidents
import Routing
import Wire

extension SilenceCommand {
    struct Change: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change a silence, or set one again that is over.",
            discussion: """
                What is not named stays as it is. Conditions are those that it has from then on, all of them. Other \
                conditions are another silence: the old one ends, and the new one has its own id. The same goes for \
                one that is over, which is set again as it was planned, from now on at the earliest. Its history says \
                who changed what. What somebody else changed meanwhile is not changed: look at it again.

                Examples: midwatch silence change 6f0a2c1e --until 06:00 --comment "the disk comes tomorrow"
                          midwatch silence change 6f0a2c1e alertname=DiskFull instance=~"db.*" --no-review
                """)

        @Argument(help: ArgumentHelp("Its id, as list shows it; its first 4 digits are enough.", valueName: "id"))
        var id: String

        @Argument(help: ArgumentHelp("What the labels must meet, instead of what it says.", valueName: "condition"))
        var conditions: [String] = []

        @Option(
            name: .customLong("for"),
            help: ArgumentHelp("How long from now on, or from its start: 30m, 2h.", valueName: "SPAN"))
        var span: String?

        @Option(help: ArgumentHelp("Until when: 06:00 in local time, or 2026-11-23T06:00:00Z.", valueName: "TIME"))
        var until: String?

        @Option(help: ArgumentHelp("When it begins, written like --until.", valueName: "TIME"))
        var start: String?

        @Option(help: ArgumentHelp("Why.", valueName: "TEXT"))
        var comment: String?

        @Option(help: ArgumentHelp("Whose it is.", valueName: "NAME"))
        var author: String?

        @Option(help: ArgumentHelp("After how long from now on to open a reminder of it.", valueName: "SPAN"))
        var review: String?

        @Flag(help: "Open no reminder of it.")
        var noReview = false

        @Flag(help: "Only say what it would mute now.")
        var preview = false

        @Flag(name: [.short, .long], help: "Do not ask.")
        var yes = false

        @OptionGroup var router: RouterOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            try SilenceConditions.validate(id: id)
            guard span == nil || until == nil else { throw ValidationError("give --for or --until, but not both") }
            guard review == nil || !noReview else {
                throw ValidationError("give --review or --no-review, but not both")
            }
            for text in [span, review].compactMap({ $0 }) { _ = try SilenceConditions.span(text) }
            try SilenceConditions.validate(conditions, isWhole: true)
            let said = [span, until, start, comment, author, review].contains { $0 != nil }
            guard said || noReview || !conditions.isEmpty else {
                throw ValidationError(
                    "say what to change: conditions, --for, --until, --start, --comment, --author, --review")
            }
        }

        func run() async throws {
            let now = WallTime.now
            let desk = try router.desk()
            let found = try await SilenceConditions.find(id, at: desk)
            let draft = try draft(found, now: now)
            let setting = SilenceSetting(isPreview: preview, isConfirmed: yes, form: output.form)
            guard let receipt = try await setting.set(draft, at: desk, now: now), output.form == .table else { return }
            StandardStreams.write(SilenceText.changed(found, receipt, draft, now: now))
        }

        private func draft(_ found: SilenceSummary, now: Timestamp) throws -> SilenceDraft {
            // Who ended it too early takes that back.
            var draft = SilenceDraft(changing: found.silence, at: now)
            if let start { draft.startsAt = try MomentText.parse(start, now: now) }
            if !conditions.isEmpty { draft.matchers = try conditions.map(SilenceConditions.read) }
            if let span { draft.endsAt = max(now, draft.startsAt) + (try SilenceConditions.span(span)) }
            if let until { draft.endsAt = try MomentText.parse(until, now: max(now, draft.startsAt)) }
            if let comment { draft.comment = SafeText(comment) }
            if let author { draft.createdBy = SafeText(author) }
            if let review { draft.reviewAt = now + (try SilenceConditions.span(review)) }
            if noReview { draft.reviewAt = nil }
            guard draft.endsAt > max(now, draft.startsAt) else {
                throw CommandFailure(
                    .usage, found.state == .expired ? "it is over" : "it would end before it begins",
                    nextStep: "say until when: --for 2h")
            }
            // What Alertmanager's door let in may stay as it is, and be set again as it was planned.
            let planned = max(found.silence.endsAt, found.silence.ending?.planned ?? found.silence.endsAt)
            if draft.endsAt > planned { try SilenceConditions.validate(termOf: draft, at: now) }
            if let reviewAt = draft.reviewAt, reviewAt >= draft.endsAt {
                throw CommandFailure(
                    .usage, "its review would come after its end", nextStep: "write a shorter --review, or --no-review")
            }
            return draft
        }
    }

    struct Extend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a silence last longer.",
            discussion: """
                The span is added to its end, which is a year from now at the latest. Its review stays where it is, \
                unless another is said. To let it end earlier: midwatch silence change ID --until TIME.

                Example: midwatch silence extend 6f0a2c1e 2h
                """)

        @Argument(help: ArgumentHelp("Its id, as list shows it; its first 4 digits are enough.", valueName: "id"))
        var id: String

        @Argument(help: ArgumentHelp("By how much: 30m, 2h.", valueName: "SPAN"))
        var span: String

        @Option(help: ArgumentHelp("After how long from now on to open a reminder of it.", valueName: "SPAN"))
        var review: String?

        @Flag(name: [.short, .long], help: "Do not ask.")
        var yes = false

        @OptionGroup var router: RouterOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            try SilenceConditions.validate(id: id)
            for text in [span, review].compactMap({ $0 }) { _ = try SilenceConditions.span(text) }
        }

        func run() async throws {
            let now = WallTime.now
            let desk = try router.desk()
            let found = try await SilenceConditions.find(id, at: desk)
            guard found.state != .expired else {
                throw CommandFailure(
                    .refused, "it is over",
                    nextStep: SafeText("midwatch silence change \(found.silence.id) --for \(span) sets it again"))
            }
            var draft = SilenceDraft(changing: found.silence)
            draft.endsAt = draft.endsAt + (try SilenceConditions.span(span))
            try SilenceConditions.validate(termOf: draft, at: now)
            if let review { draft.reviewAt = now + (try SilenceConditions.span(review)) }
            let setting = SilenceSetting(isPreview: false, isConfirmed: yes, form: output.form)
            guard let receipt = try await setting.set(draft, at: desk, now: now), output.form == .table else { return }
            StandardStreams.write(SilenceText.changed(found, receipt, draft, now: now))
        }
    }
}
