import Incidents
import Routing

/// What the watch derives from silences, inhibit rules and time intervals, so that it knows fast who is muted. Nothing
/// of it is stored: ``Watch/rebuildMuting(at:)`` makes it.
struct Muter: Sendable {
    var inhibition = Inhibition()
    /// The silences that are active.
    var active = SilenceIndex()
    /// For each active silence that ends with its alerts, how many firing ones meet it.
    var held: [SilenceID: Int] = [:]
    var quiet = QuietRoutes()
    var agenda = MutingAgenda()

    // MARK: What a batch has to settle

    /// Alerts whose mute may be another one.
    var pending: Set<Fingerprint> = []
    /// Silences that became active or were changed while they are.
    var begun: Set<SilenceID> = []
    /// Silences that are active no longer.
    var ended: Set<SilenceID> = []
    /// Silences whose last firing alert ended.
    var released: Set<SilenceID> = []
    /// Incidents that may be muted as a whole, or no longer, with the mute of one of their firing alerts if it is known.
    var incidents: [IncidentNumber: Mute?] = [:]
    /// The last answer, which the next alert mostly shares.
    var latest: (causes: MuteCauses, muting: Muting)?

    /// Whether no alert can be muted.
    var isIdle: Bool { active.isEmpty && inhibition.isEmpty && quiet.quiet.isEmpty }

    mutating func reconsider(_ number: IncidentNumber, knowing mute: Mute? = nil) {
        if mute != nil || incidents[number] == nil { incidents.updateValue(mute, forKey: number) }
    }
}
