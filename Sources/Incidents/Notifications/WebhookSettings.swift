/// One web hook of a receiver: Alertmanager's `webhook_configs`, with its defaults.
package struct WebhookSettings: Hashable, Sendable {
    /// Where it is called; the address may hold a token, and is a secret.
    package var url: Secret
    /// Whether it is told when alerts end.
    package var sendsResolved = true
    /// How many alerts are told at most at once; zero for all of them.
    package var alertsMax = 0
    /// How long one call may take; zero for as long as the group's turn lasts.
    package var timeout: Duration = .zero
    package var http: HTTPSettings

    package init(url: Secret, http: HTTPSettings = HTTPSettings()) { (self.url, self.http) = (url, http) }
}
