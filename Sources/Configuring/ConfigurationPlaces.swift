internal import Incidents

/// Where in the file things stand that somebody may have a word about once all of it was read.
struct ConfigurationPlaces: Hashable, Sendable {
    /// By the places of routes in the tree.
    var routes: [Place] = []
    /// By the places of inhibit rules in their list.
    var inhibitRules: [Place] = []
    /// The names of inhibit rules, in the same order; nil for one without.
    var inhibitNames: [String?] = []
    /// By name.
    var receivers: ByName<Place> = [:]
    /// By name.
    var intervals: ByName<Place> = [:]
}
