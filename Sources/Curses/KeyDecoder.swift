package import TerminalUI

/// Turns the bytes that a terminal sends into keys, however they are split over reads.
///
/// It is our own, and not ncurses', because that one blocks on a lone ESC, queues keys of its own for a resize, and
/// cannot be tested without a terminal. It knows no clock: `now` is milliseconds of any clock that does not jump.
package struct KeyDecoder: Sendable {
    /// How long after an ESC the rest of a sequence may come, in milliseconds.
    package let escapeDelay: Int64

    /// Whether four different characters in one read are a paste: for terminals that do not bracket them.
    let takesBurstsForPaste: Bool

    var sequences = KeySequences()

    /// When ``settle(at:)`` must be called, if nothing more comes.
    package private(set) var settlesAt: Int64?

    private enum State {
        case ground, escape, control, application, string, stringEscape, paste
        /// In the three bytes after `ESC [ M`, which old terminals report a mouse with.
        case oldMouse
        /// In the middle of a character of so many bytes.
        case character(length: Int)
    }

    private var state = State.ground
    /// The sequence, character or pasted text so far, without the ESC.
    private var bytes: [UInt8] = []
    /// When a lone ESC was last taken for the key: what should have followed it may still be under way.
    private var loneEscapeAt: Int64?
    /// Whether the sequence is the late rest of one whose ESC was taken for the key.
    private var isLateRest = false
    private var pasteEnd = PasteEnd()
    /// Until when the rest of a paste that was let go may come.
    private var pasteRestUntil = Int64.min

    /// A decoder at the start of a stream. `escapeDelay` is in milliseconds.
    package init(escapeDelay: Int64 = 25, takesBurstsForPaste: Bool = false) {
        (self.escapeDelay, self.takesBurstsForPaste) = (escapeDelay, takesBurstsForPaste)
    }

    /// Whether reports of the mouse are keys, or what a program before us left switched on.
    package var reportsMouse: Bool {
        get { sequences.reportsMouse }
        set { sequences.reportsMouse = newValue }
    }

    /// Whether reports that the window was chosen or left are keys.
    package var reportsFocus: Bool {
        get { sequences.reportsFocus }
        set { sequences.reportsFocus = newValue }
    }

    /// The longest sequence that can be a key; the longest report of a terminal that is waited out, in bytes.
    private static let sequenceLengthMax = 64
    private static let stringLengthMax = 65_536
    /// How long the rest of a sequence is looked out for once it has begun, or once its ESC was taken for the key; how
    /// long a paste may pause, and how long its rest is looked out for; in milliseconds.
    private static let restSpan: Int64 = 300
    private static let pastePauseMax: Int64 = 1000
    private static let pasteRestSpan: Int64 = 2000

    /// Takes what was read in one go and answers the keys that are complete.
    package mutating func feed(_ input: some Collection<UInt8>, at now: Int64) -> [Key] {
        if takesBurstsForPaste || now < pasteRestUntil, case .ground = state, KeyDecoder.looksPasted(input) {
            return [.paste(String(decoding: input.prefix(Key.pasteLengthMax), as: UTF8.self))]
        }
        var keys: [Key] = []
        for byte in input { take(byte, at: now, into: &keys) }
        settlesAt = patience.map { now + $0 }
        return keys
    }

    /// How long what was begun may stay unfinished.
    private var patience: Int64? {
        switch state {
        // Half a character ends with whatever comes next, however late.
        case .ground, .character: nil
        case .paste: KeyDecoder.pastePauseMax
        case .escape: escapeDelay
        // A person may well type `[` after Esc, but does not go on as a terminal would.
        case .control, .application, .string: isLateRest && bytes.count == 1 ? escapeDelay : KeyDecoder.restSpan
        case .oldMouse, .stringEscape: KeyDecoder.restSpan
        }
    }

    /// Ends what was begun and is not going to be finished: a lone ESC is the key, half a sequence is nothing.
    package mutating func settle(at now: Int64) -> [Key] {
        guard let due = settlesAt, due <= now else { return [] }
        var keys: [Key] = []
        switch state {
        case .escape:
            keys = [.escape]
            loneEscapeAt = now
        case .control, .application, .string:
            if bytes.count == 1 { appendTyped(into: &keys) }
        case .paste:
            keys = [pasted()]
            pasteRestUntil = now + KeyDecoder.pasteRestSpan
        case .ground, .character, .oldMouse, .stringEscape: break
        }
        returnToGround()
        settlesAt = nil
        return keys
    }

    private mutating func take(_ byte: UInt8, at now: Int64, into keys: inout [Key]) {
        switch state {
        case .ground: takeOnGround(byte, at: now, into: &keys)
        case .escape: takeAfterEscape(byte, at: now, into: &keys)
        case .control, .application: takeInSequence(byte, at: now, into: &keys)
        case .oldMouse: takeInOldMouse(byte, at: now, into: &keys)
        case .string: takeInString(byte, at: now, into: &keys)
        case .stringEscape:
            returnToGround()
            if byte != UInt8(ascii: "\\") { takeAfterEscape(byte, at: now, into: &keys) }
        case .paste:
            for literal in pasteEnd.take(byte) where bytes.count < Key.pasteLengthMax { bytes.append(literal) }
            if pasteEnd.isComplete {
                keys.append(pasted())
                returnToGround()
            }
        case .character(let length): takeInCharacter(byte, length, at: now, into: &keys)
        }
    }

    private mutating func takeOnGround(_ byte: UInt8, at now: Int64, into keys: inout [Key]) {
        switch byte {
        case 0x1B: state = .escape
        case 0x0D, 0x0A: keys.append(.enter)
        case 0x09: keys.append(.tab)
        case 0x08, 0x7F: keys.append(.backspace)
        case 0x01...0x1A: keys.append(.control(Character(Unicode.Scalar(byte + 0x60))))
        case 0x00, 0x1C...0x1F: keys.append(.control(Character(Unicode.Scalar(byte + 0x40))))
        case 0x20..<0x7F:
            if let escape = loneEscapeAt, now - escape < KeyDecoder.restSpan, begin(byte) {
                isLateRest = true
            } else {
                keys.append(.character(Unicode.Scalar(byte)))
            }
            loneEscapeAt = nil
        case 0xC2...0xF4:
            bytes = [byte]
            state = .character(length: byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4)
        default: break
        }
    }

    private mutating func takeAfterEscape(_ byte: UInt8, at now: Int64, into keys: inout [Key]) {
        guard !begin(byte) else { return }
        // A slow line delivers Esc and the next key together.
        keys.append(.escape)
        returnToGround()
        take(byte, at: now, into: &keys)
    }

    /// Begins the sequence or the report of a terminal that a byte after ESC opens; false when it opens none.
    private mutating func begin(_ opener: UInt8) -> Bool {
        switch opener {
        case UInt8(ascii: "["): state = .control
        case UInt8(ascii: "O"): state = .application
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"): state = .string
        default: return false
        }
        bytes = [opener]
        return true
    }

    private mutating func takeInSequence(_ byte: UInt8, at now: Int64, into keys: inout [Key]) {
        guard (0x20..<0x7F).contains(byte), bytes.count < KeyDecoder.sequenceLengthMax else {
            returnToGround()
            if byte < 0x20 { take(byte, at: now, into: &keys) }
            return
        }
        bytes.append(byte)
        // Digits may stand after `O` for Shift and Control, and the Linux console sends `[[A`.
        guard byte >= 0x40, bytes != Array("[[".utf8) else { return }
        if case .application = state {
            finish(sequences.application(bytes), into: &keys)
        } else if bytes == Array("[200~".utf8) {
            (state, bytes, isLateRest, pasteEnd) = (.paste, [], false, PasteEnd())
        } else if bytes == Array("[M".utf8), sequences.own[bytes] == nil {
            (state, bytes) = (.oldMouse, [])
        } else {
            finish(sequences.control(bytes), into: &keys)
        }
    }

    private mutating func finish(_ key: Key?, into keys: inout [Key]) {
        if let key, !isLateRest { keys.append(key) }
        returnToGround()
    }

    private mutating func takeInOldMouse(_ byte: UInt8, at now: Int64, into keys: inout [Key]) {
        guard byte >= 0x20 else {
            returnToGround()
            take(byte, at: now, into: &keys)
            return
        }
        bytes.append(byte)
        if bytes.count == 3 { finish(sequences.oldMouse(bytes), into: &keys) }
    }

    /// Waits out a terminal's answer to a question, which ends with BEL or `ESC \`. Another control is a key: answers
    /// have none, and what never ends must not swallow Ctrl-C.
    private mutating func takeInString(_ byte: UInt8, at now: Int64, into keys: inout [Key]) {
        switch byte {
        case 0x07: returnToGround()
        case 0x1B where bytes.count > 1: state = .stringEscape
        case 0x00..<0x20:
            if bytes.count == 1 { appendTyped(into: &keys) }
            returnToGround()
            take(byte, at: now, into: &keys)
        default:
            if bytes.count == 1, !KeyDecoder.mayOpen(bytes[0], byte) {
                appendTyped(into: &keys)
                returnToGround()
                take(byte, at: now, into: &keys)
                return
            }
            bytes.append(byte)
            if bytes.count >= KeyDecoder.stringLengthMax { returnToGround() }
        }
    }

    /// Whether a terminal's answer may begin so; what else begins with these letters a person typed.
    private static func mayOpen(_ opener: UInt8, _ first: UInt8) -> Bool {
        let isDigit = (0x30...0x39).contains(first)
        switch opener {
        case UInt8(ascii: "]"): return isDigit
        case UInt8(ascii: "P"): return isDigit || first == UInt8(ascii: ">") || first == UInt8(ascii: "!")
        case UInt8(ascii: "_"): return first == UInt8(ascii: "G")
        default: return true
        }
    }

    /// What looked like the beginning of a sequence were keys: Esc, and the letter after it.
    private mutating func appendTyped(into keys: inout [Key]) {
        if !isLateRest { keys.append(.escape) }
        keys += bytes.map { .character(Unicode.Scalar($0)) }
    }

    private mutating func takeInCharacter(_ byte: UInt8, _ length: Int, at now: Int64, into keys: inout [Key]) {
        guard (0x80..<0xC0).contains(byte) else {
            returnToGround()
            take(byte, at: now, into: &keys)
            return
        }
        bytes.append(byte)
        guard bytes.count == length else { return }
        if let text = String(validating: bytes, as: UTF8.self), let scalar = text.unicodeScalars.first,
            scalar.value >= 0xA0
        {
            keys.append(.character(scalar))
        }
        returnToGround()
    }

    private mutating func pasted() -> Key { .paste(String(decoding: bytes, as: UTF8.self)) }

    private mutating func returnToGround() {
        (state, isLateRest) = (.ground, false)
        bytes.removeAll(keepingCapacity: true)
    }

    /// A held key repeats one character; nobody types four characters that differ between two reads.
    private static func looksPasted(_ input: some Collection<UInt8>) -> Bool {
        let printable = input.filter { $0 >= 0x20 && $0 != 0x7F }
        guard printable.count >= 4, let first = printable.first, printable.contains(where: { $0 != first }) else {
            return false
        }
        return input.allSatisfy { ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x0D || $0 == 0x0A || $0 == 0x09 }
    }
}
