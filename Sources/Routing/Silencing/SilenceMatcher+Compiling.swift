internal import Incidents

/// Why the matchers of a silence are refused, in Alertmanager's words (`silence.go`, `validateSilence`).
package struct SilenceFault: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
}

extension [SilenceMatcher] {
    /// Compiles the conditions of a silence.
    ///
    /// At least one of them must refuse the empty value: else it would mute whatever lacks the labels that it speaks of.
    package func compiled(within limits: Limits = .standard) throws(SilenceFault) -> [Matcher] {
        guard !isEmpty else { throw SilenceFault(description: "at least one matcher required") }
        guard count <= limits.labelsPerAlert else {
            let most = limits.labelsPerAlert
            throw SilenceFault(
                description: "\(count) matchers, and no alert has more than \(most) labels: leave some out")
        }
        var matchers: [Matcher] = []
        for (index, matcher) in enumerated() {
            do throws(SilenceFault) { matchers.append(try matcher.compiled(within: limits)) } catch {
                throw SilenceFault(description: "invalid label matcher \(index): \(error)")
            }
        }
        // A matcher that excludes is none of these for Alertmanager, although it takes a missing label.
        guard !zip(self, matchers).allSatisfy({ $0.isEqual && $1.matchesEmpty }) else {
            throw SilenceFault(description: "at least one matcher must not match the empty string")
        }
        return matchers
    }
}

extension SilenceMatcher {
    /// What it demands, ready to be held against alerts.
    fileprivate func compiled(within limits: Limits) throws(SilenceFault) -> Matcher {
        guard LabelName.isValid(name), name.utf8.count <= limits.labelNameBytes else {
            throw SilenceFault(description: "invalid label name \(GoQuoting.quoted(String(name.prefix(64))))")
        }
        guard value.utf8.count <= limits.labelValueBytes else {
            let (size, most) = (value.utf8.count, limits.labelValueBytes)
            throw SilenceFault(description: "a value of \(size) bytes, and no label has more than \(most): shorten it")
        }
        let operation: Matcher.Operation =
            isRegex ? (isEqual ? .regex : .notRegex) : (isEqual ? .equal : .notEqual)
        do throws(RegexFault) {
            if isRegex { try AnchoredRegex.check(value) }
            return try Matcher(name, operation, value)
        } catch {
            throw SilenceFault(description: "invalid regular expression \(GoQuoting.quoted(value)): \(error)")
        }
    }
}
