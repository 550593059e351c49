import Dispatch
import Glibc

/// What was waited for did not happen in time.
struct NeverHappened: Error, CustomStringConvertible {
    var what: String
    var seconds: Double

    var description: String { "within \(seconds) s this never happened: \(what)" }
}

/// Work that waits for the world, on threads that no test needs.
enum Waiting {
    private static let queue = DispatchQueue(label: "end-to-end.waiting", attributes: .concurrent)

    /// Does blocking work elsewhere.
    static func elsewhere<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { answer in
            queue.async { answer.resume(with: Swift.Result { try work() }) }
        }
    }

    /// Lets a moment pass between two looks at something.
    static func aMoment(milliseconds: Int32 = 15) async {
        _ = try? await elsewhere { poll(nil, 0, milliseconds) }
    }

    /// Seconds on a clock that nobody sets.
    static var now: Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }
}

/// Looks again and again until something is there.
///
/// - Throws: ``NeverHappened`` when it is not there in time.
@discardableResult
func eventually<Found>(
    _ what: String, within seconds: Double = 10, _ look: () async throws -> Found?
) async throws -> Found {
    let deadline = Waiting.now + seconds
    while true {
        if let found = try await look() { return found }
        try Task.checkCancellation()
        guard Waiting.now < deadline else { throw NeverHappened(what: what, seconds: seconds) }
        await Waiting.aMoment()
    }
}

/// Looks again and again until something is true.
func eventually(_ what: String, within seconds: Double = 10, _ isTrue: () async throws -> Bool) async throws {
    let _: Bool = try await eventually(what, within: seconds) { try await isTrue() ? true : nil }
}

/// How many seconds something took.
func seconds(_ work: () async throws -> Void) async throws -> Double {
    let start = Waiting.now
    try await work()
    return Waiting.now - start
}
