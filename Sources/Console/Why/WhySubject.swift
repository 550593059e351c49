package import Incidents

/// What somebody asks the reasons of: why it was told, or kept quiet.
package enum WhySubject: Hashable, Sendable {
    case incident(IncidentNumber)
    case alert(Fingerprint)

    /// Reads `4127`, `#4127` or sixteen hexadecimal digits; nil for anything else.
    package init?(_ word: String) {
        if word.utf8.count == 16, let fingerprint = Fingerprint(hexadecimal: word) {
            self = .alert(fingerprint)
        } else if let number = LineCommand.number(word) {
            self = .incident(number)
        } else {
            return nil
        }
    }

    /// `#4127`, or `alert 7b1f6c0a9d3e2f41`.
    package var name: SafeText {
        switch self {
        case .incident(let number): SafeText("\(number)")
        case .alert(let fingerprint): SafeText("alert \(fingerprint)")
        }
    }
}

/// One line of an explanation. What stands below something begins with blanks.
package struct WhyLine: Hashable, Sendable {
    package var text: SafeText
    /// Whether it is the head of what comes below it.
    package var isHead: Bool

    package init(_ text: SafeText, isHead: Bool = false) { (self.text, self.isHead) = (text, isHead) }
}
