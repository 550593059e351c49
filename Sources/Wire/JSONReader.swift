/// Reads a JSON text into a tree, within bounds.
package struct JSONReader: Sendable {
    /// The longest text that is read, in bytes.
    package var sizeMax: Int
    /// How deep arrays and objects may lie in each other; at most ``depthMost``.
    package var depthMax: Int

    /// Deeper than this is refused however it is asked for: reading descends with the text.
    package static let depthMost = 64

    package init(sizeMax: Int = 8 << 20, depthMax: Int = JSONReader.depthMost) {
        self.sizeMax = sizeMax
        self.depthMax = min(depthMax, JSONReader.depthMost)
    }

    /// Reads exactly one value.
    package func read(_ bytes: [UInt8]) throws(JSONFault) -> JSONValue {
        guard bytes.count <= sizeMax else { throw JSONFault(.tooLong(max: sizeMax), at: sizeMax) }
        let result: Result<JSONValue, JSONFault> = bytes.withUnsafeBytes { buffer in
            var scanner = JSONScanner(buffer, depthMax: depthMax)
            do throws(JSONFault) {
                let value = try JSONReader.value(&scanner, depth: 0)
                guard scanner.isAtEnd() else { throw scanner.unexpected(.afterValue) }
                return .success(value)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private static func value(_ scanner: inout JSONScanner, depth: Int) throws(JSONFault) -> JSONValue {
        switch try scanner.kind() {
        case .string: return .string(text(try scanner.string(), scanner))
        case .number: return try number(&scanner)
        case .bool: return .bool(try scanner.bool())
        case .null:
            try scanner.null()
            return .null
        case .array:
            guard depth < scanner.depthMax else { throw scanner.tooDeep() }
            var elements: [JSONValue] = []
            if try scanner.enterArray() {
                repeat { elements.append(try value(&scanner, depth: depth + 1)) } while try scanner.hasNextElement()
            }
            return .array(elements)
        case .object:
            guard depth < scanner.depthMax else { throw scanner.tooDeep() }
            var object = JSONObject()
            if try scanner.enterObject() {
                repeat {
                    let name = text(try scanner.key(), scanner)
                    object.set(name, to: try value(&scanner, depth: depth + 1))
                } while try scanner.hasNextMember()
            }
            return .object(object)
        }
    }

    private static func text(_ text: JSONText, _ scanner: JSONScanner) -> String {
        guard text.needsDecoding else { return String(decoding: scanner.bytes[text.range], as: UTF8.self) }
        var decoded: [UInt8] = []
        scanner.decode(text, into: &decoded)
        return String(decoding: decoded, as: UTF8.self)
    }

    private static func number(_ scanner: inout JSONScanner) throws(JSONFault) -> JSONValue {
        let start = scanner.at
        let (range, isInteger) = try scanner.number()
        let digits = String(decoding: scanner.bytes[range], as: UTF8.self)
        if isInteger, let value = Int64(digits) { return .integer(value) }
        guard let value = Double(digits), value.isFinite else { throw JSONFault(.numberOutOfRange, at: start) }
        return .number(value)
    }
}
