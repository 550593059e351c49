import ArgumentParser
import Calling
import Configuring
import Incidents
import Routing

/// What a silence is about, from what a person types.
enum SilenceConditions {
    /// One condition: `severity=~"critical|page"`.
    static func read(_ text: String) throws -> SilenceMatcher {
        do {
            let matcher = try MatcherParser.matcher(text)
            return SilenceMatcher(
                name: matcher.name, value: matcher.value, isRegex: matcher.operation.isRegex,
                isEqual: !matcher.operation.isNegative)
        } catch {
            throw ValidationError("\"\(SafeText(text))\" is no condition; write NAME=VALUE or NAME=~REGEX (\(error))")
        }
    }

    /// - Parameter isWhole: whether they are all that is demanded of an alert.
    /// - Throws: what is no condition, or that they are met by alerts that have none of their labels.
    static func validate(_ conditions: [String], isWhole: Bool) throws {
        let matchers = try conditions.map(read)
        guard isWhole, let first = conditions.first, matchers.nameNoValue else { return }
        throw ValidationError(
            "\"\(SafeText(first))\" is met by every alert without that label, which is no condition alone; "
                + "write one that names a value, NAME=VALUE")
    }

    /// - Throws: that a silence would last too long.
    static func validate(termOf draft: SilenceDraft, at now: Timestamp) throws(CommandFailure) {
        guard draft.isTooLong(asOf: now) else { return }
        throw CommandFailure(
            .usage, SafeText("it would last until \(draft.endsAt.clock(asOf: now))Z, and a year (365d) is the most"),
            nextStep: "name an earlier end, and set it again then")
    }

    /// Whether a text can be the beginning of an id: digits enough, or hyphens among them.
    static func isPrefix(_ text: String) -> Bool {
        text.utf8.count >= SilenceID.prefixMin && text.allSatisfy { $0 == "-" || $0.isASCII && $0.isHexDigit }
    }

    /// - Throws: that a text names no silence.
    static func validate(id: String) throws {
        guard !isPrefix(id) else { return }
        throw ValidationError(
            "\"\(SafeText(id))\" names no silence: give at least \(SilenceID.prefixMin) digits of the id, as list shows it"
        )
    }

    /// A span that is longer than nothing.
    static func span(_ text: String) throws -> Duration {
        guard let span = PrometheusDuration.parse(text), span > .zero else {
            throw ValidationError(Span.fault(text, longest: "the longest span is 292y"))
        }
        return span
    }

    /// The silence that an id, or the beginning of one, means.
    static func find(_ text: String, at desk: HTTPDesk) async throws -> SilenceSummary {
        let found = try await desk.silences(nil).beginning(with: text)
        guard found.count == 1, let summary = found.first else {
            throw CommandFailure(
                .refused,
                SafeText(
                    found.count > 1
                        ? "\(found.count) silences begin with \"\(text)\"" : "there is no silence \"\(text)\""),
                nextStep: "midwatch silence list --all shows the ids")
        }
        return summary
    }
}
