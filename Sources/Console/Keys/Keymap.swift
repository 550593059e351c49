import Incidents
import TerminalUI

/// All keys, as they are without a configuration. What keys do, help, the bottom line, the action menu, the palette
/// and the documentation are made from this one table.
enum Keymap {
    static let bindings: [Binding] = (acting + silencing + moving + marking + asking + program)
        .map(alsoOnSilences)

    private static let acting: [Binding] = [
        deed(.acknowledge, "a", "acknowledge; mine: renew; CLRD: seen", short: "ack"),
        deed(.take, "t", "take, and be assigned; asks when somebody has it", short: "take"),
        deed(.snooze, "s", "snooze for a while", short: "snooze", .asks),
        deed(.note, "c", "write a note into the timeline", short: "note"),
        row("long-note", "C", .incident(.longNote), "write a note in your editor", .asks),
        deed(.resolve, "R", "resolve", short: "resolve", .asks),
        deed(.undo, "u", "undo my last act, within 10 s"),
        inMenu(.mitigate, "i", "mitigate: users are fine, the cause remains", .acts),
        inMenu(.unacknowledge, "k", "unacknowledge: give it back, and ring", .asks),
        inMenu(.reopen, "o", "reopen, and ring", .asks),
        inMenu(.severity, "v", "set the severity", .acts),
        inMenu(.unmerge, "w", "unmerge: make it its own incident again", .asks),
        row("acknowledge-all", "A", .acknowledgeAll, "acknowledge all that are shown", .types, [.triage]),
        row(
            "page", "p", .missing("no on-call schedule connected: there is nobody to page by name"), "page a person",
            .asks),
        row("escalate", "e", .missing("no escalation policy connected: the router rings everybody"), "escalate", .asks),
    ].map { $0.grouped(.acting) }

    private static let moving: [Binding] = [
        row("open", .enter, .open, "open, or show the rows that are folded there", short: "open", [.triage]),
        Binding(
            name: "next-tab", keys: [.tab, .character("l"), .right], command: .nextTab, title: "next tab",
            short: "tab", screens: [.incident]),
        row("back", .escape, .back, "close, drop marks, drop the filter, go back; never leaves", short: "back"),
        Binding(
            name: "previous-tab", keys: [.backTab, .character("h"), .left], command: .previousTab,
            title: "previous tab", screens: [.incident]),
        Binding(name: "down", keys: [.character("j"), .down], command: .down, title: "down"),
        Binding(name: "up", keys: [.character("k"), .up], command: .up, title: "up"),
        Binding(name: "first", keys: [.character("g"), .home], command: .top, title: "first"),
        Binding(name: "last", keys: [.character("G"), .end], command: .bottom, title: "last"),
        row("half-down", .control("d"), .halfDown, "half a screen down"),
        row("half-up", .control("u"), .halfUp, "half a screen up"),
        row("page-down", .pageDown, .pageDown, "a screen down"),
        row("page-up", .pageUp, .pageUp, "a screen up"),
        row("jump", ".", .jump, "go to the most urgent that nobody has"),
        row("triage", "1", .triage, "go to Triage"),
        row("last-incident", "0", .lastIncident, "go to the incident that was open last"),
        row("last-view", "`", .lastView, "go where you were before, and back again"),
        row("history-back", "[", .historyBack, "back in the history of places"),
        row("history-forward", "]", .historyForward, "forward in the history of places"),
        row("follow", "f", .follow, "follow the newest line, or stay", [.incident]),
    ].map { $0.grouped(.moving) }

