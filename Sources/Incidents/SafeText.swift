/// Text that came from outside, made fit to be shown: one line, no control, no bidi, no invisible character.
///
/// It is made once, where foreign bytes become values, and it is the only text that a frame, a table, a title or a
/// message to a terminal takes. Nothing is dropped silently: what is hidden leaves a mark, and `original` keeps the
/// text as it was sent for those answers that must be exact. 24 bytes; only text that is shown differently from what
/// was sent costs more.
package struct SafeText: Hashable, Sendable {
    /// What may be drawn. Hidden characters stand as ``marker``, a run of them as one; line breaks, tabs and the
    /// spaces of other widths stand as a space.
    package let shown: String

    /// What was sent, where it differs from ``shown``.
    private let sent: SentText?

    /// The longest text that is kept for showing, in bytes of UTF-8.
    package static let lengthMax = 4096

    /// What stands in the place of characters that would be invisible or would steer the terminal.
    package static let marker: Unicode.Scalar = "\u{FFFD}"

    /// What stands for a cut tail.
    package static let ellipsis = "…"

    /// Whether something in the text was hidden, so that a screen may say so.
    package var hidesSomething: Bool { sent?.hidesSomething ?? false }

    package init(_ text: String) {
        var native = text
        if let cleaned = native.withUTF8(SafeTextCleaner.cleaned) {
            shown = cleaned.text
            sent = SentText(text, hidesSomething: cleaned.hidSomething)
        } else {
            (shown, sent) = (native, nil)
        }
    }

    /// Text of our own, written in the source.
    package init(_ text: StaticString) { (shown, sent) = (text.description, nil) }

    package static let empty = SafeText("" as StaticString)

    /// The text exactly as it was sent. Never to be written to a terminal.
    package var original: String { sent?.text ?? shown }

    package var isEmpty: Bool { shown.isEmpty }

    /// Joins two safe texts; the result is safe again.
    package static func + (a: SafeText, b: SafeText) -> SafeText { SafeText(a.original + b.original) }

    package static func == (a: SafeText, b: SafeText) -> Bool {
        guard a.shown == b.shown else { return false }
        return a.sent === b.sent || a.original == b.original
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(shown) }
}

extension SafeText: ExpressibleByStringLiteral, CustomStringConvertible {
    package init(stringLiteral text: StaticString) { self.init(text) }

    package var description: String { shown }
}

/// What was sent, apart from what is shown: few texts need it, and it shall not make the others larger.
private final class SentText: Sendable {
    let text: String
    let hidesSomething: Bool

    init(_ text: String, hidesSomething: Bool) { (self.text, self.hidesSomething) = (text, hidesSomething) }
}
