/// Something that must not be shown, or the file that it is in.
package enum Secret: Hashable, Sendable, CustomStringConvertible {
    case text(String)
    /// A path as it is written: relative to the folder of the configuration.
    case file(String)

    /// Never the secret itself.
    package var description: String {
        switch self {
        case .text: "<secret>"
        case .file(let path): "the content of \(path)"
        }
    }
}

/// How somebody is spoken to over HTTP: Alertmanager's `http_config`, with its defaults.
package struct HTTPSettings: Hashable, Sendable {
    /// What is said about who is calling.
    package enum Authorization: Hashable, Sendable {
        case basic(user: Secret?, password: Secret?)
        /// The kind, mostly `Bearer`, and what stands behind it.
        case credentials(kind: String, Secret)
    }

    /// The certificates of a connection.
    package struct TLS: Hashable, Sendable {
        package var authorities: Secret?
        package var certificate: Secret?
        package var key: Secret?
        package var serverName: String?
        /// Whether any certificate is believed.
        package var skipsVerification = false
        /// `TLS12`.
        package var versionMin: String?
        package var versionMax: String?

        package init() {}
    }

    package var authorization: Authorization?
    package var tls = TLS()
    package var followsRedirects = true
    package var speaksHTTP2 = true
    package var proxy: String?
    /// Hosts that are called past the proxy, with commas between them.
    package var noProxy: String?
    /// Whether the proxy is that of the environment's variables.
    package var takesProxyFromEnvironment = false
    /// Headers of one's own, sorted by name.
    package var headers: [Header] = []

    /// A header and its values.
    package struct Header: Hashable, Sendable {
        package var name: String
        package var values: [Secret]

        package init(name: String, values: [Secret]) { (self.name, self.values) = (name, values) }
    }

    package init() {}
}
