import Incidents

/// What a key means, wherever it is pressed.
enum Command: Hashable, Sendable {
    case down, up, top, bottom, pageDown, pageUp, halfDown, halfUp
    case open, back, quit, nextTab, previousTab, follow
    case jump, triage, lastIncident, lastView, historyBack, historyForward
    case mark, markRange, mineOnly
    case deed(Deed)
    case acknowledgeAll
    case list(ListCommand)
    case incident(IncidentCommand)
    case silence(SilenceCommand)
    case copy, link, runbook, why
    case menu, palette, commandLine, help, refetch, repaint, cancel
    /// A key that belongs to something that is not connected: pressing it says so.
    case missing(SafeText)
}

/// What keys ask of the list that is shown, of triage or of an opened incident: its order, its width, what is in it.
enum ListCommand: Hashable, Sendable {
    /// Sort by the column to the left, or to the right, of the one that it is sorted by.
    case sortLeft, sortRight
    /// Turn the order around; what needs an acknowledge stays on top.
    case invert
    /// Wide columns, or narrow ones again.
    case wide
    /// Give the pane under the cursor the whole screen, or give it back.
    case zoom
    /// Hold rows where they are; counts go on.
    case freeze
    /// Fold what belongs together, or show all rows again.
    case fold
    /// Type a filter; in an opened incident, a search.
    case filter
    /// Filter by the value under the cursor.
    case filterByValue
    /// Go to the next, or to the previous, row that the search hits.
    case nextHit, previousHit
}

/// What the command line asks of the list: a filter, an order, and views that are kept under a name.
enum ViewCommand: Hashable, Sendable {
    case filter(String)
    case sort(String)
    case save(String)
    case forget(String)
    case show(String)
    /// Say which views are kept.
    case list
}
