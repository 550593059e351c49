/// Who is told: a receiver of the configuration, as far as it is acted on.
package struct Receiver: Hashable, Sendable {
    package var name: String
    /// The kinds of integration that it has, as their keys: `webhook_configs`.
    package var integrations: [String]
    /// Whether alerts that are led to it open incidents.
    package var opensIncidents: Bool

    package init(name: String, integrations: [String] = [], opensIncidents: Bool = true) {
        (self.name, self.integrations, self.opensIncidents) = (name, integrations, opensIncidents)
    }
}
