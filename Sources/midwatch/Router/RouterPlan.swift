import CPlatform
import Calling
import Configuring
import Dispatch
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
        let parsed = try parse()
        let configuration = try load(parsed)
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
            reload: {
                let parsed = try plan.parse()
                let configuration = try plan.load(parsed)
                plan.advise(parsed, store)
                return configuration
            })
        settings.onReady = onReady
        mw_memory_share()
        settings.returnMemory = { mw_memory_return() }
        settings.routing = { text in
            // What cannot be read any more is said to be so in the explanation.
            (try? Configuration.parse(text, file: "the configuration of that time"))
                .map { KeptRouting(tree: $0.tree, inhibitRules: $0.inhibitRules) }
        }
        settings.connections = ConnectionBudget(descriptors: OpenFiles.raise())
        advise(parsed, store)
        return try MidwatchRouter(store: store, clock: clock, state: state, settings: settings, log: log)
    }

    /// Reads the configuration. Throws all its faults at once.
    private func parse() throws -> Configuration {
        let found = ConfigurationSearch.find(
            option: configurationOption, environment: environment, exists: { access($0, R_OK) == 0 })
        return try found.path.map { path in try Configuration.load(path) } ?? .standard
    }

    /// Says what is most likely not meant, as check-config does. Nobody waits for it, and it takes its time on a thread of
    /// its own: those that answer senders are as few as the processors.
    private func advise(_ configuration: Configuration, _ store: SQLiteStore) {
        let log = log
        DispatchQueue.global(qos: .utility).async {
            // What the labels tell is a hint; a store that cannot be read says so elsewhere.
            let seen = SeenLabels((try? store.labels(limit: ConfigurationCheck.labelsMax)) ?? [])
            for warning in configuration.lint(at: SystemClock().now(), seen: seen) { log.warning("\(warning)") }
        }
    }

    /// Takes a configuration, and says what of it is not acted on.
    private func load(_ configuration: Configuration) throws -> RouterConfiguration {
        let untold = configuration.warnings.filter(\.leavesUntold)
        // What --strict refuses is said with the refusal.
        for warning in configuration.warnings where !(isStrict && warning.leavesUntold) { log.warning("\(warning)") }
        if isStrict, !untold.isEmpty { throw UntoldReceivers(warnings: untold) }
        var rules = configuration.watchRules
        rules.paging = paging ?? configuration.paging ?? .on
        if rules.paging != .on {
            log.warning("paging is \(rules.paging.rawValue): everything is decided and recorded, and nobody is told")
        }
        var admission = Admission(allowsRemote: allowsRemote)
        for person in configuration.people { admission.people[person.login] = person.name }
        admission.tokens = try configuration.tokens.map { try token($0, of: configuration) }
        admission.closesSilences = configuration.intake.closesSilences
        admission.hosts = Set(configuration.intake.hosts)
        let intakes = try configuration.intake.integrations.map { try intake($0, of: configuration) }
        // What its sender presents opens the door for alerts, and no other.
        admission.tokens += intakes.compactMap { intake in
            intake.digest.map { Admission.Token(name: SafeText(intake.name), scope: .ingest, digest: $0) }
        }
        var loaded = RouterConfiguration(
            rules: rules, routing: configuration.tree,
            receivers: configuration.receivers.map(\.name),
            admission: admission, rendered: AlertmanagerRendering.text(configuration),
            retention: Serving.Retention(configuration.retention), path: configuration.file)
        loaded.channels = configuration.channels(environment: environment)
        (loaded.inhibitLines, loaded.inhibitNames) = (configuration.inhibitLines, configuration.inhibitNames)
        (loaded.intakes, loaded.hookExpiry) = (intakes, configuration.intake.hookExpiry)
        return loaded
    }

    private func intake(_ integration: Integration, of configuration: Configuration) throws -> Intake {
        let digest: String? =
            switch integration.secret {
            case nil: nil
            case .text(let key): Admission.digest(of: key)
            case .sha256(let digest): digest
            case .file(let path): Admission.digest(of: try TokenFile.read(configuration.resolved(path)))
            }
        return Intake(
            name: integration.name, kind: Intake.Kind(integration.kind), digest: digest,
            labels: PackedPairs(integration.labels.map { ($0.name, $0.value) }))
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

extension Intake.Kind {
    init(_ kind: Integration.Kind) {
        switch kind {
        case .alertmanager: self = .alertmanager
        case .grafana: self = .grafana
        case .pagerduty: self = .pagerduty
        }
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
