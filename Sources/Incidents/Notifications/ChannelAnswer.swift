/// What came of one try to tell a receiver something.
package enum ChannelAnswer: Hashable, Sendable {
    /// It took it.
    case taken
    /// It said that it never will: trying again has no use.
    case refused(SafeText)
    /// It could not be reached, or has a fault of its own: another try may go better.
    case notYet(SafeText)
}
