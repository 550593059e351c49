import Incidents
import TerminalUI

/// One incident, opened: how it stands, and its timeline, alerts, notes and people. Only lines that can be seen are made.
extension Frame {
    mutating func drawIncident(_ screen: IncidentScreen, _ state: ConsoleState) {
        let layout = IncidentLayout(screen, width: width, height: height)
        if let incident = screen.summary {
            drawStatus(of: incident, state, layout)
            let rows = Answers(incident, in: state).rows
            for (index, answer) in [rows[0], rows[3], rows[4]].enumerated() where index < layout.summary.height {
                putAnswer(answer, in: layout.summary.row(index))
            }
        } else {
            put([Part("\(screen.number) is asked for")], in: layout.status, from: 1)
        }
        drawNotice(screen, state, layout)
        drawTabs(screen, state, layout)
        drawLines(screen, state, layout.body)
        if let incident = screen.summary, layout.isWide { drawIncidentAside(incident, screen, state, layout) }
        if layout.hasPaneBelow { drawPane(screen, state, layout) }
    }

    private mutating func drawStatus(of incident: IncidentSummary, _ state: ConsoleState, _ layout: IncidentLayout) {
        let since = incident.shownSince.clock
        let who = state.holder(of: incident).map { " by \(Words.name($0))" } ?? ""
        var standing = "\(incident.shown.rawValue)\(who) since \(since)Z"
        if incident.shown == .muted, let mute = incident.mute {
            standing = Frame.muted(mute, in: layout.width - 8, at: state.now)
        }
        var parts = [
            Part(incident.severity.name, Role(incident.severity)), Part(standing, Role(incident.shown)),
        ]
        if incident.isOpen { parts.append(Part("open \(Words.age(since: incident.openedAt, at: state.now))")) }
        parts.append(Part(incident.service.isEmpty ? "no service" : Words.name(incident.service), .strong))
        if incident.isOpen, incident.shown != .muted, let mute = incident.mute {
            parts.append(Part("muted \(mute.words(asOf: state.now))", .muted))
        } else if incident.isOpen, let due = incident.nextDeadline {
            parts.append(Part("rings in \(Words.left(until: due, at: state.now))"))
        }
        // Where this has no room the answer to WHAT says it.
        let counts = incident.counts
        parts.append(Part("\(counts.firing) of \(Words.count(counts.total, "alert"))"))
        putWhole(parts, gap: layout.width < 100 ? 2 : 3, in: layout.status)
    }

    /// What must not be overlooked; without that what changed, and who else is here.
    private mutating func drawNotice(_ screen: IncidentScreen, _ state: ConsoleState, _ layout: IncidentLayout) {
        var parts = Frame.notices(state)
        if layout.hasNoticeLine {
            if state.drafts[screen.number] != nil, state.overlay == nil {
                parts.append(Part("DRAFT not sent, c goes on", .warning))
            }
            if !layout.isWide {
                if let here = state.here(at: screen.number) {
                    parts.append(Part("HERE \(here)", state.others(at: screen.number).isEmpty ? .dim : .strong))
                }
                parts.append(Part("CHANGED  no change source connected", .dim))
            }
        }
        guard !parts.isEmpty else { return }
        wipe(layout.notice)
        putWhole(parts, in: layout.notice)
    }

    private mutating func drawTabs(_ screen: IncidentScreen, _ state: ConsoleState, _ layout: IncidentLayout) {
        let detail = state.detail?.number == screen.number ? state.detail : nil
        let isShort = layout.width < 60
        var parts: [Part] = []
        for tab in IncidentScreen.Tab.allCases {
            let (name, letter, count) =
                switch tab {
                case .timeline: ("Timeline", "T", detail?.timeline.count)
                case .alerts: ("Alerts", "A", detail?.alerts.count)
                case .notes: ("Notes", "N", detail?.notes.count)
                case .people: ("People", "P", state.people.count)
                }
            let isKnown = tab == .people || detail?.hasArrived == true
            let tail = isKnown ? count.map { " \($0)" } ?? "" : ""
            if tab == screen.tab {
                parts.append(Part("[\(name)\(tail)]", .strong))
            } else {
                parts.append(Part(isShort ? "\(letter)\(tail)" : " \(name)\(tail) "))
            }
        }
        let below = state.lineCount - screen.top - layout.body.height
        if screen.showsRaw { parts.append(Part("RAW", .marker)) }
        if let older = detail?.olderCount, older > 0, screen.tab == .timeline {
            parts.append(Part("\(older) older not here", .dim))
        }
        if below > 0 { parts.append(Part("\(below) more below", .marker)) }
        putWhole(parts, gap: 1, in: layout.tabs)
    }

