import Incidents
import Support
import Testing

@Suite("Text from outside is made fit to be shown")
struct SafeTextTests {
    @Test("Nothing of the corpus is shown that steers, hides or reorders", arguments: HostileCorpus.Category.allCases)
    func corpus(category: HostileCorpus.Category) {
        let texts = HostileCorpus.texts(category)
        #expect(!texts.isEmpty)
        for text in texts {
            let safe = SafeText(text)
            let fault = HostileCorpus.fault(inLine: safe.shown)
            #expect(fault == nil, "\(fault ?? "") of \(text.debugDescription)")
            #expect(safe.shown.utf8.count <= SafeText.lengthMax)
            #expect(Array(safe.original.utf8) == Array(text.utf8))
            #expect(SafeText(safe.shown).shown == safe.shown, "twice is once: \(text.debugDescription)")
        }
    }

    @Test("The corpus is large, and no two of its texts are the same")
    func size() {
        #expect(HostileCorpus.all.count >= 600)
        #expect(Set(HostileCorpus.all.map { Array($0.text.utf8) }).count == HostileCorpus.all.count)
    }

    @Test("What must be hidden leaves a marker, is told, and can be seen escaped")
    func markers() {
        let categories: [HostileCorpus.Category] = [.bidi, .zeroWidth, .tags, .eightBit, .meaningless, .controls]
        var hidden = 0
        for item in categories.flatMap(HostileCorpus.texts) where item.unicodeScalars.contains(where: Self.isInvisible)
        {
            hidden += 1
            let safe = SafeText(item)
            #expect(safe.hidesSomething, "\(item.debugDescription)")
            #expect(safe.shown.unicodeScalars.contains(SafeText.marker), "\(item.debugDescription)")
            #expect(safe.escaped.contains("\\u{"), "\(item.debugDescription)")
            #expect(HostileCorpus.fault(inLine: safe.escaped) == nil)
        }
        #expect(hidden > 150)
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        HostileCorpus.isForbidden(scalar) && ![0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029].contains(scalar.value)
    }

