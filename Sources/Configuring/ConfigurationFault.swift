package import Incidents

/// One mistake in a configuration: where it stands, what is wrong, and what would be right.
package struct ConfigurationFault: Hashable, Sendable, CustomStringConvertible {
    package var file: String
    /// Counts from 1; 0 when the fault is about the file as a whole.
    package var line: Int
    /// Counts from 1, in Unicode scalars; 0 when the fault is about the file as a whole.
    package var column: Int
    /// What is wrong.
    package var message: SafeText
    /// What to do about it, as an order: `write receiver`.
    package var remedy: SafeText

    package init(file: String, line: Int, column: Int, message: String, remedy: String) {
        (self.file, self.line, self.column) = (file, line, column)
        (self.message, self.remedy) = (SafeText(message), SafeText(remedy))
    }

    /// `midwatch.yaml:12:5: unknown key "recevier" in route; write receiver`
    package var description: String { "\(placed(file, line, column)): \(message); \(remedy)" }
}

/// Something in a configuration that is valid and that nothing acts on, or not as its author may think.
package struct ConfigurationWarning: Hashable, Sendable, CustomStringConvertible {
    package var file: String
    /// Counts from 1.
    package var line: Int
    /// Counts from 1, in Unicode scalars.
    package var column: Int
    package var message: SafeText
    /// Whether somebody is not told of incidents because of it: `--strict` refuses to start then.
    package var leavesUntold = false

    package init(file: String, line: Int, column: Int, message: String) {
        (self.file, self.line, self.column, self.message) = (file, line, column, SafeText(message))
    }

    /// `midwatch.yaml:40:1: inhibit_rules is not acted on yet`
    package var description: String { "\(placed(file, line, column)): \(message)" }
}

/// Why a configuration was refused: every fault that it has, in the order of their places.
package struct ConfigurationRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// At least one, at most ``faultsMax``.
    package var faults: [ConfigurationFault]
    package var warnings: [ConfigurationWarning]

    /// How many faults of one file are told.
    package static let faultsMax = 100

    package init(faults: [ConfigurationFault], warnings: [ConfigurationWarning] = []) {
        (self.faults, self.warnings) = (faults, warnings)
    }

    /// One fault a line.
    package var description: String { faults.map(\.description).joined(separator: "\n") }
}

private func placed(_ file: String, _ line: Int, _ column: Int) -> String {
    line > 0 ? "\(SafeText(file)):\(line):\(column)" : "\(SafeText(file))"
}
