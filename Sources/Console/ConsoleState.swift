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
    var clockSet: ClockSet?
    /// Whether the router tells anybody.
    var paging = Paging.on
    /// The silence that mutes whatever fires.
    var allMuted: Mute?
    /// Something else that the router wants everybody to know, such as that its clock was set.
    package var notice: SafeText?
    /// How far the clock on the person's wall is ahead of UTC now; nil shows UTC alone.
    package var localOffset: Duration?
    var seq: Int64 = 0
    /// How many incidents of the snapshot are still to come; what is counted before is not complete.
    var missing = 0
    /// A snapshot that is not whole yet, while what was known before is still shown.
    var arriving: ConsoleSnapshot?

    var roll = Roll()
    var triage = TriageState()
    var list: ListState
    /// Nil while the list is shown.
    var incident: IncidentScreen?
    var detail: Detail?
    var overlay: Overlay?
    var silences = SilenceBoard()

    var pending: [PendingAct] = []
    var toast: Toast?
    /// Acts of one order that have no answer yet, or not all.
    var bulks: [Bulk] = []
    var bulkCount = 0
    /// The last own act that the router has confirmed.
    var lastDone: DoneAct?
    /// Notes that were left without being sent.
    var drafts = Drafts()
    /// The incident whose note is in the person's editor.
    var editing: IncidentNumber?
    /// Who looks at which incident; nil until the router has told.
    var present: [IncidentNumber: [Onlooker]]?
    /// What the router knows of where the person looks, and when it was told.
    var toldLook = Look()
    var toldLookAt: Timestamp?

    /// Which key does what.
    let keys: KeyBindings
    /// Whether the screen is far away, so that questions are seen later.
    let isRemote: Bool
    var typing = TypingWatch()
    /// When a letter answered a question, or the last key that came with it.
    var answeredAt: Timestamp?
    var places = PlaceHistory()
    /// The incidents that were opened here.
    var opened: Set<IncidentNumber> = []
    /// Lines of the command line, the newest last.
    var history: [String] = []
    var cancelledAt: Timestamp?

    var keyAt: Timestamp
    var rangAt: Timestamp?
    /// Whether the person looks at another window, as the terminal tells.
    var isAway = false
    /// Whether the mouse is ours: off unless the person wants it, since a terminal then selects no text by itself.
    package var hasMouse = false
    /// The words that the terminal's title has from us.
    var toldTitle: SafeText?
    /// The minute that it was told in.
    var titledMinute: Int64 = .min
    /// What the message at hand wants done; handed out at the end of ``update(_:)``.
    var wanted: [Intent] = []

    private let requestPrefix: String
    private var requestCount = 0

    /// A console that knows nothing yet.
    ///
    /// - Parameters:
    ///   - requestPrefix: what the ids of its acts start with; no other console may have the same. Cut at 64 bytes.
    ///   - now: what time it is.
    ///   - isRemote: whether keys come over a network, as under SSH: questions then wait longer for their answer.
    ///   - keys: which key does what.
    ///   - choice: the columns and the order that the list begins with.
    ///   - views: saved filters by name, as they were handed out with ``Intent/saveViews(_:)``.
    package init(
        requestPrefix: String, now: Timestamp, isRemote: Bool = false, keys: KeyBindings = .standard,
        list choice: ListChoice = ListChoice(), views: [String: String] = [:]
    ) {
        list = ListState(columns: choice.columns, views: views)
        roll.view.order = choice.order
        roll.storm = StormWatch(rule: choice.storm)
        let short = String(decoding: requestPrefix.utf8.prefix(Limits.prefixMax), as: UTF8.self)
        self.requestPrefix = short.isEmpty ? "console" : short
        self.now = now
        (self.isRemote, self.keys) = (isRemote, keys)
        keyAt = now - Limits.idle
    }

    /// The incident that the next key acts on: the one that is open, else the one under the cursor.
    package var selectedNumber: IncidentNumber? {
        incident?.number ?? (silences.screen == nil ? triage.selected : nil)
    }

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
            tryFilter()
            lookAtStormIfIdle()
        case .resized(let width, let height): resize(width, height)
        case .snapshot(let snapshot): arrive(snapshot)
        case .more(let incidents, let missing): arrive(incidents, missing: missing)
        case .changed(let seq, let changes): take(changes, seq)
        case .detail(let summary, let timeline, let alerts): take(summary, timeline, alerts)
        case .detailMissing(let number, let why): missing(number, why)
        case .why(let question, let lines): take(lines, why: question)
        case .whyUnknown(let question, let why), .whyUntimely(let question, let why):
            missWhy(question, .unknown(why))
        case .whyMissing(let question, let why): missWhy(question, .missing(why))
        case .link(let state): connected(state)
        case .receipt(let request, let receipt): done(request, receipt)
        case .refused(let request, let refusal): refused(request, refusal)
        case .failed(let request, let why): failed(request, why)
        case .refusedHere(let why): say(why, isBad: true)
        case .degraded(let why):
            heard()
            degraded = why
        case .clockSet(let set):
            heard()
            clockSet = set
        case .paging(let word):
            heard()
            paging = word
        case .allMuted(let mute):
            heard()
            allMuted = mute
        case .silences(let found): take(found)
        case .silencesMissing(let why): missSilences(why)
        case .silencePreview(let request, let preview): take(preview, for: request)
        case .silencePreviewMissing(let request, let why): missPreview(request, why)
        case .present(let onlookers):
            heard()
            present = onlookers
        case .edited(let text): take(edited: text)
        }
        follow()
        tellLook()
        tellTitle()
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
    /// In the order of marking.
    var marks: [IncidentNumber] = []
    /// Where a range of marks began, until its end is told.
    var rangeStart: IncidentNumber?
    /// Whether the cursor was put on the first row: then the screen may follow what comes in above.
    var isAtTop = true
    /// New incidents that nobody has had on the screen yet.
    var newAbove: Set<IncidentNumber> = []
}

/// What lies over a screen and takes all keys.
enum Overlay: Sendable {
    /// The keys that work here.
    case help(HelpState)
    /// Everything that can be done to incidents, with reasons where it cannot.
    case menu(ActionMenu)
    /// What can be copied of an incident.
    case copy(IncidentNumber)
    /// Anything, by a few of its letters.
    case palette(Palette)
    /// A text that is shown whole.
    case text(TextPanel)
    case prompt(Prompt)
    case silence(SilencePrompt)
    /// The line that a filter is typed into.
    case filter(FilterInput)
    /// Why something was told or kept quiet.
    case why(WhyPanel)
    /// The saved views; the first one shown.
    case views(top: Int)
}

/// One line about what just happened, for some seconds.
struct Toast: Hashable, Sendable {
    var text: SafeText
    var isBad: Bool
    var until: Timestamp
    /// Whether it tells of somebody else's act: then it gives way to everything.
    var isNews = false
}
