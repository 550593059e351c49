/// Why the console's loop ended.
package enum Departure: Hashable, Sendable {
    /// The person wanted out.
    case finished
    /// The terminal went away.
    case hungUp
    /// Somebody asked the process to end; the number of the signal.
    case signalled(Int32)

    /// The status to end the process with: 0, or 128 and the signal, as shells count.
    package var exitStatus: Int32 {
        switch self {
        case .finished: 0
        case .hungUp: 129
        case .signalled(let signal): 128 + signal
        }
    }
}
