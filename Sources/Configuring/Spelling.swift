/// Finds the word that somebody meant.
enum Spelling {
    /// Longer words are no misspelled keys.
    private static let lengthMax = 64

    /// The nearest of the candidates, if one is near enough to be meant; of equally near ones the first.
    ///
    /// Only the words in which both differ are compared: that `hipchat_configs` ends like many others makes it no
    /// misspelling of any.
    static func nearest(to word: String, in candidates: [String]) -> String? {
        guard !word.isEmpty, word.unicodeScalars.count <= lengthMax else { return nil }
        var best: (candidate: String, distance: Int)?
        for candidate in candidates {
            let (plain, other) = differing(words(word), words(candidate))
            let distance = distance(plain, other)
            let allowed = max(1, min(2, plain.count / 3))
            if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.candidate
    }

    /// The letters of both without the words that they begin and end with together.
    private static func differing(
        _ a: [[Unicode.Scalar]], _ b: [[Unicode.Scalar]]
    ) -> ([Unicode.Scalar], [Unicode.Scalar]) {
        var (a, b) = (a[...], b[...])
        while let first = a.first, first == b.first { (a, b) = (a.dropFirst(), b.dropFirst()) }
        while let last = a.last, last == b.last { (a, b) = (a.dropLast(), b.dropLast()) }
        return (Array(a.joined()), Array(b.joined()))
    }

    /// The words of a key. Case makes no difference.
    private static func words(_ word: String) -> [[Unicode.Scalar]] {
        word.lowercased().unicodeScalars.split { $0 == "_" || $0 == "-" || $0 == " " }.map(Array.init)
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
