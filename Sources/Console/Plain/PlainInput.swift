package import Incidents
import TerminalUI

/// Makes lines of the bytes that arrive: from a terminal letter by letter, with the echo that a person expects, or from
/// a file or a pipe as they come.
///
/// At a terminal it does what the terminal itself does with a line, and nothing more: it erases the last letter, word or
/// line. It is here so that what is half typed can be said again after news that came in between.
package struct PlainInput: Sendable {
    /// What the bytes came to, in order.
    package enum Step: Hashable, Sendable {
        /// To be written as it stands: letters, a line end, or steps back over what is erased.
        case echo(String)
        case line(String)
        /// A line was too long, and is thrown away.
        case tooLong
        /// Ctrl-D on an empty line.
        case end
    }

    /// The longest line, in bytes.
    package static let lengthMax = 4096

    private let echoes: Bool
    private var bytes: [UInt8] = []
    private var isTooLong = false
    /// The bytes of one character that is not whole yet.
    private var partial: [UInt8] = []
    private var text = ""
    private var escape = Escape.none

    private enum Escape { case none, begun, inside }

    /// - Parameter echoes: whether a person types at a terminal that leaves lines and echo to this.
    package init(echoes: Bool) { self.echoes = echoes }

    /// What is typed and not finished; empty where this does not echo.
    package var typed: SafeText { SafeText(text) }

    /// Takes bytes as they arrived.
    package mutating func take(_ arrived: [UInt8]) -> [Step] {
        var steps: [Step] = []
        for byte in arrived {
            if echoes {
                type(byte, &steps)
            } else {
                gather(byte, &steps)
            }
        }
        return steps
    }

    /// The last line of a file that does not end with a line end; nil when there is none.
    package mutating func finish() -> Step? {
        guard !echoes, isTooLong || !bytes.isEmpty else { return nil }
        return gathered()
    }

    /// Forgets what is typed: Ctrl-C.
    package mutating func clear() {
        text = ""
        partial = []
    }

    // MARK: Files and pipes

    private mutating func gather(_ byte: UInt8, _ steps: inout [Step]) {
        if byte == 0x0A { return steps.append(gathered()) }
        if bytes.count >= PlainInput.lengthMax {
            isTooLong = true
        } else {
            bytes.append(byte)
        }
    }

    private mutating func gathered() -> Step {
        defer {
            bytes.removeAll(keepingCapacity: true)
            isTooLong = false
        }
        if isTooLong { return .tooLong }
        if bytes.last == 0x0D { bytes.removeLast() }
        return .line(String(decoding: bytes, as: UTF8.self))
    }

    // MARK: A terminal

    private mutating func type(_ byte: UInt8, _ steps: inout [Step]) {
        if isPartOfEscape(byte) { return }
        switch byte {
        case 0x0A, 0x0D:
            steps += [.echo("\n"), .line(text)]
            clear()
        case 0x04: if text.isEmpty { steps.append(.end) }
        case 0x08, 0x7F: erase(1, &steps)
        case 0x15: erase(text.count, &steps)
        case 0x17:
            let word = text.reversed().drop { $0 == " " }.drop { $0 != " " }
            erase(text.count - word.count, &steps)
        case 0x09: insert(" ", &steps)
        case 0x1B: escape = .begun
        case 0x00..<0x20: break
        default: gatherScalar(byte, &steps)
        }
    }

    /// Arrows and the like are no letters.
    private mutating func isPartOfEscape(_ byte: UInt8) -> Bool {
        switch escape {
        case .none: return false
        case .begun: escape = byte == 0x5B || byte == 0x4F ? .inside : .none
        case .inside: if (0x40...0x7E).contains(byte) { escape = .none }
        }
        return true
    }

    private mutating func gatherScalar(_ byte: UInt8, _ steps: inout [Step]) {
        if byte < 0x80 || byte >= 0xC0 { partial = [] }
        partial.append(byte)
        let length = byte < 0x80 ? 1 : partial[0] < 0xC0 ? 0 : partial[0] < 0xE0 ? 2 : partial[0] < 0xF0 ? 3 : 4
        guard partial.count >= length else { return }
        defer { partial = [] }
        guard let letter = String(validating: partial, as: UTF8.self), let scalar = letter.unicodeScalars.first,
            !SafeText.mustHide(scalar)
        else { return }
        insert(letter, &steps)
    }

    private mutating func insert(_ letter: String, _ steps: inout [Step]) {
        guard text.utf8.count + letter.utf8.count <= PlainInput.lengthMax else { return }
        text += letter
        steps.append(.echo(letter))
    }

    private mutating func erase(_ count: Int, _ steps: inout [Step]) {
        guard count > 0, !text.isEmpty else { return }
        let gone = SafeText(String(text.suffix(count)))
        text.removeLast(min(count, text.count))
        let columns = DisplayWidth.columns(of: gone)
        let back = String(repeating: "\u{8}", count: columns)
        steps.append(.echo(back + String(repeating: " ", count: columns) + back))
    }
}
