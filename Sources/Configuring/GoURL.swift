/// A web address as Go's `url.Parse` takes it, which is how Alertmanager judges one: its scheme and its host.
struct GoURL: Equatable {
    /// In lower case; empty when there is none.
    var scheme = ""
    /// With its port; empty when there is none.
    var host = ""

    /// Why Go refuses a text. It says what is wrong without the address, which may hold a token.
    enum Fault: Error, Equatable {
        case controlCharacter, noScheme, colonInPath, badEscape, badUser, badPort, openBracket
        case badHost(Unicode.Scalar)

        var message: String {
            switch self {
            case .controlCharacter: "has a control character"
            case .noScheme: "begins with a colon"
            case .colonInPath: "has a colon in its first part, and no scheme"
            case .badEscape: "has a % that two hexadecimal digits do not follow"
            case .badUser: "has a character in its user or password that must be written as %XX"
            case .badPort: "has a port that is no number"
            case .openBracket: "has a [ in its host that no ] closes"
            case .badHost(let scalar): "has a host with \(GoURL.shown(scalar)) in it"
            }
        }
    }

    init(_ text: String) throws(Fault) {
        let address = text.utf8.prefix { $0 != UInt8(ascii: "#") }
        guard !address.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { throw .controlCharacter }
        var rest = try takeScheme(address)
        rest = rest.prefix { $0 != UInt8(ascii: "?") }
        if rest.first != UInt8(ascii: "/") {
            if !scheme.isEmpty { return }
            guard !rest.prefix(while: { $0 != UInt8(ascii: "/") }).contains(UInt8(ascii: ":")) else {
                throw .colonInPath
            }
        } else if rest.starts(with: "//".utf8), !scheme.isEmpty || !rest.starts(with: "///".utf8) {
            let authority = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "/") }
            rest = rest.dropFirst(2 + authority.count)
            try takeAuthority(authority)
        }
        try GoURL.checkEscapes(rest)
        try GoURL.checkEscapes(text.utf8.dropFirst(address.count))
    }

    /// Takes the scheme off, if there is one.
    private mutating func takeScheme(_ text: Substring.UTF8View) throws(Fault) -> Substring.UTF8View {
        let word = text.prefix { URLByte.isLetter($0) || URLByte.isDigit($0) || "+-.".utf8.contains($0) }
        guard text.dropFirst(word.count).first == UInt8(ascii: ":") else { return text }
        guard let first = word.first else { throw .noScheme }
        guard URLByte.isLetter(first) else { return text }
        scheme = String(decoding: word, as: UTF8.self).lowercased()
        return text.dropFirst(word.count + 1)
    }

    private mutating func takeAuthority(_ authority: Substring.UTF8View) throws(Fault) {
        var host = authority
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
            let user = authority[..<at]
            host = authority[authority.index(after: at)...]
            guard user.allSatisfy(GoURL.isUser) else { throw .badUser }
            try GoURL.checkEscapes(user)
        }
        try GoURL.checkHost(host)
        self.host = String(decoding: host, as: UTF8.self)
    }

    private static func checkHost(_ host: Substring.UTF8View) throws(Fault) {
        var (name, port) = (host, host[host.endIndex...])
        if host.first == UInt8(ascii: "[") {
            guard let end = host.lastIndex(of: UInt8(ascii: "]")) else { throw .openBracket }
            (name, port) = (host[...end], host[host.index(after: end)...])
        } else if let colon = host.lastIndex(of: UInt8(ascii: ":")) {
            (name, port) = (host[..<colon], host[colon...])
        }
        guard port.isEmpty || port.first == UInt8(ascii: ":"), port.dropFirst().allSatisfy(URLByte.isDigit) else {
            throw .badPort
        }
        try checkEscapes(name, ofHost: true)
        for scalar in String(decoding: name, as: UTF8.self).unicodeScalars
        where scalar.isASCII && !isHost(UInt8(truncatingIfNeeded: scalar.value)) { throw .badHost(scalar) }
    }

    /// - Parameter ofHost: whether escapes may stand only for what is not ASCII, and for the % before a zone.
    private static func checkEscapes(_ text: Substring.UTF8View, ofHost: Bool = false) throws(Fault) {
        var rest = text
        while let percent = rest.firstIndex(of: UInt8(ascii: "%")) {
            let digits = rest[rest.index(after: percent)...].prefix(2)
            guard digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else {
                throw .badEscape
            }
            if ofHost, digits.first.map({ $0 < UInt8(ascii: "8") }) ?? false, !digits.elementsEqual("25".utf8) {
                throw .badHost("%")
            }
            rest = rest[digits.endIndex...]
        }
    }

    private static func isUser(_ byte: UInt8) -> Bool {
        URLByte.isLetter(byte) || URLByte.isDigit(byte) || "-._:~!$&'()*+,;=%@".utf8.contains(byte)
    }

    private static func isHost(_ byte: UInt8) -> Bool {
        URLByte.isLetter(byte) || URLByte.isDigit(byte) || "-_.~!$&'()*+,;=:[]<>\"%".utf8.contains(byte)
    }

    private static func shown(_ scalar: Unicode.Scalar) -> String { scalar == " " ? "a space" : "a \(scalar)" }
}

private enum URLByte {
    static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
