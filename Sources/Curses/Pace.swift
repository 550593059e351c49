/// When the screen is drawn: the answer to a key at once, news at most so often, and all that came together once.
struct Pace {
    /// The least time between two drawings that nobody asked for, in milliseconds: 10 a second, 4 over SSH.
    private let newsInterval: Int64

    private var isAsked = true
    private var hasNews = false
    private var newsDrawnAt: Int64?

    init(isRemote: Bool) { newsInterval = isRemote ? 250 : 100 }

    /// A person waits for what a key did, or the screen was lost.
    mutating func ask() { isAsked = true }

    /// Something changed that nobody waits for.
    mutating func addNews() { hasNews = true }

    /// When to draw next: a moment that may have passed, nil when nothing changed.
    func due(at now: Int64) -> Int64? {
        if isAsked { return now }
        guard hasNews else { return nil }
        guard let newsDrawnAt else { return now }
        return newsDrawnAt + newsInterval
    }

    /// The screen shows everything now.
    mutating func drew(at now: Int64) {
        if !isAsked { newsDrawnAt = now }
        (isAsked, hasNews) = (false, false)
    }
}
