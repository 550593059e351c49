import Incidents
import Routing

/// What the watch derives from silences, inhibit rules and time intervals, so that it knows fast who is muted. Nothing
/// of it is stored: ``Watch/rebuildMuting(at:)`` makes it.
struct Muter: Sendable {
    var inhibition = Inhibition()
    /// The silences that are active.
    var active = SilenceIndex()
    /// Those of them that name nothing that they are about.
    var sweeping: Set<SilenceID> = []
    /// For each active silence that ends with its alerts, how many firing ones meet it.
    var held: [SilenceID: Int] = [:]
    var quiet = QuietRoutes()
    var agenda = MutingAgenda()

    // MARK: What a batch has to settle

    /// Alerts whose mute may be another one, perhaps more than once. Which silences they meet is known but for `begun`.
    var pending: [Fingerprint] = []
    /// Alerts of which not even that is known.
    var unknown: Set<Fingerprint> = []
    /// Silences that became active or were changed while they are.
    var begun: Set<SilenceID> = []
    /// Silences that are active no longer.
    var ended: Set<SilenceID> = []
    /// Silences whose last firing alert ended.
    var released: Set<SilenceID> = []
    /// Silences that end with their alerts, and under which something worse fires now: in which incident, and how bad.
    var outgrown: [SilenceID: (number: IncidentNumber, severity: Severity)] = [:]
    /// Reminders whose silence ended or was changed.
    var reminders: Set<IncidentNumber> = []
    /// Incidents that may be muted as a whole, or no longer.
    var incidents: [IncidentNumber: Mark] = [:]
    /// Muted incidents that are open with no alert that fires: held open since they flap, or without news. No alert of
    /// theirs tells when what they name ends.
    var idle: Set<IncidentNumber> = []
    /// The last answer, which the next alert mostly shares.
    var latest: (causes: MuteCauses, muting: Muting)?

    /// Whether no alert can be muted.
    var isIdle: Bool { active.isEmpty && inhibition.isEmpty && quiet.quiet.isEmpty }

    /// Why an incident is looked at.
    struct Mark: Sendable {
        /// By how much the count of its muted alerts is out of date.
        var moreMuted = 0
        /// The mute of one of its firing alerts, if it is known.
        var known: Mute?
        /// How bad the alerts are that nothing mutes any more: they joined it without a word.
        var worst: Severity?
        /// Another inhibition or interval that mutes one of its alerts, which the one that it names mutes no longer. It
        /// comes often, and it need not be what mutes the first of them: each is true of some, and none is anybody's.
        var renamed: Mute?
        /// Whether a silence that it names, or is to name, mutes other alerts of it than before: the first is asked.
        var isMisnamed = false

        mutating func note(_ severity: Severity) {
            if worst.map({ severity.isWorse(than: $0) }) ?? true { worst = severity }
        }
    }

    mutating func reconsider(_ number: IncidentNumber, knowing mute: Mute? = nil) {
        var mark = incidents[number] ?? Mark()
        if let mute { mark.known = mute }
        incidents[number] = mark
    }
}
