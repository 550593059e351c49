/// How well a few letters fit a text: all must be in it, in their order and not too far apart; more is better.
enum FuzzyMatch {
    /// The score of letters in a text; nil when they are not in it. Letters that begin words, and those that stand side
    /// by side, count more; a long text counts a little less. Upper and lower case are the same for ASCII letters.
    static func score(_ query: [UInt8], in text: String) -> Int? {
        guard !query.isEmpty else { return 0 }
        var text = text
        return text.withUTF8 { bytes -> Int? in
            // The best of the first few places to begin with: `ack` in `track the ack` means the second.
            var best: Int?
            var (start, tries) = (0, 0)
            while tries < triesMax, let first = bytes[start...].firstIndex(where: { lower($0) == query[0] }) {
                if let score = score(query, bytes, from: first) { best = max(best ?? Int.min, score) }
                (start, tries) = (first + 1, tries + 1)
            }
            return best.map { $0 - min(bytes.count, 100) / 8 }
        }
    }

    /// A query as bytes, without blanks and in lower case.
    static func query(_ text: String) -> [UInt8] { text.utf8.filter { $0 != 0x20 }.map(lower) }

    private static let triesMax = 4

    private static func score(_ query: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, from first: Int) -> Int? {
        var (score, last, index) = (0, -2, first)
        for letter in query {
            while index < bytes.count, lower(bytes[index]) != letter { index += 1 }
            guard index < bytes.count else { return nil }
            let isStart = index == 0 || isGap(bytes[index - 1])
            if index == last + 1 { score += 8 }
            if isStart { score += index == 0 ? 12 : 10 }
            // Letters strewn over a sentence are in nearly every sentence.
            if last >= 0, !isStart { score -= min(10, 2 * (index - last - 1)) }
            score += 2
            (last, index) = (index, index + 1)
        }
        return score > 4 * query.count ? score : nil
    }

    private static func isGap(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x23, 0x2D, 0x2E, 0x2F, 0x3A, 0x5F: true
        default: false
        }
    }

    private static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 32 : byte }
}
