/// A configuration that was in force from a moment on: kept, so that what was decided then can be explained later.
package struct LoadedConfiguration: Hashable, Sendable {
    package var at: Timestamp
    /// The whole text of the routing as Alertmanager's configuration, without secrets.
    package var text: String

    package init(at: Timestamp, text: String) { (self.at, self.text) = (at, text) }
}
