package import Incidents

/// Everything that a console knows and shows. Pure: messages change it, ``draw(_:into:)`` shows it.
package struct ConsoleState: Sendable {
    package internal(set) var now: Timestamp
    package internal(set) var width = 80
    package internal(set) var height = 24
    /// Whether nothing outside the console may be reached: see ``obstacle(restricted:)``.
    package var isRestricted = false

    /// Nil until the first snapshot.
    var router: ConsoleSnapshot.RouterFace?
    var you = ConsoleSnapshot.Person(name: .empty)
    var link = LinkState.connecting
    /// When the router was last heard of.
    var heardAt: Timestamp?
    var degraded: SafeText?
    var seq: Int64 = 0

    var roll = Roll()
    var triage = TriageState()
    /// Nil while the list is shown.
    var incident: IncidentScreen?
    var detail: Detail?
    var overlay: Overlay?

    var pending: [PendingAct] = []
    var toast: Toast?
    /// The last own act that the router has confirmed.
    var lastDone: DoneAct?
    /// A note that was left without being sent.
    var draft: (incident: IncidentNumber, text: String)?

    var keyAt: Timestamp
    var rangAt: Timestamp?
    /// What the message at hand wants done; handed out at the end of ``update(_:)``.
    var wanted: [Intent] = []

    private let requestPrefix: String
    private var requestCount = 0

    /// A console that knows nothing yet.
    ///
    /// - Parameter requestPrefix: what the ids of its acts start with; no other console may have the same. Cut at 64
    ///   bytes.
    package init(requestPrefix: String, now: Timestamp) {
        let short = String(decoding: requestPrefix.utf8.prefix(Limits.prefixMax), as: UTF8.self)
        self.requestPrefix = short.isEmpty ? "console" : short
        self.now = now
        keyAt = now - Limits.idle
    }

    /// The incident that the next key acts on: the one that is open, else the one under the cursor.
    package var selectedNumber: IncidentNumber? { incident?.number ?? triage.selected }

    /// Takes in one message and answers what is to be done about it.
    package mutating func update(_ message: Message) -> [Intent] {
        switch message {
        case .key(let key, let moment):
            now = moment
            letTimePass()
            press(key)
        case .tick(let moment):
            now = moment
            letTimePass()
        case .resized(let width, let height): resize(width, height)
        case .snapshot(let snapshot): take(snapshot)
        case .changed(let seq, let changes): take(changes, seq)
        case .detail(let summary, let timeline, let alerts): take(summary, timeline, alerts)
        case .detailMissing(let number, let why): missing(number, why)
        case .link(let state): connected(state)
        case .receipt(let request, let receipt): done(request, receipt)
        case .refused(let request, let refusal): refused(request, refusal)
        case .failed(let request, let why): failed(request, why)
        case .degraded(let why):
            heard()
            degraded = why
        }
        follow()
        let intents = wanted
        wanted.removeAll()
        return intents
    }

    /// A new request id. Nil never happens, since prefix and counter stay below the bound.
    mutating func nextRequest() -> RequestID? {
        requestCount += 1
        return RequestID("\(requestPrefix)-\(requestCount)")
    }
}

/// The list: where the cursor is, by incident, and which part of it is on the screen.
struct TriageState: Sendable {
    var selected: IncidentNumber?
    /// Set when the cursor was moved by something else than a key.
    var selectedSince: Timestamp?
    /// The incident in the preview: that under the cursor, once it rests.
    var previewed: IncidentNumber?
    /// The first row on the screen.
    var offset = 0
    var isMineOnly = false
    /// In the order of marking.
    var marks: [IncidentNumber] = []
    /// Whether the cursor was put on the first row: then the screen may follow what comes in above.
    var isAtTop = true
    /// New incidents that nobody has had on the screen yet.
    var newAbove: Set<IncidentNumber> = []
}

/// One incident, opened.
struct IncidentScreen: Sendable {
    let number: IncidentNumber
    /// Nil until the router has told, for one that is not in the list.
    var summary: IncidentSummary?
    let openedAt: Timestamp
    var tab = Tab.timeline
    /// The line under the cursor, and the first on the screen.
    var line = 0
    var top = 0
    /// Whether the cursor stays on the newest line.
    var isFollowing = true

    enum Tab: Int, CaseIterable, Sendable {
        case timeline, alerts, notes
    }
}

/// What was fetched about one incident.
struct Detail: Sendable {
    let number: IncidentNumber
    var timeline: [TimelineEntry] = []
    /// Those that fire first, then by age.
    var alerts: [AlertSummary] = []
    var hasArrived = false
    /// Whether something happened that the answer does not know of yet.
    var isStale = false
    var requestedAt: Timestamp
    /// Why there is nothing.
    var missing: SafeText?

    var notes: [TimelineEntry] { timeline.filter { $0.kind == .note } }
}

/// What lies over a screen and takes all keys.
enum Overlay: Sendable {
    /// The keys that work here; the first line shown.
    case help(top: Int)
    /// Everything that can be done to an incident, with reasons where it cannot.
    case menu(IncidentNumber)
    case prompt(Prompt)
}

/// One line about what just happened, for some seconds.
struct Toast: Hashable, Sendable {
    var text: SafeText
    var isBad: Bool
    var until: Timestamp
}
