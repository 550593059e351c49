package import Incidents

/// How many columns text takes: CJK two, combining marks none, everything doubtful one. The same on every machine.
package enum DisplayWidth {
    /// The columns of one scalar: 0, 1 or 2. Controls count one, since they are drawn as a mark.
    package static func columns(of scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return 1 }
        if contains(value, WidthTable.zero) { return 0 }
        return value >= 0x1100 && contains(value, WidthTable.wide) ? 2 : 1
    }

    /// The columns of a text.
    package static func columns(of text: SafeText) -> Int { columns(of: text.shown, upTo: .max) }

    /// The columns of a text that was made safe; counting ends when there are more than `limit`.
    static func columns(of text: String, upTo limit: Int) -> Int {
        var count = 0
        for byte in text.utf8 {
            guard byte < 0x80 else { return scalarColumns(of: text, upTo: limit) }
            count += 1
            if count > limit { break }
        }
        return count
    }

    private static func scalarColumns(of text: String, upTo limit: Int) -> Int {
        var count = 0
        for scalar in text.unicodeScalars {
            count += columns(of: scalar)
            if count > limit { break }
        }
        return count
    }

    private static func contains(_ value: UInt32, _ ranges: [ClosedRange<UInt32>]) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < value {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < ranges.count && ranges[low].contains(value)
    }
}
