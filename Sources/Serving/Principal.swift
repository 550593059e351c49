package import Incidents

/// Who asks, and what that one may do.
package struct Principal: Hashable, Sendable {
    /// The person that acts are written down for.
    package var actor: Actor
    package var scopes: Set<Scope>
    /// Why it may not act, with the line to add or the token to send; nil when it may.
    package var refusal: String?

    package init(actor: Actor, scopes: Set<Scope>, refusal: String? = nil) {
        (self.actor, self.scopes, self.refusal) = (actor, scopes, refusal)
    }

    package var mayAct: Bool { scopes.contains(.act) }

    /// What to tell somebody who lacks a scope.
    func why(not needed: Scope) -> String {
        if let refusal, needed == .act || scopes.isEmpty { return refusal }
        let has = scopes.map(\.rawValue).sorted().joined(separator: ", ")
        return "this needs the scope \(needed.rawValue), and yours is \(has)"
    }
}

/// What a token, or a way in, allows.
package enum Scope: String, Hashable, Sendable, CaseIterable {
    /// Posting alerts.
    case ingest
    /// Reading everything.
    case read
    /// Acting on incidents.
    case act
}

/// Who may do what: built from the configuration, asked by every request.
package struct Admission: Sendable {
    /// Logins of this machine that are known people, with their names. Empty: every login is its own actor.
    package var people: [String: SafeText]
    package var tokens: [Token]
    /// Whether requests from other machines are let in; then everything needs a token.
    package var allowsRemote: Bool
    /// `alertmanager_api: {silences: token}`: whether silences over `/api/v2` need the scope `act` on loopback too.
    package var closesSilences = false
    /// `alertmanager_api: {hosts: […]}`: names under which the router is reached besides its own, in lower case.
    package var hosts: Set<String> = []

    package struct Token: Hashable, Sendable {
        package var name: SafeText
        package var scope: Scope
        /// SHA-256 of the token, in lower-case hexadecimal digits.
        package var digest: String

        package init(name: SafeText, scope: Scope, digest: String) {
            (self.name, self.scope, self.digest) = (name, scope, digest)
        }
    }

    package init(people: [String: SafeText] = [:], tokens: [Token] = [], allowsRemote: Bool = false) {
        (self.people, self.tokens, self.allowsRemote) = (people, tokens, allowsRemote)
    }

    /// The digest under which a token is known: its SHA-256, in lower-case hexadecimal digits.
    package static func digest(of token: String) -> String { AdmissionMiddleware.digest(token) }

    /// The principal of a login that the kernel vouches for, at the Unix socket.
    func principal(login: String?, uid: UInt32) -> Principal {
        let name = login ?? "uid \(uid)"
        if people.isEmpty { return Principal(actor: .person(SafeText(name)), scopes: Set(Scope.allCases)) }
        if let person = people[name] { return Principal(actor: .person(person), scopes: Set(Scope.allCases)) }
        let line = "- {login: \(name), name: \(name)}"
        return Principal(
            actor: .person(SafeText(name)), scopes: [.read, .ingest],
            refusal: "\(name) is not among the people of the configuration and may only read; add under people: \(line)"
        )
    }

    /// The principal of a TCP request: what its token says, and without one what loopback allows.
    func principal(token: String?, digest: (String) -> String) -> Principal? {
        if let token {
            let hash = digest(token)
            // A digest is compared, never the token: a timing tells nothing about the token itself.
            let matching = tokens.filter { $0.digest == hash }
            guard let first = matching.first else { return nil }
            let scopes = Set(matching.map(\.scope))
            return Principal(
                actor: .person(first.name), scopes: scopes.contains(.act) ? scopes.union([.read]) : scopes,
                refusal: scopes.contains(.act) ? nil : "this token has no scope act")
        }
        if allowsRemote {
            return Principal(actor: .person("nobody"), scopes: [], refusal: "send a token: Authorization: Bearer …")
        }
        return Principal(
            actor: .person("anonymous"), scopes: [.ingest, .read],
            refusal: "commands over TCP need a token with the scope act; on this machine use the Unix socket")
    }
}
