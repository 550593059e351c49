import Incidents

/// What came of a page, in words.
enum PageWords {
    static func said(_ page: Page) -> SafeText {
        switch page.state {
        case .queued: "queued"
        case .sent(_, 0): nobody(page.paging)
        case .sent(_, let reached): SafeText("reached \(reached)")
        case .dropped: "no longer needed"
        }
    }

    /// Attached consoles ring whatever `paging` is: there was none.
    private static func nobody(_ paging: Paging?) -> SafeText {
        guard let paging else { return "reached NOBODY, or paging was shadow or off" }
        return paging.banner.map { $0 + ": would have rung the terminals of those logged in" } ?? "reached NOBODY"
    }
}
