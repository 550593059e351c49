package import Incidents
package import Routing
import Synchronization
package import Wire

/// What the router is told by its configuration: everything that a reload may change.
package struct RouterConfiguration: Sendable {
    package var rules: WatchRules
    package var routing: RoutingTree
    package var receivers: [String]
    /// How each receiver is told, by its name; in the order of its integrations in ``rules``.
    package var channels: ByName<[any ReceiverChannel]> = [:]
    package var admission: Admission
    /// The named ways in besides `/api/v2`.
    package var intakes: [Intake] = []
    /// `hooks.expire_after`: how long an alert from a webhook fires after its sender's last word of it.
    package var hookExpiry = Duration.hours(5)
    /// The routing as a configuration that Alertmanager itself would take.
    package var rendered: String
    package var retention: Retention
    /// The file that it came from; nil for what holds without one.
    package var path: String?
    /// The line of each inhibit rule in that file, in their order in ``rules``.
    package var inhibitLines: [Int] = []
    /// The name of each of them, where it has one there.
    package var inhibitNames: [String?] = []

    package init(
        rules: WatchRules = .standard, routing: RoutingTree = .standard, receivers: [String] = ["default"],
        admission: Admission = Admission(), rendered: String, retention: Retention = Retention(), path: String? = nil
    ) {
        (self.rules, self.routing, self.receivers) = (rules, routing, receivers)
        (self.admission, self.rendered, self.path) = (admission, rendered, path)
        self.retention = retention
    }
}

/// What every route knows: who the router is, and its configuration as it stands now.
package final class RouterState: Sendable {
    package let identity: RouterIdentity
    package let storePath: String
    package let schema: Int
    private let current: Mutex<RouterConfiguration>
    private let addresses = Mutex<[String]>([])
    private let backups = Mutex(0)
    private let reload: Mutex<Reload>

    package init(identity: RouterIdentity, storePath: String, schema: Int, configuration: RouterConfiguration) {
        (self.identity, self.storePath, self.schema) = (identity, storePath, schema)
        current = Mutex(configuration)
        reload = Mutex(Reload(takenAt: identity.startedAt))
    }

    package var configuration: RouterConfiguration { current.withLock { $0 } }

    /// Takes a configuration that was loaded again.
    func set(_ configuration: RouterConfiguration, at now: Timestamp) {
        current.withLock { $0 = configuration }
        reload.withLock { $0 = Reload(fault: nil, takenAt: now) }
    }

    /// What came of the last reload.
    struct Reload: Sendable {
        /// Why it was not taken; nil when it was.
        var fault: SafeText?
        /// When the configuration that is in force was taken.
        var takenAt: Timestamp
    }

    var lastReload: Reload { reload.withLock { $0 } }

    /// A configuration was not taken: the former one stays.
    func reloadFailed(_ fault: SafeText) { reload.withLock { $0.fault = fault } }

    /// Where the router listens, as it turned out once it was bound.
    package var listeners: [String] { addresses.withLock { $0 } }

    /// A number for the name of the next temporary copy.
    func nextBackup() -> Int {
        backups.withLock { count in
            count += 1
            return count
        }
    }

    func listening(at address: String) { addresses.withLock { $0.append(address) } }
}
