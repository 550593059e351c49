import Console
import Incidents
import TerminalUI

/// The other side of a journey: whatever stands in the router's place. It answers what a console wants.
protocol JourneyRouter {
    /// Everything that a console starts from.
    mutating func snapshot(at now: Timestamp) -> ConsoleSnapshot
    /// The answer to an act, and what the feed tells of it.
    mutating func perform(_ act: Act, _ request: RequestID, at now: Timestamp) -> [Message]
    /// Timeline and alerts of one incident.
    mutating func detail(of number: IncidentNumber, at now: Timestamp) -> Message
}

/// A person at a console in front of a router: keys in, screens out, in one process and without a terminal.
///
/// Keys are 400 ms apart, so that none is taken for one that was typed ahead. What the console wants is done at once,
/// unless the link was cut.
struct Journey<Router: JourneyRouter> {
    var router: Router
    private(set) var state: ConsoleState
    private(set) var now: Timestamp
    /// How often the terminal rang.
    private(set) var rings = 0
    /// The status that the console left with.
    private(set) var status: Int32?
    private var isCut = false

    /// Starts a console, connects it and lets it take its snapshot.
    init(_ router: Router, width: Int = 80, height: Int = 24, at now: Timestamp) {
        self.router = router
        self.now = now
        state = ConsoleState(requestPrefix: "journey", now: now)
        deliver([.resized(width: width, height: height)])
        connect()
    }

    /// Makes the connection, as at the start and after a loss.
    mutating func connect() {
        isCut = false
        deliver([.link(.live), .snapshot(router.snapshot(at: now))])
    }

    /// Cuts the connection: nothing that the console wants is done any more.
    mutating func cut(_ why: SafeText) {
        isCut = true
        deliver([.link(.lost(since: now, why: why))])
    }

    /// Hands messages to the console, as they come from the router, and does what it wants.
    mutating func deliver(_ messages: [Message]) {
        var waiting = [.tick(now)] + messages
        while !waiting.isEmpty {
            let intents = state.update(waiting.removeFirst())
            for intent in intents { waiting += answers(to: intent) }
        }
    }

    private mutating func answers(to intent: Intent) -> [Message] {
        switch intent {
        case .perform(let act, let request): return isCut ? [] : router.perform(act, request, at: now)
        case .fetchDetail(let number): return isCut ? [] : [router.detail(of: number, at: now)]
        case .refetch: return isCut ? [] : [.link(.live), .snapshot(router.snapshot(at: now))]
        case .terminal(let order): if order == .ring { rings += 1 }
        case .leave(let status): self.status = status
        case .repaint, .saveViews, .look, .fetchWhy, .fetchSilences, .previewSilence, .setSilence, .expireSilence,
            .unsetSilence:
            break
        }
        return []
    }

    /// Lets time pass. While the link is there the feed beats, so nothing turns stale.
    mutating func wait(_ span: Duration) {
        let end = now + span
        while now < end {
            now = min(now + .seconds(15), end)
            deliver(isCut ? [] : [.link(.live)])
        }
    }

    /// Presses keys, one after the other.
    mutating func press(_ keys: Key...) { for key in keys { press(key) } }

    /// Presses the keys of a text.
    mutating func type(_ text: String) { for scalar in text.unicodeScalars { press(.character(scalar)) } }

    private mutating func press(_ key: Key) {
        wait(.milliseconds(200))
        deliver([.key(key, at: now)])
        wait(.milliseconds(200))
    }

    /// What the person sees.
    var screen: String {
        var frame = Frame(width: state.width, height: state.height)
        draw(state, into: &frame)
        return frame.text
    }
}
