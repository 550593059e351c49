package import Incidents

/// One way in which a receiver is told: a web hook, and whatever else is spoken one day. It has no policy of its own:
/// when to try, how often and whether at all is the courier's.
package protocol ReceiverChannel: Sendable {
    /// The kind, as the key of the configuration without `_configs`: `webhook`.
    var kind: String { get }

    /// Tries once to tell what a flush says.
    ///
    /// - Parameters:
    ///   - externalURL: where this router is reached, as it says itself.
    ///   - limit: how long it may take at most; it has ended by then.
    func tell(_ flush: Flush, externalURL: String, within limit: Duration) async -> ChannelAnswer
}
