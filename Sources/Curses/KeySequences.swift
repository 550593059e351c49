import TerminalUI

/// What the escape sequences of terminals mean, whichever of the many dialects a terminal speaks.
struct KeySequences {
    /// What this terminal's own description says, by the bytes after ESC; it goes before the common meaning.
    var own: [[UInt8]: Key] = [:]

    /// Whether the mouse is ours; whether the terminal was asked to tell where the person looks.
    var reportsMouse = false
    var reportsFocus = false

    /// The key of a complete `ESC [ …` sequence, without the ESC; nil for reports and for what has no key.
    func control(_ bytes: [UInt8]) -> Key? {
        if let key = own[bytes] { return key }
        guard let last = bytes.last else { return nil }
        let body = bytes.dropFirst().dropLast()
        // The Linux console's F1 to F5.
        if body.elementsEqual([UInt8(ascii: "[")]) {
            return (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(last) ? .function(Int(last) - 64) : nil
        }
        if body.first == UInt8(ascii: "<") { return reportsMouse ? mouse(body.dropFirst(), last) : nil }
        if body.isEmpty, last == UInt8(ascii: "I") || last == UInt8(ascii: "O") {
            return reportsFocus ? .focus(last == UInt8(ascii: "I")) : nil
        }
        guard body.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ";") }) else { return nil }
        let parameters = body.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        let first = Int(String(decoding: parameters.first ?? [], as: UTF8.self)) ?? 0
        switch last {
        case UInt8(ascii: "~"): return KeySequences.numbered[first]
        case UInt8(ascii: "Z"): return .backTab
        // A report of the cursor's place ends in R as well, and always has two numbers.
        case UInt8(ascii: "R") where parameters.count > 1: return nil
        default: return KeySequences.lettered[last]
        }
    }

    /// The key of a complete `ESC O x` sequence, without the ESC.
    func application(_ bytes: [UInt8]) -> Key? {
        if let key = own[bytes] { return key }
        guard let last = bytes.last else { return nil }
        if last == UInt8(ascii: "M") { return .enter }
        if (UInt8(ascii: "j")...UInt8(ascii: "y")).contains(last) {
            // The keypad sends letters whose code is that of the character upon the key, plus 64.
            return .character(Unicode.Scalar(last - 64))
        }
        return KeySequences.lettered[last]
    }

    /// A report as `ESC [ < button ; column ; row M`, from the button on; both count from one.
    private func mouse(_ body: ArraySlice<UInt8>, _ last: UInt8) -> Key? {
        // A small m tells of a release.
        guard last == UInt8(ascii: "M") else { return nil }
        let numbers = body.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        return numbers.count == 3 ? mouse(button: numbers[0], column: numbers[1], row: numbers[2]) : nil
    }

    /// The older report, in three bytes that each count from 32.
    func oldMouse(_ bytes: [UInt8]) -> Key? {
        guard reportsMouse, bytes.count == 3 else { return nil }
        return mouse(button: Int(bytes[0]) - 32, column: Int(bytes[1]) - 32, row: Int(bytes[2]) - 32)
    }

    /// With Shift, Alt or Control a button means something else, and mostly to the terminal itself.
    private func mouse(button: Int, column: Int, row: Int) -> Key? {
        guard (1...Frame.sideMax).contains(column), (1...Frame.sideMax).contains(row) else { return nil }
        let kinds: [Int: MouseEvent.Kind] = [0: .press, 64: .wheelUp, 65: .wheelDown]
        return kinds[button].map { .mouse(MouseEvent($0, at: Point(x: column - 1, y: row - 1))) }
    }

    private static let lettered: [UInt8: Key] = [
        UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
        UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end, UInt8(ascii: "P"): .function(1),
        UInt8(ascii: "Q"): .function(2), UInt8(ascii: "R"): .function(3), UInt8(ascii: "S"): .function(4),
    ]

    private static let numbered: [Int: Key] = [
        1: .home, 7: .home, 4: .end, 8: .end, 3: .delete, 5: .pageUp, 6: .pageDown,
        11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
        17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
        23: .function(11), 24: .function(12),
    ]
}
