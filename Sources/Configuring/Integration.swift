internal import Incidents

/// A named way in for alerts of one kind of sender: an entry of `integrations`.
package struct Integration: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The webhook of an Alertmanager, at `/hooks/alertmanager`.
        case alertmanager
        /// The webhook of a Grafana, at `/hooks/grafana`.
        case grafana
        /// Events as PagerDuty takes them, at `/v2/enqueue`.
        case pagerduty
    }

    package var name: String
    package var kind: Kind
    /// What its sender presents: PagerDuty's routing key, or the bearer of a webhook. Nil where it needs none.
    package var secret: Secret?
    /// Labels for alerts that do not have them, in the order of the file.
    package var labels: [Label]

    package struct Label: Hashable, Sendable {
        package var name: String
        package var value: String

        package init(name: String, value: String) { (self.name, self.value) = (name, value) }
    }

    /// How the key is known.
    package enum Secret: Hashable, Sendable {
        /// It stands in the configuration itself.
        case text(String)
        /// It is the first line of a file; relative to the folder of the configuration.
        case file(String)
        /// Its SHA-256, as 64 lower-case hexadecimal digits.
        case sha256(String)
    }

    package init(name: String, kind: Kind, secret: Secret? = nil, labels: [Label] = []) {
        (self.name, self.kind, self.secret, self.labels) = (name, kind, secret, labels)
    }

    /// How long PagerDuty's routing keys are.
    package static let routingKeyLength = 32
}

/// What is said about the ways in: `integrations`, `hooks` and `alertmanager_api`.
package struct IntakeSettings: Hashable, Sendable {
    package var integrations: [Integration] = []
    /// `hooks.expire_after`: how long an alert from a webhook fires after its sender's last word of it.
    package var hookExpiry = Duration.hours(5)
    /// `alertmanager_api.silences`: whether silences over `/api/v2` need a token with the scope act on loopback too.
    package var closesSilences = false
    /// `alertmanager_api.hosts`: names under which a router on loopback is reached besides those of its machine, as by a
    /// proxy; in lower case.
    package var hosts: [String] = []

    package init() {}
}
