package import Wire

/// What comes over the feed.
package enum FeedEvent: Hashable, Sendable {
    /// One batch of committed changes.
    case changes(FeedBatch)
    /// How the router itself is.
    case notice(Notice)
    /// Who looks at which incident now.
    case presence(Presence)
    /// The router lives, and nothing has changed.
    case beat
}

/// Who follows the feed. An attached console counts as somebody whom a page can reach; a command does not.
package enum FeedClient: String, Hashable, Sendable {
    case console, command
}
