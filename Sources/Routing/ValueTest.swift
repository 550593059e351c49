/// What the value of a label is held against. Shapes that most configurations are made of are compared byte by byte;
/// only what is left needs the regular expressions' engine.
enum ValueTest: Sendable {
    case equal([UInt8])
    /// `a|b|c`.
    case oneOf([[UInt8]])
    /// `abc.*`: no line feed may follow.
    case prefix([UInt8])
    /// `.*`: anything without a line feed.
    case anything
    /// `.+`.
    case something
    case regex(AnchoredRegex)

    /// What an expression tests, which must match the whole value.
    init(regex pattern: String) throws(RegexFault) {
        if pattern.utf8.count <= AnchoredRegex.lengthMax, let simple = ValueTest(shape: ValueTest.inner(pattern)) {
            self = simple
        } else {
            self = .regex(try AnchoredRegex(pattern))
        }
    }

    @inline(__always)
    func isMet(by value: UnsafeBufferPointer<UInt8>) -> Bool {
        switch self {
        case .equal(let bytes): ValueTest.areEqual(bytes, value)
        case .oneOf(let list): list.contains { ValueTest.areEqual($0, value) }
        case .prefix(let start): ValueTest.begins(value, with: start)
        case .anything: ValueTest.isOneLine(value, from: 0)
        case .something: !value.isEmpty && ValueTest.isOneLine(value, from: 0)
        case .regex(let regex): regex.matches(value)
        }
    }

    @inline(__always)
    private static func areEqual(_ bytes: [UInt8], _ value: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count == value.count else { return false }
        return bytes.withUnsafeBufferPointer { PackedWalk.areEqual($0, value) }
    }

    private static func begins(_ value: UnsafeBufferPointer<UInt8>, with start: [UInt8]) -> Bool {
        guard value.count >= start.count else { return false }
        for index in start.indices where value[index] != start[index] { return false }
        return isOneLine(value, from: start.count)
    }

    private static func isOneLine(_ value: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        var index = start
        while index < value.count {
            if value[index] == UInt8(ascii: "\n") { return false }
            index += 1
        }
        return true
    }
}

// MARK: - Shapes

extension ValueTest {
    /// The shape of an expression without its anchors; nil when only the engine can tell.
    private init?(shape: ArraySlice<UInt8>) {
        if shape.elementsEqual(".*".utf8) {
            self = .anything
        } else if shape.elementsEqual(".+".utf8) {
            self = .something
        } else if shape.count > 2, shape.suffix(2).elementsEqual(".*".utf8),
            let start = ValueTest.literal(shape.dropLast(2))
        {
            self = .prefix(start)
        } else {
            var literals: [[UInt8]] = []
            for part in shape.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false) {
                guard let literal = ValueTest.literal(part) else { return nil }
                literals.append(literal)
            }
            self = literals.count == 1 ? .equal(literals[0]) : .oneOf(literals)
        }
    }

    /// The bytes that a part of an expression stands for; nil when it is more than plain text.
    private static func literal(_ part: ArraySlice<UInt8>) -> [UInt8]? {
        var literal: [UInt8] = []
        var isEscaped = false
        for byte in part {
            if isEscaped {
                guard escapable.contains(byte) else { return nil }
                literal.append(byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else {
                guard !special.contains(byte) else { return nil }
                literal.append(byte)
            }
        }
        return isEscaped ? nil : literal
    }

    private static let special = Array("\\.+*?()|[]{}^$".utf8)
    /// What a backslash makes itself, in Go and in RE2. A bar is left to the engine: splitting would cut it off.
    private static let escapable = Array("\\.+*?()[]{}^$-/:".utf8)

    /// An expression without the anchors and brackets around all of it, which change nothing: it is anchored anyway.
    private static func inner(_ pattern: String) -> ArraySlice<UInt8> {
        let bytes = Array(pattern.utf8)
        var rest = bytes[...]
        while true {
            let before = rest.count
            if rest.first == UInt8(ascii: "^") { rest = rest.dropFirst() }
            if rest.last == UInt8(ascii: "$"), rest.dropLast().last != UInt8(ascii: "\\") { rest = rest.dropLast() }
            for opening in ["(?:", "("] where rest.starts(with: opening.utf8) && rest.last == UInt8(ascii: ")") {
                let inside = rest.dropFirst(opening.utf8.count).dropLast()
                guard isBalanced(inside) else { continue }
                rest = inside
                break
            }
            if rest.count == before { return rest }
        }
    }

    /// Whether brackets close in here what they open in here. Where that is hard to say, they do not.
    private static func isBalanced(_ inside: ArraySlice<UInt8>) -> Bool {
        var depth = 0
        for byte in inside {
            switch byte {
            case UInt8(ascii: "\\"), UInt8(ascii: "["): return false
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            default: break
            }
            if depth < 0 { return false }
        }
        return depth == 0
    }
}
