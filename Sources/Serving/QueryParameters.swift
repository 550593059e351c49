import Hummingbird

/// The parameters of a request as Go reads them, which is how senders write them: `+` is a space, a parameter with a
/// malformed escape or a `;` counts as not given, and of one that has a single value the last one counts.
struct QueryParameters: Sendable {
    private let pairs: [(name: String, value: String)]

    init(_ request: Request) { self.init(request.uri.query ?? "") }

    /// - Parameter query: what stands behind the `?`.
    init(_ query: String) {
        pairs = query.utf8.split(separator: UInt8(ascii: "&")).compactMap { pair in
            guard !pair.contains(UInt8(ascii: ";")) else { return nil }
            let sign = pair.firstIndex(of: UInt8(ascii: "="))
            let value = sign.map { pair[pair.index(after: $0)...] } ?? pair[pair.endIndex...]
            guard let name = Self.decoded(pair[..<(sign ?? pair.endIndex)]), let value = Self.decoded(value) else {
                return nil
            }
            return (name, value)
        }
    }

    /// The value of a parameter that has one.
    subscript(name: String) -> String? { pairs.last { $0.name == name }?.value }

    /// All values of a parameter, in their order.
    func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    /// Text without its escapes; nil when one of them is none.
    private static func decoded(_ text: Substring.UTF8View) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = text[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt8($0) }
    }
}
