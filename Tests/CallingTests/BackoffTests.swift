import Calling
import Testing

@Suite("Waiting before the next try")
struct BackoffTests {
    @Test("doubles up to its longest wait")
    func doubles() {
        var backoff = Backoff(first: .seconds(1), longest: .seconds(5))

        let waits = (0..<5).map { _ in backoff.next(chance: 1) }

        #expect(waits == [.seconds(1), .seconds(2), .seconds(4), .seconds(5), .seconds(5)])
    }

    @Test("starts again after a connection stood")
    func resets() {
        var backoff = Backoff(first: .seconds(1), longest: .seconds(5))
        _ = backoff.next(chance: 1)
        _ = backoff.next(chance: 1)

        backoff.reset()

        #expect(backoff.next(chance: 1) == .seconds(1))
    }

    @Test(
        "leaves half of the wait to chance", arguments: [(0.0, 500), (0.5, 750), (1.0, 1000), (7.0, 1000), (-1.0, 500)])
    func jitters(chance: Double, milliseconds: Int) {
        var backoff = Backoff(first: .seconds(1), longest: .seconds(5))

        #expect(backoff.next(chance: chance) == .milliseconds(milliseconds))
    }

    @Test("survives any number of tries")
    func survives() {
        var backoff = Backoff(first: .seconds(1), longest: .seconds(5))
        for _ in 0..<1000 { _ = backoff.next(chance: 0.5) }

        #expect(backoff.next(chance: 1) == .seconds(5))
    }
}
