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
        ("\u{1B}[1\rx", [.enter, .character("x")]), ("\u{1B}]10;rgb:ff/ff/ff\u{1B}\\x", [.character("x")]),
        ("\u{1B}[>41;330;0cx", [.character("x")]), ("\u{1B}[0nx", [.character("x")]),
        ("\u{1B}[?2026;2$yx", [.character("x")]), ("\u{1B}[8;24;80tx", [.character("x")]),
        ("\u{1B}P1+r544e=78\u{1B}\\x", [.character("x")]), ("\u{1B}P>|XTerm(379)\u{1B}\\x", [.character("x")]),
        ("\u{1B}P!|00000000\u{1B}\\x", [.character("x")]), ("\u{1B}[?0ux", [.character("x")]),
        ("\u{1B}_Gi=31;OK\u{1B}\\x", [.character("x")]), ("\u{1B}]52;c;YQ==\u{7}x", [.character("x")]),
        // An answer that another sequence, or a key, cuts off.
        ("\u{1B}]11;rgb:0\u{1B}[Ax", [.up, .character("x")]),
        ("\u{1B}]11;rgb:0\u{3}x", [.control("c"), .character("x")]),
        // Esc and a letter, delivered together, are not the beginning of an answer.
        ("\u{1B}]j", [.escape, .character("]"), .character("j")]), ("\u{1B}P\r", [.escape, .character("P"), .enter]),
        // A mouse or a window that somebody else asked to be told of.
        ("\u{1B}[<0;3;4Mx", [.character("x")]), ("\u{1B}[M !!x", [.character("x")]), ("\u{1B}[Ox", [.character("x")]),
        ("\u{1B}[32;10;20Mx", [.character("x")]),
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

    /// What a terminal sends that was asked to tell of the mouse and of where the person looks.
    static let reports: [(String, [Key])] = [
        ("\u{1B}[Ia\u{1B}[O", [.focus(true), .character("a"), .focus(false)]),
        ("\u{1B}[<0;3;4M\u{1B}[<0;3;4m", [.mouse(MouseEvent(.press, at: Point(x: 2, y: 3)))]),
        (
            "\u{1B}[<64;1;1M\u{1B}[<65;120;40M",
            [
                .mouse(MouseEvent(.wheelUp, at: Point(x: 0, y: 0))),
                .mouse(MouseEvent(.wheelDown, at: Point(x: 119, y: 39))),
            ]
        ),
        ("\u{1B}[M #$x", [.mouse(MouseEvent(.press, at: Point(x: 2, y: 3))), .character("x")]),
        // Other buttons, a move, a place that is none.
        ("\u{1B}[<2;3;4M\u{1B}[<32;3;4M\u{1B}[<0;0;4M\u{1B}[<0;3;99999999999999999999Mx", [.character("x")]),
        ("\u{1B}[<0;3Mx", [.character("x")]), ("\u{1B}[<;;Mx", [.character("x")]),
    ]

    @Test("what was asked for is a key, wherever it is split", arguments: reports)
    func asked(stream: String, keys: [Key]) {
        let bytes = Array(stream.utf8)
        let results = (0...bytes.count).map { cut in
            var decoder = KeyDecoder()
            (decoder.reportsMouse, decoder.reportsFocus) = (true, true)
            return decoder.feed(bytes[..<cut], at: 0) + decoder.feed(bytes[cut...], at: 1)
        }

        #expect(results.allSatisfy { $0 == keys })
    }

    @Test("a sequence whose rest takes its time on the line is not letters", arguments: streams + reports)
    func slowLine(stream: String, keys: [Key]) {
        let bytes = Array(stream.utf8)
        // A pause right after ESC makes it the key; that is another test.
        let results = (0...bytes.count).filter { $0 == 0 || bytes[$0 - 1] != 0x1B }.map { cut in
            var decoder = KeyDecoder()
            if KeyDecoderTests.reports.contains(where: { $0.0 == stream }) {
                (decoder.reportsMouse, decoder.reportsFocus) = (true, true)
            }
            return decoder.feed(bytes[..<cut], at: 0) + decoder.settle(at: 299) + decoder.feed(bytes[cut...], at: 299)
        }

        #expect(results.allSatisfy { $0 == keys })
    }

    @Test(
        "an answer that is late as a whole is not letters",
        arguments: ["]11;rgb:0/0/0\u{7}", "P1$r0m\u{1B}\\", "[?1;2c"])
    func lateAnswer(rest: String) {
        var decoder = KeyDecoder()
        _ = decoder.feed([0x1B], at: 0)
        _ = decoder.settle(at: 25)

        #expect(decoder.feed(Array((rest + "k").utf8), at: 200) == [.character("k")])
    }

    @Test("an answer that never ends is let go, and a bracket that nothing follows is a key")
    func endlessAnswer() {
        var decoder = KeyDecoder()

        #expect(decoder.feed(Array("\u{1B}]11;rgb:".utf8), at: 0) == [])
        #expect(decoder.settle(at: 300) == [])
        #expect(decoder.feed(Array("q".utf8), at: 301) == [.character("q")])
        #expect(decoder.feed(Array("\u{1B}[".utf8), at: 400) == [])
        #expect(decoder.settle(at: 700) == [.escape, .character("[")])
    }

    @Test("no bytes at all latch the decoder: half a second later a key is a key")
    func noise() {
        var state: UInt64 = 7
        for _ in 0..<2000 {
            var decoder = KeyDecoder()
            (decoder.reportsMouse, decoder.reportsFocus) = (true, true)
            var bytes: [UInt8] = []
            for _ in 0..<12 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let common = Array("\u{1B}\u{1B}[]OPM<0;5~_\\".utf8)
                let roll = Int(state >> 33)
                bytes.append(roll % 3 == 0 ? UInt8(truncatingIfNeeded: roll >> 8) : common[(roll >> 8) % common.count])
            }
            _ = decoder.feed(bytes, at: 0)
            // A character may lack bytes, and ends with the next key.
            while let due = decoder.settlesAt { _ = decoder.settle(at: due) }

            #expect(decoder.feed(Array("q".utf8), at: 5000).last == .character("q"), "\(bytes)")
        }
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

        #expect(decoder.settlesAt == 300)
        #expect(decoder.settle(at: 300) == [])
        #expect(decoder.feed(Array("q".utf8), at: 301) == [.character("q")])
    }

    @Test("a paste that never ends is let go after a second")
    func endlessPaste() {
        var decoder = KeyDecoder()
        _ = decoder.feed(Array("\u{1B}[200~abc".utf8), at: 0)

        #expect(decoder.settlesAt == 1000)
        #expect(decoder.settle(at: 1000) == [.paste("abc")])
        #expect(decoder.feed(Array("q".utf8), at: 1001) == [.character("q")])
        // What the line brings later of it is no command either.
        #expect(decoder.feed(Array("ack 4\r".utf8), at: 2000) == [.paste("ack 4\r")])
        #expect(decoder.feed(Array("\u{1B}[201~".utf8), at: 2001) == [])
        #expect(decoder.feed(Array("kkaa".utf8), at: 3001).count == 4)
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
        #expect(old.feed(Array("ls\nrm -rf /\r".utf8), at: 0) == [.paste("ls\nrm -rf /\r")])
        #expect(old.feed(Array("j\rk".utf8), at: 0) == [.character("j"), .enter, .character("k")])
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
