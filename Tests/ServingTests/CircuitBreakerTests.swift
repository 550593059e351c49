import Incidents
@testable import Serving
import Testing

@Suite("A circuit breaker")
struct CircuitBreakerTests {
    private typealias Breaker = CircuitBreaker<String, Int>

    private var breaker = Breaker(failuresMax: 3)

    private mutating func fail(_ key: UInt64, _ integration: String = "ops") -> Breaker.Failure {
        breaker.failed(Int(key), of: NotificationKey(key), for: integration)
    }

    private mutating func open() -> Breaker.Turn? {
        for key in [101, 102] as [UInt64] { _ = fail(key) }
        if case .opens(let turn) = fail(103) { return turn }
        return nil
    }

    @Test("It opens when different ones fail in a row, for that integration alone")
    mutating func opens() {
        // One that fails again and again may be at fault itself.
        for _ in 1...5 { #expect(fail(1) == .alone) }
        #expect(fail(2) == .alone)
        #expect(fail(3) == .opens(1))
        #expect(fail(4) == .kept)
        let isKept = breaker.keeps(5, isFresh: true, for: "ops")
        #expect(isKept)
        #expect(fail(1, "other") == .alone)
        let isOthersKept = breaker.keeps(6, isFresh: true, for: "other")
        #expect(!isOthersKept)
    }

    @Test("An answer in between begins the count anew")
    mutating func answers() {
        for key in [1, 2] as [UInt64] { #expect(fail(key) == .alone) }
        let waiting = breaker.answered("ops")
        #expect(waiting.isEmpty)
        for key in [3, 4] as [UInt64] { #expect(fail(key) == .alone) }
        #expect(fail(5) == .opens(1))
    }

    @Test("What was not tried yet is tried first, then those that failed in turn; all go on once there is an answer")
    mutating func turns() throws {
        let turn = try #require(open())
        #expect(fail(4) == .kept)
        let isKept = breaker.keeps(9, isFresh: true, for: "ops")
        #expect(isKept)
        var order: [Int?] = []
        for _ in 1...2 { order.append(breaker.next(for: "ops", in: turn)) }
        #expect(order == [9, 103])
        _ = breaker.keeps(103, isFresh: false, for: "ops")
        #expect(breaker.least(for: "ops") { $0 } == 4)
        let late = breaker.takeOut(for: "ops", in: turn) { $0 == 4 }
        #expect(late == [4])
        let waiting = breaker.answered("ops")
        #expect(waiting == [103])
        #expect(breaker.least(for: "ops") { $0 } == nil)
    }

    @Test("Each errand is asked once whether it need not wait: an answer that changes meanwhile counts once")
    mutating func asks() throws {
        let turn = try #require(open())
        for errand in 1...5 { _ = breaker.keeps(errand, isFresh: errand < 3, for: "ops") }
        var asked: [Int] = []
        let out = breaker.takeOut(for: "ops", in: turn) { errand in
            asked.append(errand)
            return asked.count > 3
        }
        #expect(asked.sorted() == [1, 2, 3, 4, 5, 103])
        #expect(Set(out + breaker.answered("ops")) == [1, 2, 3, 4, 5, 103] && out.count == 3)
    }

    @Test("Whoever tried for one circuit has no part in the next one, and closes nothing of it")
    mutating func another() throws {
        let first = try #require(open())
        _ = breaker.answered("ops")
        let second = try #require(open())
        #expect(first != second)
        #expect(!breaker.isOpen(first, for: "ops") && breaker.isOpen(second, for: "ops"))
        let none = breaker.next(for: "ops", in: first)
        #expect(none == nil && breaker.isOpen(second, for: "ops"))
        let late = breaker.takeOut(for: "ops", in: first) { _ in true }
        #expect(late.isEmpty)
    }

    @Test("With nothing that waits it closes")
    mutating func closes() throws {
        let turn = try #require(open())
        let last = breaker.next(for: "ops", in: turn)
        #expect(last == 103)
        let none = breaker.next(for: "ops", in: turn)
        #expect(none == nil && !breaker.isOpen(turn, for: "ops"))
        #expect(fail(7) == .alone)
    }
}
