import Console
import Curses
import Incidents
import TerminalUI

/// The pure console in the hands of the loop: messages in, intents out to the desk, frames to the terminal.
struct ConsolePart: ConsoleProgram {
    private var state: ConsoleState
    private let link: DeskLink
    private(set) var status: Int32?
    private var orders: [TerminalOrder] = []

    private let views: ViewsFile?

    init(
        link: DeskLink, now: Timestamp, views: ViewsFile? = nil, isRemote: Bool = false,
        choice: ConsoleChoice = .usual, isRestricted: Bool = false
    ) {
        state = ConsoleState(
            requestPrefix: Requests.session(), now: now, isRemote: isRemote, keys: choice.keys, list: choice.list,
            views: views?.load() ?? [:])
        state.localOffset = WallTime.localOffset
        state.isRestricted = isRestricted
        state.hasMouse = choice.takesMouse
        if choice.takesMouse { orders.append(.takeMouse(true)) }
        (self.link, self.views) = (link, views)
    }

    var nextTick: Timestamp? { state.nextTick }
    var shouldLeave: Bool { status != nil }
    var maySuspend: Bool { !state.isRestricted }

    mutating func resize(width: Int, height: Int) { update(.resized(width: width, height: height)) }
    mutating func handle(key: Key, at now: Timestamp) {
        if key == .control("z"), let why = state.obstacle(restricted: .suspending) {
            update(.tick(now))
            return update(.refusedHere(why))
        }
        update(.key(key, at: now))
    }

    mutating func handle(message: Message, at now: Timestamp) {
        update(.tick(now))
        update(message)
    }

    mutating func handle(edited text: String?, at now: Timestamp) {
        update(.tick(now))
        update(.edited(text))
    }

    mutating func tick(at now: Timestamp) {
        // A night may have a change of summer time in it.
        state.localOffset = WallTime.localOffset
        update(.tick(now))
    }

    mutating func takeOrders() -> [TerminalOrder] {
        defer { orders.removeAll() }
        return orders
    }

    func draw(into frame: inout Frame) { Console.draw(state, into: &frame) }

    private mutating func update(_ message: Message) {
        for intent in state.update(message) { carryOut(intent) }
    }

    private mutating func carryOut(_ intent: Intent) {
        let link = link
        switch intent {
        case .perform(let act, let request): Task { await link.perform(act, request) }
        case .fetchDetail(let number): Task { await link.fetch(number) }
        case .fetchWhy(let question): Task { await link.explain(question) }
        case .refetch: Task { await link.refetch() }
        case .look(let number, let isWriting): Task { await link.look(at: number, isWriting: isWriting) }
        case .fetchSilences, .previewSilence, .setSilence, .expireSilence, .unsetSilence:
            link.carryOut(silences: intent)
        case .terminal(let order): orders.append(order)
        case .saveViews where state.isRestricted:
            update(.refusedHere("the view is kept until you leave; its file is off: restricted"))
        case .saveViews(let all):
            if let why = views?.save(all) { update(.refusedHere(SafeText("the view is kept until you leave: \(why)"))) }
        case .repaint: break
        case .leave(let status): self.status = status
        }
    }
}
