import Incidents
@testable import Serving
import Support
import Synchronization
import Testing

@Suite("The outbox of flushes")
struct FlushOutboxTests {
    private func flushes(_ keys: Range<UInt64>) -> [Flush] {
        keys.map { key in
            Flush(
                dispatch: DispatchID(key), key: NotificationKey(key), receiver: "ops", integration: 0,
                integrationName: "webhook[0]", groupKey: "{}:{}", groupLabels: .empty, decidedAt: .start,
                deadline: .start + .minutes(5), alerts: [.sample()])
        }
    }

    /// What was taken until nothing more came.
    private func taken(_ outbox: FlushOutbox, _ body: () -> Void) async -> [UInt64] {
        let keys = Mutex<[UInt64]>([])
        let (ended, end) = AsyncStream.makeStream(of: Void.self)
        outbox.open(taking: { flush in keys.withLock { $0.append(flush.key.value) } }) { end.finish() }
        body()
        for await _ in ended {}
        return keys.withLock { $0 }
    }

    @Test("None overtakes another one, be they few or many, and all are there when it closes")
    func order() async {
        let outbox = FlushOutbox()
        outbox.put(flushes(0..<3))
        let keys = await taken(outbox) {
            outbox.put(flushes(3..<5))
            outbox.put(flushes(5..<1000))
            outbox.put(flushes(1000..<1001))
            outbox.close()
            outbox.put(flushes(1001..<1002))
        }
        #expect(keys == Array(0..<1001))
    }

    @Test("Few are handed on at once, on the thread that puts them")
    func atOnce() {
        let outbox = FlushOutbox()
        let keys = Mutex<[UInt64]>([])
        outbox.open(taking: { flush in keys.withLock { $0.append(flush.key.value) } }) {}
        outbox.put(flushes(0..<3))
        #expect(keys.withLock { $0 } == [0, 1, 2])
    }

    @Test("One that was closed before it was opened says so, once what it kept is taken")
    func closedBefore() async {
        let outbox = FlushOutbox()
        outbox.put(flushes(0..<2))
        outbox.close()
        outbox.close()
        let keys = await taken(outbox) {}
        #expect(keys == [0, 1])
    }
}
