package import Incidents
import Routing

/// All that keeps an alert quiet now. Shared by the alerts that the same thing mutes, and never changed.
package final class Muting: Hashable, Sendable {
    /// What is named: a silence before an inhibition, and that before a time interval.
    package let mute: Mute
    /// The silences that mute it, ascending.
    package let silencedBy: [SilenceID]
    /// The firing alert with the smallest fingerprint that inhibits it, or nothing.
    package let inhibitedBy: [Fingerprint]

    init(_ mute: Mute, silencedBy: [SilenceID] = [], inhibitedBy: [Fingerprint] = []) {
        (self.mute, self.silencedBy, self.inhibitedBy) = (mute, silencedBy, inhibitedBy)
    }

    package static func == (a: Muting, b: Muting) -> Bool {
        a === b || (a.mute == b.mute && a.silencedBy == b.silencedBy && a.inhibitedBy == b.inhibitedBy)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(mute) }
}

extension Mute {
    /// Whether another word about the same alert says nothing new. How far ahead the end of a time interval is known
    /// depends on when it was asked for, so that does not count.
    func saysTheSame(as other: Mute) -> Bool {
        if case .interval = cause { return cause == other.cause && by == other.by }
        return self == other
    }
}

/// Why an alert is quiet, before it is put into words.
struct MuteCauses: Hashable, Sendable {
    /// Ascending.
    var silences: [SilenceID] = []
    var inhibitor: Fingerprint?
    var quiet: QuietRoutes.Quiet?

    var isEmpty: Bool { silences.isEmpty && inhibitor == nil && quiet == nil }
}
