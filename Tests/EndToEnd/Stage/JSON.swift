/// A JSON value, as a strict reader of its own took it: what the router writes is read by other eyes than its own.
enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    init(bytes: [UInt8]) throws {
        var reader = JSONText(bytes)
        self = try reader.document()
    }

    init(_ text: String) throws { try self.init(bytes: Array(text.utf8)) }

    subscript(name: String) -> JSON {
        if case .object(let members) = self { members[name] ?? .null } else { .null }
    }

    subscript(index: Int) -> JSON {
        if case .array(let items) = self, items.indices.contains(index) { items[index] } else { .null }
    }

    var string: String? { if case .string(let text) = self { text } else { nil } }
    var int: Int? { if case .number(let number) = self { Int(exactly: number) } else { nil } }
    var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }
    var items: [JSON] { if case .array(let items) = self { items } else { [] } }
    var members: [String: JSON] { if case .object(let members) = self { members } else { [:] } }
    var isNull: Bool { self == .null }
}

/// A string as JSON writes it.
func quoted(_ text: String) -> String {
    var escaped = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": escaped += "\\\(scalar)"
        case _ where scalar.value < 0x20:
            let digits = String(scalar.value, radix: 16)
            escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: escaped.unicodeScalars.append(scalar)
        }
    }
    return escaped + "\""
}

/// Reads JSON to the letter of RFC 8259: no key twice, no raw control character, nothing behind the end.
struct JSONText {
    struct Fault: Error, CustomStringConvertible { var description: String }

    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func document() throws -> JSON {
        let value = try value()
        skipSpace()
        guard place == bytes.count else { throw fault("something stands behind the end") }
        return value
    }

    private func fault(_ what: String) -> Fault {
        let around = String(decoding: bytes[max(0, place - 20)..<min(bytes.count, place + 20)], as: UTF8.self)
        return Fault(description: "byte \(place): \(what), near \(around.debugDescription)")
    }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipSpace() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { place += 1 }
    }

    private mutating func takes(_ word: StaticString) -> Bool {
        guard bytes[place...].starts(with: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
        else { return false }
        place += word.utf8CodeUnitCount
        return true
    }

    private mutating func value() throws -> JSON {
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case _ where takes("null"): return .null
        case _ where takes("true"): return .bool(true)
        case _ where takes("false"): return .bool(false)
        default: return .number(try number())
        }
    }

    private mutating func object() throws -> JSON {
        var members: [String: JSON] = [:]
        place += 1
        skipSpace()
        if takes("}") { return .object([:]) }
        repeat {
            skipSpace()
            let name = try string()
            skipSpace()
            guard takes(":") else { throw fault("a colon is missing") }
            guard members.updateValue(try value(), forKey: name) == nil else { throw fault("\(name) stands twice") }
            skipSpace()
        } while takes(",")
        guard takes("}") else { throw fault("an object does not end") }
        return .object(members)
    }

    private mutating func array() throws -> JSON {
        var items: [JSON] = []
        place += 1
        skipSpace()
        if takes("]") { return .array([]) }
        repeat {
            items.append(try value())
            skipSpace()
        } while takes(",")
        guard takes("]") else { throw fault("an array does not end") }
        return .array(items)
    }

    private mutating func number() throws -> Double {
        let start = place
        while let byte = next, (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte) {
            place += 1
        }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        guard text.wholeMatch(of: /-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/) != nil, let number = Double(text) else {
            throw fault("no value")
        }
        return number
    }

    private mutating func string() throws -> String {
        guard takes("\"") else { throw fault("no string") }
        var units: [UInt8] = []
        while let byte = next, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw fault("a raw control character") }
            place += 1
            if byte == UInt8(ascii: "\\") { units += try escape().utf8 } else { units.append(byte) }
        }
        guard takes("\"") else { throw fault("a string does not end") }
        guard let text = String(validating: units, as: UTF8.self) else { throw fault("broken UTF-8") }
        return text
    }

    private mutating func escape() throws -> String {
        let simple: [UInt8: String] = [
            0x22: "\"", 0x5C: "\\", 0x2F: "/", 0x62: "\u{8}", 0x66: "\u{C}", 0x6E: "\n", 0x72: "\r", 0x74: "\t",
        ]
        guard let byte = next else { throw fault("a string does not end") }
        place += 1
        if let text = simple[byte] { return text }
        guard byte == UInt8(ascii: "u") else { throw fault("no escape") }
        let first = try unit()
        guard UTF16.isLeadSurrogate(first) else { return try text([first]) }
        guard takes("\\u") else { throw fault("half a character") }
        return try text([first, try unit()])
    }

    private func text(_ units: [UInt16]) throws -> String {
        guard let text = String(validating: units, as: UTF16.self) else { throw fault("half a character") }
        return text
    }

    private mutating func unit() throws -> UInt16 {
        let digits = bytes[place..<min(bytes.count, place + 4)]
        guard digits.count == 4, let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16) else {
            throw fault("no escape")
        }
        place += 4
        return unit
    }
}
