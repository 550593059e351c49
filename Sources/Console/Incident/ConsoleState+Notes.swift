import Incidents
import TerminalUI

/// Notes: written in a line or in the person's editor, kept until the router has them.
extension ConsoleState {
    /// Hands the draft on the incident under the cursor to the editor.
    mutating func writeLongNote() {
        guard let number = selectedNumber, let target else {
            return say(selectedNumber == nil ? "no incident is selected" : "not known yet; wait for it", isBad: true)
        }
        if let reason = obstacle(restricted: .editor) ?? obstacle(to: .note, on: target) {
            return say(reason, isBad: true)
        }
        if pending.contains(where: { $0.act.incident == number && $0.act.verb.deed == .note }) {
            return say(SafeText("note of \(number) is on its way"), isBad: false)
        }
        editing = number
        wanted.append(.terminal(.edit(drafts[number] ?? "")))
    }

    /// The editor has ended. What was written is shown once more before it is sent.
    mutating func take(edited text: String?) {
        guard let number = editing else { return }
        editing = nil
        guard let text else {
            let draft = drafts[number] == nil ? "nothing was noted" : "the draft is as it was"
            return say(SafeText("the editor gave no text for \(number); \(draft)"), isBad: true)
        }
        let note = text.replacingLineEnds.trimmed
        keepDraft(note, for: number)
        if note.isEmpty { return say("an empty note is no note", isBad: false) }
        let size = note.utf8.count
        guard size <= Limits.noteMax else {
            let most = "\(Limits.noteMax >> 10) KiB is the most"
            return say(SafeText("the note has \(size >> 10) KiB, and \(most); C goes on with it"), isBad: true)
        }
        overlay = .prompt(.input(Prompt.Input(purpose: .note(number), text: note)))
    }

    mutating func keepDraft(_ text: String, for number: IncidentNumber) {
        guard let gone = drafts.keep(text, for: number) else { return }
        say(SafeText("more than \(Drafts.countMax) drafts: that on \(gone) was let go"), isBad: true)
    }

    /// A note line was left. What was typed is kept, and said to be.
    mutating func leaveNote(_ text: String, on number: IncidentNumber) {
        let isBlank = text.allSatisfy(\.isWhitespace)
        keepDraft(isBlank ? "" : text, for: number)
        if !isBlank { say(SafeText("the note on \(number) is kept as a draft; c goes on"), isBad: false) }
    }

    /// What would be lost by leaving, as a question; nil when nothing would.
    var leavingQuestion: SafeText? {
        var reasons: [String] = []
        let count = unansweredCount
        if count > 0 {
            reasons.append(count == 1 ? "1 act has no answer yet" : "\(count) acts have no answer yet")
        }
        // A note that is on its way is said already.
        let underWay = Set(pending.filter { $0.act.verb.deed == .note }.map(\.act.incident))
        let unsent = drafts.numbers.filter { !underWay.contains($0) }
        if let first = unsent.first {
            let more = unsent.count > 4 ? " and \(unsent.count - 4) more" : ""
            let names = unsent.prefix(4).map { "\($0)" }.joined(separator: " ") + more
            reasons.append(
                unsent.count == 1 ? "your note on \(first) is not sent" : "your notes on \(names) are not sent")
        }
        return reasons.isEmpty ? nil : SafeText("leave? " + reasons.joined(separator: "; "))
    }
}

extension String {
    /// The same with line feeds alone at the ends of lines.
    fileprivate var replacingLineEnds: String {
        guard utf8.contains(0x0D) else { return self }
        var text = UnicodeScalarView()
        var wasReturn = false
        for scalar in unicodeScalars {
            if scalar == "\r" {
                text.append("\n")
            } else if scalar != "\n" || !wasReturn {
                text.append(scalar)
            }
            wasReturn = scalar == "\r"
        }
        return String(text)
    }

    /// The same without blanks and empty lines at either end.
    fileprivate var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
