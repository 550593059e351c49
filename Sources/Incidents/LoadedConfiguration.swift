/// A configuration that was in force from a moment on: kept, so that what was decided then can be explained later.
package struct LoadedConfiguration: Hashable, Sendable {
    package var at: Timestamp
    /// The whole text of the routing as Alertmanager's configuration, without secrets.
    package var text: String
    /// Whether anybody was told; nil where an earlier version did not keep it, nor what was not spoken.
    package var paging: Paging?
    /// The kinds of integration of each receiver that were not spoken here, by its name: `opsgenie`.
    package var unspoken: ByName<[String]>

    package init(at: Timestamp, text: String, paging: Paging? = nil, unspoken: ByName<[String]> = [:]) {
        (self.at, self.text, self.paging, self.unspoken) = (at, text, paging, unspoken)
    }

    /// Whether another one says the same.
    package func says(like other: LoadedConfiguration) -> Bool {
        text == other.text && paging == other.paging && unspoken == other.unspoken
    }
}
