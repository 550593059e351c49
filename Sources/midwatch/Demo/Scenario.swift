import Incidents

/// A story that the demo plays: alerts that can fire, and what happens when.
struct Scenario: Hashable, Sendable {
    /// What `--scenario` calls it.
    var name: String
    var title: SafeText
    /// The time of day at which the story happened; the demo itself runs on the real clock.
    var starts: String
    /// What makes alerts one incident.
    var groupBy: [String]
    /// Who answers.
    var people: [String]
    /// What can fire, by the name that steps use; in the order of the file.
    var alerts: [ScenarioAlerts]
    /// What happens, by time.
    var steps: [ScenarioStep]
    /// How many alerts and incidents the story promises, which a test holds it to.
    var promise: Promise

    struct Promise: Hashable, Sendable {
        var alerts: Int
        var incidents: Int
    }

    /// How long the story is, in story time.
    var length: Duration { steps.last?.at ?? .zero }

    func alerts(_ name: String) -> [ScenarioAlert] { alerts.first { $0.name == name }?.alerts ?? [] }
}

/// Alerts that fire and end together.
struct ScenarioAlerts: Hashable, Sendable {
    var name: String
    var alerts: [ScenarioAlert]
}

/// One alert as the scenario's sender posts it.
struct ScenarioAlert: Hashable, Sendable {
    var labels: [Pair]
    var annotations: [Pair]

    struct Pair: Hashable, Sendable {
        var name: String
        var value: String
    }

    /// Whether it belongs to an incident of these group labels.
    func belongs(to incident: IncidentSummary) -> Bool {
        !incident.labels.isEmpty
            && incident.labels.allSatisfy { group in
                labels.contains { $0.name == group.name.original && $0.value == group.value.original }
            }
    }
}

/// One thing that happens.
struct ScenarioStep: Hashable, Sendable {
    /// When, in story time.
    var at: Duration
    var what: What

    enum What: Hashable, Sendable {
        /// The narrator speaks.
        case say(SafeText)
        case fire([String])
        case end([String])
        /// A person does something to the incident of the alerts of this name.
        case act(by: String, Deed, on: String)
    }

    /// What people of a story do.
    enum Deed: Hashable, Sendable {
        case acknowledge, take, mitigate, resolve
        case note(SafeText)
        case merge(into: String)
    }
}
