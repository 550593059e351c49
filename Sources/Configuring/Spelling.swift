/// Finds the word that somebody meant.
enum Spelling {
    /// Longer words are no misspelled keys.
    private static let lengthMax = 64

    /// The nearest of the candidates, if one is near enough to be meant; of equally near ones the first.
    static func nearest(to word: String, in candidates: [String]) -> String? {
        guard !word.isEmpty, word.unicodeScalars.count <= lengthMax else { return nil }
        let plain = simplified(word)
        var best: (candidate: String, distance: Int)?
        for candidate in candidates {
            let distance = distance(plain, simplified(candidate))
            let allowed = max(1, min(3, plain.count / 3))
            if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.candidate
    }

    /// Case, hyphens and spaces make no difference: `groupBy`, `group-by` and `group_by` are one word.
    private static func simplified(_ word: String) -> [Unicode.Scalar] {
        word.lowercased().unicodeScalars.filter { $0 != "_" && $0 != "-" && $0 != " " }
    }

    /// How many letters must be put in, left out, exchanged or swapped with their neighbour.
    private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        for row in a.indices {
            var current = [row + 1] + [Int](repeating: 0, count: b.count)
            for column in b.indices {
                let cost = a[row] == b[column] ? 0 : 1
                var least = min(last[column + 1] + 1, current[column] + 1, last[column] + cost)
                if row > 0, column > 0, a[row] == b[column - 1], a[row - 1] == b[column] {
                    least = min(least, beforeLast[column - 1] + 1)
                }
                current[column + 1] = least
            }
            (beforeLast, last) = (last, current)
        }
        return last[b.count]
    }
}
