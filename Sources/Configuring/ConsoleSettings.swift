internal import Incidents

/// What the configuration says about consoles: the same file as the router's, read by the console for itself.
package struct ConsoleSettings: Hashable, Sendable {
    /// Keys of one's own, in the order of the file.
    package var keys: [KeyWish] = []
    /// The name of a theme, or the path of one; nil for the usual one.
    package var theme: Word?
    /// The columns of the list from the left; none for the usual ones.
    package var columns: [Word] = []
    /// What the list is ordered by when a console opens; nil for urgency.
    package var sort: Word?
    /// Whether the mouse moves the cursor when a console opens.
    package var takesMouse = false
    /// From when on a console folds incidents; nil for the usual.
    package var storm: Storm?

    /// Nothing is said about consoles.
    package init() {}

    /// From when on incidents open faster than anyone can read.
    package enum Storm: Hashable, Sendable {
        /// Never.
        case off
        /// So many that nobody has, opened within a span: 2 to ``incidentsMax``, and a second to ``withinMax``. Nil for
        /// what the file does not say.
        case from(incidents: Int?, within: Duration?)

        /// The most incidents that a storm may be said to need.
        package static let incidentsMax = 100_000
        /// The longest span that they may be said to open in.
        package static let withinMax: Duration = .hours(1)
    }

    /// A word that the console is to know, as it is written.
    package struct Word: Hashable, Sendable {
        /// At most ``lengthMax`` bytes, but for the path of a theme.
        package var text: String
        /// The line that it stands in; counts from 1.
        package var line: Int
        /// The column that it begins at, in Unicode scalars; counts from 1.
        package var column: Int

        /// A word that stands at a place.
        package init(_ text: String, line: Int, column: Int) {
            (self.text, self.line, self.column) = (text, line, column)
        }

        /// The longest name of a column or of an order.
        package static let lengthMax = 64
        /// How many columns a file may name.
        package static let countMax = 32
    }

    /// A key and the action that it shall have, as they are written; whether there are such things, the console knows.
    package struct KeyWish: Hashable, Sendable {
        /// The name of a key, such as `F2`; at most ``lengthMax`` bytes.
        package var key: String
        /// The name of an action, such as `acknowledge`; at most ``lengthMax`` bytes.
        package var action: String
        /// The line that the key stands in; counts from 1.
        package var line: Int
        /// The column that the key begins at, in Unicode scalars; counts from 1.
        package var column: Int

        /// A wish that stands at a place.
        package init(key: String, action: String, line: Int, column: Int) {
            (self.key, self.action, self.line, self.column) = (key, action, line, column)
        }

        /// The longest name of a key or of an action.
        package static let lengthMax = 64
        /// How many keys a file may give an action.
        package static let countMax = 200
    }
}
