import Incidents

/// What the next line answers.
struct PlainQuestion: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// Yes or no; everything that is not yes is no.
        case confirm(Confirmation)
        /// One of several, by its number.
        case menu([Item])
        /// What a verb still needs: a text, a span, a severity.
        case argument(PlainDeed, SafeText)
        /// Whether a silence is to be set, or ended.
        case silence(PlainSilencing.Question)
    }

    /// A yes or no; for more than ``yesMax`` acts their count is typed, or the service that all of them are of.
    struct Confirmation: Hashable, Sendable {
        var text: SafeText
        var acts: [Act]
        /// The service that all of them are of; nil where they are of several, or it cannot be typed.
        var service: SafeText?

        var isBulk: Bool { acts.count > PlainQuestion.yesMax }
        /// The question, and what answers it.
        var line: SafeText { SafeText("\(text) \(hint)") }

        private var hint: String {
            guard isBulk else { return "Type yes or no." }
            let service = service.map { " or \($0), the service," } ?? ""
            return "Type \(acts.count), the count,\(service) for yes."
        }
    }

    struct Item: Hashable, Sendable {
        var label: SafeText
        var command: PlainCommand
    }

    var kind: Kind
    var shownAt: Timestamp

    /// More acts than these are not done for a yes.
    static let yesMax = 5

    /// The question in short, for after news that came in between.
    var reminder: SafeText {
        switch kind {
        case .confirm(let asked): SafeText("Still asked: \(asked.line)")
        case .menu: "Still asked: a number of the menu, or 0."
        case .argument(_, let text): SafeText("Still asked: \(text)")
        case .silence(let asked): SafeText("Still asked: \(asked.line)")
        }
    }
}

/// The words of the console, for `help` and menus.
enum PlainHelp {
    /// What each verb does, in the order of use.
    static let deeds: [(deed: Deed, words: String)] = [
        (.acknowledge, "acknowledge"), (.take, "take"), (.snooze, "snooze"), (.note, "write a note on"),
        (.resolve, "resolve"), (.mitigate, "mitigate"), (.severity, "set the severity of"),
        (.unacknowledge, "give back"), (.reopen, "reopen"), (.merge, "merge"), (.unmerge, "unmerge"), (.undo, "undo"),
    ]

    static func lines(isRestricted: Bool) -> [SafeText] {
        var lines: [SafeText] = [
            "list: what is open, the most urgent first. list sev<=2: only those. more: the next of them.",
            "show 4127: one incident with its alerts and history. A number alone does the same.",
            "why 4127: why it was told or kept quiet, and who was told when.",
            "ack 4127, or a 4127: you have it, and it stops ringing. ack alone: the most urgent, asked first.",
            "take 4127, or t: it is yours, also from somebody else. unack 4127: give it back.",
            "snooze 4127 30m, or s: quiet for a while. note 4127 text, or c: a line for its history.",
            "mitigate 4127: users are fine. resolve 4127: it is over. reopen 4127: it is not.",
            "severity 4127 SEV2: how bad it is. merge 18 17: 18 goes into 17. unmerge 18: its own again.",
            "silence 4127 2h, or until 06:00, or until resolved: its alerts are kept quiet. review 1h behind it: a reminder.",
            "silence env=prod job=~\"api.*\" 2h why: keeps quiet whatever meets these conditions.",
            "silences: what is kept quiet. silences owner:me: only those. silences all: also what is over.",
            "expire 6f0a2c1e: ends the silence whose id begins so. extend 6f0a2c1e 1h: makes it last longer.",
            "undo, or u: takes back your last act, within 10 seconds.",
            "menu, or menu 4127: what can be done, with numbers. refresh: get everything anew.",
            "An empty line says where things stand. quit, or Ctrl-D, leaves.",
            "What wakes a person or makes something quiet is asked about; only yes is yes. --yes at the end says it.",
        ]
        if isRestricted { lines.append("Editor, shell, files and suspend are off: restricted.") }
        return lines
    }
}
