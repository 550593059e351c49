import Incidents

/// The table of keys as Markdown: for the page of the documentation and for the README. A test holds both to it.
package enum KeyDocumentation {
    /// The page `Keys.md`.
    package static func page(_ keys: KeyBindings = .standard) -> String {
        var lines = [
            "# Keys", "",
            "Every key of the console, made from the table that the console itself works by. `?` shows the same on the",
            "screen, with the reason where a key is off.", "",
            "Tiers: a key without a word only reads. *acts* is done at once and can be taken back. *asks* wakes a person or",
            "makes something quiet: a question names what will happen, `y` is yes, every other key is no. *types* touches much",
            "at once: the count is typed, or the service where all of it is of one. With two to five marks every act asks; with",
            "more the count or the service is typed.", "",
        ]
        for group in Binding.Group.allCases {
            lines += [
                "## \(group.rawValue)", "", "| key | action | tier | where | does |", "| --- | --- | --- | --- | --- |",
            ]
            lines += keys.bindings.filter { $0.group == group }.map { row($0, keys) } + [""]
        }
        lines += [
            "## Keys of your own", "",
            "`console:` in the configuration gives a key another action. The names of the actions are in the tables above, keys",
            "are written as there.", "", "```yaml", "console:", "  keys:", "    F2: acknowledge", "    \"^T\": take",
            "```",
            "",
            "A key that has an action already is refused, unless that action gets another key in the same place: there is",
            "nothing that cannot be reached. `Esc` and `^C` stay what they are. What acts on incidents must not lie on `Enter`,",
            "`Esc`, `Space` or `y`, and what acts without asking must not lie on a capital.", "",
            "## Columns and order of your own", "", "```yaml", "console:",
            "  columns: [severity, id, what, who, alerts]", "  sort: age inverted", "```", "",
            "Columns, from the left: \(ListChoice.columnNames). Where there is no room they go in a fixed order,",
            "whichever were chosen. `sort` takes \(ListChoice.orderNames);",
            "`inverted` behind it turns the order around. `<` `>` and `I` change it while the console is open. What needs an",
            "acknowledge stays on top of any order. `midwatch check-config` says what is wrong with a choice.", "",
        ]
        lines += storms
        lines += [
            "## The mouse, the bell and the window", "",
            "The mouse is the terminal's, so that it selects text. `:mouse`, or `console: {mouse: true}`, lets it move the",
            "cursor; it never acts on an incident. What is new and needs an acknowledge rings the bell, at most once in ten",
            "seconds. With `MIDWATCH_NOTIFY=osc9` or `osc777` the terminal is also told to call a person who looks at another",
            "window. The window's title says how many need an acknowledge, and `STALE`.",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private static let storms = [
        "## Storms", "",
        "When 20 incidents that nobody has opened within two minutes, they stand in few rows, and so does what opens while at",
        "least half as many did. When nothing opens so fast any more, the storm stays folded where half as many of it or more",
        "are listed, and what opens then has a row; who comes to the terminal later finds it so. In one row stands what shares a",
        "cause: labels that many of a storm have and the others have not, such as a rack, so that two storms at once are two",
        "rows, and what has nothing to do with either is another. What somebody has stands in rows of its owner, what is SEV1 or",
        "SEV2 in rows of its service, and what is muted, has no news or has cleared stands apart. Such a row says `x143` for its",
        "number and what all of them have in common: what tells them from the others comes first, and labels that every alert of",
        "them has besides those of its group are among it. The rest, and its place, is that of its most urgent incident. Causes",
        "are looked for again as a storm grows. The counts go on counting each incident, and say `storm: 143 folded into 3`.",
        "",
        "It is a thing of the list alone. Each incident keeps its number, rings whom it rings, and is found by `:4127`, by",
        "the palette and by a filter; a filter that finds fewer than a storm shows their rows. `Enter` shows the rows of one",
        "fold, `F` or `:unfold` those of all, `F` or `:fold` folds again, also when there is no storm. Neither tells the",
        "router anything. `a` and every other act on such a row is for those that were listed when the key was pressed, the",
        "200 most urgent at most, and asks first: their count is typed where there are more than five.", "",
        "```yaml", "console:", "  storm: {incidents: 20, within: 2m}   # or off", "```", "",
    ]

    /// The table of the README: keys that do similar things stand in one row.
    package static func readmeTable(_ keys: KeyBindings = .standard) -> String {
        let rows: [(actions: [String], text: String)] = [
            (["acknowledge", "take"], "acknowledge; take, also from somebody else"),
            (["snooze", "note", "long-note"], "snooze; note; a note in your editor"),
            (
                ["silence", "silence-until-resolved", "silences"],
                "silence its alerts for a while; until they resolve; go to the silences"
            ),
            (
                ["new-silence", "change", "extend", "expire"],
                "among the silences: a new one; change; an hour longer; end"
            ),
            (["resolve", "undo"], "resolve; undo your last act, within 10 s"),
            (["menu"], "everything else: mitigate, unacknowledge, reopen, severity, unmerge"),
            (["mark", "mark-range", "merge"], "mark; mark a range; merge those marked into the one under the cursor"),
            (["acknowledge-all"], "acknowledge all that are shown: the count is typed"),
            (["open", "back", "next-tab"], "open; back; next tab"),
            (["down", "up", "first", "last", "jump"], "down, up, first, last, the most urgent that nobody has"),
            (["filter", "mine"], "filter, in an incident search; only mine"),
            (["fold"], "fold what belongs together into few rows, or show all again; a storm folds by itself"),
            (
                ["next-hit", "previous-hit", "follow", "zoom"],
                "next and previous hit; in an incident: follow, the line in full"
            ),
            (["command", "palette"], "command line, as in `:4127` or `:ack 4127`; find anything by a few letters"),
            (["copy", "link"], "copy; where its alerts come from"),
            (["why"], "why it was told or kept quiet, and who was told when"),
            (["help", "quit"], "all keys; back, on the list leave"),
        ]
        let lines = rows.map { row in
            let names = row.actions.compactMap { keys[$0] }.map { binding in
                code(binding.keys.first.map { KeyName.name(of: $0) } ?? keys.label(of: binding))
            }
            return "| \(names.joined(separator: " ")) | \(row.text) |"
        }
        return (["| key | does |", "| --- | --- |"] + lines).joined(separator: "\n") + "\n"
    }

    private static func row(_ binding: Binding, _ keys: KeyBindings) -> String {
        let names =
            binding.keys.isEmpty ? [keys.label(of: binding)] : binding.keys.map { KeyName.name(of: $0) }
        let places = binding.screens.count == Binding.Screen.allCases.count ? "everywhere" : place(binding)
        var title = binding.title.shown
        if case .missing(let reason) = binding.command { title += " (off: \(reason))" }
        let cells = [
            names.map(code).joined(separator: " "), code(SafeText(binding.name)), binding.tier.word.shown, places,
            title,
        ]
        return "| " + cells.map(escaped).joined(separator: " | ") + " |"
    }

    private static func place(_ binding: Binding) -> String {
        Binding.Screen.allCases.filter { binding.screens.contains($0) }.map(\.name).joined(separator: ", ")
    }

    /// A key as code; the one that is the mark of code itself needs more of them around it.
    private static func code(_ text: SafeText) -> String { text == "`" ? "`` ` ``" : "`\(text)`" }

    private static func escaped(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}
