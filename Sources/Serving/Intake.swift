package import Incidents

/// A named way in for alerts of one kind of sender: an entry of `integrations:`.
package struct Intake: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case alertmanager, grafana, pagerduty
    }

    package var name: String
    package var kind: Kind
    /// SHA-256 of the key that its sender presents, in lower-case hexadecimal digits; nil when it needs none.
    package var digest: String?
    /// Labels for alerts that do not have them.
    package var labels: PackedPairs

    package init(name: String, kind: Kind, digest: String? = nil, labels: PackedPairs = .empty) {
        (self.name, self.kind, self.digest, self.labels) = (name, kind, digest, labels)
    }
}

extension [Intake] {
    /// The integration of a kind that a key belongs to; without a key the first of the kind that needs none.
    func first(of kind: Intake.Kind, digest: String?) -> Intake? {
        first { $0.kind == kind && $0.digest == digest }
    }
}
