import Incidents

/// One copy of each text that many incidents have: services are few, and each decoder makes its own.
struct SharedText: Sendable {
    private var known: Set<SafeText> = []

    /// Past so many texts it begins anew, so that it never grows with what comes in.
    private static let countMax = 4096
    /// Texts up to so many bytes lie in the value itself, and have nothing to share.
    private static let inlineMax = 15

    /// The same text, in memory that others have too.
    mutating func shared(_ text: SafeText) -> SafeText {
        guard text.shown.utf8.count > SharedText.inlineMax else { return text }
        if let index = known.firstIndex(of: text) { return known[index] }
        if known.count >= SharedText.countMax { known.removeAll(keepingCapacity: true) }
        known.insert(text)
        return text
    }
}
