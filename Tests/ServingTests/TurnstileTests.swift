import Incidents
import Support
import Synchronization
import Testing

@testable import Serving

@Suite("Turnstile and lanes")
struct TurnstileTests {
    @Test("So many are let in at once, in all and for each lane, and the others in the order in which they came")
    func bounds() async {
        let turnstile = Turnstile<String>(most: 3, mostOfLane: 2)
        #expect(await turnstile.enter("a"))
        #expect(await turnstile.enter("a"))
        let third = Task { await turnstile.enter("a") }
        #expect(await turnstile.enter("b"))
        turnstile.leave("a")
        #expect(await third.value)

        let late = Task { await turnstile.enter("b") }
        turnstile.close()
        #expect(await late.value == false)
        #expect(await turnstile.enter("c") == false)
        for lane in ["a", "a", "b"] { turnstile.leave(lane) }
        await turnstile.empty()
    }

    @Test("Who is not there yet is told when there is room, and that nobody is let in any more")
    func callsBack() async {
        let turnstile = Turnstile<String>(most: 1, mostOfLane: 1)
        let said = Mutex<[String]>([])
        for name in ["one", "two", "three"] {
            turnstile.enter("a") { isLetIn in said.withLock { $0.append("\(name) \(isLetIn)") } }
        }
        #expect(said.withLock { $0 } == ["one true"])
        turnstile.leave("a")
        #expect(said.withLock { $0 } == ["one true", "two true"])
        turnstile.close()
        #expect(said.withLock { $0 } == ["one true", "two true", "three false"])
        turnstile.leave("a")
        await turnstile.empty()
    }

    @Test("Waits grow to a minute, and are the same for the same notification")
    func waits() {
        let flush = Flush(
            dispatch: DispatchID(1), key: NotificationKey(7), receiver: "r", integration: 0,
            integrationName: "webhook[0]", groupKey: "",
            groupLabels: .empty, decidedAt: .start, deadline: .start, alerts: [])
        var (one, again) = (RetryWaits(of: flush), RetryWaits(of: flush))
        let waits = (0..<30).map { _ in one.next() }
        #expect(waits == (0..<30).map { _ in again.next() })
        #expect(waits.allSatisfy { $0 >= .milliseconds(250) && $0 <= .seconds(90) })
        #expect(waits.suffix(10).allSatisfy { $0 >= .seconds(30) })
        #expect(Set(waits).count == 30)
    }
}
