import Incidents
import TerminalUI

/// The top: which router, which screen, who, what time, how the link is; and below it what everybody must know.
extension Frame {
    mutating func drawHeader(_ state: ConsoleState, _ layout: Layout) {
        let link = Frame.linkPart(state)
        let person = state.you.name.isEmpty ? "" : state.you.name.shown + (state.you.mayAct ? "" : " (reads only)")
        var right = [Part(person), Part("  "), Part(Frame.clock(state, isShort: layout.width < 80)), Part("  ")]
        if state.isFrozen { right += [Part("FROZEN", .warning), Part("  ")] }
        right += [link, Part(" ")]
        let width = right.reduce(0) { $0 + DisplayWidth.columns(of: $1.text) }
        let start = max(0, layout.width - width)
        put(
            Frame.place(state, isShort: layout.width < 60), in: Rect(x: 0, y: 0, width: max(0, start - 1), height: 1),
            from: 1)
        put(right, in: layout.header, from: start)
    }

    /// What time it is: here, where that is another time, and in UTC.
    private static func clock(_ state: ConsoleState, isShort: Bool) -> String {
        let utc = "\(state.now.clock)Z"
        guard let offset = state.localOffset, offset != .zero, !isShort else { return utc }
        return "\((state.now + offset).clock) here  \(utc)"
    }

    /// Where one is: the router, and the screen.
    private static func place(_ state: ConsoleState, isShort: Bool) -> [Part] {
        var parts: [Part] = state.router?.isDemo == true ? [Part("DEMO", .demo), Part(" ")] : []
        // A narrow header has no room for by whom everything is muted: there it is the first of the notices.
        parts += isShort ? shadow(state) : banner(state)
        let router = state.router.map { "\($0.name)@\($0.host)" } ?? "no router yet"
        if !isShort { parts.append(Part("MIDWATCH ", .title)) }
        parts.append(Part(router, .strong))
        if let incident = state.incident {
            parts.append(Part(" > \(incident.number)"))
        } else if !isShort || state.screen == .silences {
            parts.append(Part(" > \(state.screen.name)"))
        }
        return parts
    }

    /// What every screen says, also those that have no header: `SHADOW` while nobody is told, and `ALL MUTED by kim until
    /// 05:12Z` while what fires opens nothing.
    static func banner(_ state: ConsoleState) -> [Part] {
        shadow(state) + (allMuted(state).map { [$0, Part(" ")] } ?? [])
    }

    private static func shadow(_ state: ConsoleState) -> [Part] {
        state.paging.banner.map { [Part($0, .warning), Part(" ")] } ?? []
    }

    private static func allMuted(_ state: ConsoleState) -> Part? {
        state.allMuted.map { mute in
            Part(muted(mute, after: Mute.all, in: min(state.width - 2, allMutedMax), at: state.now), .failure)
        }
    }

    /// At most so many columns of a header say that everything is muted.
    private static let allMutedMax = 44

    private static func linkPart(_ state: ConsoleState) -> Part {
        if let silence = state.silence { return Part("STALE \(Words.silence(silence))", .stale) }
        switch state.link {
        case .connecting: return Part("CONNECTING", .warning)
        case .lost: return Part("LINK LOST", .stale)
        case .live where state.router == nil: return Part("CONNECTING", .warning)
        case .live: return state.degraded == nil ? Part("LIVE", .ok) : Part("DEGRADED", .failure)
        }
    }

    /// What must not be overlooked, most important first; empty when there is nothing.
    static func notices(_ state: ConsoleState) -> [Part] {
        var parts: [Part] = []
        if state.width < 60, let all = allMuted(state) { parts.append(all) }
        if let degraded = state.degraded { parts.append(Part("ROUTER DEGRADED: \(degraded)", .failure)) }
        if state.missing > 0 {
            parts.append(
                Part("\(Words.count(state.missing, "incident")) more to come: counts are not complete", .warning))
        }
        if case .lost(let since, let why) = state.link, state.router != nil {
            parts.append(
                Part("router unreachable since \(since.clock)Z: \(why). This may be old; trying again", .stale))
        } else if state.isStale, state.router != nil {
            parts.append(Part("no word from the router: what you see may be old", .stale))
        }
        if let set = state.clockSet, state.now - set.at < ClockSet.toldFor, state.now >= set.at {
            parts.append(Part(set.sentence, .warning))
        }
        if let notice = state.notice, state.router != nil { parts.append(Part(notice, .warning)) }
        if !state.you.mayAct, state.router != nil { parts.append(Part("read only: \(state.you.why ?? "")", .warning)) }
        return parts
    }

    /// All in one line, for a screen that is too small for rows.
    mutating func drawLine(_ state: ConsoleState) {
        let row = Rect(x: 0, y: 0, width: width, height: 1)
        if case .prompt(let prompt) = state.overlay {
            put([Part(prompt.line, .prompt)], in: row)
        } else if case .silence(let prompt) = state.overlay {
            put([Part(prompt.line, .prompt)], in: row)
        } else if case .filter(let input) = state.overlay {
            put([Part("/ \(input.line.text)", .prompt)], in: row)
        } else if let toast = state.toast, toast.isBad {
            put([Part(toast.text, .failure)], in: row)
        } else {
            var text = state.router?.isDemo == true ? "DEMO " : ""
            if let banner = state.paging.banner { text += "\(banner) " }
            if let all = Frame.allMuted(state) { text += "\(all.text) " }
            if state.isStale { text += "STALE " }
            text += "\(state.roll.tally.needAcknowledge) NEED ACK"
            if let target = state.target {
                let count = state.foldUnderCursor.map { " x\($0.count)" } ?? ""
                text +=
                    " \(target.number)\(count) \(target.service) \(Words.age(since: target.openedAt, at: state.now))"
                if target.shown == .muted, let mute = target.mute {
                    text += " " + Frame.muted(mute, in: .max, at: state.now)
                } else if target.needsAcknowledge {
                    text += "; a=ack"
                }
            }
            put([Part(text)], in: row)
        }
        if height > 0, width > 0 { cursor = Point(x: 0, y: 0) }
    }
}
