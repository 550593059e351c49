/// Whether anybody is told: `paging` of the configuration, or `--paging`.
package enum Paging: String, Hashable, Sendable, CaseIterable {
    /// Receivers are told, and terminals ring.
    case on
    /// Everything is decided and recorded, and nothing leaves: for a router that runs beside another one.
    case shadow
    /// The same, while nobody shall be told: for maintenance.
    case off

    /// What every screen says about it; nil while there is nothing to say.
    package var banner: SafeText? {
        switch self {
        case .on: nil
        case .shadow: "SHADOW"
        case .off: "PAGING OFF"
        }
    }

    /// The same with what it means, as a sentence without a full stop.
    package var sentence: SafeText? { banner.map { $0 + ": incidents are kept as always, and nobody is told" } }
}
