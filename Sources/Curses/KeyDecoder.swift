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
        case ground, escape, control, application, string, paste
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

    /// A decoder at the start of a stream. `escapeDelay` is in milliseconds.
    package init(escapeDelay: Int64 = 25, takesBurstsForPaste: Bool = false) {
        (self.escapeDelay, self.takesBurstsForPaste) = (escapeDelay, takesBurstsForPaste)
    }

    /// The longest sequence that can be a key; the longest report of a terminal that is waited out, in bytes.
    private static let sequenceLengthMax = 64
    private static let stringLengthMax = 4096
    /// How long a late rest of a sequence is looked out for, and how long a paste may pause, in milliseconds.
    private static let lateRestSpan: Int64 = 300
    private static let pastePauseMax: Int64 = 1000

    /// Takes what was read in one go and answers the keys that are complete.
    package mutating func feed(_ input: some Collection<UInt8>, at now: Int64) -> [Key] {
        if takesBurstsForPaste, case .ground = state, KeyDecoder.looksPasted(input) {
            return [.paste(String(decoding: input.prefix(Key.pasteLengthMax), as: UTF8.self))]
        }
        var keys: [Key] = []
        for byte in input { take(byte, at: now, into: &keys) }
        switch state {
        // Half a character ends with whatever comes next, however late.
        case .ground, .character: settlesAt = nil
        case .paste: settlesAt = now + KeyDecoder.pastePauseMax
        default: settlesAt = now + escapeDelay
        }
        return keys
    }

    /// Ends what was begun and is not going to be finished: a lone ESC is the key, half a sequence is nothing.
    package mutating func settle(at now: Int64) -> [Key] {
        guard let due = settlesAt, due <= now else { return [] }
        var keys: [Key] = []
        switch state {
        case .escape:
            keys = [.escape]
            loneEscapeAt = now
        case .control, .application:
            // A person typed `[` after Esc: these are keys after all.
            if isLateRest { keys = bytes.map { .character(Unicode.Scalar($0)) } }
        case .paste: keys = [pasted()]
        case .ground, .string, .character: break
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
        case .string: takeInString(byte)
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
            if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "O"), let escape = loneEscapeAt,
                now - escape < KeyDecoder.lateRestSpan
            {
                begin(byte)
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
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "O"): begin(byte)
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
            bytes = []
            state = .string
        default:
            // A slow line delivers Esc and the next key together.
            keys.append(.escape)
            returnToGround()
            take(byte, at: now, into: &keys)
        }
    }

    private mutating func begin(_ opener: UInt8) {
        bytes = [opener]
        state = opener == UInt8(ascii: "[") ? .control : .application
    }

    private mutating func takeInSequence(_ byte: UInt8, at now: Int64, into keys: inout [Key]) {
        guard (0x20..<0x7F).contains(byte), bytes.count < KeyDecoder.sequenceLengthMax else {
            returnToGround()
            if byte < 0x20 { take(byte, at: now, into: &keys) }
            return
        }
        bytes.append(byte)
        if case .application = state {
            // Digits may stand here for Shift and Control.
            guard byte >= 0x40 else { return }
            finish(sequences.application(bytes), into: &keys)
        } else {
            guard byte >= 0x40, bytes != Array("[[".utf8) else { return }
            if bytes == Array("[200~".utf8) {
                (state, bytes, isLateRest, pasteEnd) = (.paste, [], false, PasteEnd())
            } else {
                finish(sequences.control(bytes), into: &keys)
            }
        }
    }

    private mutating func finish(_ key: Key?, into keys: inout [Key]) {
        if let key, !isLateRest { keys.append(key) }
        returnToGround()
    }

    /// Waits out a terminal's answer to a question, which ends with BEL or `ESC \`.
    private mutating func takeInString(_ byte: UInt8) {
        let isEnd = byte == 0x07 || (byte == UInt8(ascii: "\\") && bytes.last == 0x1B)
        bytes.append(byte)
        if isEnd || bytes.count >= KeyDecoder.stringLengthMax { returnToGround() }
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

    /// A held key repeats one character; nobody types four different ones between two reads.
    private static func looksPasted(_ input: some Collection<UInt8>) -> Bool {
        guard input.count >= 4, let first = input.first, input.contains(where: { $0 != first }) else { return false }
        return input.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }
}

/// Finds `ESC [ 201 ~` in pasted bytes.
private struct PasteEnd {
    private static let mark = Array("\u{1B}[201~".utf8)
    private var matched = 0

    var isComplete: Bool { matched == PasteEnd.mark.count }

    /// Takes one byte and answers those that turned out to be text.
    mutating func take(_ byte: UInt8) -> ArraySlice<UInt8> {
        if byte == PasteEnd.mark[matched] {
            matched += 1
            return []
        }
        let text = PasteEnd.mark.prefix(matched)
        matched = byte == PasteEnd.mark[0] ? 1 : 0
        return matched == 1 ? text : text + [byte]
    }
}
