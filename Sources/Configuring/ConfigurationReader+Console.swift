extension ConfigurationReader {
    /// Reads the `console:` block.
    mutating func readConsole(_ node: ConfigurationNode?) -> ConsoleSettings {
        var settings = ConsoleSettings()
        guard let node, let block = block(node, "console", KnownKeys.console) else { return settings }
        if let keys = block["keys"] { settings.keys = readKeys(keys) }
        if let theme = block["theme"] { settings.theme = readTheme(theme) }
        if let columns = block["columns"] { settings.columns = readColumns(columns) }
        settings.takesMouse = flag(block["mouse"], "mouse") ?? false
        if let sort = block["sort"] {
            settings.sort = readWord(sort, "sort", "write sort: age, or sort: age inverted")
        }
        if let storm = block["storm"] { settings.storm = readStorm(storm) }
        return settings
    }

    /// Which columns there are, only the console knows.
    private mutating func readColumns(_ node: ConfigurationNode) -> [ConsoleSettings.Word] {
        let remedy = "write columns: [severity, id, what]"
        let items = items(node, "columns", remedy)
        if case .list(let written) = node.content, written.isEmpty {
            findings.fault(node.place, "columns is empty", "\(remedy), or remove it for the usual ones")
        }
        let most = ConsoleSettings.Word.countMax
        if items.count > most {
            findings.fault(items[most].place, "more than \(most) columns are named", "keep fewer")
        }
        return items.prefix(most).compactMap { readWord($0, "a column", remedy) }
    }

    private mutating func readWord(_ node: ConfigurationNode, _ what: String, _ remedy: String) -> ConsoleSettings.Word?
    {
        guard let text = text(node, what, remedy) else {
            if node.isNull { findings.fault(node.place, "\(what) has no name", remedy) }
            return nil
        }
        guard !text.isEmpty, text.utf8.count <= ConsoleSettings.Word.lengthMax else {
            findings.fault(node.place, "\(what) is \(text.isEmpty ? "empty" : "too long to be one")", remedy)
            return nil
        }
        return ConsoleSettings.Word(text, line: node.place.line, column: node.place.column)
    }

    /// Whether there is a theme of that name is for the console to find out: it need not run where the router does.
    private mutating func readTheme(_ node: ConfigurationNode) -> ConsoleSettings.Word? {
        guard let theme = text(node, "theme", "write theme: high-contrast") else { return nil }
        guard !theme.isEmpty, !theme.unicodeScalars.contains("\0") else {
            findings.fault(
                node.place, "theme is neither a name nor a path",
                "write a name that midwatch theme list says, or the path of a file")
            return nil
        }
        return ConsoleSettings.Word(theme, line: node.place.line, column: node.place.column)
    }

    /// Reads keys of one's own. Which keys and actions there are, only the console knows.
    private mutating func readKeys(_ node: ConfigurationNode) -> [ConsoleSettings.KeyWish] {
        guard case .block(let entries) = node.content else {
            wrongType(node, "keys", "a block of keys", "write F2: acknowledge below it")
            return []
        }
        let most = ConsoleSettings.KeyWish.countMax
        if entries.count > most {
            findings.fault(entries[most].keyPlace, "more than \(most) keys are given an action", "keep fewer")
        }
        return entries.prefix(most).compactMap { entry in
            guard let action = text(entry.value, entry.key, "write the name of one action, as in F2: acknowledge")
            else {
                if entry.value.isNull {
                    findings.fault(entry.keyPlace, "\"\(entry.key)\" has no action", "write one, as in F2: acknowledge")
                }
                return nil
            }
            guard max(entry.key.utf8.count, action.utf8.count) <= ConsoleSettings.KeyWish.lengthMax else {
                findings.fault(entry.keyPlace, "this is no key and its action: it is too long", "write F2: acknowledge")
                return nil
            }
            return ConsoleSettings.KeyWish(
                key: entry.key, action: action, line: entry.keyPlace.line, column: entry.keyPlace.column)
        }
    }
}

extension ConsoleSettings {
    /// Reads what a text says about consoles, and nothing else of it: a mistake in the routing must not keep anybody
    /// from their console.
    ///
    /// - Parameter file: what the file is called in faults.
    /// - Throws: every fault of that part, or that the text is no YAML.
    package static func parse(_ text: String, file: String) throws(ConfigurationRefusal) -> ConsoleSettings {
        let (settings, findings) = read(text, file: file)
        guard findings.isFaultless else { throw findings.refusal }
        return settings
    }

    /// What of a file about consoles can be understood, whatever is wrong with the rest: to look for more faults in it.
    package static func understood(_ path: String) -> ConsoleSettings {
        (try? Configuration.contents(of: path)).map { read($0, file: path).settings } ?? ConsoleSettings()
    }

    private static func read(_ text: String, file: String) -> (settings: ConsoleSettings, findings: Findings) {
        var findings = Findings(file: file)
        let root = NodeReader.read(text, into: &findings)
        guard findings.isFaultless, let root, case .block(let entries) = root.content else {
            return (ConsoleSettings(), findings)
        }
        var reader = ConfigurationReader(findings: findings)
        let settings = reader.readConsole(entries.first { $0.key == "console" }?.value)
        return (settings, reader.findings)
    }

    /// Reads what a file says about consoles.
    package static func load(_ path: String) throws(ConfigurationRefusal) -> ConsoleSettings {
        try parse(Configuration.contents(of: path), file: path)
    }
}
