/// The first YAML document of a file, which is the one that counts, as in Alertmanager: what stands behind it is not
/// even looked at as YAML.
struct FirstDocument {
    /// The text up to the end of the document, without a byte order mark, so that lines and columns stay what they are.
    let text: Substring
    /// Where something stands behind it that somebody may have meant.
    private(set) var rest: Place?

    init(_ file: String) {
        // Editors of Windows begin a file with a byte order mark.
        let file = file.unicodeScalars.first == "\u{FEFF}" ? Substring(file.unicodeScalars.dropFirst()) : file[...]
        var (hasBegun, end) = (false, file.endIndex)
        for (number, line) in FirstDocument.lines(of: file).enumerated() {
            let marker = FirstDocument.marker(of: line)
            if end == file.endIndex {
                guard let marker, hasBegun || marker == "..." else {
                    hasBegun = hasBegun || FirstDocument.begins(line)
                    continue
                }
                end = line.startIndex
            }
            if let first = FirstDocument.content(marker == nil ? line : line.dropFirst(3)) {
                rest = Place(line: number + 1, column: line.distance(from: line.startIndex, to: first) + 1)
                break
            }
        }
        text = file[..<end]
    }

    /// What separates documents, if a line begins with it. Inside a value neither can stand there.
    private static func marker(of line: Substring.UnicodeScalarView) -> String? {
        let start = String(line.prefix(3))
        guard start == "---" || start == "...", line.dropFirst(3).first.map(isBlank) ?? true else { return nil }
        return start
    }

    /// Whether a line before the document begins it: a comment and a directive do not.
    private static func begins(_ line: Substring.UnicodeScalarView) -> Bool {
        line.first != "%" && content(line) != nil
    }

    /// Where something else than spaces and a comment stands.
    private static func content(_ line: Substring.UnicodeScalarView) -> Substring.Index? {
        line.firstIndex { !isBlank($0) }.flatMap { line[$0] == "#" ? nil : $0 }
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" || scalar == "\r" }

    private static func lines(of text: Substring) -> [Substring.UnicodeScalarView] {
        text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" }
    }
}
