import Curses
import TerminalUI
import Testing

@Suite struct KeyDecoderTests {
    /// What a terminal sends, and the keys that are meant.
    static let streams: [(String, [Key])] = [
        ("a", [.character("a")]), ("é日😀", [.character("é"), .character("日"), .character("😀")]),
        ("\r", [.enter]), ("\t", [.tab]), ("\u{7F}\u{8}", [.backspace, .backspace]), ("\u{3}", [.control("c")]),
        ("\u{1B}[A", [.up]), ("\u{1B}OA", [.up]), ("\u{1B}[1;5B", [.down]), ("\u{1B}OC\u{1B}[D", [.right, .left]),
        ("\u{1B}[H\u{1B}OF", [.home, .end]), ("\u{1B}[1~\u{1B}[4~", [.home, .end]), ("\u{1B}[3~", [.delete]),
        ("\u{1B}[5~\u{1B}[6~", [.pageUp, .pageDown]), ("\u{1B}[Z", [.backTab]), ("\u{1B}OP", [.function(1)]),
        ("\u{1B}[[E", [.function(5)]), ("\u{1B}[24~", [.function(12)]), ("\u{1B}Ok", [.character("+")]),
        ("\u{1B}\u{1B}[A", [.escape, .up]), ("\u{1B}j", [.escape, .character("j")]),
        ("\u{1B}[200~two\nlines\u{1B}[201~x", [.paste("two\nlines"), .character("x")]),
        ("\u{1B}[200~a\u{1B}[20b\u{1B}\u{1B}[201~", [.paste("a\u{1B}[20b\u{1B}")]),
        // Answers and reports of the terminal are never keys.
        ("\u{1B}[?62;4cx", [.character("x")]), ("\u{1B}[12;40Rx", [.character("x")]), ("\u{1B}[Ix", [.character("x")]),
        ("\u{1B}]11;rgb:0/0/0\u{7}x", [.character("x")]), ("\u{1B}P1$r0m\u{1B}\\x", [.character("x")]),
        ("\u{1B}[<0;3;4Mx", [.character("x")]), ("\u{1B}[1\rx", [.enter, .character("x")]),
    ]

    @Test("a stream of bytes means its keys", arguments: streams)
    func whole(stream: String, keys: [Key]) {
        var decoder = KeyDecoder()

        #expect(decoder.feed(Array(stream.utf8), at: 0) == keys)
        #expect(decoder.settlesAt == nil)
    }

    @Test("wherever the bytes are split, the keys are the same", arguments: streams)
    func splitEverywhere(stream: String, keys: [Key]) {
        let bytes = Array(stream.utf8)
        let results = (0...bytes.count).map { cut in
            var decoder = KeyDecoder()
            return decoder.feed(bytes[..<cut], at: 0) + decoder.feed(bytes[cut...], at: 1)
        }

        #expect(results.allSatisfy { $0 == keys })
    }

    @Test("byte by byte, the keys are the same", arguments: streams)
    func byteByByte(stream: String, keys: [Key]) {
        var decoder = KeyDecoder()

        #expect(stream.utf8.flatMap { decoder.feed([$0], at: 0) } == keys)
    }

    @Test("a lone ESC is the key once its rest does not come")
    func loneEscape() {
        var decoder = KeyDecoder(escapeDelay: 25)

        #expect(decoder.feed([0x1B], at: 100) == [])
        #expect(decoder.settlesAt == 125)
        #expect(decoder.settle(at: 124) == [])
        #expect(decoder.settle(at: 125) == [.escape])
        #expect(decoder.settlesAt == nil)
    }

    @Test("the late rest of a sequence is not taken for letters", arguments: ["[A", "OB", "[5~", "[1;2C"])
    func lateRest(rest: String) {
        var decoder = KeyDecoder()
        _ = decoder.feed([0x1B], at: 0)
        _ = decoder.settle(at: 25)

        #expect(decoder.feed(Array(rest.utf8), at: 60) == [])
        #expect(decoder.feed(Array("k".utf8), at: 61) == [.character("k")])
    }

    @Test("a bracket that a person types after Esc is a bracket", arguments: ["[", "O"] as [Unicode.Scalar])
    func bracketAfterEscape(opener: Unicode.Scalar) {
        var decoder = KeyDecoder()
        _ = decoder.feed([0x1B], at: 0)
        _ = decoder.settle(at: 25)
        _ = decoder.feed([UInt8(opener.value)], at: 200)

        #expect(decoder.settle(at: 225) == [.character(opener)])
    }

    @Test("half a sequence is nothing after its time")
    func halfSequence() {
        var decoder = KeyDecoder()
        _ = decoder.feed(Array("\u{1B}[1;".utf8), at: 0)

        #expect(decoder.settle(at: 25) == [])
        #expect(decoder.feed(Array("q".utf8), at: 26) == [.character("q")])
    }

    @Test("a paste that never ends is let go after a second")
    func endlessPaste() {
        var decoder = KeyDecoder()
        _ = decoder.feed(Array("\u{1B}[200~abc".utf8), at: 0)

        #expect(decoder.settlesAt == 1000)
        #expect(decoder.settle(at: 1000) == [.paste("abc")])
        #expect(decoder.feed(Array("q".utf8), at: 1001) == [.character("q")])
    }

    @Test("a paste is cut at its bound")
    func longPaste() {
        var decoder = KeyDecoder()
        let text = String(repeating: "x", count: 3 * Key.pasteLengthMax)
        let keys = decoder.feed(Array("\u{1B}[200~\(text)\u{1B}[201~".utf8), at: 0)

        #expect(keys == [.paste(String(repeating: "x", count: Key.pasteLengthMax))])
    }

    @Test("a burst is a paste only where the terminal does not say so itself")
    func burst() {
        var old = KeyDecoder(takesBurstsForPaste: true)
        var new = KeyDecoder()

        #expect(old.feed(Array("rm -rf".utf8), at: 0) == [.paste("rm -rf")])
        #expect(old.feed(Array("jjjjj".utf8), at: 0) == Array(repeating: .character("j"), count: 5))
        #expect(new.feed(Array("abcd".utf8), at: 0).count == 4)
    }

    @Test(
        "bytes that are no characters are no keys",
        arguments: [[0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xC2, 0x9B], [0x80]] as [[UInt8]])
    func invalid(bytes: [UInt8]) {
        var decoder = KeyDecoder()

        #expect(decoder.feed(bytes + [0x71], at: 0) == [.character("q")])
    }
}
