import Calling
import Incidents

/// Why a command did not do what it was asked for: one sentence for stderr, and the code to end with.
struct CommandFailure: Error, Hashable {
    var exit: CommandExit
    var sentence: SafeText
    /// What to do about it.
    var nextStep: SafeText?

    init(_ exit: CommandExit, _ sentence: SafeText, nextStep: SafeText? = nil) {
        (self.exit, self.sentence, self.nextStep) = (exit, sentence, nextStep)
    }

    /// Reads what a call to the router threw; nil when it is something else.
    init?(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let refusal as Refusal: self.init(.refused, refusal.said)
        case let fault as CallFault:
            self.init(fault.isBrokenConnection ? .unreachable : .refused, fault.sentence, nextStep: fault.nextStep)
        case let fault as RouterAddressFault: self.init(.usage, SafeText(fault.description))
        default: return nil
        }
    }

    /// The line that stderr gets.
    var line: String { "midwatch: \(words)" }

    /// The sentence, with what to do about it.
    var words: SafeText { nextStep.map { SafeText("\(sentence.original); \($0.original)") } ?? sentence }
}