    @Test(
        "Each kind of text is shown as expected",
        arguments: [
            ("plain text, 100 % of it ~", "plain text, 100 % of it ~"),
            ("a\u{1B}[2Jb", "a\u{FFFD}[2Jb"), ("a\u{7F}b", "a\u{FFFD}b"), ("a\u{9B}31mb", "a\u{FFFD}31mb"),
            ("a\nb\tc\rd\r\ne\u{85}f\u{2028}g\u{2029}h", "a b c d e f g h"),
            ("a\u{A0}b\u{2003}c\u{202F}d", "a b c d"), ("支払い\u{3000}失敗", "支払い\u{3000}失敗"),
            ("a\u{202E}b", "a\u{FFFD}b"), ("a\u{200B}\u{200C}\u{2060}\u{FEFF}b", "a\u{FFFD}b"),
            ("a\u{E0041}\u{E0042}\u{E007F}b", "a\u{FFFD}b"), ("a\u{E000}\u{10FFFF}\u{0378}b", "a\u{FFFD}b"),
            ("\u{3164}", "\u{FFFD}"), ("\u{2800}", "\u{FFFD}"), ("\u{180E}", "\u{FFFD}"), ("\u{FFFC}", "\u{FFFD}"),
            ("e\u{301}\u{302}\u{303}\u{304}x", "e\u{301}\u{302}x"), ("\u{301}x", "\u{FFFD}x"),
            ("\u{202E}\u{301}x", "\u{FFFD}x"), ("\u{FFFD}", "\u{FFFD}"),
            ("\u{1112}\u{1161}\u{11AB}", "\u{1112}\u{1161}\u{11AB}"),
            ("⚠\u{FE0F} disk", "⚠ disk"), ("a\u{FE0F}", "a\u{FFFD}"), ("⚠\u{FE0F}\u{FE0F}", "⚠\u{FFFD}"),
            ("👩\u{200D}🚒", "👩🚒"), ("👩\u{200D}x", "👩\u{FFFD}x"), ("a\u{200D}👩", "a\u{FFFD}👩"),
            ("1\u{FE0F}\u{20E3}", "1\u{20E3}"), ("1\u{FE0F}2", "1\u{FFFD}2"), ("❤\u{FE0F}\u{200D}🔥", "❤🔥"),
            ("🇩🇪", "🇩🇪"), ("👍🏽", "👍🏽"), ("[red]%s{{.}}`$(x)`", "[red]%s{{.}}`$(x)`"),
        ])
    func shown(text: String, expected: String) {
        // Scalar by scalar: equal strings may be spelled in two ways.
        #expect(Array(SafeText(text).shown.unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test("Whether something is hidden is told only when something is")
    func told() {
        for harmless in ["", "ä", "a\nb", "a\u{A0}b", "⚠\u{FE0F}", "👩\u{200D}🚒", String(repeating: "x", count: 9000)] {
            #expect(!SafeText(harmless).hidesSomething, "\(harmless.debugDescription)")
        }
        for hiding in ["\u{0}", "a\u{200B}", "e\u{301}\u{302}\u{303}", "\u{301}", "a\u{FE0F}", "👩\u{200D}"] {
            #expect(SafeText(hiding).hidesSomething, "\(hiding.debugDescription)")
        }
    }

    @Test("Escapes tell apart what was sent, even an escape that was sent as text")
    func escaped() {
        #expect(SafeText("a\u{202E}b\u{1B}\n").escaped == "a\\u{202E}b\\u{1B}\\u{A}")
        #expect(SafeText("\\u{202E}").escaped == "\\u{5C}u{202E}")
        #expect(SafeText("C:\\temp").escaped == "C:\\temp")
        #expect(SafeText("e\u{301}\u{302}\u{303}").escaped == "e\u{301}\u{302}\\u{303}")
        #expect(SafeText("\u{301}x\u{A0}").escaped == "\\u{301}x\\u{A0}")
        for item in HostileCorpus.all {
            let escaped = SafeText(item.text).escaped
            #expect(HostileCorpus.fault(inLine: escaped) == nil, "\(item)")
        }
    }

    @Test("Long text ends with an ellipsis at the cap, on the edge of a character")
    func cap() {
        for filler in ["a", "é", "漢", "😀", "e\u{301}", "\n", "\u{200B}x"] {
            let safe = SafeText(String(repeating: filler, count: 5000))
            #expect(safe.shown.utf8.count <= SafeText.lengthMax)
            #expect(safe.shown.utf8.count > SafeText.lengthMax - 8)
            #expect(safe.shown.hasSuffix(SafeText.ellipsis))
        }
        for count in 4088...4096 {
            let whole = String(repeating: "x", count: count - 2) + "é"
            #expect(SafeText(whole).shown == whole)
        }
        #expect(SafeText(String(repeating: "\u{200B}", count: 50_000)).shown == "\u{FFFD}")
    }

    @Test("Text is small, and equal text is equal however it came")
    func values() {
        #expect(MemoryLayout<SafeText>.size == 24)
        #expect(SafeText("a" as String) == SafeText("a" as StaticString))
        #expect(SafeText("a\u{200B}" as String) != SafeText("a\u{FFFD}" as String))
        #expect(SafeText("a\u{200B}" as String) == SafeText("a\u{200B}" as String))
        #expect(SafeText("a\u{200B}" as String) != SafeText("a\u{200C}" as String))
        #expect((SafeText("a\u{200B}" as String) + "b").original == "a\u{200B}b")
    }

    @Test("Every character that is not drawn, of all there are, is hidden or stands on another")
    func everyScalar() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), !HostileCorpus.isForbidden(scalar) == SafeText.mustHide(scalar)
            else { continue }
            // Where the two lists differ, it is a blank that looks like nothing, or a line break that becomes a space.
            let isBlank = [0x1680, 0x205F, 0x202F, 0xFFFC, 0x13441, 0x13442, 0x16FE4, 0x1D159].contains(value)
            let isSpace = (0x2000...0x200A).contains(value)
            #expect(isBlank || isSpace, "U+\(String(value, radix: 16))")
        }
    }
}
