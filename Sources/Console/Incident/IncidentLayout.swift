import TerminalUI

/// Which part of the screen shows what of an opened incident, for any size. Drawing and keys ask the same.
struct IncidentLayout: Hashable, Sendable {
    let width: Int
    let height: Int
    private let tab: IncidentScreen.Tab
    private let isZoomed: Bool

    init(_ screen: IncidentScreen, width: Int, height: Int) {
        (self.width, self.height) = (max(0, width), max(0, height))
        (tab, isZoomed) = (screen.tab, screen.isZoomed)
    }

    /// Whether there is room for the answers below the status.
    private var isTall: Bool { height >= 16 }
    /// Whether answers, people and labels stand beside the lines.
    var isWide: Bool { width >= 120 && height >= 14 }
    /// Whether the line under the cursor is shown in full below the others.
    var hasPaneBelow: Bool { isZoomed || !isWide && height >= 18 }

    var status: Rect { row(1) }
    /// What, who, what to do: three lines, or one; none where all of it stands beside.
    var summary: Rect { Rect(x: 0, y: 2, width: mainWidth, height: isWide ? 0 : isTall ? 3 : 1) }
    /// What changed and who is here, or what must not be overlooked; over the summary when there is no room of its own.
    var notice: Rect { row(isTall && !isWide ? 5 : 2) }
    /// Whether the notice line is free when there is no notice.
    var hasNoticeLine: Bool { isTall || isWide }
    var tabs: Rect { Rect(x: 0, y: isTall && !isWide ? 6 : 3, width: mainWidth, height: 1) }

    /// The lines of a tab.
    var body: Rect { Rect(x: 0, y: room.y, width: room.width, height: room.height - paneHeight) }

    /// The line under the cursor in full, below the others: a rule, and the text.
    var pane: Rect { Rect(x: 0, y: room.y + room.height - paneHeight, width: room.width, height: paneHeight) }

    /// The text of the pane.
    var paneText: Rect {
        Rect(x: 1, y: pane.y + 1, width: max(0, pane.width - 2), height: max(0, pane.height - 1))
    }

    /// What stands at the right of a wide screen.
    var aside: Rect {
        Rect(x: mainWidth, y: tabs.y, width: width - mainWidth, height: isWide ? message - tabs.y : 0)
    }

    /// Everything between the tabs and the bottom.
    private var room: Rect {
        Rect(x: 0, y: tabs.y + 1, width: mainWidth, height: message - tabs.y - 1)
    }

    /// An alert has more to tell than a line of a history: half of the room. A line that is zoomed has all but a line.
    private var paneHeight: Int {
        guard hasPaneBelow else { return 0 }
        if isZoomed { return max(0, room.height - 1) }
        return min(room.height - 1, tab == .alerts ? max(4, room.height / 2 + 1) : 4)
    }

    private var message: Int { height - 3 }
    private var mainWidth: Int { isWide ? width * 3 / 5 : width }
    private func row(_ y: Int) -> Rect { Rect(x: 0, y: y, width: width, height: (0..<height).contains(y) ? 1 : 0) }
}
