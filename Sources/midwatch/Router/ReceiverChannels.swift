import Configuring
import Incidents
import Notifying
import Serving

extension WebhookChannel: ReceiverChannel {}

extension Configuration {
    /// How each receiver is told, in the order of the integrations of its rules.
    ///
    /// - Parameter environment: what may name proxies.
    func channels(environment: [String: String]) -> ByName<[any ReceiverChannel]> {
        var channels: ByName<[any ReceiverChannel]> = [:]
        for receiver in receivers where !receiver.webhooks.isEmpty {
            channels[receiver.name] = receiver.webhooks.map {
                WebhookChannel($0, folder: folder, environment: environment, agent: "Midwatch/\(Build.version)")
            }
        }
        return channels
    }
}

/// Why `--strict` does not take a configuration: somebody would not be told of incidents.
struct UntoldReceivers: Error, CustomStringConvertible {
    var warnings: [ConfigurationWarning]

    var description: String {
        warnings.map(\.description).joined(separator: "\n")
            + "\n--strict does not start with that; take these out, or start without --strict"
    }
}
