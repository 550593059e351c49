internal import Incidents
internal import TerminalUI

/// Walks over the nodes of a theme. It never stops at a fault.
struct ThemeReader {
    let name: String
    let bases: [String: Theme]
    var reader: ConfigurationReader

    private static let top = KeyTable(acted: ["about", "extends", "fg", "bg", "roles"])
    private static let role = KeyTable(acted: ["fg", "bg", "attributes"])
    private static let attributes: [(name: String, value: Attributes)] = [
        ("bold", .bold), ("dim", .dim), ("reverse", .reverse), ("underline", .underline),
    ]

    /// The letters and the ground of the whole screen, where a theme does not leave them to the terminal.
    private struct Ground {
        var letter: Colour
        var ground: Colour
    }

    /// Reads the whole file. What it answers counts only if no fault was found.
    mutating func read(_ root: ConfigurationNode) -> Theme? {
        guard let block = reader.block(root, "the theme", Self.top) else { return nil }
        let about = reader.text(block["about"], "about", "write about: WORDS") ?? ""
        let base = readBase(block["extends"])
        let ground = readGround(block, in: root)
        let looks = readRoles(block["roles"])
        if base == nil, block["extends"] == nil {
            for role in Role.allCases where looks[role] == nil {
                reader.findings.fault(
                    block.place(of: "roles"), "the role \(role.name) has no look, and the theme extends none",
                    "write \(role.name): {…} below roles, or extends: \(ThemeFile.usualBase)")
            }
        }
        let places = Dictionary(uniqueKeysWithValues: looks.map { ($0.key, $0.value.place) })
        let theme = Theme(name: name, about: SafeText(about)) { role in
            var look = looks[role]?.look ?? base?[role] ?? Theme.Look()
            if look.foreground == .own { look.foreground = ground.letter }
            if look.background == .own { look.background = ground.ground }
            return look
        }
        warnOfWeak(theme, ground, places)
        return theme
    }

    private mutating func readBase(_ node: ConfigurationNode?) -> Theme? {
        guard let node else { return bases[ThemeFile.usualBase] }
        guard let word = reader.text(node, "extends", "write extends: \(ThemeFile.usualBase)") else { return nil }
        if let base = bases[word] { return base }
        let names = bases.keys.sorted()
        reader.findings.fault(
            node.place, "there is no built-in theme \"\(word)\" to extend", reader.remedy(for: word, names))
        return nil
    }

    /// A ground without letters would put letters on it that nobody knows, and the other way round.
    private mutating func readGround(_ block: ConfigurationReader.Block, in root: ConfigurationNode) -> Ground {
        let letter = readColour("fg", block, in: root)
        let ground = readColour("bg", block, in: root)
        if block["fg"] != nil, block["bg"] == nil {
            reader.findings.fault(block.place(of: "fg"), "fg stands without bg", "write bg: COLOUR too")
        } else if block["bg"] != nil, block["fg"] == nil {
            reader.findings.fault(block.place(of: "bg"), "bg stands without fg", "write fg: COLOUR too")
        }
        return Ground(letter: letter, ground: ground)
    }

    private mutating func readRoles(
        _ node: ConfigurationNode?
    ) -> [Role: (look: Theme.Look, place: Place)] {
        guard let node, !node.isNull else { return [:] }
        guard case .block(let entries) = node.content else {
            reader.wrongType(node, "roles", "a block of keys", "write text: {…} below it")
            return [:]
        }
        var looks: [Role: (look: Theme.Look, place: Place)] = [:]
        for entry in entries {
            guard let role = Role.allCases.first(where: { $0.name == entry.key }) else {
                reader.findings.fault(
                    entry.keyPlace, "unknown role \"\(entry.key)\"",
                    Spelling.nearest(to: entry.key, in: Role.allCases.map(\.name)).map { "write \($0)" }
                        ?? "remove it; the roles are \(Role.allCases.map(\.name).joined(separator: ", "))")
                continue
            }
            if let look = readLook(entry.value, role) { looks[role] = (look, entry.keyPlace) }
        }
        return looks
    }

    private mutating func readLook(_ node: ConfigurationNode, _ role: Role) -> Theme.Look? {
        guard let block = reader.block(node, role.name, Self.role) else { return nil }
        var attributes: Attributes = []
        for item in reader.items(block["attributes"], "attributes", "write attributes: [bold]") {
            guard let word = reader.text(item, "an attribute", "write bold, dim, reverse or underline") else {
                continue
            }
            if let known = Self.attributes.first(where: { $0.name == word }) {
                attributes.insert(known.value)
            } else {
                reader.findings.fault(
                    item.place, "unknown attribute \"\(word)\"",
                    reader.remedy(for: word, Self.attributes.map(\.name)))
            }
        }
        return Theme.Look(readColour("fg", block, in: node), on: readColour("bg", block, in: node), attributes)
    }

    private mutating func readColour(
        _ key: String, _ block: ConfigurationReader.Block, in node: ConfigurationNode
    ) -> Colour {
        guard let value = block[key] else {
            // YAML takes an unquoted #rrggbb for a comment: what was meant to be a colour is then nothing at all.
            if case .block(let entries) = node.content, entries.contains(where: { $0.key == key }) {
                reader.findings.fault(
                    block.place(of: key), "\(key) has no colour behind it",
                    "write it in quotes, as in \(key): \"#d75f00\"; YAML takes a bare # for a comment")
            }
            return .own
        }
        guard let text = reader.text(value, key, "write \(key): red") else { return .own }
        if let colour = ColourText.colour(text) { return colour }
        let remedy =
            Spelling.nearest(to: text, in: ColourText.names).map { "write \($0)" }
            ?? "write default, 0 ... 255, \"#rrggbb\" or one of \(ColourText.names.prefix(8).joined(separator: ", "))"
        reader.findings.fault(value.place, "\"\(text)\" is no colour", remedy)
        return .own
    }

    /// Says which of the roles that stand in the file can hardly be read, where that does not hang on the terminal.
    private mutating func warnOfWeak(_ theme: Theme, _ ground: Ground, _ places: [Role: Place]) {
        for role in Role.allCases {
            guard let place = places[role], theme[role].isExact else { continue }
            let tenths = Int(theme[role].contrast(in: .xterm) * 10)
            guard tenths < 45 else { continue }
            reader.findings.warn(
                place,
                "\(role.name) can hardly be read: its contrast is \(tenths / 10).\(tenths % 10):1, and text needs 4.5:1"
            )
        }
    }
}

extension Theme.Look {
    /// Whether its colours are the same on every terminal.
    fileprivate var isExact: Bool { foreground.isExact && background.isExact }
}

extension Colour {
    fileprivate var isExact: Bool {
        switch self {
        case .own: false
        case .palette(let number): number >= 16
        case .rgb: true
        }
    }
}