    private mutating func drawLines(_ screen: IncidentScreen, _ state: ConsoleState, _ body: Rect) {
        let isThere = state.detail?.number == screen.number && state.detail?.hasArrived == true
        guard isThere || screen.tab == .people else {
            let text = state.detail?.missing ?? "The router is asked for its history."
            put([Part(text)], in: body.row(0), from: 3)
            return
        }
        let shown = min(screen.top, state.lineCount)..<min(state.lineCount, screen.top + body.height)
        guard !shown.isEmpty else {
            let text: SafeText =
                switch screen.tab {
                case .timeline: "Nothing is written yet."
                case .alerts: "It has no alerts: they went with another incident."
                case .notes: "No notes yet. c writes one, C one in your editor."
                case .people: "Nobody has it, nobody looks at it, and nobody did anything to it yet."
                }
            put([Part(text)], in: body.row(0), from: 3)
            return
        }
        for (index, line) in Frame.incidentLines(shown, screen, state).enumerated() {
            let row = body.row(index)
            drawLine(line, in: row, screen.search)
            guard screen.top + index == screen.line else { continue }
            put(">", at: row.origin)
            restyle(row) { $0.reversed }
            cursor = row.origin
        }
    }

    private mutating func drawLine(_ line: IncidentLine, in row: Rect, _ search: Needle?) {
        var room = row
        if let tag = line.tag {
            let text = row.width < 60 ? tag.shortText : tag.text
            let columns = DisplayWidth.columns(of: text)
            let style = Style(tag.isWarning ? .warning : .marker)
            put(text, endingAt: Point(x: row.x + row.width - 1, y: row.y), style: style)
            room = Rect(x: row.x, y: row.y, width: row.width - columns - 2, height: 1)
        }
        put([line.part], in: room, from: 1)
        guard let place = search?.place(in: line.part.text) else { return }
        let before = String(decoding: line.part.text.shown.utf8.prefix(place.lowerBound), as: UTF8.self)
        let hit = String(
            decoding: line.part.text.shown.utf8.dropFirst(place.lowerBound).prefix(place.count), as: UTF8.self)
        let start = room.x + 1 + DisplayWidth.columns(of: SafeText(before))
        let size = min(DisplayWidth.columns(of: SafeText(hit)), room.x + room.width - start)
        restyle(Rect(x: start, y: room.y, width: size, height: 1)) { _ in Style(.marker) }
    }

    private mutating func drawPane(_ screen: IncidentScreen, _ state: ConsoleState, _ layout: IncidentLayout) {
        wipe(layout.pane)
        rule(at: layout.pane.origin, width: layout.pane.width)
        if let words = Frame.follow(state) { put([Part(" \(words) ", .dim)], in: layout.pane.row(0), from: 4) }
        let rect = layout.paneText
        let lines = state.paneLines(rect.width)
        for (index, line) in lines.dropFirst(screen.paneTop).prefix(rect.height).enumerated() {
            put([Part(line)], in: rect.row(index))
        }
        let left = lines.count - screen.paneTop - rect.height
        guard left > 0 else { return }
        let words = SafeText(" \(Words.count(left, "line")) more, \(screen.isZoomed ? "PgDn" : "z shows all") ")
        put(words, endingAt: Point(x: layout.pane.width - 1, y: layout.pane.y), style: Style(.marker))
    }

    /// `follow ON, 1 new`; nil where there is nothing to follow.
    static func follow(_ state: ConsoleState) -> SafeText? {
        guard let screen = state.incident else { return nil }
        let new = state.unseenCount
        guard screen.tab.grows else { return new > 0 ? SafeText("\(new) new in the timeline") : nil }
        return SafeText("follow \(screen.isFollowing ? "ON" : "OFF")" + (new > 0 ? ", \(new) new" : ""))
    }

    /// What the line above the keys says of an opened incident while nothing else is said there.
    static func incidentFoot(_ state: ConsoleState, _ layout: Layout) -> Part? {
        guard let screen = state.incident else { return nil }
        let own = IncidentLayout(screen, width: layout.width, height: layout.height)
        var words: [SafeText] = []
        if !own.hasPaneBelow, let follow = follow(state) { words.append(follow) }
        if !own.hasNoticeLine, !state.others(at: screen.number).isEmpty,
            let here = state.here(at: screen.number, most: 1)
        {
            words.append(SafeText("HERE \(here)"))
        }
        return words.isEmpty ? nil : Part(words.map(\.shown).joined(separator: "  "), .dim)
    }
}
