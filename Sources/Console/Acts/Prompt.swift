import Incidents
import TerminalUI

/// A question that stands where the NEXT line was, and takes all keys.
enum Prompt: Hashable, Sendable {
    case confirm(Confirmation)
    case input(Input)
    /// A severity, by its digit.
    case severity(IncidentNumber, was: Severity, shownAt: Timestamp)

    /// A yes or no about what wakes a person or makes something quiet. `y` is yes, every other key is no.
    struct Confirmation: Hashable, Sendable {
        /// Names the incident and the effect.
        var question: SafeText
        var acts: [Act]
        /// Whether yes means to leave the console.
        var isLeaving = false
        var shownAt: Timestamp
    }

    /// One line that is typed.
    struct Input: Hashable, Sendable {
        var purpose: Purpose
        var text: String
        /// Whether the text is a suggestion that the first character replaces.
        var isSuggestion = false
        /// Why the line was not taken.
        var fault: SafeText?

        enum Purpose: Hashable, Sendable {
            case note(IncidentNumber)
            case snooze(IncidentNumber)
            case command
            case search
        }

        /// What stands before the line.
        var label: SafeText {
            switch purpose {
            case .note(let number) where text.contains("\n"):
                SafeText("note on \(number), \(SafeText(text).lines.count) lines:")
            case .note(let number): SafeText("note on \(number):")
            case .snooze(let number): SafeText("snooze \(number) for (30m, 2h, 1d):")
            case .command: ":"
            case .search: "/"
            }
        }
    }
}

extension Prompt.Input {
    /// What a key did to the line.
    enum Edit { case edited, finished, left }

    /// Takes a key, as a line editor does.
    mutating func take(_ key: Key) -> Edit {
        switch key {
        case .enter: return .finished
        case .escape, .control("c"): return .left
        case .character(let scalar): insert(String(scalar))
        case .paste(let pasted): insert(SafeText(pasted).shown)
        case .backspace where text.isEmpty: return .left
        case .backspace, .delete:
            if !text.isEmpty { text.removeLast() }
        case .control("u"): text = ""
        case .control("w"):
            while text.last == " " { text.removeLast() }
            while let last = text.last, last != " " { text.removeLast() }
        case .control, .tab, .backTab, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .function, .mouse,
            .focus:
            break
        }
        isSuggestion = false
        fault = nil
        return .edited
    }

    private mutating func insert(_ more: String) {
        if isSuggestion { text = "" }
        let room: Int
        if case .note = purpose {
            // A scalar takes up to four bytes.
            room = (Limits.noteMax - text.utf8.count) / (more.utf8.count > more.unicodeScalars.count ? 4 : 1)
        } else {
            room = Limits.inputMax - text.unicodeScalars.count
        }
        text.unicodeScalars.append(contentsOf: more.unicodeScalars.prefix(max(0, room)))
    }
}

/// Reads `30m`, `2h`, `1h30m`, `1d` or `45` (minutes). Nil for anything else, for nothing, and beyond the bound.
func duration(from text: String) -> Duration? {
    var (total, digits): (Int64, Int64?) = (0, nil)
    for character in text where character != " " {
        if let digit = character.wholeNumberValue, character.isASCII {
            digits = (digits ?? 0) * 10 + Int64(digit)
            guard let digits, digits < 100_000 else { return nil }
            continue
        }
        guard let count = digits else { return nil }
        switch character {
        case "m": total += count
        case "h": total += count * 60
        case "d": total += count * 24 * 60
        default: return nil
        }
        digits = nil
    }
    let span = Duration.minutes(total + (digits ?? 0))
    return span > .zero && span <= Limits.snoozeMax ? span : nil
}
