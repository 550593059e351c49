import ArgumentParser
import Incidents

/// `17` or `#17`.
extension IncidentNumber: ExpressibleByArgument {
    package init?(argument: String) {
        let digits = argument.hasPrefix("#") ? argument.dropFirst() : argument[...]
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int(digits), value > 0 else {
            return nil
        }
        self.init(value)
    }
}

/// `SEV2`, `sev2` or `2`.
extension Severity: ExpressibleByArgument {
    package init?(argument: String) { self.init(name: argument) }

    package static var allValueStrings: [String] { allCases.map(\.name) }
}
