import Calling
import Configuring
import Incidents
import Logging
import Routing
import Serving
import StoringSQLite
import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// Everything that is decided before a router starts: the same for `serve`, the demo and the tests.
struct RouterPlan: Sendable {
    var configurationOption: String?
    var environment: [String: String]
    var storePath: String
    var tcp: (host: String, port: Int)?
    var socket: String?
    var socketGroup: String?
    var allowsRemote = false
    var isDemo = false
    var ringsTerminals = true
    /// What the command line says about paging; nil leaves it to the configuration.
    var paging: Paging?
    /// Whether a configuration is refused by which somebody is not told of incidents.
    var isStrict = false
    var log: Logger
}

extension RouterPlan {
    /// Opens the store, restores the watch and serves until the process is told to stop.
    ///
    /// - Parameter onReady: called with the addresses once everything is bound.
    func makeRouter(onReady: @escaping @Sendable ([String]) async -> Void = { _ in }) throws -> MidwatchRouter {
        let configuration = try load()
        let store = try SQLiteStore(path: storePath)
        let clock = SystemClock()
        let identity = RouterIdentity(
            name: "midwatch", host: SafeText(Machine.hostName), version: SafeText(Build.version), isDemo: isDemo,
            startedAt: clock.now())
        let state = RouterState(
            identity: identity, storePath: storePath, schema: SQLiteStore.schemaVersion, configuration: configuration)
        let plan = self
        var settings = RouterSettings(
            tcp: tcp, socket: socket, socketGroup: socketGroup,
            bells: ringsTerminals ? LoginTerminalBells() as any Bells : SilentBells(),
            reload: { try plan.load() })
        settings.onReady = onReady
        settings.connections = ConnectionBudget(descriptors: OpenFiles.raise())
        return try MidwatchRouter(store: store, clock: clock, state: state, settings: settings, log: log)
    }

    /// Reads the configuration, and says what it warns of. Throws all its faults at once.
    func load() throws -> RouterConfiguration {
        let found = ConfigurationSearch.find(
            option: configurationOption, environment: environment, exists: { access($0, R_OK) == 0 })
        let configuration = try found.path.map { path in try Configuration.load(path) } ?? .standard
        for warning in configuration.warnings { log.warning("\(warning)") }
        let untold = configuration.warnings.filter(\.leavesUntold)
        if isStrict, !untold.isEmpty { throw UntoldReceivers(warnings: untold) }
        var rules = configuration.watchRules
        rules.paging = paging ?? configuration.paging ?? .on
        var admission = Admission(allowsRemote: allowsRemote)
        for person in configuration.people { admission.people[person.login] = person.name }
        admission.tokens = try configuration.tokens.map { try token($0, of: configuration) }
        var loaded = RouterConfiguration(
            rules: rules, routing: configuration.tree, receivers: configuration.receivers.map(\.name),
            admission: admission, rendered: AlertmanagerRendering.text(configuration),
            retention: Serving.Retention(configuration.retention), path: configuration.file)
        loaded.channels = configuration.channels(environment: environment)
        return loaded
    }

    private func token(_ grant: TokenGrant, of configuration: Configuration) throws -> Admission.Token {
        let scope = Serving.Scope(rawValue: grant.scope.rawValue) ?? .read
        switch grant.secret {
        case .sha256(let digest): return Admission.Token(name: grant.name, scope: scope, digest: digest)
        case .file(let path):
            let text = try TokenFile.read(configuration.resolved(path))
            return Admission.Token(name: grant.name, scope: scope, digest: Admission.digest(of: text))
        }
    }
}

extension Configuration {
    /// The rules of the watch, with what other blocks of the file say to it.
    var watchRules: WatchRules {
        var rules = rules
        rules.inhibitRules = inhibitRules
        for receiver in receivers where !receiver.webhooks.isEmpty {
            rules.integrations[receiver.name] = receiver.webhooks.map {
                IntegrationRule(kind: "webhook", sendsResolved: $0.sendsResolved)
            }
        }
        for receiver in receivers where !receiver.unspoken.isEmpty { rules.unspoken[receiver.name] = receiver.unspoken }
        return rules
    }
}

extension Serving.Retention {
    /// What the configuration says; how long requests are remembered is not for anybody to set.
    init(_ retention: Configuring.Retention) {
        self.init()
        (log, incidents, alerts) = (retention.log, retention.incidents, retention.alerts)
    }
}

/// Which build this is.
enum Build {
    static let version = "0.1.0"
}

/// What the machine calls itself.
enum Machine {
    static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    static var environment: [String: String] { ProcessEnvironment.all }
}
