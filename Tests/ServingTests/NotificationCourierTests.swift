import Incidents
@testable import Serving
import Support
import Synchronization
import Testing
import Wire

@Suite("The courier of notifications")
struct NotificationCourierTests {
    private let bed = CourierBed()

    @Test("What a receiver took is reported with everything that it was told of")
    func sent() async throws {
        let alerts = [Alert.sample(instance: "a"), .sample(instance: "b", end: .resolved)]
        await bed.carryOut([bed.flush(alerts: alerts)], bed.courier([ScriptedChannel(.taken)]))

        let report = try #require(bed.record.reports.withLock { $0.first })
        #expect(report.outcome == .sent)
        #expect(report.integration == "webhook[0]")
        #expect(report.firing == [alerts[0].fingerprint])
        #expect(report.resolved == [alerts[1].fingerprint])
    }

    @Test("What may go better is tried again, each time after a longer wait")
    func retries() async {
        let channel = ScriptedChannel(.notYet("down"), .notYet("down"), .taken)
        await bed.carryOut([bed.flush()], bed.courier([channel]))

        #expect(channel.tries.count == 3)
        #expect(bed.record.outcomes == [.sent])
        let waits = bed.record.waits.withLock { $0 }
        #expect(waits.count == 2)
        #expect(waits[0] >= .milliseconds(250) && waits[0] < .milliseconds(750))
        #expect(waits[1] >= .milliseconds(375) && waits[1] < .milliseconds(1125))
    }

    @Test("What is refused is not tried again")
    func refused() async {
        let channel = ScriptedChannel(.refused("hooks.example answered 404 Not Found"))
        await bed.carryOut([bed.flush()], bed.courier([channel]))

        #expect(channel.tries.count == 1)
        #expect(bed.record.outcomes == [.failed("hooks.example answered 404 Not Found")])
    }

    @Test("It is tried until the group's next turn, and then it has failed")
    func deadline() async throws {
        let start = bed.clock.now()
        let channel = ScriptedChannel(.notYet("nothing listens there"))
        await bed.carryOut([bed.flush(lasting: .seconds(30))], bed.courier([channel]))

        #expect(bed.record.outcomes == [.failed("nothing listens there")])
        #expect(channel.tries.count > 3)
        let at = try #require(bed.record.reports.withLock { $0.first?.at })
        #expect(at - start < .seconds(30))
    }

    @Test("In shadow and off nothing leaves, and everything is reported as withheld", arguments: [Paging.shadow, .off])
    func withheld(paging: Paging) async {
        let channel = ScriptedChannel(.taken)
        await bed.carryOut([bed.flush()], bed.courier([channel], paging: paging))

        #expect(channel.tries.isEmpty)
        #expect(bed.record.outcomes == [.withheld])
    }

    @Test("An integration that a reload took away has failed")
    func goneIntegration() async {
        await bed.carryOut([bed.flush(integration: 3)], bed.courier([ScriptedChannel(.taken)]))
        #expect(bed.record.outcomes == [.failed("a reload took this integration away")])
    }

    @Test("A later flush of the same group never overtakes an earlier one, and other groups do not wait")
    func order() async {
        let channel = ScriptedChannel(.notYet("down"), .taken)
        let (first, second) = (bed.flush(alerts: [.sample("First")]), bed.flush(alerts: [.sample("Second")]))
        await bed.carryOut([first, second], bed.courier([channel]))
        #expect(channel.tries == [first, first, second])
    }

    @Test("Whatever a stop takes away is not reported: it is decided again after the start")
    func stops() async {
        let (paused, entry) = AsyncStream.makeStream(of: Void.self)
        let courier = bed.courier([ScriptedChannel(.notYet("down"))]) { _ in try await CourierBed.forever(entry) }
        await bed.stop(courier, once: paused, putting: [bed.flush(), bed.flush(), bed.flush(key: 2)])

        #expect(bed.record.outcomes.isEmpty)
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
        bed.outbox.put((0..<count).map { bed.flush(key: UInt64($0)) })
        bed.outbox.close()
        let courier = bed.courier([channel])
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
        #expect(bed.record.outcomes == Array(repeating: .sent, count: count))
    }

    @Test("What waits for room when the router stops is not told and not reported", .timeLimit(.minutes(1)))
    func stopsInStorm() async {
        let channel = StandingChannel()
        let most = NotificationCourier.callsOfIntegrationMax
        bed.outbox.put((0..<most * 2).flatMap { [bed.flush(key: UInt64($0)), bed.flush(key: UInt64($0))] })
        let courier = bed.courier([channel])
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

        #expect(bed.record.outcomes == Array(repeating: .sent, count: most))
    }

    @Test("What came of notifications is counted, also under Alertmanager's names")
    func counts() async {
        await bed.carryOut(
            [bed.flush(key: 1), bed.flush(key: 2, integration: 1)],
            bed.courier([ScriptedChannel(.notYet("down"), .taken), ScriptedChannel(.refused("no"))]))

        var text = ExpositionText()
        bed.metrics.write(to: &text)
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
