package import Incidents
package import Wire

/// Why a call to the router came to nothing. What the watch itself refuses is a ``Refusal``.
package enum CallFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// Nobody answered, or the connection broke.
    case unreachable(RouterAddress, why: SafeText)
    /// The router answered, with something else than what was asked for.
    case refusedByRouter(status: Int, ErrorAnswer)
    /// What answered does not speak as a router of ours does.
    case badAnswer(RouterAddress, why: SafeText)
    /// The sequence number is no longer kept: the snapshot is to be taken again.
    case gone
    /// The caller may not do this.
    case unauthorized(SafeText)

    /// What is wrong, in one sentence without a full stop.
    package var sentence: SafeText {
        switch self {
        case .unreachable(let address, let why): SafeText("the router at \(address) cannot be reached: \(why)")
        case .refusedByRouter(let status, let answer):
            answer.error.isEmpty ? SafeText("the router answered \(status), \(answer.code)") : answer.error
        case .badAnswer(let address, let why):
            SafeText("what answers at \(address) is no router of this version: \(why)")
        case .gone: "the router no longer keeps the changes since then"
        case .unauthorized(let why): why.isEmpty ? "the router does not let you do this" : why
        }
    }

    /// What to do about it; nil when the sentence says so itself.
    package var nextStep: SafeText? {
        switch self {
        case .unreachable: "start one with midwatch serve, name one with --server, or look with midwatch doctor"
        case .badAnswer: "name the router with --server, or look with midwatch doctor"
        case .gone: "take the snapshot again"
        case .refusedByRouter, .unauthorized: nil
        }
    }

    package var description: String {
        nextStep.map { "\(sentence); \($0)" } ?? sentence.shown
    }

    /// Whether the same call may succeed when it is made again at once.
    package var isBrokenConnection: Bool { if case .unreachable = self { true } else { false } }
}
