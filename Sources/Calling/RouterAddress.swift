package import Incidents

/// Where a router is reached: its Unix socket, or its address over TCP.
package enum RouterAddress: Hashable, Sendable, CustomStringConvertible {
    /// The path of a Unix socket.
    case socket(String)
    /// The start of every URL, without a slash at its end: `http://127.0.0.1:3003`.
    case url(String)

    /// Where a router listens when nobody says otherwise.
    package static let standard = RouterAddress.url("http://127.0.0.1:3003")

    /// The longest address that is read, in bytes.
    package static let lengthMax = 1024

    /// Reads `unix:/path/to/socket`, `http://host:port` or `https://host`.
    ///
    /// - Throws: a ``RouterAddressFault`` with a sentence.
    package init(_ text: String) throws(RouterAddressFault) {
        guard text.utf8.count <= RouterAddress.lengthMax,
            text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F || $0.value > 0xA0 })
        else { throw RouterAddressFault(text) }
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst(5))
            guard path.hasPrefix("/"), path.utf8.count > 1 else { throw RouterAddressFault(text) }
            self = .socket(path)
            return
        }
        guard let scheme = ["http://", "https://"].first(where: text.hasPrefix) else { throw RouterAddressFault(text) }
        var base = text
        while base.hasSuffix("/") { base.removeLast() }
        let authority = base.dropFirst(scheme.count)
        // A path, a query or a user in front of the host is no router, and a password has no place on a command line.
        guard !authority.isEmpty, !authority.contains(where: { "/?#@%".contains($0) }),
            RouterAddress.isAuthority(String(authority))
        else { throw RouterAddressFault(text) }
        self = .url(base)
    }

    private static func isAuthority(_ text: String) -> Bool {
        let afterHost: Substring
        if text.hasPrefix("[") {
            guard let bracket = text.firstIndex(of: "]") else { return false }
            afterHost = text[text.index(after: bracket)...]
        } else {
            let colon = text.firstIndex(of: ":") ?? text.endIndex
            guard colon != text.startIndex else { return false }
            afterHost = text[colon...]
        }
        if afterHost.isEmpty { return true }
        guard afterHost.first == ":", let port = Int(afterHost.dropFirst()) else { return false }
        return (1...65_535).contains(port)
    }

    /// As `--server` reads it.
    package var description: String {
        switch self {
        case .socket(let path): "unix:\(path)"
        case .url(let base): base
        }
    }

    /// As a person may see it.
    package var shown: SafeText { SafeText(description) }

    /// The URL of a path of the router, as the HTTP client understands it.
    func url(_ path: String) -> String {
        switch self {
        case .socket(let socket): "http+unix://\(RouterAddress.escaped(socket))\(path)"
        case .url(let base): base + path
        }
    }

    /// The path of a socket as the host of a URL: everything but letters, digits and a few signs as `%2F`.
    private static func escaped(_ path: String) -> String {
        var text = ""
        for byte in path.utf8 {
            let scalar = Unicode.Scalar(byte)
            if scalar.properties.isAlphabetic && byte < 0x80 || "0123456789-._~".unicodeScalars.contains(scalar) {
                text.unicodeScalars.append(scalar)
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                text += "%" + (digits.utf8.count == 1 ? "0" + digits : digits)
            }
        }
        return text
    }
}

/// A text that names no router.
package struct RouterAddressFault: Error, Hashable, Sendable, CustomStringConvertible {
    package var text: SafeText

    init(_ text: String) { self.text = SafeText(text) }

    package var description: String {
        "\"\(text)\" is no address of a router; write http://HOST:PORT, or unix:/PATH of its socket"
    }
}
