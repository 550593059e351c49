import Incidents
import TerminalUI

/// The last door before a terminal: whatever text a command puts together, only this comes out.
///
/// Text from outside is made ``SafeText`` where it comes in. This catches what was forgotten there, and what libraries
/// say: of all sequences that steer a terminal, it lets through the few that our own output is drawn with.
enum TerminalText {
    /// The text without anything but visible characters, line feeds, and our own sequences; a marker stands for the rest.
    ///
    /// - Parameter glyphs: what the terminal can be trusted with; a file takes everything that is visible.
    static func cleaned(_ text: String, _ glyphs: GlyphTier = .unicode) -> String {
        if text.utf8.allSatisfy({ ($0 >= 0x20 && $0 < 0x7F) || $0 == 0x0A }) { return text }
        var result = ""
        var run = ""
        var rest = Substring(text).unicodeScalars
        // A carriage return is ours where the text begins with it: a line that counts up is drawn over itself.
        if rest.first == "\r" { result.unicodeScalars.append(rest.removeFirst()) }
        while let scalar = rest.popFirst() {
            if scalar == "\n" {
                result += line(run, glyphs) + "\n"
                run = ""
            } else if scalar == "\u{1B}", let sequence = ownSequence(rest) {
                result += line(run, glyphs) + "\u{1B}" + sequence
                run = ""
                rest.removeFirst(sequence.unicodeScalars.count)
            } else {
                run.unicodeScalars.append(scalar)
            }
        }
        return result + line(run, glyphs)
    }

    /// What the parser of arguments says about a command line: what it quotes of it stays in its line.
    static func quoting(_ arguments: [String], in text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        for argument in arguments {
            // It quotes an argument whole, or the name or the value of `--name=value`.
            let parts = [argument] + argument.split(separator: "=", maxSplits: 1).map(String.init)
            for part in parts where !part.allSatisfy(\.isNewline) {
                let safe = SafeText(part)
                if safe.shown != part { replace(Array(part.unicodeScalars), with: safe, in: &scalars) }
            }
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars.map { $0 == "\u{1B}" ? SafeText.marker : $0 })
        return cleaned(String(view))
    }

    /// Scalar by scalar: a mark that an argument begins with has become one character with the quote before it.
    private static func replace(
        _ part: [Unicode.Scalar], with safe: SafeText, in scalars: inout [Unicode.Scalar]
    ) {
        var index = 0
        while index + part.count <= scalars.count {
            if scalars[index..<index + part.count].elementsEqual(part) {
                scalars.replaceSubrange(index..<index + part.count, with: safe.shown.unicodeScalars)
                index += safe.shown.unicodeScalars.count
            } else {
                index += 1
            }
        }
    }

    /// JSON as a terminal without UTF-8 may be given it: with nothing but ASCII.
    static func ascii(json: [UInt8]) -> [UInt8] {
        if json.allSatisfy({ $0 < 0x80 }) { return json }
        var bytes: [UInt8] = []
        for scalar in String(decoding: json, as: UTF8.self).unicodeScalars {
            if scalar.isASCII {
                bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                // Beyond ASCII there are only the texts, where an escape may always stand.
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    bytes += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
                }
            }
        }
        return bytes
    }

    /// What the terminal of an environment can be trusted with: bytes of UTF-8 are controls to one that does not read
    /// them as such.
    static func glyphs(_ environment: [String: String]) -> GlyphTier {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }
        let locale = names.first { !$0.isEmpty }?.lowercased() ?? ""
        return locale.contains("utf-8") || locale.contains("utf8") ? .unicode : .ascii
    }

    private static func line(_ text: String, _ glyphs: GlyphTier) -> String {
        // A line may be longer than what one field may hold.
        var (line, rest) = ("", Substring(text))
        while !rest.isEmpty {
            let piece = rest.prefix(SafeText.lengthMax / 8)
            rest = rest.dropFirst(piece.count)
            line += SafeText(String(piece)).shown
        }
        guard glyphs == .ascii else { return line }
        var view = String.UnicodeScalarView()
        for scalar in line.unicodeScalars {
            for _ in 0..<DisplayWidth.columns(of: scalar) { view.append(glyphs.nearest(scalar)) }
        }
        return String(view)
    }

    /// The sequence of ours that follows an escape character: colours, and clearing the screen or a line.
    private static func ownSequence(_ rest: Substring.UnicodeScalarView) -> String? {
        guard rest.first == "[" else { return nil }
        let inside = rest.dropFirst()
        let numbers = inside.prefix { ("0"..."9").contains($0) || $0 == ";" }
        guard let last = inside.dropFirst(numbers.count).first else { return nil }
        let sequence = "[" + String(numbers) + String(last)
        return last == "m" && numbers.count <= 24 || ["[H", "[2J", "[J", "[K"].contains(sequence) ? sequence : nil
    }
}
