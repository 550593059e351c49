import Console
import Incidents

/// Somebody sits at plain lines: messages and typed lines go in, sentences come out. Lines are a second apart.
struct PlainTalk {
    var console: PlainConsole
    /// Everything that was said, with what was typed behind a `>`.
    private(set) var said: [String] = []
    private(set) var intents: [Intent] = []
    private(set) var now = Sample.now
    private var seq: Int64 = 100

    init(isScript: Bool = false, isRestricted: Bool = false) {
        console = PlainConsole(requestPrefix: "test", now: now, isScript: isScript, isRestricted: isRestricted)
    }

    /// Connected, greeted, and the greeting forgotten.
    init(
        _ incidents: [IncidentSummary], isScript: Bool = false, isRestricted: Bool = false,
        you: ConsoleSnapshot.Person = Sample.sam
    ) {
        self.init(isScript: isScript, isRestricted: isRestricted)
        send(.snapshot(Sample.snapshot(incidents, you: you)))
        send(.link(.live))
        forget()
    }

    mutating func send(_ message: Message) { keep(console.take(message, at: now)) }

    mutating func feed(_ changes: ConsoleChange...) { feed(changes) }

    mutating func feed(_ changes: [ConsoleChange]) {
        seq += 1
        send(.changed(seq: seq, changes))
    }

    mutating func wait(_ span: Duration) {
        now = now + span
        send(.tick(now))
    }

    /// Types lines, with a second before each.
    mutating func type(_ lines: String...) {
        for line in lines {
            now = now + .seconds(1)
            hit(line)
        }
    }

    /// Types a line without a pause.
    mutating func hit(_ line: String) {
        said.append("> \(line)")
        keep(console.take(line: line, at: now))
    }

    mutating func interrupt() { keep(console.interrupt(at: now)) }
    mutating func endInput() { keep(console.endInput(at: now)) }

    private mutating func keep(_ output: PlainConsole.Output) {
        said += output.lines.map(\.shown)
        intents += output.intents
    }

    mutating func forget() { (said, intents) = ([], []) }

    /// Everything that was said, as one text.
    var text: String { said.joined(separator: "\n") }

    var acts: [Act] { intents.compactMap { if case .perform(let act, _) = $0 { act } else { nil } } }

    /// The router answers the last act.
    mutating func answer(_ text: SafeText) {
        guard let request else { return }
        send(.receipt(request, Receipt(said: text)))
    }

    var request: RequestID? {
        for case .perform(_, let request) in intents.reversed() { return request }
        return nil
    }
}
