internal import CRE2

/// A regular expression as Alertmanager has them: RE2 syntax, and the whole text must match, `^(?:…)$`.
///
/// `.` matches no line feed, as in Alertmanager, which compiles without `(?s)`.
///
/// `@unchecked Sendable` because the expression behind the pointer is never changed after it is compiled, and RE2 may
/// be matched from many threads at once; only `deinit` frees it.
package final class AnchoredRegex: @unchecked Sendable {
    /// The longest expression that is compiled, in bytes of UTF-8; RE2 itself refuses what compiles to more than 8 MiB.
    package static let lengthMax = 65_536

    /// The expression as it was written, without the anchors.
    package let pattern: String

    private let regex: OpaquePointer

    /// Compiles an expression; throws why it cannot be compiled.
    package init(_ pattern: String) throws(RegexFault) {
        guard pattern.utf8.count <= AnchoredRegex.lengthMax else { throw AnchoredRegex.tooLarge(pattern) }
        (self.pattern, regex) = (pattern, try AnchoredRegex.compiled("^(?:\(pattern))$"))
    }

    deinit { cre2_free(regex) }

    /// Whether an expression compiles as it was written, without the anchors: a fault then speaks of that alone, and
    /// `a)(b` does not borrow their brackets.
    package static func check(_ pattern: String) throws(RegexFault) {
        guard pattern.utf8.count <= lengthMax else { throw tooLarge(pattern) }
        cre2_free(try compiled(pattern))
    }

    private static func compiled(_ text: String) throws(RegexFault) -> OpaquePointer {
        var text = text
        let compiled = text.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) { cre2_new($0.baseAddress, $0.count) }
        }
        guard let compiled else { throw RegexFault(reason: "out of memory", part: text) }
        let code = cre2_error(compiled)
        guard code == CRE2_OK else {
            defer { cre2_free(compiled) }
            throw RegexFault(code, of: compiled)
        }
        // RE2 has an escape for any byte, which Go has not: half a character would match.
        guard !matchesBytes(text) else {
            cre2_free(compiled)
            throw RegexFault(reason: "invalid escape sequence", part: "\\C")
        }
        return compiled
    }

    /// Whether `\C` stands in an expression that compiles.
    private static func matchesBytes(_ text: String) -> Bool {
        var rest = Substring(text).utf8
        while let backslash = rest.firstIndex(of: UInt8(ascii: "\\")) {
            rest = rest[rest.index(after: backslash)...]
            guard let kind = rest.popFirst() else { return false }
            if kind == UInt8(ascii: "C") { return true }
            if kind == UInt8(ascii: "Q") {
                rest = Substring(rest).firstRange(of: "\\E").map { rest[$0.upperBound...] } ?? "".utf8[...]
            }
        }
        return false
    }

    private static func tooLarge(_ pattern: String) -> RegexFault {
        RegexFault(reason: "expression too large", part: "\(pattern.prefix(32))…")
    }

    /// Whether all of a text matches.
    package func matches(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { matches($0) }
    }

    /// Whether all of the bytes match, which are UTF-8.
    package func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.withMemoryRebound(to: CChar.self) { cre2_match(regex, $0.baseAddress, $0.count) }
    }
}

/// Why a regular expression does not compile, in the words of Go's regexp package, which Alertmanager's users know.
package struct RegexFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong: `missing closing )`.
    package var reason: String
    /// The part of the expression that it is about.
    package var part: String

    package init(reason: String, part: String) { (self.reason, self.part) = (reason, part) }

    /// `` error parsing regexp: missing closing ): `^(?:()$` ``
    package var description: String { "error parsing regexp: \(reason): `\(part)`" }
}

extension RegexFault {
    fileprivate init(_ code: cre2_fault, of regex: OpaquePointer) {
        var length = 0
        let start = cre2_error_part(regex, &length)
        let bytes = UnsafeRawBufferPointer(start: start, count: length)
        part = String(decoding: bytes, as: UTF8.self)
        reason = RegexFault.reason(code) ?? String(cString: cre2_error_text(regex))
    }

    /// Go's words for a code, nil for one that Go does not have.
    private static func reason(_ code: cre2_fault) -> String? {
        switch code {
        case CRE2_BAD_ESCAPE: "invalid escape sequence"
        case CRE2_BAD_CHAR_CLASS: "invalid character class"
        case CRE2_BAD_CHAR_RANGE: "invalid character class range"
        case CRE2_MISSING_BRACKET: "missing closing ]"
        case CRE2_MISSING_PAREN: "missing closing )"
        case CRE2_UNEXPECTED_PAREN: "unexpected )"
        case CRE2_TRAILING_BACKSLASH: "trailing backslash at end of expression"
        case CRE2_REPEAT_ARGUMENT: "missing argument to repetition operator"
        case CRE2_REPEAT_SIZE: "invalid repeat count"
        case CRE2_REPEAT_OP: "invalid nested repetition operator"
        case CRE2_BAD_PERL_OP: "invalid or unsupported Perl syntax"
        case CRE2_BAD_UTF8: "invalid UTF-8"
        case CRE2_BAD_NAMED_CAPTURE: "invalid named capture"
        case CRE2_TOO_LARGE: "expression too large"
        default: nil
        }
    }
}
