import ArgumentParser
import Incidents
import Logging
import Serving
import ServiceLifecycle
import UnixSignals

#if canImport(Glibc)
    import Glibc
#endif

/// `midwatch serve`: the router.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the router: take alerts in, keep incidents, ring people.",
        discussion: """
            The router listens at a loopback address for senders and at a Unix socket for consoles and commands. With \
            no configuration file the person at the keyboard is on call for everything.

            Example: midwatch serve --listen 127.0.0.1:3003
            """)

    @Option(help: ArgumentHelp("The configuration file.", valueName: "FILE"))
    var config: String?

    @Option(help: ArgumentHelp("Where everything is kept.", valueName: "sqlite:PATH"))
    var store: String?

    @Option(help: ArgumentHelp("Address and port for senders; port 0 takes a free one.", valueName: "HOST:PORT"))
    var listen = "127.0.0.1:3003"

    @Option(help: ArgumentHelp("The Unix socket for consoles and commands.", valueName: "PATH"))
    var socket: String?

    @Option(help: ArgumentHelp("A group that may use the socket besides its owner.", valueName: "GROUP"))
    var socketGroup: String?

    @Flag(help: "Listen beyond this machine; then every request needs a token.")
    var allowRemote = false

    @Option(
        help: ArgumentHelp(
            "Whether anybody is told; shadow and off decide and record all, and nothing leaves. Attached consoles ring all "
                + "the same. Without it the configuration says, else on.", valueName: "on|shadow|off"))
    var paging: Paging?

    @Flag(help: "Do not start with a receiver that has a kind of integration which is not spoken here.")
    var strict = false

    func run() async throws {
        let plan = try makePlan()
        let log = plan.log
        do {
            let router = try plan.makeRouter { addresses in
                log.notice(
                    "ready", metadata: ["version": "\(Build.version)", "at": "\(addresses.joined(separator: " "))"])
            }
            let services = ServiceGroup(
                configuration: ServiceGroupConfiguration(
                    services: [.init(service: router)], gracefulShutdownSignals: [.sigterm, .sigint],
                    logger: log))
            try await services.run()
        } catch {
            log.critical("\(error)")
            throw ExitCode(1)
        }
    }

    private func makePlan() throws -> RouterPlan {
        let environment = ProcessEnvironment.all
        let address = try ListenAddress(listen)
        guard address.isLoopback || allowRemote else {
            throw ValidationError(
                "\(listen) reaches beyond this machine; add --allow-remote, and tokens to the configuration")
        }
        let places = Places(environment: environment, isRoot: geteuid() == 0)
        if let store, !store.hasPrefix("sqlite:") {
            throw ValidationError("--store takes sqlite:PATH")
        }
        return RouterPlan(
            configurationOption: config, environment: environment,
            storePath: store.map { String($0.dropFirst("sqlite:".count)) } ?? places.store,
            tcp: (address.host, address.port), socket: socket ?? places.socket, socketGroup: socketGroup,
            allowsRemote: allowRemote, paging: paging, isStrict: strict, log: RouterLog.make())
    }
}

extension Paging: ExpressibleByArgument {}

/// `HOST:PORT`, with an IPv6 address in brackets.
struct ListenAddress {
    var host: String
    var port: Int

    init(_ text: String) throws {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port)
        else { throw ValidationError("\(text) is no address; write HOST:PORT, such as 127.0.0.1:3003") }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        self.host = host.isEmpty ? "0.0.0.0" : String(host)
        self.port = port
    }

    var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }
}

/// Where a router keeps things when nobody says otherwise.
struct Places {
    var store: String
    var socket: String

    init(environment: [String: String], isRoot: Bool) {
        let state = environment["XDG_STATE_HOME"] ?? environment["HOME"].map { "\($0)/.local/state" } ?? "/tmp"
        store = isRoot ? "/var/lib/midwatch/midwatch.db" : "\(state)/midwatch/midwatch.db"
        let runtime = environment["XDG_RUNTIME_DIR"].map { "\($0)/midwatch.sock" }
        socket = isRoot ? "/run/midwatch/midwatch.sock" : runtime ?? "\(state)/midwatch/midwatch.sock"
    }
}
