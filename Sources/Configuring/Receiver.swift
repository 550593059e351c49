package import Incidents

/// Who is told: a receiver of the configuration, as far as it is acted on.
package struct Receiver: Hashable, Sendable {
    package var name: String
    /// The kinds of integration that it has, as their keys: `webhook_configs`.
    package var integrations: [String]
    /// Whether alerts that are led to it open incidents.
    package var opensIncidents: Bool
    /// Where it is told by web hooks.
    package var webhooks: [WebhookSettings] = []

    /// The kinds of integration that are spoken here. The others are named in a warning, each where it stands.
    package static let spoken: Set<String> = ["webhook_configs"]

    /// Its kinds of integration that are not spoken here, without `_configs`.
    package var unspoken: [String] {
        integrations.filter { !Receiver.spoken.contains($0) }
            .map { $0.hasSuffix("_configs") ? String($0.dropLast("_configs".count)) : $0 }
    }

    package init(name: String, integrations: [String] = [], opensIncidents: Bool = true) {
        (self.name, self.integrations, self.opensIncidents) = (name, integrations, opensIncidents)
    }
}
