/// Sizes as people write them: `8MiB`, `64KiB`, `1000`.
enum ByteCount {
    private static let units: [(name: String, bytes: Int)] = [
        ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("kB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000),
        ("B", 1),
    ]

    /// Reads a size in bytes; nil when it is none.
    static func parse(_ text: String) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int(digits), digits.utf8.count <= 18 else { return nil }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }
        if unit.isEmpty { return count }
        guard let bytes = units.first(where: { $0.name == unit })?.bytes else { return nil }
        let (total, isOverflowing) = count.multipliedReportingOverflow(by: bytes)
        return isOverflowing ? nil : total
    }

    /// Writes a size in the largest unit that leaves no rest.
    static func print(_ bytes: Int) -> String {
        for unit in units[..<3].reversed() where bytes >= unit.bytes && bytes % unit.bytes == 0 {
            return "\(bytes / unit.bytes)\(unit.name)"
        }
        return "\(bytes)"
    }
}
