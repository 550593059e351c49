/// What was found wrong, or worth a word, while a file is read.
struct Findings {
    let file: String
    private var faults: [ConfigurationFault] = []
    private var warnings: [ConfigurationWarning] = []

    init(file: String) { self.file = file }

    var isFaultless: Bool { faults.isEmpty }

    mutating func fault(_ place: Place, _ message: String, _ remedy: String) {
        faults.append(
            ConfigurationFault(
                file: file, line: place.line, column: place.column, message: message, remedy: remedy))
    }

    mutating func warn(_ place: Place, _ message: String, leavesUntold: Bool = false) {
        var warning = ConfigurationWarning(file: file, line: place.line, column: place.column, message: message)
        warning.leavesUntold = leavesUntold
        warnings.append(warning)
    }

    /// In the order of their places, each once: what stands behind an alias is looked at as often as it is used.
    var sortedWarnings: [ConfigurationWarning] {
        var seen: Set<ConfigurationWarning> = []
        return warnings.sorted { ($0.line, $0.column) < ($1.line, $1.column) }.filter { seen.insert($0).inserted }
    }

    var refusal: ConfigurationRefusal {
        var seen: Set<ConfigurationFault> = []
        let sorted = faults.sorted { ($0.line, $0.column) < ($1.line, $1.column) }.filter { seen.insert($0).inserted }
        return ConfigurationRefusal(
            faults: Array(sorted.prefix(ConfigurationRefusal.faultsMax)), warnings: sortedWarnings)
    }
}
