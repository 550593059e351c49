/// Where alerts come from, as far as they say: scheme, host and port of the generator's address.
package struct Sender: Hashable, Comparable, Sendable {
    package var origin: String

    package init(origin: String) { self.origin = origin }

    /// The origin of `http://prometheus.example:9090/graph?…`; nil where there is no address with a host.
    package init?(generatorURL: String) {
        let bytes = Array(generatorURL.utf8.prefix(1024))
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > 0,
            bytes[(colon + 1)...].starts(with: "//".utf8)
        else { return nil }
        let end = bytes[(colon + 3)...].firstIndex { "/?#".utf8.contains($0) } ?? bytes.endIndex
        guard end > colon + 3 else { return nil }
        origin = String(decoding: bytes[..<end], as: UTF8.self)
    }

    package static func < (a: Sender, b: Sender) -> Bool { a.origin < b.origin }
}
