import TerminalUI

/// Which part of the screen shows what, for any size. Drawing and keys ask the same, so that a page is what is seen.
struct Layout: Hashable, Sendable {
    let width: Int
    let height: Int

    /// How much of the screen the list takes.
    let shape: ListShape

    init(width: Int, height: Int, shape: ListShape = .usual) {
        (self.width, self.height, self.shape) = (max(0, width), max(0, height), shape)
    }

    /// Too small for rows: everything is said in one line.
    var isOneLine: Bool { width < Limits.rowsMin.width || height < Limits.rowsMin.height }
    /// Whether there is room for more than the list: a line for notices, the five answers under the header.
    private var isTall: Bool { height >= 16 }
    /// Whether the preview stands beside the list, or below it, or nowhere.
    var hasPreviewBeside: Bool { !isOneLine && shape == .usual && width >= 120 && height >= 14 }
    var hasPreviewBelow: Bool { !isOneLine && shape != .alone && !hasPreviewBeside && height >= 18 }

    // The lines at the bottom, from below.
    var keys: Rect { row(height - 1) }
    var next: Rect { row(height - 2) }
    var message: Rect { row(height - 3) }

    // The lines at the top.
    var header: Rect { row(0) }
    var counts: Rect { row(1) }
    /// Where notices are; over the names of the columns when there is no room of its own.
    var notice: Rect { row(2) }
    var heads: Rect { Rect(x: 0, y: isTall ? 3 : 2, width: listWidth, height: 1) }

    /// The rows of the list.
    var list: Rect {
        let bottom =
            message.y - (hasPreviewBelow ? Layout.previewHeight : 0) - (hasServices ? Layout.servicesHeight : 0)
        return Rect(x: 0, y: heads.y + 1, width: listWidth, height: bottom - heads.y - 1)
    }

    /// Whether there is room to count by service, too.
    var hasServices: Bool { hasPreviewBeside && width >= 160 && height >= 40 }

    /// The counts by service, under the list.
    var services: Rect {
        let height = hasServices ? Layout.servicesHeight : 0
        return Rect(x: 0, y: message.y - height, width: listWidth, height: height)
    }

    /// The preview of the list: below it a rule and the five answers, beside it all of the height.
    var preview: Rect {
        if hasPreviewBeside {
            return Rect(x: listWidth, y: heads.y, width: width - listWidth, height: message.y - heads.y)
        }
        let top = message.y - Layout.previewHeight
        return Rect(x: 0, y: top, width: width, height: hasPreviewBelow ? Layout.previewHeight : 0)
    }

    /// The rule under the list.
    var listEnd: Rect {
        let y = hasPreviewBelow ? preview.y : hasServices ? services.y : message.y
        return Rect(x: 0, y: y, width: listWidth, height: 1)
    }

    private static let previewHeight = 6
    /// A rule, the names of the columns, and so many services.
    private static let servicesHeight = 2 + ServiceLine.countMax

    /// Beside a preview the list keeps the columns that it has at a width of 80.
    private var listWidth: Int { hasPreviewBeside ? max(width * 3 / 5, 77) : width }

    private var mainWidth: Int { hasPreviewBeside ? width * 3 / 5 : width }

    private var aside: Rect {
        Rect(x: mainWidth, y: heads.y, width: width - mainWidth, height: message.y - heads.y)
    }

    private func row(_ y: Int) -> Rect { Rect(x: 0, y: y, width: width, height: (0..<height).contains(y) ? 1 : 0) }
}
