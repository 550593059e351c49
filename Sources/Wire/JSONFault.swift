/// Why bytes are not JSON, or not JSON within bounds, and where.
package struct JSONFault: Error, Hashable, Sendable, CustomStringConvertible {
    package var kind: Kind
    /// The byte that it is about, counted from 0.
    package var offset: Int

    package enum Kind: Hashable, Sendable {
        /// The text ends in the middle of a value.
        case unexpectedEnd
        /// A byte that cannot stand here.
        case unexpected(UInt8, Place)
        /// Arrays and objects lie deeper in each other than allowed.
        case tooDeep(max: Int)
        /// The text is longer than allowed.
        case tooLong(max: Int)
        /// A number that neither 64 bits of integer nor a double can hold.
        case numberOutOfRange
    }

    /// What the reader was after when it met a byte that cannot stand there; the words are those of Go's reader,
    /// because Alertmanager's clients know them.
    package enum Place: Hashable, Sendable {
        case value, keyString, afterKey, afterPair, afterElement, afterValue
        case string, escape, hexadecimal
        case number, fraction, exponent
        case literal(StaticText, expecting: UInt8)

        /// The word of a literal.
        package enum StaticText: String, Hashable, Sendable {
            case null, `true`, `false`
        }

        var words: String {
            switch self {
            case .value: "looking for beginning of value"
            case .keyString: "looking for beginning of object key string"
            case .afterKey: "after object key"
            case .afterPair: "after object key:value pair"
            case .afterElement: "after array element"
            case .afterValue: "after top-level value"
            case .string: "in string literal"
            case .escape: "in string escape code"
            case .hexadecimal: "in \\u hexadecimal character escape"
            case .number: "in numeric literal"
            case .fraction: "after decimal point in numeric literal"
            case .exponent: "in exponent of numeric literal"
            case .literal(let word, let byte):
                "in literal \(word.rawValue) (expecting '\(String(Unicode.Scalar(byte)))')"
            }
        }
    }

    package init(_ kind: Kind, at offset: Int) { (self.kind, self.offset) = (kind, offset) }

    /// What is wrong, in the words of Go's reader, without the place.
    package var words: String {
        switch kind {
        case .unexpectedEnd: "unexpected EOF"
        case .unexpected(let byte, let place): "invalid character \(GoText.quoted(byte: byte)) \(place.words)"
        case .tooDeep(let max): "nested deeper than \(max) at byte \(offset)"
        case .tooLong(let max): "longer than \(max) bytes"
        case .numberOutOfRange: "number out of range at byte \(offset)"
        }
    }

    package var description: String { "\(words) (byte \(offset))" }

    /// The line of the fault within the text that was read, counted from 1.
    package func line(in bytes: some Sequence<UInt8>) -> Int {
        bytes.prefix(offset).reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    }
}
