package import Incidents

/// While an alert that meets the source matchers fires, alerts that meet the target matchers and have the same values
/// of the `equal` labels are not told.
package struct InhibitRule: Hashable, Sendable {
    /// What the inhibiting alert must meet.
    package let sourceMatchers: [Matcher]
    /// What the inhibited alert must meet.
    package let targetMatchers: [Matcher]
    /// The labels whose values both must share; a missing label has the empty value.
    package let equal: [String]

    package init(sourceMatchers: [Matcher], targetMatchers: [Matcher], equal: [String] = []) {
        (self.sourceMatchers, self.targetMatchers, self.equal) = (sourceMatchers, targetMatchers, equal)
    }
}

extension InhibitRule {
    /// Whether an alert keeps another one quiet by it, while it fires. ``InhibitionBook`` asks for many at once.
    ///
    /// What meets both sides is inhibited only by what does not.
    package func inhibits(_ target: LabelSet, by source: LabelSet) -> Bool {
        guard sourceMatchers.matches(source), targetMatchers.matches(target) else { return false }
        guard !(sourceMatchers.matches(target) && targetMatchers.matches(source)) else { return false }
        return equal.allSatisfy { source[raw: $0] ?? "" == target[raw: $0] ?? "" }
    }
}
