package import Incidents

/// Makes words of a command line that somebody sent, as `SSH_ORIGINAL_COMMAND` holds it.
///
/// Blanks part words; quotes and a backslash keep them together. Nothing is ever expanded: `$`, backquotes, `;`, `*` and
/// `~` are letters like others.
package enum ArgumentSplitter {
    /// The longest command line, in bytes, and the most words in one.
    package static let lengthMax = 4096
    package static let wordsMax = 64

    /// The words of a text.
    ///
    /// - Throws: a ``RestrictedFault`` for control characters, for quotes that do not end, and beyond the bounds.
    package static func split(_ text: String) throws(RestrictedFault) -> [String] {
        guard text.utf8.count <= lengthMax else {
            throw RestrictedFault(SafeText("the command is longer than \(lengthMax) bytes"))
        }
        var splitter = Splitting()
        for scalar in text.unicodeScalars { try splitter.take(scalar) }
        return try splitter.finish()
    }

    private struct Splitting {
        private enum Quote { case none, single, double }

        private var words: [String] = []
        /// Nil between words; an empty pair of quotes is a word too.
        private var word: String.UnicodeScalarView?
        private var quote = Quote.none
        private var isEscaped = false

        mutating func take(_ scalar: Unicode.Scalar) throws(RestrictedFault) {
            let isBlank = scalar == " " || scalar == "\t"
            let isSeparator = isBlank && quote == .none && !isEscaped
            guard isSeparator || scalar.properties.generalCategory != .control else {
                throw RestrictedFault("the command holds a control character, such as a line break")
            }
            if isEscaped {
                // Within double quotes a backslash is a letter, but before what it must be able to keep.
                if quote == .double, !"\"\\$`".unicodeScalars.contains(scalar) { add("\\") }
                add(scalar)
                isEscaped = false
                return
            }
            switch (quote, scalar) {
            case (.none, _) where isSeparator: try end()
            case (.none, "'"): begin(.single)
            case (.none, "\""): begin(.double)
            case (.single, "'"), (.double, "\""): quote = .none
            case (.none, "\\"), (.double, "\\"): isEscaped = true
            default: add(scalar)
            }
        }

        mutating func finish() throws(RestrictedFault) -> [String] {
            guard quote == .none, !isEscaped else { throw RestrictedFault("a quote in the command does not end") }
            try end()
            return words
        }

        private mutating func begin(_ quote: Quote) {
            self.quote = quote
            word = word ?? String.UnicodeScalarView()
        }

        private mutating func add(_ scalar: Unicode.Scalar) {
            if word == nil { word = String.UnicodeScalarView() }
            word?.append(scalar)
        }

        private mutating func end() throws(RestrictedFault) {
            guard let ended = word else { return }
            guard words.count < wordsMax else {
                throw RestrictedFault(SafeText("the command has more than \(wordsMax) words"))
            }
            words.append(String(ended))
            word = nil
        }
    }
}

/// Why a command is not run for somebody who is restricted: a sentence.
package struct RestrictedFault: Error, Hashable, Sendable {
    package var sentence: SafeText

    package init(_ sentence: SafeText) { self.sentence = sentence }
}
