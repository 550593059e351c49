import Configuring

/// The faults of a text, as they are printed; none when it loads.
func faults(_ text: String) -> [String] {
    do {
        _ = try Configuration.parse(text, file: "m.yaml")
        return []
    } catch {
        return error.faults.map(\.description)
    }
}

/// The warnings of a text, as they are printed.
func warnings(_ text: String) throws -> [String] {
    try Configuration.parse(text, file: "m.yaml").warnings.map(\.description)
}
