import Incidents
import TerminalUI

/// The line under the cursor, with everything that a line has no room for.
extension ConsoleState {
    /// What the pane says, in lines of so many columns. It is made for one line only, so it may be long.
    func paneLines(_ width: Int) -> [SafeText] {
        guard width > 0 else { return [] }
        return paneTexts.flatMap { $0.folded(to: width) }
    }

    private var paneTexts: [SafeText] {
        guard let screen = incident else { return [] }
        if screen.tab == .people { return personTexts(screen.line) }
        guard let detail, detail.number == screen.number else { return [] }
        if screen.tab == .alerts {
            guard detail.alerts.indices.contains(screen.line) else { return [] }
            return alertTexts(detail.alerts[screen.line], screen)
        }
        return detail.entry(screen.line, in: screen.tab).map { entryTexts($0, screen) } ?? []
    }

    private func entryTexts(_ entry: TimelineEntry, _ screen: IncidentScreen) -> [SafeText] {
        let name = screen.shown(entry.actor.name)
        let head = "\(entry.at.minuteAndDay) \(name), \(entry.kind.word):"
        let hides = entry.text.hidesSomething || entry.actor.name.hidesSomething
        let lines = screen.showsRaw ? [screen.shown(entry.text)] : entry.text.lines
        let texts = lines.count > 1 ? [SafeText(head)] + lines : [SafeText("\(head) \(lines[0])")]
        return Self.flag(hides, screen) + texts
    }

    private func alertTexts(_ alert: AlertSummary, _ screen: IncidentScreen) -> [SafeText] {
        func pair(_ label: LabelText, _ sign: String) -> String {
            "\(screen.shown(label.name))\(sign)\(screen.shown(label.value))"
        }
        var texts = alert.annotations.map { SafeText(pair($0, ": ")) }
        texts.append(SafeText("labels: " + alert.labels.map { pair($0, "=") }.joined(separator: " ")))
        var times = "since \(alert.startsAt.clock(asOf: now))Z"
        if let end = alert.end {
            let word = end == .resolved ? "resolved" : "expired without a word"
            times += ", \(word) at \(alert.endsAt.clock(asOf: now))Z"
        }
        if let mute = alert.mute { times += ", muted \(mute.words(asOf: now))" }
        texts.append(SafeText(times))
        if !alert.generatorURL.isEmpty { texts.append(SafeText("from \(screen.shown(alert.generatorURL))")) }
        return Self.flag(alert.hidesSomething, screen) + texts
    }

    /// A person, and what they did last.
    private func personTexts(_ line: Int) -> [SafeText] {
        let people = people
        guard people.indices.contains(line), let screen = incident else { return [] }
        let person = people[line]
        var texts = [SafeText("\(person.shownName): \(person.what)")]
        guard let detail, detail.number == screen.number else { return texts }
        let own = detail.timeline.reversed().lazy.filter { $0.actor == .person(person.name) }
        texts += own.prefix(Self.actsShown).map { Frame.line(of: $0, in: screen) }
        return texts
    }

    private static let actsShown = 20

    private static func flag(_ hides: Bool, _ screen: IncidentScreen) -> [SafeText] {
        hides && !screen.showsRaw ? ["HIDDEN CHARACTERS in it, each marked; :raw shows what they are"] : []
    }
}

extension AlertSummary {
    /// Whether a label or an annotation has hidden characters.
    var hidesSomething: Bool {
        generatorURL.hidesSomething
            || (labels + annotations).contains { $0.name.hidesSomething || $0.value.hidesSomething }
    }
}

extension SafeText {
    /// The whole text in lines of so many columns: broken between words, and within one that is longer than a line.
    func folded(to width: Int) -> [SafeText] {
        guard width > 0 else { return [] }
        var (lines, line, used): ([String], String, Int) = ([], "", 0)
        for word in shown.split(separator: " ", omittingEmptySubsequences: true) {
            let size = DisplayWidth.columns(of: SafeText(String(word)))
            if used > 0, used + 1 + size > width {
                lines.append(line)
                (line, used) = ("", 0)
            }
            if used > 0 {
                line += " "
                used += 1
            }
            if size <= width {
                line += word
                used += size
                continue
            }
            for character in word {
                let columns = DisplayWidth.columns(of: SafeText(String(character)))
                if used > 0, used + columns > width {
                    lines.append(line)
                    (line, used) = ("", 0)
                }
                line.append(character)
                used += columns
            }
        }
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        return lines.map { SafeText($0) }
    }
}
