/// One way in which a receiver is told, as far as deciding about it goes.
package struct IntegrationRule: Hashable, Sendable {
    /// `webhook`: the kind, as the key of the configuration without `_configs`.
    package var kind: String
    /// Whether it is told when alerts end: `send_resolved`.
    package var sendsResolved: Bool

    package init(kind: String, sendsResolved: Bool) { (self.kind, self.sendsResolved) = (kind, sendsResolved) }
}
