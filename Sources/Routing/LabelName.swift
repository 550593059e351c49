/// What may be the name of a label: `[a-zA-Z_][a-zA-Z0-9_]*`.
package enum LabelName {
    package static func isValid(_ name: String) -> Bool {
        guard let first = name.utf8.first, isStart(first) else { return false }
        return name.utf8.allSatisfy(isPart)
    }

    /// Whether Alertmanager takes it as a name since 0.27, where it asks for no more than UTF-8.
    package static func isValidUTF8(_ name: String) -> Bool { !name.isEmpty }

    @inline(__always)
    package static func isStart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
        default: false
        }
    }

    @inline(__always)
    package static func isPart(_ byte: UInt8) -> Bool {
        isStart(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
