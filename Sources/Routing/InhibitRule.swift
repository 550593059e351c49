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
