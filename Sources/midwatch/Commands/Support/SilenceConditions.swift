import ArgumentParser
import Calling
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

    /// How many digits of an id are enough, if no other silence begins with them.
    static let prefixMin = 4

    /// The silence that an id, or the beginning of one, means.
    static func id(_ text: String, at desk: HTTPDesk) async throws -> SilenceID {
        if let id = SilenceID(text) { return id }
        let start = text.lowercased()
        let found = try await desk.silences(nil).map(\.silence.id).filter { $0.description.hasPrefix(start) }
        guard start.utf8.count >= prefixMin, found.count == 1, let id = found.first else {
            throw CommandFailure(
                .refused,
                SafeText(
                    found.count > 1 && start.utf8.count >= prefixMin
                        ? "\(found.count) silences begin with \"\(text)\"" : "there is no silence \"\(text)\""),
                nextStep: "midwatch silence list --all shows the ids")
        }
        return id
    }
}
