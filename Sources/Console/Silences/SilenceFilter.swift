import Incidents

/// Which silences are shown: all of some words are met. `owner:kim`, `review:due`, a condition of the silence itself, or
/// a part of what it says.
struct SilenceFilter {
    private let words: [String]

    init(_ text: String) { words = SilenceMatcher.words(of: text) }

    /// - Parameter me: who `owner:me` is.
    func passes(_ summary: SilenceSummary, me: SafeText, at now: Timestamp) -> Bool {
        words.allSatisfy { passes($0, summary, me: me, at: now) }
    }

    private func passes(_ word: String, _ summary: SilenceSummary, me: SafeText, at now: Timestamp) -> Bool {
        let silence = summary.silence
        if word.hasPrefix("owner:") {
            let name = word.dropFirst("owner:".count)
            if name == "nobody" { return silence.createdBy.isEmpty }
            return silence.createdBy.shown.lowercased() == (name == "me" ? me.shown : String(name)).lowercased()
        }
        if word.hasPrefix("review:") {
            let cell = SilenceWords.reviewCell(summary, at: now)
            switch word.dropFirst("review:".count) {
            case "due": return cell == "due"
            case "none": return cell == nil
            default: return cell != nil
            }
        }
        // As amtool looks: the silence itself has this condition.
        if let matcher = SilenceMatcher(reading: word) { return silence.matchers.contains(matcher) }
        let text = word.lowercased()
        if "\(silence.id)".hasPrefix(text) { return true }
        return [silence.matchers.written, silence.comment.shown, silence.createdBy.shown]
            .contains { $0.lowercased().contains(text) }
    }
}
