import Incidents
import Logging
import Routing
@testable import Serving
import Support
import Synchronization
import Testing
import Wire

/// A channel that answers what a test wrote, and remembers what it was to tell.
final class ScriptedChannel: ReceiverChannel {
    let kind = "webhook"
    private let script: Mutex<[ChannelAnswer]>
    private let told = Mutex<[Flush]>([])

    /// - Parameter script: one answer a try; the last one for all that follow.
    convenience init(_ script: ChannelAnswer...) { self.init(script) }

    init(_ script: [ChannelAnswer]) { self.script = Mutex(script) }

    var tries: [Flush] { told.withLock { $0 } }

    func tell(_ flush: Flush, externalURL: String, within limit: Duration) async -> ChannelAnswer {
        told.withLock { $0.append(flush) }
        return script.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
    }
}

/// What a courier works with in a test: a clock that it is let go on by, and what came of each flush.
struct CourierBed: Sendable {
    let clock = ManualClock()
    let outbox = FlushOutbox()
    let metrics = NotificationMetrics()

    /// What came of flushes, and how long was waited between tries.
    final class Record: Sendable {
        let reports = Mutex<[Notification]>([])
        let waits = Mutex<[Duration]>([])
        var outcomes: [NotificationOutcome] { reports.withLock { $0.map(\.outcome) } }
    }

    let record = Record()

    func courier(
        _ channels: [any ReceiverChannel], paging: Paging = .on,
        pause: (@Sendable (Duration) async throws -> Void)? = nil
    ) -> NotificationCourier {
        var rules = WatchRules.standard
        rules.paging = paging
        var configuration = RouterConfiguration(rules: rules, rendered: "")
        configuration.channels = ["ops": channels]
        let identity = RouterIdentity(name: "m", host: "h", version: "1", isDemo: false, startedAt: .start)
        var log = Logger(label: "test")
        log.logLevel = .critical
        let (clock, record) = (clock, record)
        return NotificationCourier(
            outbox: outbox,
            state: RouterState(identity: identity, storePath: "", schema: 1, configuration: configuration),
            clock: clock, externalURL: { "http://h:1" },
            pause: pause ?? { span in
                record.waits.withLock { $0.append(span) }
                clock.advance(by: span)
            },
            tellWatch: { _, notification in record.reports.withLock { $0.append(notification) } }, metrics: metrics,
            log: log)
    }

    func flush(
        key: UInt64 = 1, integration: Int = 0, alerts: [Alert] = [.sample()], lasting: Duration = .minutes(5)
    )
        -> Flush
    {
        Flush(
            dispatch: DispatchID(key), key: NotificationKey(key), receiver: "ops", integration: integration,
            integrationName: "webhook[\(integration)]",
            groupKey: "{}:{}", groupLabels: .empty, decidedAt: clock.now(), deadline: clock.now() + lasting,
            alerts: alerts)
    }

    func carryOut(_ flushes: [Flush], _ courier: NotificationCourier) async {
        outbox.put(flushes)
        outbox.close()
        await courier.run()
    }

    /// Hands flushes on, and stops the courier once it lets time go by for good: see ``forever(_:)``.
    func stop(_ courier: NotificationCourier, once paused: AsyncStream<Void>, putting flushes: [Flush]) async {
        outbox.put(flushes)
        let running = Task { await courier.run() }
        for await _ in paused { break }
        await courier.stop()
        running.cancel()
        await running.value
    }

    /// A wait that ends with the task alone; says first that it begins.
    static func forever(_ entry: AsyncStream<Void>.Continuation) async throws {
        entry.yield()
        let (never, _) = AsyncStream.makeStream(of: Void.self)
        for await _ in never {}
        throw CancellationError()
    }
}
