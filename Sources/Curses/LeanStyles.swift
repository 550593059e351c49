/// Sends what ncurses drew with fewer bytes: the same characters in the same styles, at the same places.
///
/// ncurses says each change of style anew and in several sequences, and chooses the character set with each. On a row
/// of an incident list that is as much as the text itself. Here changes are gathered until something is drawn in them.
struct LeanStyles {
    /// How the terminal draws now; nil when that is not known.
    private var sent: InkState?
    /// How it is to draw from here on.
    private var wanted = InkState()
    private var output: [UInt8] = []
    /// Whether the choice of the character set is passed on, once.
    private var passesCharset = false

    /// The same drawing in fewer bytes. When the whole screen is drawn, nothing is taken for granted: that is how a
    /// person repairs a terminal that something else put out of order.
    mutating func lean(_ bytes: [UInt8], isWhole: Bool) -> [UInt8] {
        output.removeAll(keepingCapacity: true)
        output.reserveCapacity(bytes.count)
        if isWhole { (sent, passesCharset) = (nil, true) }
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case 0x1B: index = takeSequence(bytes, index)
            // Pauses of old lines, and the ordinary character set, which we never leave.
            case 0x00, 0x0F: index += 1
            case 0x08, 0x0D:
                output.append(byte)
                index += 1
            default:
                settle(drawing: byte <= 0x20 ? .blank : .letter)
                output.append(byte)
                index += 1
            }
        }
        // Between two frames somebody else may write.
        settle(drawing: .letter)
        return output
    }

    private mutating func takeSequence(_ bytes: [UInt8], _ start: Int) -> Int {
        guard start + 1 < bytes.count else {
            output.append(bytes[start])
            return start + 1
        }
        guard bytes[start + 1] == UInt8(ascii: "[") else { return takeShort(bytes, start) }
        var end = start + 2
        while end < bytes.count, bytes[end] < 0x40 { end += 1 }
        guard end < bytes.count else {
            output += bytes[start...]
            return bytes.count
        }
        let last = bytes[end]
        let parameters = bytes[(start + 2)..<end]
        if last == UInt8(ascii: "m") {
            if !wanted.change(parameters) {
                settle(drawing: .letter)
                output += bytes[start...end]
                sent = nil
            }
            return end + 1
        }
        // These fill with the background.
        if "@JKLMPSTXb".utf8.contains(last) { settle(drawing: .blank) }
        output += bytes[start...end]
        return end + 1
    }

    /// A sequence that is not `ESC [`: ESC, perhaps bytes in between, and one last byte.
    private mutating func takeShort(_ bytes: [UInt8], _ start: Int) -> Int {
        var end = start + 1
        while end < bytes.count, (0x20..<0x30).contains(bytes[end]) { end += 1 }
        end = min(end + 1, bytes.count)
        if !bytes[start..<end].elementsEqual("\u{1B}(B".utf8) {
            output += bytes[start..<end]
        } else if passesCharset {
            output += bytes[start..<end]
            passesCharset = false
        }
        return end
    }

    private enum Drawing { case blank, letter }

    /// Tells the terminal how to draw, as far as it can be seen in what is drawn next.
    private mutating func settle(drawing: Drawing) {
        guard sent != wanted else { return }
        if let sent, drawing == .blank, sent.looksLike(wanted) { return }
        output += wanted.sequence(after: sent)
        sent = wanted
    }
}

/// What a terminal remembers of how to draw.
private struct InkState: Hashable {
    /// The attributes by their number, 1 to 9.
    private var attributes: UInt16 = 0
    /// The parameters that choose the colours; empty for the terminal's own.
    private var front: [UInt8] = []
    private var back: [UInt8] = []

    /// Whether a blank looks the same in both: its letter's colour and weight are not seen, unless it is reversed,
    /// underlined or struck through.
    func looksLike(_ other: InkState) -> Bool {
        let seen: UInt16 = 1 << 4 | 1 << 7 | 1 << 9
        return back == other.back && attributes & seen == 0 && other.attributes & seen == 0
    }

    /// Takes the parameters of one sequence; false when there is one that we do not know, and then nothing changed.
    mutating func change(_ parameters: ArraySlice<UInt8>) -> Bool {
        var state = self
        var rest = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)[...]
        while let text = rest.popFirst() {
            // Exact colours, as `38:2::215:95:0`: one parameter with parts.
            if text.starts(with: "38:".utf8) || text.starts(with: "48:".utf8) {
                if text.first == UInt8(ascii: "3") { state.front = Array(text) } else { state.back = Array(text) }
                continue
            }
            guard text.allSatisfy({ (0x30...0x39).contains($0) }), text.count <= 3 else { return false }
            let number = text.reduce(0) { $0 * 10 + Int($1 - 0x30) }
            switch number {
            case 0: state = InkState()
            case 1...9: state.attributes |= 1 << number
            // The console's own font, which is never another.
            case 10: break
            case 22: state.attributes &= ~(1 << 1 | 1 << 2)
            case 23...25, 27...29: state.attributes &= ~(1 << (number - 20))
            case 30...37, 90...97: state.front = Array(text)
            case 40...47, 100...107: state.back = Array(text)
            case 39: state.front = []
            case 49: state.back = []
            case 38, 48:
                let count = rest.first.map { $0.elementsEqual("5".utf8) ? 2 : $0.elementsEqual("2".utf8) ? 4 : 0 } ?? 0
                guard count > 0, rest.count >= count else { return false }
                let colour = Array(([text] + rest.prefix(count)).joined(separator: [UInt8(ascii: ";")]))
                rest = rest.dropFirst(count)
                if number == 38 { state.front = colour } else { state.back = colour }
            default: return false
            }
        }
        self = state
        return true
    }

    /// What leads a terminal from one state to this one.
    func sequence(after before: InkState?) -> [UInt8] {
        var parts: [[UInt8]] = []
        var from = before ?? InkState()
        // What one attribute ends, not every terminal knows; all know how to begin anew.
        if before == nil || from.attributes & ~attributes != 0 || self == InkState() {
            parts.append(self == InkState() ? [] : [0x30])
            from = InkState()
        }
        for number in 1...9 where attributes & ~from.attributes & 1 << number != 0 {
            parts.append([0x30 + UInt8(number)])
        }
        if front != from.front { parts.append(front.isEmpty ? Array("39".utf8) : front) }
        if back != from.back { parts.append(back.isEmpty ? Array("49".utf8) : back) }
        return Array("\u{1B}[".utf8) + parts.joined(separator: [UInt8(ascii: ";")]) + [UInt8(ascii: "m")]
    }
}
