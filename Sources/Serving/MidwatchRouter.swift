import Hummingbird
import HummingbirdCore
import Incidents
package import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Routing
package import Storing
import UnixSignals
import Wire

/// The router as a whole: the loop, its timer, courier and housekeeper, and the two doors.
package struct MidwatchRouter: Service {
    private let keeper: Watchkeeper
    private let store: any IncidentStore
    private let clock: any WallClock
    private let state: RouterState
    private let settings: RouterSettings
    private let board: PresenceBoard
    private let log: Logger
    private let doorLog: DoorLog
    /// One configuration is taken after the other: the last one that was asked for is in force everywhere.
    private let reloads = Turnstile<Bool>(most: 1, mostOfLane: 1)

    /// Restores the watch; throws what the store throws.
    package init(
        store: any IncidentStore, clock: any WallClock, state: RouterState, settings: RouterSettings, log: Logger
    ) throws {
        let configuration = state.configuration
        keeper = try Watchkeeper(
            store: store, clock: clock, rules: configuration.rules, routing: configuration.routing,
            queueMax: configuration.rules.limits.queueBytes, feed: ChangeFeed(), metrics: RouterMetrics(), log: log)
        (self.store, self.clock, self.state, self.settings, self.log) = (store, clock, state, settings, log)
        doorLog = DoorLog(clock: clock, log: log)
        board = PresenceBoard(feed: keeper.feed, clock: clock)
    }

    /// How often readers of the feed are told that the router lives.
    static let beatEvery = Duration.seconds(15)

    /// Serves until a graceful shutdown, then answers what is waiting and ends.
    package func run() async throws {
        let published = keeper.feed.listen(as: .router)
        keeper.submit(.configured(text: state.configuration.rendered))
        let notifications = NotificationCourier(
            outbox: keeper.outbox, state: state, clock: clock, externalURL: { externalURL },
            tellWatch: { keeper.submit(.notified($0, $1)) }, metrics: keeper.metrics.notifications, log: log)
        try await withThrowingTaskGroup(of: Void.self) { background in
            background.addTask {
                let paging: @Sendable () -> Paging = { state.configuration.rules.paging }
                await Courier(keeper: keeper, bells: settings.bells, paging: paging, log: log).run(published)
            }
            background.addTask { await notifications.run() }
            background.addTask { try await tick() }
            background.addTask { try await beat() }
            background.addTask { try await reloadOnHangup() }
            background.addTask {
                try await Housekeeper(
                    store: store, clock: clock, retention: { state.configuration.retention },
                    lastCommit: { clock.elapsed() - keeper.metrics.lastCommit }, returnMemory: settings.returnMemory,
                    log: log
                ).run()
            }
            defer { background.cancelAll() }
            try await withGracefulShutdownHandler {
                do { try await keepDoorsOpen() } catch is UnwillingReader {
                    // Said already; everything that was answered is durable.
                }
            } onGracefulShutdown: {
                Task {
                    // What was told is to be known before nothing more can be written.
                    await notifications.stop()
                    // Ends the streams, which would hold the doors open.
                    await keeper.stop()
                }
            }
            await notifications.stop()
            await keeper.stop()
        }
    }

    /// Where this router is reached, by the machine's name, as Alertmanager says it when nobody tells it.
    private var externalURL: String {
        let bound = state.listeners.lazy.filter { $0.hasPrefix("http://") }
            .compactMap { $0.split(separator: ":").last.flatMap { Int($0) } }.first
        let port = bound ?? settings.tcp?.port
        return "http://\(state.identity.host.original)" + (port.map { ":\($0)" } ?? "")
    }

    private func keepDoorsOpen() async throws {
        let doors = try doors()
        try await withThrowingTaskGroup(of: Void.self) { open in
            for door in doors {
                open.addTask {
                    do { try await door.service.run() } catch let error as IOError {
                        throw DoorFault(address: door.address, code: error.errnoCode)
                    }
                }
            }
            open.addTask { try await shutUnwillingDoors() }
            for _ in doors { try await open.next() }
            open.cancelAll()
        }
    }

    /// How long a reader who does not take what it asked for may hold a door open.
    static let drainMax = Duration.seconds(3)

    /// After a stop was asked for, ends by force what does not end by itself.
    private func shutUnwillingDoors() async throws {
        do { try await gracefulShutdown() } catch { return }
        do { try await Task.sleep(for: MidwatchRouter.drainMax) } catch { return }
        log.warning("a reader holds its connection open; it is cut off")
        throw UnwillingReader()
    }

    /// Somebody did not let go in time.
    private struct UnwillingReader: Error {}

    // MARK: The doors

    /// A way in, and how people write it.
    private struct Door: Sendable {
        var address: String
        var service: any Service
    }

    private func doors() throws -> [Door] {
        var doors: [Door] = []
        let bound = DoorCount(settings.tcp == nil || settings.socket == nil ? 1 : 2)
        if let tcp = settings.tcp {
            let host = tcp.host.contains(":") ? "[\(tcp.host)]" : tcp.host
            let address = BindAddress.hostname(tcp.host, port: tcp.port)
            let service = door(address, at: settings.connections.tcp, bound: bound) { channel in
                "http://\(host):\(channel.localAddress?.port ?? tcp.port)"
            }
            doors.append(Door(address: "\(host):\(tcp.port)", service: service))
        }
        if let socket = settings.socket {
            let group = try SocketPlace.groupID(settings.socketGroup)
            try SocketPlace.prepare(socket)
            let address = BindAddress.unixDomainSocket(path: socket)
            let service = door(address, at: settings.connections.socket, bound: bound) { _ in
                do { try SocketPlace.admit(socket, group: group) } catch { log.error("\(error)") }
                return "unix:\(socket)"
            }
            doors.append(Door(address: socket, service: service))
        }
        return doors
    }

    /// A connection that asks for nothing is closed after this long: longer than the minute between two posts of a
    /// Prometheus. An open feed is a request in progress, and stays.
    static let idleMax = TimeAmount.minutes(3)

    private func door(
        _ address: BindAddress, at most: Int, bound: DoorCount, name: @escaping @Sendable (any Channel) -> String
    ) -> some Service {
        Application(
            responder: router().buildResponder(),
            server: .http1(configuration: .init(idleTimeout: MidwatchRouter.idleMax)),
            configuration: ApplicationConfiguration(
                address: address, serverName: nil, reuseAddress: true,
                availableConnectionsDelegate: MaximumAvailableConnections(most, logger: quietLog)),
            onServerRunning: { channel in
                state.listening(at: name(channel))
                if bound.opened() {
                    for address in state.listeners { log.notice("listening", metadata: ["at": "\(address)"]) }
                    await settings.onReady(state.listeners)
                }
            },
            logger: quietLog)
    }

    /// The server library's own chatter is not the operator's business below a warning.
    private var quietLog: Logger {
        var quiet = log
        quiet.logLevel = .warning
        return quiet
    }

    private func router() -> Router<RouterContext> {
        let router = Router(context: RouterContext.self)
        router.add(middleware: AdmissionMiddleware(state: state, metrics: keeper.metrics, host: settings.tcp?.host))
        router.add(middleware: AlertmanagerErrors())
        AlertmanagerRoutes(keeper: keeper, clock: clock, state: state, log: doorLog).add(to: router)
        SilenceRoutes(keeper: keeper, clock: clock, state: state, random: settings.random).add(to: router)
        HookRoutes(keeper: keeper, clock: clock, state: state, random: settings.random, log: doorLog).add(to: router)
        IncidentRoutes(keeper: keeper, store: store, clock: clock, state: state, board: board).add(to: router)
        WhyRoutes(keeper: keeper, store: store, clock: clock, state: state, routing: settings.routing).add(to: router)
        FeedRoutes(keeper: keeper, store: store, board: board).add(to: router)
        PresenceRoutes(keeper: keeper, store: store, board: board).add(to: router)
        OperationsRoutes(keeper: keeper, store: store, state: state, reload: { await reload() }).add(to: router)
        return router
    }

    // MARK: Time and reload

    private func tick() async throws {
        while true {
            board.tick()
            try await Task.sleep(for: await keeper.tick())
        }
    }

    private func beat() async throws {
        while true {
            try await Task.sleep(for: MidwatchRouter.beatEvery)
            keeper.feed.publish(.beat)
        }
    }

    private func reloadOnHangup() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup) { _ = await reload() }
    }

    /// Takes the configuration again; a bad one changes nothing and is said.
    private func reload() async -> String? {
        guard await reloads.enter(true) else { return "the router is stopping" }
        defer { reloads.leave(true) }
        do {
            let configuration = try await settings.reload()
            await keeper.configure(rules: configuration.rules, routing: configuration.routing)
            keeper.submit(.configured(text: configuration.rendered))
            state.set(configuration, at: clock.now())
            log.notice("configuration loaded again", metadata: ["file": "\(configuration.path ?? "none")"])
            return nil
        } catch {
            log.error("the configuration was not loaded; the former one stays", metadata: ["fault": "\(error)"])
            state.reloadFailed(SafeText("\(error)"))
            return "\(error)"
        }
    }
}
