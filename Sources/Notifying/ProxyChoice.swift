internal import AsyncHTTPClient
internal import Foundation
internal import Incidents

#if canImport(Glibc)
    internal import Glibc
#endif

/// Which proxy an address is called through: `proxy_url` and `no_proxy`, or the variables of the environment, as Go's
/// programs read them.
enum ProxyChoice {
    typealias Proxy = HTTPClient.Configuration.Proxy

    /// The proxy, or nil for none. Throws when it is none that is spoken to.
    static func proxy(
        for url: URL, _ http: HTTPSettings, environment: [String: String]
    ) throws -> Proxy? {
        func variable(_ name: String) -> String? { environment[name] ?? environment[name.uppercased()] }
        var (address, exceptions) = (http.proxy ?? "", http.noProxy ?? "")
        if http.takesProxyFromEnvironment {
            address = variable(url.scheme == "https" ? "https_proxy" : "http_proxy") ?? ""
            exceptions = variable("no_proxy") ?? ""
        }
        guard !address.isEmpty else { return nil }
        let host = bare(url.host ?? "")
        // A proxy that is named alone takes everything; where exceptions can be, this machine is always one.
        if http.takesProxyFromEnvironment || !exceptions.isEmpty {
            if host == "localhost" || host == "::1" || host.hasPrefix("127.") { return nil }
            let port = url.port ?? (url.scheme == "https" ? 443 : 80)
            if exceptions.split(separator: ",").contains(where: { spares($0, host: host, port: port) }) { return nil }
        }
        return try proxy(address)
    }

    private static func proxy(_ address: String) throws -> Proxy {
        let whole = address.contains("://") ? address : "http://" + address
        guard let url = URLComponents(string: whole), let host = url.host.map(bare), !host.isEmpty else {
            throw CallFault(words: "proxy_url is no address; write proxy_url: http://HOST:PORT")
        }
        switch url.scheme {
        case "http":
            let authorization = url.user.map {
                HTTPClient.Authorization.basic(username: $0, password: url.password ?? "")
            }
            return .server(host: host, port: url.port ?? 80, authorization: authorization)
        case "socks5", "socks5h": return .socksServer(host: host, port: url.port ?? 1080)
        default:
            throw CallFault(words: "a proxy is spoken to by http or socks5 only; write proxy_url: http://HOST:PORT")
        }
    }

    /// Whether an exception covers a host: `*`, a name with all below it, an address, or a range of IPv4 addresses;
    /// each may end with a port.
    static func spares(_ exception: some StringProtocol, host: String, port: Int) -> Bool {
        var name = exception.drop { $0 == " " }.lowercased()
        while name.last == " " { name.removeLast() }
        if name == "*" { return true }
        if let slash = name.firstIndex(of: "/") {
            guard let length = UInt32(name[name.index(after: slash)...]), length <= 32,
                let range = IPv4(String(name[..<slash])), let address = IPv4(host)
            else { return false }
            return length == 0 || (range ^ address) >> (32 - length) == 0
        }
        if name.filter({ $0 == ":" }).count == 1, let colon = name.firstIndex(of: ":") {
            guard Int(name[name.index(after: colon)...]) == port else { return false }
            name = String(name[..<colon])
        }
        if name.hasPrefix("*.") { name.removeFirst() }
        guard !name.isEmpty else { return false }
        return name.hasPrefix(".") ? host.hasSuffix(name) : host == name || host.hasSuffix("." + name)
    }

    private static func IPv4(_ text: String) -> UInt32? {
        var address = in_addr()
        guard inet_pton(AF_INET, text, &address) == 1 else { return nil }
        return UInt32(bigEndian: address.s_addr)
    }

    /// A host without the brackets of IPv6, in small letters.
    static func bare(_ host: String) -> String {
        let host = host.hasPrefix("[") ? String(host.dropFirst().prefix { $0 != "]" }) : host
        return host.lowercased()
    }
}
