package import Incidents

/// Somebody who may act, known by the login on the router's machine.
package struct Person: Hashable, Sendable {
    /// The name of the Unix account.
    package var login: String
    /// What timelines and colleagues call them.
    package var name: SafeText

    package init(login: String, name: SafeText) { (self.login, self.name) = (login, name) }

    /// The longest login, in bytes.
    package static let loginLengthMax = 256
}

/// Somebody or something that reaches the router over TCP, and what it may do there.
package struct TokenGrant: Hashable, Sendable {
    /// Who acts by it.
    package var name: SafeText
    package var scope: Scope
    package var secret: Secret

    package init(name: SafeText, scope: Scope, secret: Secret) {
        (self.name, self.scope, self.secret) = (name, scope, secret)
    }

    package enum Scope: String, Hashable, Sendable, CaseIterable {
        /// May post alerts.
        case ingest
        /// May see everything.
        case read
        /// May see everything and act on incidents.
        case act
    }

    /// How the token is known without standing in the configuration.
    package enum Secret: Hashable, Sendable {
        /// It is the first line of a file; relative to the folder of the configuration.
        case file(String)
        /// Its SHA-256, as 64 lower-case hexadecimal digits.
        case sha256(String)
    }
}
