import Incidents
import TerminalUI

/// One row of the keymap: what a key is called, what it does, where it works, how heavy it is.
struct Binding: Sendable {
    enum Screen: Hashable, Sendable { case triage, incident }

    /// How much a key is asked about before it acts.
    enum Tier: String, Hashable, Sendable {
        /// Changes nothing.
        case reads = ""
        /// Acts at once; it can be taken back.
        case acts = "acts"
        /// Wakes a person or makes something quiet: asks first.
        case asks = "asks"
    }

    var keys: [Key]
    /// The keys as help names them.
    var label: SafeText
    var command: Command
    /// What it does, in help.
    var title: SafeText
    /// What it does, in the bottom line; nil when it is not there.
    var short: SafeText?
    var tier = Tier.reads
    var screens: Set<Screen> = [.triage, .incident]
    /// The letter in the action menu; nil when it is not there.
    var letter: Unicode.Scalar?

    var deed: Deed? { if case .deed(let deed) = command { deed } else { nil } }
}

/// All keys. Help, the bottom line and the action menu are made from this table, and so is what keys do.
enum Keymap {
    static let bindings: [Binding] = acting + moving + others + incident

    /// What a key means on a screen.
    static func command(for key: Key, on screen: Binding.Screen) -> Command? { commands[screen]?[key] }

    private static let commands: [Binding.Screen: [Key: Command]] = {
        var table: [Binding.Screen: [Key: Command]] = [.triage: [:], .incident: [:]]
        for binding in bindings + listing {
            for screen in binding.screens { for key in binding.keys { table[screen]?[key] = binding.command } }
        }
        return table
    }()

    private static let acting: [Binding] = [
        deed(.acknowledge, "a", "acknowledge; mine: renew; CLRD: seen", short: "ack"),
        deed(.take, "t", "take, and be assigned; asks when somebody has it", short: "take"),
        deed(.snooze, "s", "snooze for a while", short: "snooze", .asks),
        deed(.note, "c", "write a note into the timeline", short: "note"),
        deed(.resolve, "R", "resolve", short: "resolve", .asks),
        deed(.undo, "u", "undo my last act, within 10 s"),
        inMenu(.mitigate, "i", "mitigate: users are fine, the cause remains", .acts),
        inMenu(.unacknowledge, "k", "unacknowledge: give it back, and ring", .asks),
        inMenu(.reopen, "o", "reopen, and ring", .asks),
        inMenu(.severity, "v", "set the severity", .acts),
        inMenu(.unmerge, "w", "unmerge: make it its own incident again", .asks),
    ]

    private static let moving: [Binding] = [
        Binding(keys: [.enter], label: "Enter", command: .open, title: "open", short: "open", screens: [.triage]),
        Binding(
            keys: [.tab, .character("l"), .right], label: "Tab l", command: .nextTab, title: "next tab",
            short: "tab", screens: [.incident]),
        Binding(keys: [.escape], label: "Esc", command: .back, title: "back; never leaves", short: "back"),
        Binding(
            keys: [.backTab, .character("h"), .left], label: "S-Tab h", command: .previousTab, title: "previous tab",
            screens: [.incident]),
        Binding(keys: [.character("j"), .down], label: "j Down", command: .down, title: "down"),
        Binding(keys: [.character("k"), .up], label: "k Up", command: .up, title: "up"),
        Binding(keys: [.character("g"), .home], label: "g Home", command: .top, title: "first"),
        Binding(keys: [.character("G"), .end], label: "G End", command: .bottom, title: "last"),
        Binding(keys: [.control("d")], label: "^D", command: .halfDown, title: "half a screen down"),
        Binding(keys: [.control("u")], label: "^U", command: .halfUp, title: "half a screen up"),
        Binding(keys: [.pageDown], label: "PgDn", command: .pageDown, title: "a screen down"),
        Binding(keys: [.pageUp], label: "PgUp", command: .pageUp, title: "a screen up"),
        Binding(
            keys: [.character(".")], label: ".", command: .jump, title: "go to the most urgent that nobody has"),
    ]

    private static let others: [Binding] = [
        Binding(
            keys: [.character(" ")], label: "Space", command: .mark, title: "mark, for m to merge", screens: [.triage]),
        deed(.merge, "m", "merge those marked into the one under the cursor", short: "merge", .asks, [.triage]),
        Binding(
            keys: [.character("M")], label: "M", command: .mineOnly, title: "only mine, or all again",
            screens: [.triage]),
        Binding(
            keys: [.character("x")], label: "x", command: .menu, title: "everything that can be done", short: "more"),
        Binding(
            keys: [.character(":")], label: ":", command: .commandLine, title: "command: :4127 opens it, :q leaves"),
        Binding(
            keys: [.control("r"), .function(5)], label: "^R F5", command: .refetch, title: "get everything anew"),
        Binding(keys: [.control("l")], label: "^L", command: .repaint, title: "draw the screen anew"),
        Binding(keys: [.control("c")], label: "^C", command: .cancel, title: "leave what is asked"),
        Binding(keys: [.character("q")], label: "q", command: .quit, title: "back; on the list: leave"),
        Binding(
            keys: [.character("?"), .function(1)], label: "? F1", command: .help, title: "this help", short: "help"),
    ]

    private static func deed(
        _ deed: Deed, _ letter: Unicode.Scalar, _ title: SafeText, short: SafeText? = nil, _ tier: Binding.Tier = .acts,
        _ screens: Set<Binding.Screen> = [.triage, .incident]
    ) -> Binding {
        Binding(
            keys: [.character(letter)], label: SafeText(String(letter)), command: .deed(deed), title: title,
            short: short, tier: tier, screens: screens, letter: letter)
    }

    private static func inMenu(
        _ deed: Deed, _ letter: Unicode.Scalar, _ title: SafeText, _ tier: Binding.Tier
    ) -> Binding {
        Binding(
            keys: [], label: SafeText("x \(letter)"), command: .deed(deed), title: title, tier: tier, letter: letter)
    }
}
