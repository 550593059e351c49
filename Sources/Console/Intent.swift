package import Incidents
package import TerminalUI

/// What a console wants done by those who can: it never does anything itself.
package enum Intent: Hashable, Sendable {
    /// Send an act to the router, once; its answer comes back under the same request.
    case perform(Act, RequestID)
    /// Get timeline and alerts of one incident.
    case fetchDetail(IncidentNumber)
    /// Get the reasons why something was told or kept quiet.
    case fetchWhy(WhyQuestion)
    /// Get the silences, with those that are over or without.
    case fetchSilences(withOver: Bool)
    /// Ask what a silence would mute if it were set now; the answer comes back under the same request.
    case previewSilence(SilenceDraft, RequestID)
    /// Set a silence, or end one, once; the answer comes back under the same request.
    case setSilence(SilenceDraft, RequestID)
    case expireSilence(SilenceID, RequestID)
    /// End a silence that was set a moment ago, unless it was changed since.
    case unsetSilence(SilenceID, readAsOf: Timestamp?, RequestID)
    /// Tell the router which incident the person looks at, nil for none, and whether a note is being written on it.
    /// Whoever does it renews it while it lasts, and tells it again after a loss.
    case look(IncidentNumber?, isWriting: Bool)
    /// Take a new snapshot, and connect again when the link is lost.
    case refetch
    /// What the terminal is to do besides showing the frame.
    case terminal(TerminalOrder)
    /// Draw the whole screen anew: something else wrote on it.
    case repaint
    /// Keep these saved filters, by name, instead of those that were kept.
    case saveViews([String: String])
    /// End the console with an exit status.
    case leave(status: Int32)
}

extension Intent {
    /// Ring the terminal's bell once.
    package static let ring = Intent.terminal(.ring)
}
