extension [Matcher] {
    /// Values that no team gives to a label: what is met by all of these is met by anything.
    private static let unlikely = ["q7#zw~k", "0", "Ж", "-.-/:@", "a\u{2063}b"]

    /// Whether they name nothing that they are about. `alertname=~".+"` does not, and neither does `team!="db"`.
    package var matchEverything: Bool {
        allSatisfy { matcher in [Matcher].unlikely.allSatisfy { matcher.matches(value: $0) } }
    }

    /// Whether there is no alert that they do not meet: what may be said as a fact, where ``matchEverything`` is a guess
    /// that is good enough to ask. A label may be missing, but for the name of the alert.
    package var matchAnyAlert: Bool { !isEmpty && allSatisfy(\.matchesAnyAlert) }
}

extension Matcher {
    fileprivate var matchesAnyAlert: Bool {
        let (isName, bare) = (name == "alertname", value.filter { !"()^$?".contains($0) })
        return switch operation {
        case .regex: bare == ".*" || isName && bare == ".+"
        case .notEqual: isName && value.isEmpty
        case .equal, .notRegex: false
        }
    }
}
