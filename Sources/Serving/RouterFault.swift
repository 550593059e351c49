/// Why the router cannot do what was asked for, though nothing is wrong with the question.
package enum RouterFault: Error, Hashable, Sendable {
    /// More requests wait than the queue may hold.
    case queueFull
    /// The store cannot be written; the sentence says why and what helps.
    case unwritable(String)
    /// The router is on its way down.
    case stopping

    /// One sentence for the sender.
    package var message: String {
        switch self {
        case .queueFull: "the queue is full; send again in a second"
        case .unwritable(let why): why
        case .stopping: "the router is stopping; send again to the next one"
        }
    }
}
