import TerminalUI

/// Which part of the screen shows what of the silences, for any size. Drawing and keys ask the same.
struct SilencesLayout: Hashable, Sendable {
    let base: Layout

    init(width: Int, height: Int) { base = Layout(width: width, height: height) }

    /// Whether the silence under the cursor is told below the list.
    var hasPane: Bool { base.height >= 18 }

    var heads: Rect { Rect(x: 0, y: base.heads.y, width: base.width, height: 1) }

    /// The rows of the list.
    var list: Rect {
        let end = base.message.y - (hasPane ? SilencesLayout.paneHeight : 0)
        return Rect(x: 0, y: heads.y + 1, width: base.width, height: max(0, end - heads.y - 1))
    }

    /// A rule, and the first lines of the silence under the cursor.
    var pane: Rect {
        let height = hasPane ? SilencesLayout.paneHeight : 0
        return Rect(x: 0, y: base.message.y - height, width: base.width, height: height)
    }

    /// One silence in full: from the line of the heads to the bottom.
    var full: Rect {
        Rect(x: 0, y: heads.y, width: base.width, height: max(0, base.message.y - heads.y))
    }

    private static let paneHeight = 7
}
