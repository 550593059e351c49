internal import Routing

/// Writes what a configuration does as an Alertmanager configuration: what `GET /api/v2/status` answers as
/// `config.original`, and what amtool reads strictly.
package enum AlertmanagerRendering {
    /// The YAML text: the time-out, the routes and the receivers by name. Secrets are never among them.
    package static func text(_ configuration: Configuration) -> String {
        var lines = [
            "global:",
            "  resolve_timeout: \(PrometheusDuration.print(configuration.rules.resolveTimeout))",
            "route:",
        ]
        lines += route(configuration.tree.root).map { "  " + $0 }
        lines.append("receivers:")
        lines += configuration.receivers.map { "- name: \(YAMLQuoting.quoted($0.name))" }
        lines.append("templates: []")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func route(_ route: Route) -> [String] {
        var lines = ["receiver: \(YAMLQuoting.quoted(route.receiver))"]
        switch route.groupBy {
        case .none: break
        case .all: lines.append("group_by: [\"...\"]")
        case .labels(let names):
            lines.append("group_by: [\(names.map(YAMLQuoting.quoted).joined(separator: ", "))]")
        }
        lines.append("group_wait: \(PrometheusDuration.print(route.groupWait))")
        lines.append("group_interval: \(PrometheusDuration.print(route.groupInterval))")
        lines.append("repeat_interval: \(PrometheusDuration.print(route.repeatInterval))")
        return lines
    }
}

/// Text as a YAML scalar in double quotes, which means the same to every reader.
enum YAMLQuoting {
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where isWrittenOut(scalar): quoted.unicodeScalars.append(scalar)
            case _ where scalar.value <= 0xFFFF: quoted += "\\u" + padded(scalar.value, 4)
            default: quoted += "\\U" + padded(scalar.value, 8)
            }
        }
        return quoted + "\""
    }

    private static func isWrittenOut(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }

    private static func padded(_ value: UInt32, _ width: Int) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
