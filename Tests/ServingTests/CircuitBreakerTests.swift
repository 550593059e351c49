import DequeModule
import Incidents
@testable import Serving
import Testing

@Suite("A circuit breaker")
struct CircuitBreakerTests {
    private var breaker = CircuitBreaker<String, Int>(failuresMax: 3)

    private mutating func fail(_ key: UInt64, _ integration: String = "ops") -> CircuitBreaker<String, Int>.Failure {
        breaker.failed(Int(key), of: NotificationKey(key), for: integration)
    }

    @Test("It opens when different ones fail in a row, for that integration alone")
    mutating func opens() {
        // One that fails again and again may be at fault itself.
        for _ in 1...5 { #expect(fail(1) == .alone) }
        #expect(fail(2) == .alone)
        #expect(fail(3) == .opens)
        #expect(fail(4) == .kept)
        let isKept = breaker.keeps(5, for: "ops")
        #expect(isKept)
        #expect(fail(1, "other") == .alone)
        let isOthersKept = breaker.keeps(6, for: "other")
        #expect(!isOthersKept)
    }

    @Test("An answer in between begins the count anew")
    mutating func answers() {
        for key in [1, 2] as [UInt64] { #expect(fail(key) == .alone) }
        let waiting = breaker.answered("ops")
        #expect(waiting.isEmpty)
        for key in [3, 4] as [UInt64] { #expect(fail(key) == .alone) }
        #expect(fail(5) == .opens)
    }

    @Test("Those that wait are tried in turn, and all go on once there is an answer")
    mutating func turns() {
        for key in 1...4 as ClosedRange<UInt64> { _ = fail(key) }
        let first = breaker.next(for: "ops")
        #expect(first == 3)
        #expect(fail(3) == .kept)
        let second = breaker.next(for: "ops")
        #expect(second == 4)
        let late = breaker.takeOut(for: "ops") { $0 == 3 }
        #expect(late == [3])
        _ = fail(4)
        let waiting = Array(breaker.answered("ops"))
        #expect(waiting == [4])
        let isKept = breaker.keeps(9, for: "ops")
        #expect(!isKept)
    }

    @Test("With nothing that waits it closes")
    mutating func closes() {
        for key in 1...3 as ClosedRange<UInt64> { _ = fail(key) }
        let last = breaker.next(for: "ops")
        #expect(last == 3)
        let none = breaker.next(for: "ops")
        #expect(none == nil)
        #expect(fail(7) == .alone)
    }
}
