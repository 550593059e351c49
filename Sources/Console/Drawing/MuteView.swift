import Incidents
import TerminalUI

/// By whom an incident is muted, and until when: where it stands in the list, and where it is opened.
extension Frame {
    /// `MUTED by kim until 05:12Z` in so many columns: a name gives way before the time does.
    static func muted(_ mute: Mute, after word: String = "MUTED ", in columns: Int, at now: Timestamp) -> String {
        let term = mute.term(asOf: now)
        let whole = "\(word)\(mute.agent(named: { Words.name($0) }))\(term)"
        let excess = DisplayWidth.columns(of: SafeText(whole)) - columns
        guard excess > 0 else { return whole }
        let short = mute.agent(named: { name in
            Words.name(name, in: max(4, DisplayWidth.columns(of: SafeText(Words.name(name))) - excess))
        })
        let cut = "\(word)\(short)\(term)"
        // Where even a short name leaves no room for a date, the little word goes too.
        guard word.isEmpty, DisplayWidth.columns(of: SafeText(cut)) > columns, cut.hasPrefix("by ") else { return cut }
        return String(cut.dropFirst("by ".count))
    }

    /// What a row says of an incident that is muted and that nobody has, where its state is said in another column
    /// already: by whom and until when, and what it is about in what room is left.
    static func mutedCell(_ incident: IncidentSummary, _ mute: Mute, in columns: Int, at now: Timestamp) -> Part {
        let whole = muted(mute, in: .max, at: now)
        let size = DisplayWidth.columns(of: SafeText(whole))
        if size > columns { return Part(muted(mute, after: "", in: columns, at: now), .muted) }
        return Part(size + 4 > columns ? whole : "\(whole): \(incident.restlessTitle)", .muted)
    }

    /// The columns of a row that is muted. Who has it gives way to what it is where nobody does, and nobody looks.
    static func widened(
        _ columns: [Columns<ListColumn>.Placed], _ incident: IncidentSummary, _ state: ConsoleState
    ) -> [Columns<ListColumn>.Placed] {
        guard let what = columns.firstIndex(where: { $0.name == .what }), what + 1 < columns.count,
            columns[what + 1].name == .who, incident.assignee == nil,
            !state.pending.contains(where: { $0.act.incident == incident.number }),
            state.looks(at: incident.number, in: columns[what + 1].width) == nil
        else { return columns }
        var columns = columns
        let who = columns.remove(at: what + 1)
        columns[what].width = who.x + who.width - columns[what].x
        return columns
    }

    /// What the line above the keys says of a row that has no room to say by whom it is muted.
    static func muteFoot(_ state: ConsoleState, _ layout: Layout) -> Part? {
        guard state.screen == .triage, let incident = state.target, state.foldUnderCursor == nil,
            incident.shown == .muted, let mute = incident.mute
        else { return nil }
        let columns = widened(placed(state, layout.list), incident, state)
        if let room = columns.first(where: { $0.name == .what })?.width,
            DisplayWidth.columns(of: SafeText(muted(mute, after: "", in: room, at: state.now))) <= room
        {
            return nil
        }
        return Part(muted(mute, in: layout.width - 3, at: state.now), .muted)
    }
}
