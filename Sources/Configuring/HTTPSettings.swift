/// Something that must not be shown, or the file that it is in.
package enum Secret: Hashable, Sendable, CustomStringConvertible {
    case text(String)
    /// A path as it is written; see ``Configuration/resolved(_:)``.
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

/// One web hook of a receiver: Alertmanager's `webhook_configs`, with its defaults.
package struct WebhookSettings: Hashable, Sendable {
    /// Where it is called; the address may hold a token, and is a secret.
    package var url: Secret
    /// Whether it is told when alerts end.
    package var sendsResolved = true
    /// How many alerts are told at most at once; zero for all of them.
    package var alertsMax = 0
    /// How long one call may take; zero for as long as the group's turn lasts.
    package var timeout: Duration = .zero
    package var http: HTTPSettings

    package init(url: Secret, http: HTTPSettings = HTTPSettings()) { (self.url, self.http) = (url, http) }
}