    private static let marking: [Binding] = [
        row("mark", " ", .mark, "mark: a t s R c m act on those marked", [.triage]),
        row("mark-range", "v", .markRange, "mark from here; again: to here", [.triage]),
        deed(.merge, "m", "merge those marked into the one under the cursor", short: "merge", .asks, [.triage]),
        row("mine", "M", .mineOnly, "only mine, or all again", [.triage]),
        row("filter", "/", .list(.filter), "show only what a filter lets through; in an incident: search"),
        row("next-hit", "n", .list(.nextHit), "next hit of the last filter, or of the search"),
        row("previous-hit", "N", .list(.previousHit), "previous hit"),
        row(
            "filter-value", "*", .list(.filterByValue), "show only what is like this: service, or the sorted column",
            [.triage]),
        row("sort-left", "<", .list(.sortLeft), "sort by the column to the left", [.triage]),
        row("sort-right", ">", .list(.sortRight), "sort by the column to the right", [.triage]),
        row("invert", "I", .list(.invert), "invert the order; what needs an acknowledge stays on top", [.triage]),
        row("wide", "w", .list(.wide), "wide columns: alerts, change, labels", [.triage]),
        row("zoom", "z", .list(.zoom), "the list alone; in an incident: the line in full, PgDn scrolls it"),
        row("fold", "F", .list(.fold), "fold what belongs together into few rows, or show all again", [.triage]),
        row("freeze", "Z", .list(.freeze), "freeze the rows for a minute, or thaw them", [.triage]),
    ].map { $0.grouped(.marking) }

    private static let asking: [Binding] = [
        row("copy", "y", .copy, "copy its id, link, summary or row"),
        row("link", "o", .link, "copy and show where its alerts come from; opens no browser"),
        row("runbook", "r", .runbook, "copy and show the runbook's address"),
        row("why", "W", .why, "why it was told or kept quiet, and who was told when"),
        row("changes", "d", .missing("no change source connected"), "what changed here"),
    ].map { $0.grouped(.asking) }

    private static let program: [Binding] = [
        row("menu", "x", .menu, "everything that can be done", short: "more"),
        Binding(
            name: "palette", keys: [.character(";"), .control("p")], command: .palette,
            title: "find anything by a few letters"),
        row("command", ":", .commandLine, "command: :ack 4127, :4127 opens it, :q leaves; Tab completes"),
        Binding(name: "refetch", keys: [.control("r"), .function(5)], command: .refetch, title: "get everything anew"),
        row("repaint", .control("l"), .repaint, "draw the screen anew"),
        row("cancel", .control("c"), .cancel, "leave what is asked"),
        row("quit", "q", .quit, "back; on the list: leave"),
        Binding(
            name: "help", keys: [.character("?"), .function(1)], command: .help, title: "this help; / searches in it",
            short: "help"),
    ]

    private static func deed(
        _ deed: Deed, _ letter: Unicode.Scalar, _ title: SafeText, short: SafeText? = nil, _ tier: Binding.Tier = .acts,
        _ screens: Set<Binding.Screen> = [.triage, .incident]
    ) -> Binding {
        Binding(
            name: deed.name, keys: [.character(letter)], command: .deed(deed), title: title, short: short, tier: tier,
            screens: screens, letter: letter)
    }

    private static func inMenu(
        _ deed: Deed, _ letter: Unicode.Scalar, _ title: SafeText, _ tier: Binding.Tier
    ) -> Binding {
        Binding(name: deed.name, keys: [], command: .deed(deed), title: title, tier: tier, letter: letter)
    }

    private static func row(
        _ name: String, _ letter: Unicode.Scalar, _ command: Command, _ title: SafeText, short: SafeText? = nil,
        _ tier: Binding.Tier = .reads, _ screens: Set<Binding.Screen> = [.triage, .incident]
    ) -> Binding {
        Binding(
            name: name, keys: [.character(letter)], command: command, title: title, short: short, tier: tier,
            screens: screens)
    }

    private static func row(
        _ name: String, _ letter: Unicode.Scalar, _ command: Command, _ title: SafeText,
        _ screens: Set<Binding.Screen>
    ) -> Binding {
        row(name, letter, command, title, short: nil, .reads, screens)
    }

    private static func row(
        _ name: String, _ key: Key, _ command: Command, _ title: SafeText, short: SafeText? = nil,
        _ screens: Set<Binding.Screen> = [.triage, .incident]
    ) -> Binding {
        Binding(name: name, keys: [key], command: command, title: title, short: short, screens: screens)
    }
}

extension Binding {
    fileprivate func grouped(_ group: Group) -> Binding {
        var binding = self
        binding.group = group
        return binding
    }
}
