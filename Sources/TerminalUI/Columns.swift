/// Which columns of a table are shown in a given width, and where.
///
/// Columns stay in their order. When they do not fit, those of the highest `drop` number go first, so that what is
/// left never depends on what the rows contain.
package struct Columns<Name: Hashable & Sendable>: Sendable {
    /// One column as it is wanted.
    package struct Column: Sendable {
        /// What the column holds.
        package var name: Name
        /// The fewest columns of the screen that it is useful in.
        package var width: Int
        /// The order in which columns go when there is no room: the highest first; 0 never goes.
        package var drop: Int
        /// Whether it takes what is left over.
        package var grows: Bool

        /// A column of at least so many columns of the screen; without more it never goes and does not grow.
        package init(_ name: Name, width: Int, drop: Int = 0, grows: Bool = false) {
            (self.name, self.width, self.drop, self.grows) = (name, width, drop, grows)
        }
    }

    /// One column as it is placed.
    package struct Placed: Hashable, Sendable {
        /// What the column holds.
        package var name: Name
        /// The column of the screen that it starts at, from the table's left.
        package var x: Int
        /// Columns of the screen; never negative, and never past the table.
        package var width: Int
    }

    private let columns: [Column]
    private let gap: Int

    /// A table of these columns with so many blanks between two.
    package init(_ columns: [Column], gap: Int = 1) { (self.columns, self.gap) = (columns, max(0, gap)) }

    /// The columns that are shown in a width, from left to right. The last one is cut where even it does not fit.
    package func placed(in width: Int) -> [Placed] {
        var shown = columns
        while needed(for: shown) > width, let worst = shown.lazy.map({ $0.drop }).max(), worst > 0 {
            shown.removeAll { $0.drop == worst }
        }
        var left = max(0, width - needed(for: shown))
        // Closures: a key path into a generic type is looked up anew with each call.
        var growing = shown.count { $0.grows }
        var (x, result) = (0, [Placed]())
        for column in shown where x < width {
            var size = column.width
            if column.grows {
                let share = left / growing
                (size, left, growing) = (size + share, left - share, growing - 1)
            }
            size = min(size, width - x)
            result.append(Placed(name: column.name, x: x, width: size))
            x += size + gap
        }
        return result
    }

    private func needed(for shown: [Column]) -> Int {
        shown.reduce(0) { $0 + $1.width } + gap * max(0, shown.count - 1)
    }
}
