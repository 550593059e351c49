import Incidents

/// How a person wants the list to look, and which filters they used.
struct ListState: Sendable {
    /// The columns of the list, from the left; never empty.
    let columns: [ListColumn]
    var isWide = false
    var isZoomed = false
    /// Saved filters by name.
    var views: [String: String]
    /// Filters that were used, the last one at the end.
    var history: [String] = []
    /// The last filter that was used: what `n` looks for once it is off.
    var lastQuery: IncidentQuery?
    /// What `M` goes back to.
    var queryBeforeMine: IncidentQuery?
    /// The minute that a filter by age was last looked at.
    var refreshedAt: Int64 = .min
    /// The services with most to do, when that was counted, and whether something changed since.
    var services: [ServiceLine] = []
    var countedAt = Timestamp(milliseconds: .min)
    var isCountOld = true

    init(columns: [ListColumn], views: [String: String]) { (self.columns, self.views) = (columns, views) }

    /// The columns as they are wanted now: the chosen ones, and what wide columns add.
    var shownColumns: [ListColumn] {
        isWide ? columns + ListColumn.wide.filter { !columns.contains($0) } : columns
    }

    /// How the screen is shared between the list and the rest.
    var shape: ListShape { isZoomed ? .alone : isWide ? .wide : .usual }

    mutating func remember(_ text: String) {
        history.removeAll { $0 == text }
        history.append(text)
        if history.count > Limits.historyMax { history.removeFirst(history.count - Limits.historyMax) }
    }
}

/// How much of the screen the list takes.
enum ListShape: Hashable, Sendable {
    /// The preview beside the list where there is room, else below.
    case usual
    /// All columns of the screen, with the preview below.
    case wide
    /// All of the screen.
    case alone
}
