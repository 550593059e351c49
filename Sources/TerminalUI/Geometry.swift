/// A cell's place on the screen: columns and rows count from zero at the upper left.
package struct Point: Hashable, Sendable {
    /// Columns from the left.
    package var x: Int
    /// Rows from the top.
    package var y: Int

    /// A place; it may lie outside of every screen.
    package init(x: Int, y: Int) { (self.x, self.y) = (x, y) }
}

/// A part of the screen, in columns and rows. Its width and height are never negative.
package struct Rect: Hashable, Sendable {
    /// The leftmost column.
    package var x: Int
    /// The topmost row.
    package var y: Int
    /// Columns, never negative.
    package let width: Int
    /// Rows, never negative.
    package let height: Int

    /// Makes a part of the screen; a negative size becomes zero, so that layouts need not ask at 1x1.
    package init(x: Int, y: Int, width: Int, height: Int) {
        (self.x, self.y, self.width, self.height) = (x, y, max(0, width), max(0, height))
    }

    /// Whether there is nothing to draw into.
    package var isEmpty: Bool { width == 0 || height == 0 }

    /// The upper left cell.
    package var origin: Point { Point(x: x, y: y) }

    /// The screen rows that it covers.
    package var rows: Range<Int> { y..<(y + height) }

    /// The screen columns that it covers.
    package var columns: Range<Int> { x..<(x + width) }

    /// The first cell of its row number `index`, counted from its own top.
    package func start(ofRow index: Int) -> Point { Point(x: x, y: y + index) }

    /// Its row number `index` as a rectangle one cell high; empty when there is no such row.
    package func row(_ index: Int) -> Rect {
        Rect(x: x, y: y + index, width: width, height: (0..<height).contains(index) ? 1 : 0)
    }

    /// What is left inside a margin of so many columns left and right, and rows above and below.
    package func inset(columns: Int = 0, rows: Int = 0) -> Rect {
        let (dx, dy) = (min(columns, width), min(rows, height))
        return Rect(x: x + dx, y: y + dy, width: width - 2 * dx, height: height - 2 * dy)
    }

    /// Whether a cell lies inside.
    package func contains(_ point: Point) -> Bool { rows.contains(point.y) && columns.contains(point.x) }
}

extension Rect {
    /// Cuts off so many rows at the top: first the cut part, then the rest. Never more than there is.
    package func split(top count: Int) -> (top: Rect, rest: Rect) {
        let cut = min(max(0, count), height)
        return (
            Rect(x: x, y: y, width: width, height: cut), Rect(x: x, y: y + cut, width: width, height: height - cut)
        )
    }

    /// Cuts off so many rows at the bottom: first the rest, then the cut part. Never more than there is.
    package func split(bottom count: Int) -> (rest: Rect, bottom: Rect) {
        let (rest, bottom) = split(top: height - min(max(0, count), height))
        return (rest, bottom)
    }

    /// Cuts off so many columns at the left: first the cut part, then the rest. Never more than there is.
    package func split(left count: Int) -> (left: Rect, rest: Rect) {
        let cut = min(max(0, count), width)
        return (
            Rect(x: x, y: y, width: cut, height: height), Rect(x: x + cut, y: y, width: width - cut, height: height)
        )
    }

    /// Cuts off so many columns at the right: first the rest, then the cut part. Never more than there is.
    package func split(right count: Int) -> (rest: Rect, right: Rect) {
        let (rest, right) = split(left: width - min(max(0, count), width))
        return (rest, right)
    }
}
