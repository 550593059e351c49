import Console
import Incidents
import TerminalUI

/// Somebody sits at a console: messages go in, intents and screens come out. Keys are 400 ms apart, so that no key is
/// taken for one that was typed ahead, and the console is told the time after each.
struct Sitting {
    var state: ConsoleState
    /// What the console wanted since it was last asked, but for the details that it fetches and where it looks.
    private(set) var intents: [Intent] = []
    private(set) var fetched: [IncidentNumber] = []
    /// Where it told the router that the person looks.
    private(set) var looks: [Intent] = []
    /// The titles that it gave the window.
    private(set) var titles: [String] = []
    private(set) var now: Timestamp

    init(
        width: Int = 80, height: Int = 24, at now: Timestamp = Sample.now, isRemote: Bool = false,
        keys: KeyBindings = .standard, list: ListChoice = ListChoice(), views: [String: String] = [:]
    ) {
        self.now = now
        state = ConsoleState(
            requestPrefix: "test", now: now, isRemote: isRemote, keys: keys, list: list, views: views)
        send(.resized(width: width, height: height))
    }

    /// A console that is connected and has its snapshot.
    init(
        width: Int = 80, height: Int = 24, list: ListChoice = ListChoice(), _ incidents: [IncidentSummary],
        isDemo: Bool = false, you: ConsoleSnapshot.Person = Sample.sam, degraded: SafeText? = nil,
        isRemote: Bool = false, keys: KeyBindings = .standard
    ) {
        self.init(width: width, height: height, isRemote: isRemote, keys: keys, list: list)
        send(.link(.live))
        send(.snapshot(Sample.snapshot(incidents, isDemo: isDemo, you: you, degraded: degraded)))
        wait(.seconds(3))
        forget()
    }

    mutating func send(_ message: Message) {
        for intent in state.update(message) {
            switch intent {
            case .fetchDetail(let number): fetched.append(number)
            case .look: looks.append(intent)
            case .terminal(.title(let title)): titles.append(title.shown)
            default: intents.append(intent)
            }
        }
    }

    /// Changes as a batch of the feed.
    mutating func feed(_ changes: ConsoleChange...) {
        seq += 1
        send(.changed(seq: seq, changes))
    }

    mutating func feed(_ incidents: [IncidentSummary]) {
        seq += 1
        send(.changed(seq: seq, incidents.map { .incident($0) }))
    }

    private(set) var seq: Int64 = 100

    mutating func wait(_ span: Duration) {
        now = now + span
        send(.tick(now))
    }

    /// Presses a key now, without a pause.
    mutating func hit(_ key: Key) { send(.key(key, at: now)) }

    mutating func press(_ keys: Key...) { press(keys) }

    mutating func press(_ keys: [Key]) {
        for key in keys {
            wait(.milliseconds(200))
            hit(key)
            wait(.milliseconds(200))
        }
    }

    /// Presses the keys of a text: `jja`.
    mutating func type(_ text: String) { press(text.unicodeScalars.map { .character($0) }) }

    mutating func forget() {
        intents = []
        fetched = []
        looks = []
        titles = []
    }

    /// The request of the last act that was sent.
    var request: RequestID? {
        for case .perform(_, let request) in intents.reversed() { return request }
        return nil
    }

    /// The requests of the acts that were sent, in their order.
    var requests: [RequestID] {
        intents.compactMap { if case .perform(_, let request) = $0 { request } else { nil } }
    }

    /// The acts that were sent.
    var acts: [Act] {
        intents.compactMap { if case .perform(let act, _) = $0 { act } else { nil } }
    }

    var frame: Frame {
        var frame = Frame(width: state.width, height: state.height)
        draw(state, into: &frame)
        return frame
    }

    var screen: String { frame.text }
    /// The rows of the screen, from the top.
    var rows: [String] {
        let frame = frame
        return (0..<state.height).map { frame.text(ofRow: $0) }
    }
    /// The line between body and NEXT: what just happened.
    var message: String { rows[state.height - 3] }
    var next: String { rows[state.height - 2] }
    /// The row under the cursor.
    var cursorRow: String { frame.cursor.map { frame.text(ofRow: $0.y) } ?? "" }
}
