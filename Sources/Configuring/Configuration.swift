package import Incidents
package import Routing

/// All that a router is told by its file: what is not written there stands as without a file.
package struct Configuration: Hashable, Sendable {
    package var tree: RoutingTree
    /// Every receiver, in the order of the file; those that the tree leads to are among them.
    package var receivers: [Receiver]
    /// Which alerts keep which others quiet, in the order of the file.
    package var inhibitRules: [InhibitRule] = []
    /// The named time intervals, in the order of the file.
    package var intervals: [NamedInterval] = []
    /// The files of message templates, as they are written; they may hold wildcards.
    package var templates: [String] = []
    package var rules: WatchRules
    package var retention: Retention
    /// Who may act over the Unix socket; when empty, everybody, under their login.
    package var people: [Person]
    package var tokens: [TokenGrant]
    /// Whether anybody is told; nil when the file does not say.
    package var paging: Paging?
    /// What is said about the ways in for alerts.
    package var intake = IntakeSettings()
    /// What is said about consoles; the router passes it over.
    package var console: ConsoleSettings
    /// What is valid and not acted on, in the order of the file.
    package var warnings: [ConfigurationWarning]
    /// The file that it was read from; nil for ``standard``.
    package var file: String?
    /// Where its parts stand in the file; empty when it was read from none.
    var places = ConfigurationPlaces()

    package init(
        tree: RoutingTree = .standard, receivers: [Receiver] = [Receiver(name: "default")],
        rules: WatchRules = .standard, retention: Retention = .standard, people: [Person] = [],
        tokens: [TokenGrant] = [], console: ConsoleSettings = ConsoleSettings(),
        warnings: [ConfigurationWarning] = [], file: String? = nil
    ) {
        (self.tree, self.receivers, self.rules, self.retention) = (tree, receivers, rules, retention)
        (self.people, self.tokens, self.console) = (people, tokens, console)
        (self.warnings, self.file) = (warnings, file)
    }

    /// What holds with no file at all: the person at the keyboard is on call for everything.
    package static let standard = Configuration()

    package var limits: Limits { rules.limits }

    /// The folder of its file, with its slash: where relative paths start from. Nil for where the program was started.
    package var folder: String? { file.flatMap { file in file.lastIndex(of: "/").map { String(file[...$0]) } } }

    /// A path of the configuration as it is meant: relative to the folder of its file.
    package func resolved(_ path: String) -> String { path.hasPrefix("/") ? path : (folder ?? "") + path }

    /// The line of each inhibit rule in the file; empty when it was read from none.
    package var inhibitLines: [Int] { places.inhibitRules.map(\.line) }
    /// The name of each inhibit rule, where it has one.
    package var inhibitNames: [String?] { places.inhibitNames }

    /// The person with a login, nil when `people` does not name one.
    package func person(login: String) -> Person? { people.first { $0.login == login } }
}
