import Incidents

/// The scenarios that the program carries with it.
enum Scenarios {
    /// Their files, by name; `--scenario` takes these names, the first one when none is named.
    static let embedded: [(name: String, bytes: [UInt8])] = [
        ("checkout", PackageResources.checkout_yaml),
        ("switch", PackageResources.switch_yaml),
    ]

    static var names: [String] { embedded.map(\.name) }

    /// - Throws: a ``CommandFailure`` that names the scenarios that there are.
    static func load(_ name: String) throws -> Scenario {
        guard let scenario = embedded.first(where: { $0.name == name }) else {
            throw CommandFailure(
                .usage, SafeText("there is no scenario \"\(name)\""),
                nextStep: SafeText("name one of \(names.joined(separator: ", "))"))
        }
        return try ScenarioReader.read(String(decoding: scenario.bytes, as: UTF8.self), name: name)
    }
}
