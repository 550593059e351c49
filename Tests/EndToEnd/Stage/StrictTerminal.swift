import Support

/// A terminal that takes nothing but what our own program has reason to send, and says what else it was sent.
///
/// For the console that is what ncurses makes of the terminfo of `xterm-256color`, and the modes that we set ourselves;
/// for commands, colours and clearing the screen. What a person would read must be free of every character that steers,
/// hides or reorders.
struct StrictTerminal {
    /// What may be sent besides text.
    enum Grammar {
        /// Lines with colours; `list --watch` clears the screen too.
        case lines
        /// All that draws a screen.
        case screen
    }

    /// What was sent that must not be, with what stood before it.
    private(set) var faults: [String] = []
    /// The bells that were rung.
    private(set) var bells = 0
    /// All that was text.
    private(set) var text = ""

    private let grammar: Grammar
    private var scalars: [Unicode.Scalar]
    private var index = 0

    /// Reads all that a program sent.
    init(_ bytes: [UInt8], _ grammar: Grammar) {
        self.grammar = grammar
        scalars = []
        if let valid = String(validating: bytes, as: UTF8.self) {
            scalars = Array(valid.unicodeScalars)
        } else {
            faults.append("what was sent is no UTF-8")
            scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        }
        while index < scalars.count, faults.count < 10 { readNext() }
    }

    private mutating func readNext() {
        let (start, scalar) = (index, scalars[index])
        index += 1
        switch scalar {
        case "\u{1B}": if !readSequence() { complain(start) }
        case "\n", "\r": text += "\n"
        case "\u{7}":
            bells += 1
            if grammar == .lines { complain(start) }
        case "\u{8}", "\t": if grammar == .lines { complain(start) }
        default:
            if HostileCorpus.isForbidden(scalar) { complain(start) }
            text.unicodeScalars.append(scalar)
        }
    }

    private mutating func complain(_ start: Int) {
        var sent = String.UnicodeScalarView()
        sent.append(contentsOf: scalars[max(0, start - 30)..<min(scalars.count, start + 40)])
        let code = String(scalars[start].value, radix: 16, uppercase: true)
        faults.append("U+\(code) at \(start) of \(scalars.count) in \(String(sent).debugDescription)")
    }

    /// Reads what follows an escape character; false when it is nothing that we send.
    private mutating func readSequence() -> Bool {
        guard index < scalars.count else { return false }
        let kind = scalars[index]
        index += 1
        switch kind {
        case "[": return readControl()
        case "(":
            guard grammar == .screen, index < scalars.count else { return false }
            index += 1
            return scalars[index - 1] == "B" || scalars[index - 1] == "0"
        case "7", "8", "=", ">", "M": return grammar == .screen
        case "]": return grammar == .screen && readTitle()
        default: return false
        }
    }

    /// Reads a title: words of letters and digits, which end nothing but where we end it.
    private mutating func readTitle() -> Bool {
        guard index + 1 < scalars.count, scalars[index] == "2", scalars[index + 1] == ";" else { return false }
        index += 2
        while index < scalars.count, scalars[index] != "\u{7}" {
            switch scalars[index] {
            case "a"..."z", "A"..."Z", "0"..."9", "#", ".", "-", " ": index += 1
            default: return false
            }
        }
        index += 1
        return index <= scalars.count
    }

    private mutating func readControl() -> Bool {
        let start = index
        while index < scalars.count, index - start < 40, ("0"..."?").contains(scalars[index]) { index += 1 }
        guard index < scalars.count else { return false }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<index])
        let (parameters, final) = (String(view), scalars[index])
        index += 1
        let areNumbers = view.allSatisfy { ("0"..."9").contains($0) || $0 == ";" }
        if final == "m" { return areNumbers }
        guard grammar == .screen else { return ["H", "2J"].contains(parameters + String(final)) }
        switch final {
        case "A", "B", "C", "D", "G", "H", "J", "K", "L", "M", "P", "S", "T", "X", "Z", "@", "b", "d", "r":
            return areNumbers
        case "t": return ["22;0;0", "23;0;0", "22;2", "23;2"].contains(parameters)
        case "l": return parameters == "4" || Self.modes.contains(parameters) || Self.mouse.contains(parameters)
        case "h": return Self.modes.contains(parameters)
        default: return false
        }
    }

    /// Cursor keys, wrapping, the cursor, focus, the other screen, pasting.
    private static let modes = ["?1", "?7", "?12", "?25", "?12;25", "?1004", "?1049", "?2004"]
    /// What the mouse reports is only ever turned off here: it is off unless a person turns it on.
    private static let mouse = ["?1000", "?1002", "?1003", "?1006"]
}

extension PseudoTerminal {
    /// Everything that was drawn so far, as a strict terminal takes it.
    func strictly(_ grammar: StrictTerminal.Grammar) -> StrictTerminal {
        _ = look()
        return StrictTerminal(drawn, grammar)
    }

    /// Waits until nothing more is drawn for a moment, at most for a second.
    func settles() async {
        var (count, quiet) = (drawn.count, 0)
        for _ in 0..<80 where quiet < 4 {
            await Waiting.aMoment(milliseconds: 12)
            _ = look()
            quiet = drawn.count == count ? quiet + 1 : 0
            count = drawn.count
        }
    }
}
