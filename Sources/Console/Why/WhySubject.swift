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

/// What somebody asks the reasons of, and as of when.
package struct WhyQuestion: Hashable, Sendable {
    package var subject: WhySubject
    /// The time as it was typed, `03:10`; nil for now. What it means is known where the clock of the machine is.
    package var time: String?

    package init(_ subject: WhySubject, at time: String? = nil) { (self.subject, self.time) = (subject, time) }

    /// `#4127`, or `#4127 at 03:10`.
    package var name: SafeText {
        guard let time else { return subject.name }
        return SafeText("\(subject.name.original) at \(time)")
    }

    /// Parts what stands behind `why`: `4127`, `4127 03:10`, `4127 --at 03:10`, `4127 at 03:10`, and `--at 03:10` alone.
    ///
    /// - Throws: ``LineCommand/Fault`` with what is wrong.
    static func parted(_ words: [String]) throws(LineCommand.Fault) -> (subject: WhySubject?, time: String?) {
        var rest = words[...]
        let subject = rest.first.flatMap { WhySubject($0) }
        if subject != nil { rest = rest.dropFirst() }
        if let word = rest.first, word.hasPrefix("--at=") {
            rest[rest.startIndex] = String(word.dropFirst(5))
        } else if rest.first == "--at" || rest.first == "at" {
            rest = rest.dropFirst()
            guard !rest.isEmpty else { throw LineCommand.Fault(said: "say as of when: why 4127 --at 03:10") }
        }
        guard let time = rest.first else { return (subject, nil) }
        guard isTime(time) else {
            throw LineCommand.Fault(
                said: subject == nil && words.count == rest.count
                    ? "why takes the number of an incident, or an alert's fingerprint of 16 digits"
                    : SafeText("\"\(time)\" is no time; write 03:10 or 2026-11-23T03:10:00Z"))
        }
        guard rest.count == 1 else { throw LineCommand.Fault(said: "say one, and one time: why 4127 --at 03:10") }
        return (subject, time)
    }

    /// Whether a word can be a time of day, or a date and time.
    private static func isTime(_ word: String) -> Bool {
        word.contains(":") && word.utf8.count <= 40 && word.utf8.first.map { (0x30...0x39).contains($0) } == true
    }
}

/// One line of an explanation. What stands below something begins with blanks.
package struct WhyLine: Hashable, Sendable {
    package var text: SafeText
    /// Whether it is the head of what comes below it.
    package var isHead: Bool

    package init(_ text: SafeText, isHead: Bool = false) { (self.text, self.isHead) = (text, isHead) }
}
