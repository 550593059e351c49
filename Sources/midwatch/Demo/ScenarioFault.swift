import Incidents

/// What is wrong with the file of a scenario.
struct ScenarioFault: Error, Hashable, CustomStringConvertible {
    var file: String
    /// Counts from 1; 0 when it is about the whole file.
    var line: Int
    var message: SafeText

    var description: String { line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)" }
}
