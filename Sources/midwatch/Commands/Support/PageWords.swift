import Incidents

/// What came of a page, in words.
enum PageWords {
    /// - Parameter timeline: that of its incident, which says whether anybody was to be told just then.
    static func said(_ page: Page, _ timeline: [TimelineEntry]) -> SafeText {
        switch page.state {
        case .queued: "queued"
        case .sent(let at, 0):
            // Attached consoles ring all the same: there was none.
            banner(at, timeline).map { SafeText("\($0): would have rung the terminals of those logged in") }
                ?? "reached NOBODY"
        case .sent(_, let reached): SafeText("reached \(reached)")
        case .dropped: "no longer needed"
        }
    }

    /// Why nothing left at a moment: the entry that a page leaves behind begins with it.
    private static func banner(_ moment: Timestamp, _ timeline: [TimelineEntry]) -> SafeText? {
        let said = timeline.filter { $0.kind == .paged && $0.at == moment }.map(\.text.original)
        return Paging.allCases.compactMap(\.banner).first { banner in
            said.contains { $0.hasPrefix(banner.original + ":") }
        }
    }
}
