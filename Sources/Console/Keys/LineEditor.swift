import Incidents
import TerminalUI

/// One line that is typed, with a place in it: what a key does to it is what a shell does.
struct LineEditor: Hashable, Sendable {
    private(set) var text: String
    /// Where the next character goes, in characters from the start.
    private(set) var position: Int
    /// Whether the text is a suggestion that the first character replaces.
    private(set) var isSuggestion: Bool

    /// The longest text, in bytes.
    var sizeMax = Limits.inputMax

    init(_ text: String = "", isSuggestion: Bool = false) {
        (self.text, self.isSuggestion) = (text, isSuggestion)
        position = text.count
    }

    /// What a key did to the line.
    enum Edit { case edited, finished, left, unknown }

    /// Takes a key. One that is no key of a line, such as Up, changes nothing and is `unknown`.
    mutating func take(_ key: Key) -> Edit {
        switch key {
        case .enter: return .finished
        case .escape, .control("c"): return .left
        case .character(let scalar): insert(String(scalar))
        case .paste(let pasted): insert(SafeText(pasted).shown)
        case .backspace where text.isEmpty: return .left
        case .backspace: delete(position - 1..<position)
        case .delete, .control("d"): delete(position..<position + 1)
        case .control("u"): delete(0..<position)
        case .control("k"): delete(position..<text.count)
        case .control("w"): delete(wordStart..<position)
        case .left, .control("b"): position = max(0, position - 1)
        case .right, .control("f"): position = min(text.count, position + 1)
        case .home, .control("a"): position = 0
        case .end, .control("e"): position = text.count
        case .control, .tab, .backTab, .up, .down, .pageUp, .pageDown, .function, .mouse, .focus: return .unknown
        }
        isSuggestion = false
        return .edited
    }

    /// The text before the place.
    var head: Substring { text.prefix(position) }

    private var wordStart: Int {
        var characters = Array(head)
        while characters.last == " " { characters.removeLast() }
        while let last = characters.last, last != " " { characters.removeLast() }
        return characters.count
    }

    private mutating func insert(_ more: String) {
        if isSuggestion { (text, position) = ("", 0) }
        // A scalar takes up to four bytes.
        let room = (sizeMax - text.utf8.count) / (more.utf8.count > more.unicodeScalars.count ? 4 : 1)
        let rest = text.count - position
        var scalars = String.UnicodeScalarView(head.unicodeScalars)
        scalars.append(contentsOf: more.unicodeScalars.prefix(max(0, room)))
        text = String(scalars) + text.dropFirst(position)
        // A combining mark joins the character before it, so that places are counted from the end.
        position = max(0, text.count - rest)
    }

    private mutating func delete(_ range: Range<Int>) {
        let range = range.clamped(to: 0..<text.count)
        let start = text.index(text.startIndex, offsetBy: range.lowerBound)
        text.removeSubrange(start..<text.index(start, offsetBy: range.count))
        position = min(
            text.count, position > range.lowerBound ? max(range.lowerBound, position - range.count) : position)
    }

    /// The part of the line that is shown in so many columns, and the column of the place in it: the start goes out of
    /// sight when the place would.
    func shown(in room: Int) -> (text: SafeText, column: Int) {
        // Only what is near the place can be seen, and a note from the editor may be long.
        let room = max(1, room)
        var before = SafeText(String(head.suffix(2 * room))).inOneLine.shown
        var column = DisplayWidth.columns(of: SafeText(before))
        while column >= room, !before.isEmpty {
            column -= DisplayWidth.columns(of: SafeText(String(before.removeFirst())))
        }
        let after = SafeText(String(text.dropFirst(position).prefix(2 * room))).inOneLine
        return (SafeText(before + after.shown), column)
    }
}
