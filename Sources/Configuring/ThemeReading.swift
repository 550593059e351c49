package import TerminalUI

/// A theme as a file has it.
package struct ThemeFile: Hashable, Sendable {
    package var theme: Theme
    /// What is valid and may not be what its author wants: a role that can hardly be read.
    package var warnings: [ConfigurationWarning]

    package init(theme: Theme, warnings: [ConfigurationWarning] = []) {
        (self.theme, self.warnings) = (theme, warnings)
    }

    /// The theme that a file extends when it names none.
    package static let usualBase = "default"

    /// Reads a theme from text.
    ///
    /// - Parameters:
    ///   - name: what the theme is called.
    ///   - file: what the file is called in faults and warnings.
    ///   - bases: the themes that it may extend, by name. Roles that it leaves out look as there; without the one named
    ///     ``usualBase`` a file that extends nothing must have every role.
    /// - Throws: every fault of the text at once.
    package static func parse(
        _ text: String, name: String, file: String, bases: [String: Theme]
    ) throws(ConfigurationRefusal) -> ThemeFile {
        var findings = Findings(file: file)
        let root = NodeReader.read(text, into: &findings)
        guard let root else {
            if findings.isFaultless { findings.fault(.start, "the theme is empty", "write roles: below it") }
            throw findings.refusal
        }
        var reader = ThemeReader(name: name, bases: bases, reader: ConfigurationReader(findings: findings))
        let theme = reader.read(root)
        let found = reader.reader.findings
        guard let theme, found.isFaultless else { throw found.refusal }
        return ThemeFile(theme: theme, warnings: found.sortedWarnings)
    }

    /// Reads a theme from a file.
    package static func load(
        _ path: String, name: String, bases: [String: Theme]
    ) throws(ConfigurationRefusal) -> ThemeFile {
        try parse(Configuration.contents(of: path), name: name, file: path, bases: bases)
    }
}
