import Incidents
@testable import Serving
import Support
import Synchronization
import Testing

@Suite("Receivers that answer nobody")
struct SilentReceiverTests {
    private let bed = CourierBed()

    /// A receiver that answers nobody for a number of tries.
    private func downTries(_ tries: Int) -> ScriptedChannel {
        ScriptedChannel(Array(repeating: .notYet("nothing listens there"), count: tries) + [.taken])
    }

    @Test("While a receiver answers nobody one at a time is tried, and then all are told", .timeLimit(.minutes(1)))
    func answersNobody() async {
        let (most, count) = (NotificationCourier.callsOfIntegrationMax, 64)
        let channel = downTries(most + 3)
        await bed.carryOut((0..<count).map { bed.flush(key: UInt64($0), lasting: .hours(1)) }, bed.courier([channel]))

        #expect(bed.record.outcomes == Array(repeating: .sent, count: count))
        // Without it each of them would have been tried in vain again and again.
        #expect(channel.tries.count == count + most + 3)
        #expect(Set(channel.tries.map(\.key)).count == count)
    }

    @Test("What some are refused for, again and again, does not keep others from being told", .timeLimit(.minutes(1)))
    func othersAreTold() async {
        let bad = UInt64(NotificationCourier.callsOfIntegrationMax * 2)
        let channel = PickyChannel(refusing: bad)
        // The clock of a test runs away where all wait.
        bed.outbox.put((0..<bad + 8).map { bed.flush(key: $0, lasting: .hours(24 * 365)) })
        let courier = bed.courier([channel])
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
        #expect(bed.record.outcomes == Array(repeating: .sent, count: 8))
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
        let clock = bed.clock
        let channel = ScriptedChannel(.notYet("nothing listens there"))
        let courier = bed.courier([channel]) { span in
            clock.advance(by: span)
            guard channel.tries.count > NotificationCourier.callsOfIntegrationMax + 2 else { return }
            try await CourierBed.forever(entry)
        }
        let flushes = (0..<100).map { bed.flush(key: UInt64($0), lasting: .hours(1)) }
        await bed.stop(courier, once: paused, putting: flushes)

        #expect(bed.record.outcomes.isEmpty)
    }
}
