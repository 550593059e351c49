import Incidents
import Logging
import Routing
@testable import Serving
import Support
import Synchronization
import Testing
import Wire

/// A channel that answers what a test wrote, and remembers what it was to tell.
private final class ScriptedChannel: ReceiverChannel {
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

@Suite("The courier of notifications")
struct NotificationCourierTests {
    private let clock = ManualClock()
    private let outbox = FlushOutbox()
    private let metrics = NotificationMetrics()

    /// What came of flushes, and how long was waited between tries.
    private final class Record: Sendable {
        let reports = Mutex<[Notification]>([])
        let waits = Mutex<[Duration]>([])
        var outcomes: [NotificationOutcome] { reports.withLock { $0.map(\.outcome) } }
    }

    private let record = Record()

    private func courier(
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

    private func flush(
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

    private func carryOut(_ flushes: [Flush], _ courier: NotificationCourier) async {
        outbox.put(flushes)
        outbox.close()
        await courier.run()
    }

    @Test("What a receiver took is reported with everything that it was told of")
    func sent() async throws {
        let alerts = [Alert.sample(instance: "a"), .sample(instance: "b", end: .resolved)]
        await carryOut([flush(alerts: alerts)], courier([ScriptedChannel(.taken)]))

        let report = try #require(record.reports.withLock { $0.first })
        #expect(report.outcome == .sent)
        #expect(report.integration == "webhook[0]")
        #expect(report.firing == [alerts[0].fingerprint])
        #expect(report.resolved == [alerts[1].fingerprint])
    }

    @Test("What may go better is tried again, each time after a longer wait")
    func retries() async {
        let channel = ScriptedChannel(.notYet("down"), .notYet("down"), .taken)
        await carryOut([flush()], courier([channel]))

        #expect(channel.tries.count == 3)
        #expect(record.outcomes == [.sent])
        let waits = record.waits.withLock { $0 }
        #expect(waits.count == 2)
        #expect(waits[0] >= .milliseconds(250) && waits[0] < .milliseconds(750))
        #expect(waits[1] >= .milliseconds(375) && waits[1] < .milliseconds(1125))
    }

    @Test("What is refused is not tried again")
    func refused() async {
        let channel = ScriptedChannel(.refused("hooks.example answered 404 Not Found"))
        await carryOut([flush()], courier([channel]))

        #expect(channel.tries.count == 1)
        #expect(record.outcomes == [.failed("hooks.example answered 404 Not Found")])
    }

    @Test("It is tried until the group's next turn, and then it has failed")
    func deadline() async throws {
        let start = clock.now()
        let channel = ScriptedChannel(.notYet("nothing listens there"))
        await carryOut([flush(lasting: .seconds(30))], courier([channel]))

        #expect(record.outcomes == [.failed("nothing listens there")])
        #expect(channel.tries.count > 3)
        let at = try #require(record.reports.withLock { $0.first?.at })
        #expect(at - start < .seconds(30))
    }

    @Test("In shadow and off nothing leaves, and everything is reported as withheld", arguments: [Paging.shadow, .off])
    func withheld(paging: Paging) async {
        let channel = ScriptedChannel(.taken)
        await carryOut([flush()], courier([channel], paging: paging))

        #expect(channel.tries.isEmpty)
        #expect(record.outcomes == [.withheld])
    }

    @Test("An integration that a reload took away has failed")
    func goneIntegration() async {
        await carryOut([flush(integration: 3)], courier([ScriptedChannel(.taken)]))
        #expect(record.outcomes == [.failed("a reload took this integration away")])
    }

    @Test("A later flush of the same group never overtakes an earlier one, and other groups do not wait")
    func order() async {
        let channel = ScriptedChannel(.notYet("down"), .taken)
        let (first, second) = (flush(alerts: [.sample("First")]), flush(alerts: [.sample("Second")]))
        await carryOut([first, second], courier([channel]))
        #expect(channel.tries == [first, first, second])
    }

    @Test("Whatever a stop takes away is not reported: it is decided again after the start")
    func stops() async {
        let (paused, entry) = AsyncStream.makeStream(of: Void.self)
        let courier = courier([ScriptedChannel(.notYet("down"))]) { _ in
            entry.yield()
            let (never, _) = AsyncStream.makeStream(of: Void.self)
            for await _ in never {}
            throw CancellationError()
        }
        outbox.put([flush(), flush(), flush(key: 2)])
        let running = Task { await courier.run() }
        for await _ in paused { break }

        await courier.stop()
        running.cancel()
        await running.value

        #expect(record.outcomes.isEmpty)
    }

    /// A channel at which calls stand until the test lets them go on, as with a receiver that takes its time.
    private final class StandingChannel: ReceiverChannel {
        let kind = "webhook"
        let called = AsyncStream.makeStream(of: Flush.self)
        private let standing = Mutex<[CheckedContinuation<Void, Never>]>([])

        func tell(_ flush: Flush, externalURL: String, within limit: Duration) async -> ChannelAnswer {
            await withCheckedContinuation { call in
                standing.withLock { $0.append(call) }
                called.continuation.yield(flush)
            }
            return .taken
        }

        func letGoOn() {
            let calls = standing.withLock { calls in
                defer { calls.removeAll() }
                return calls
            }
            for call in calls { call.resume() }
        }
    }

    @Test("A storm of flushes waits for room, each is told once, and the first come first", .timeLimit(.minutes(1)))
    func storm() async {
        let channel = StandingChannel()
        let count = NotificationCourier.callsOfIntegrationMax * 3
        outbox.put((0..<count).map { flush(key: UInt64($0)) })
        outbox.close()
        let courier = courier([channel])
        let running = Task { await courier.run() }

        var told: [NotificationKey] = []
        for await flush in channel.called.stream {
            told.append(flush.key)
            // All that may call at once do, and nobody else before one of them is done.
            if told.count % NotificationCourier.callsOfIntegrationMax == 0 { channel.letGoOn() }
            if told.count == count { break }
        }
        await running.value

        #expect(Set(told).count == count)
        let rounds = stride(from: 0, to: count, by: NotificationCourier.callsOfIntegrationMax)
        for start in rounds {
            let round = start..<start + NotificationCourier.callsOfIntegrationMax
            #expect(told[round].sorted() == round.map { NotificationKey(UInt64($0)) })
        }
        #expect(record.outcomes == Array(repeating: .sent, count: count))
    }

    @Test("What waits for room when the router stops is not told and not reported", .timeLimit(.minutes(1)))
    func stopsInStorm() async {
        let channel = StandingChannel()
        let most = NotificationCourier.callsOfIntegrationMax
        outbox.put((0..<most * 2).flatMap { [flush(key: UInt64($0)), flush(key: UInt64($0))] })
        let courier = courier([channel])
        let running = Task { await courier.run() }
        var calls = 0
        for await _ in channel.called.stream {
            calls += 1
            if calls == most { break }
        }

        running.cancel()
        channel.letGoOn()
        await running.value
        await courier.stop()

        #expect(record.outcomes == Array(repeating: .sent, count: most))
    }

    /// A receiver that answers nobody for a number of tries.
    private func downTries(_ tries: Int) -> ScriptedChannel {
        ScriptedChannel(Array(repeating: .notYet("nothing listens there"), count: tries) + [.taken])
    }

    @Test("While a receiver answers nobody one at a time is tried, and then all are told", .timeLimit(.minutes(1)))
    func answersNobody() async {
        let (most, count) = (NotificationCourier.callsOfIntegrationMax, 64)
        let channel = downTries(most + 3)
        await carryOut((0..<count).map { flush(key: UInt64($0), lasting: .hours(1)) }, courier([channel]))

        #expect(record.outcomes == Array(repeating: .sent, count: count))
        // Without it each of them would have been tried in vain again and again.
        #expect(channel.tries.count == count + most + 3)
        #expect(Set(channel.tries.map(\.key)).count == count)
    }

    @Test("What some are refused for, again and again, does not keep others from being told", .timeLimit(.minutes(1)))
    func othersAreTold() async {
        let bad = UInt64(NotificationCourier.callsOfIntegrationMax * 2)
        let channel = PickyChannel(refusing: bad)
        // The clock of a test runs away where all wait.
        outbox.put((0..<bad + 8).map { flush(key: $0, lasting: .hours(24 * 365)) })
        let courier = courier([channel])
        let running = Task { await courier.run() }
        var told: Set<UInt64> = []
        for await key in channel.told.stream {
            told.insert(key)
            if told.count == 8 { break }
        }
        await courier.stop()
        running.cancel()
        await running.value

        #expect(told == Set(bad..<bad + 8))
        #expect(record.outcomes == Array(repeating: .sent, count: 8))
    }

    /// A receiver that cannot take what it is told under the first keys, whatever is tried.
    private final class PickyChannel: ReceiverChannel {
        let kind = "webhook"
        let refused: UInt64
        let told = AsyncStream.makeStream(of: UInt64.self)

        init(refusing refused: UInt64) { self.refused = refused }

        func tell(_ flush: Flush, externalURL: String, within limit: Duration) async -> ChannelAnswer {
            guard flush.key.value >= refused else { return .notYet("answered 500") }
            told.continuation.yield(flush.key.value)
            return .taken
        }
    }

    @Test("A stop does not wait for a receiver that answers nobody, and reports nothing of it", .timeLimit(.minutes(1)))
    func stopsWhileNobodyAnswers() async {
        let (paused, entry) = AsyncStream.makeStream(of: Void.self)
        let clock = clock
        let channel = ScriptedChannel(.notYet("nothing listens there"))
        let courier = courier([channel]) { span in
            clock.advance(by: span)
            guard channel.tries.count > NotificationCourier.callsOfIntegrationMax + 2 else { return }
            entry.yield()
            let (never, _) = AsyncStream.makeStream(of: Void.self)
            for await _ in never {}
            throw CancellationError()
        }
        outbox.put((0..<100).map { flush(key: UInt64($0), lasting: .hours(1)) })
        let running = Task { await courier.run() }
        for await _ in paused { break }

        await courier.stop()
        running.cancel()
        await running.value

        #expect(record.outcomes.isEmpty)
    }

    @Test("What came of notifications is counted, also under Alertmanager's names")
    func counts() async {
        await carryOut(
            [flush(key: 1), flush(key: 2, integration: 1)],
            courier([ScriptedChannel(.notYet("down"), .taken), ScriptedChannel(.refused("no"))]))

        var text = ExpositionText()
        metrics.write(to: &text)
        let lines = text.text.split(separator: "\n")
        for line in [
            #"midwatch_notifications_total{receiver="ops",integration="webhook[0]",outcome="sent"} 1"#,
            #"midwatch_notifications_total{receiver="ops",integration="webhook[1]",outcome="failed"} 1"#,
            #"alertmanager_notifications_total{integration="webhook"} 2"#,
            #"alertmanager_notifications_failed_total{integration="webhook"} 1"#,
            #"alertmanager_notification_requests_total{integration="webhook"} 3"#,
            #"alertmanager_notification_requests_failed_total{integration="webhook"} 2"#,
            #"midwatch_notification_seconds_count{integration="webhook"} 2"#,
        ] { #expect(lines.contains { $0 == line }, "\(line)") }
    }
}
