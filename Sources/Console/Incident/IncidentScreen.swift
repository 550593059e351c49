import Incidents

/// One incident, opened.
struct IncidentScreen: Sendable {
    let number: IncidentNumber
    /// Nil until the router has told, for one that is not in the list.
    var summary: IncidentSummary?
    let openedAt: Timestamp
    var tab = Tab.timeline
    /// The line under the cursor, and the first on the screen.
    var line = 0
    var top = 0
    /// Whether the cursor stays on the newest line.
    var isFollowing = true
    /// Whether the line under the cursor is shown in full, with all the room there is; then the first line of it.
    var isZoomed = false
    var paneTop = 0
    /// What is searched for, in every tab.
    var search: Needle?
    /// Whether hidden characters are shown as escapes, and nothing is hidden.
    var showsRaw = false
    /// The first line of the history that came in since a key was pressed with the newest line in view, and when the
    /// last one came.
    var unseen: (ordinal: Int, lastAt: Timestamp)?

    enum Tab: Int, CaseIterable, Sendable {
        case timeline, alerts, notes, people
    }

    /// A text as this screen shows it.
    func shown(_ text: SafeText) -> SafeText { showsRaw ? SafeText(text.escaped) : text }
}
