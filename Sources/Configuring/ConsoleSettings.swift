/// What a file says about consoles that are opened beside it.
package struct ConsoleSettings: Hashable, Sendable {
    /// The name of a theme, or the path of one; nil for the usual one.
    package var theme: String?

    package init(theme: String? = nil) { self.theme = theme }

    /// What holds with no file.
    package static let standard = ConsoleSettings()
}

extension ConfigurationReader {
    /// Reads the `console:` block. Whether there is a theme of that name is for the console to find out: it need not run
    /// where the router does.
    mutating func readConsole(_ node: ConfigurationNode?) -> ConsoleSettings {
        var settings = ConsoleSettings.standard
        guard let node, let block = block(node, "console", KnownKeys.console) else { return settings }
        guard let themeNode = block["theme"], let theme = text(themeNode, "theme", "write theme: high-contrast") else {
            return settings
        }
        if theme.isEmpty || theme.unicodeScalars.contains("\0") {
            findings.fault(
                themeNode.place, "theme is neither a name nor a path",
                "write a name that midwatch theme list says, or the path of a file")
        } else {
            settings.theme = theme
        }
        return settings
    }
}
