import Incidents
import TerminalUI

/// The list under the cursor: where it is, and what may move while somebody looks at it.
extension ConsoleState {
    /// The rows that are shown.
    var rows: Roll { roll }

    /// Which part of the screen shows what.
    var layout: Layout { Layout(width: width, height: height, shape: shape) }

    /// How much of the screen the list takes; of no matter while an incident is open.
    var shape: ListShape { incident == nil ? list.shape : .usual }

    /// How many rows there is room for.
    var rowsOnScreen: Int { max(1, layout.list.height) }

    /// The cursor's place in the list; nil when there is none.
    var cursor: Int? { triage.selected.flatMap { rows.index(of: $0) } }

    /// The cursor's place on the screen.
    var cursorRow: Int { max(0, (cursor ?? triage.offset) - triage.offset) }

    /// Keeps the cursor on the same row of the screen, whatever came in or went above it.
    mutating func anchor(at row: Int) {
        guard let cursor else { return }
        triage.offset = max(0, cursor - row)
    }

    /// Brings the cursor onto the screen, moving as little as possible.
    mutating func reveal() {
        guard let cursor else {
            triage.offset = 0
            return
        }
        let room = rowsOnScreen
        triage.offset = min(max(triage.offset, cursor - room + 1), cursor)
        triage.offset = max(0, triage.offset)
    }

    mutating func select(_ index: Int) {
        let rows = rows
        guard !rows.isEmpty else { return }
        let index = min(max(0, index), rows.count - 1)
        if let number = rows[index] { triage.selected = number }
        triage.isAtTop = index == 0
        reveal()
    }

    /// After the row under the cursor went: the one that stands in its place now.
    mutating func selectNearest(to index: Int) {
        triage.selected = nil
        select(index)
    }

    mutating func selectFirstIfNone() {
        guard triage.selected == nil, let first = rows[0] else { return }
        triage.selected = first
        triage.isAtTop = true
        reveal()
    }

    /// Puts rows in order and lets go of those that ended, but for the one under the cursor.
    mutating func settle() {
        guard roll.isUnsettled else { return }
        let row = cursorRow
        // A cursor on what stands in a fold by now goes to the row of that.
        let kept = triage.selected.flatMap { roll.standsInFold($0) ? nil : $0 }
        roll.settle(keeping: [kept].compactMap(\.self), at: now)
        followFold()
        triage.marks.removeAll { roll[$0] == nil }
        anchor(at: row)
    }

    /// Nobody has pressed a key for a while: rows may move. A screen that shows the top goes on doing so.
    mutating func settleIfIdle() {
        guard now - keyAt >= Limits.idle || now < keyAt else { return }
        settle()
        let room = rowsOnScreen
        if rows.count <= room {
            triage.offset = 0
        } else if triage.isAtTop {
            triage.offset = 0
            reveal()
        } else {
            triage.offset = min(triage.offset, rows.count - room)
        }
    }

    mutating func resize(_ width: Int, _ height: Int) {
        (self.width, self.height) = (max(1, width), max(1, height))
        reveal()
        revealLine()
        moveInSilences(by: 0)
        layWhy()
        countServices(isForced: true)
    }

    /// Since when the row that a key would act on has been on the screen.
    var actingSince: Timestamp? {
        if let incident { return incident.openedAt }
        guard let number = triage.selected, let shown = roll.shownSince(number) else { return nil }
        return max(shown, triage.selectedSince ?? shown)
    }
}
