/// Walks once over the bytes of a JSON text: RFC 8259, strictly, without making anything of what it passes.
///
/// It allocates nothing. What it finds wrong it says in the words of Go's reader.
struct JSONScanner {
    let bytes: UnsafeRawBufferPointer
    let end: Int
    let depthMax: Int
    var at = 0

    init(_ bytes: UnsafeRawBufferPointer, depthMax: Int) {
        (self.bytes, self.depthMax) = (bytes, depthMax)
        end = bytes.count
    }

    /// The kind of a value, by its first byte.
    enum Kind {
        case string, number, object, array, bool, null

        /// What Go calls it in a complaint about a type.
        var name: String {
            switch self {
            case .string: "string"
            case .number: "number"
            case .object: "object"
            case .array: "array"
            case .bool: "bool"
            case .null: "null"
            }
        }
    }

    /// The next byte that is not white space, without passing it; throws at the end.
    @inline(__always)
    mutating func next() throws(JSONFault) -> UInt8 {
        while at < end {
            let byte = bytes[at]
            if byte > 0x20 { return byte }
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
            at += 1
        }
        throw JSONFault(.unexpectedEnd, at: end)
    }

    /// Whether only white space is left, which is passed.
    mutating func isAtEnd() -> Bool {
        while at < end {
            switch bytes[at] {
            case 0x20, 0x0A, 0x0D, 0x09: at += 1
            default: return false
            }
        }
        return true
    }

    /// The kind of the value that comes next, which is not passed.
    @inline(__always)
    mutating func kind() throws(JSONFault) -> Kind {
        let byte = try next()
        switch byte {
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        default: throw unexpected(.value)
        }
    }

    /// What to throw about the byte here.
    func unexpected(_ place: JSONFault.Place) -> JSONFault {
        at < end ? JSONFault(.unexpected(bytes[at], place), at: at) : JSONFault(.unexpectedEnd, at: end)
    }

    func tooDeep() -> JSONFault { JSONFault(.tooDeep(max: depthMax), at: at) }

    // MARK: - Objects and arrays

    /// Passes the opening brace; answers whether the object has a member.
    @inline(__always)
    mutating func enterObject() throws(JSONFault) -> Bool {
        at += 1
        let byte = try next()
        if byte == UInt8(ascii: "}") {
            at += 1
            return false
        }
        guard byte == UInt8(ascii: "\"") else { throw unexpected(.keyString) }
        return true
    }

    /// Passes a member's name and its colon.
    @inline(__always)
    mutating func key() throws(JSONFault) -> JSONText {
        let key = try string()
        guard try next() == UInt8(ascii: ":") else { throw unexpected(.afterKey) }
        at += 1
        return key
    }

    /// After a member's value: answers whether another member follows, and stands at its name.
    @inline(__always)
    mutating func hasNextMember() throws(JSONFault) -> Bool {
        switch try next() {
        case UInt8(ascii: ","):
            at += 1
            guard try next() == UInt8(ascii: "\"") else { throw unexpected(.keyString) }
            return true
        case UInt8(ascii: "}"):
            at += 1
            return false
        default: throw unexpected(.afterPair)
        }
    }

    /// Passes the opening bracket; answers whether the array has an element.
    mutating func enterArray() throws(JSONFault) -> Bool {
        at += 1
        guard try next() == UInt8(ascii: "]") else { return true }
        at += 1
        return false
    }

    /// After an element: answers whether another one follows.
    mutating func hasNextElement() throws(JSONFault) -> Bool {
        switch try next() {
        case UInt8(ascii: ","):
            at += 1
            return true
        case UInt8(ascii: "]"):
            at += 1
            return false
        default: throw unexpected(.afterElement)
        }
    }

    /// Passes a value of any kind. `depth` is how many arrays and objects it lies in.
    mutating func skipValue(depth: Int) throws(JSONFault) {
        switch try kind() {
        case .string: _ = try string()
        case .number: _ = try number()
        case .bool: _ = try bool()
        case .null: try null()
        case .array:
            guard depth < depthMax else { throw tooDeep() }
            guard try enterArray() else { return }
            repeat { try skipValue(depth: depth + 1) } while try hasNextElement()
        case .object:
            guard depth < depthMax else { throw tooDeep() }
            guard try enterObject() else { return }
            repeat {
                _ = try key()
                try skipValue(depth: depth + 1)
            } while try hasNextMember()
        }
    }
}
