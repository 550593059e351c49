/// Where something stands in a file; both count from 1, columns in Unicode scalars.
struct Place: Hashable, Comparable {
    var line: Int
    var column: Int

    static let start = Place(line: 1, column: 1)

    static func < (a: Place, b: Place) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// A piece of a configuration file, with its place. Aliases are unfolded and merge keys are merged.
struct ConfigurationNode {
    var place: Place
    var content: Content
    /// How many nodes it is made of, itself included.
    var weight: Int

    enum Content {
        /// A scalar. Only a plain one, written without quotes, can be null, a flag or a number.
        case text(String, isPlain: Bool)
        case list([ConfigurationNode])
        /// Keys and values, each key once, in their order.
        case block([Entry])
    }

    struct Entry {
        var key: String
        var keyPlace: Place
        var value: ConfigurationNode
    }

    /// Whether nothing is written here: `key:`, `key: ~`, `key: null`.
    var isNull: Bool {
        guard case .text(let text, isPlain: true) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// Whether it is a flag that is set.
    var isTrue: Bool {
        guard case .text(let text, isPlain: true) = content else { return false }
        return ["true", "yes", "on", "y"].contains(text.lowercased())
    }

    /// Whether it holds nothing to act on: null, an empty list, an empty block.
    var isEmpty: Bool {
        switch content {
        case .text: isNull
        case .list(let items): items.isEmpty
        case .block(let entries): entries.isEmpty
        }
    }

    /// What it is, for a sentence: "a list".
    var kind: String {
        switch content {
        case .text: isNull ? "nothing" : "a single value"
        case .list: "a list"
        case .block: "a block of keys"
        }
    }
}
