import Testing

@testable import Curses

@Suite struct LeanStylesTests {
    private func lean(_ text: String, isWhole: Bool = false) -> String {
        var styles = LeanStyles()
        _ = styles.lean(Array("\u{1B}(B\u{1B}[m ".utf8), isWhole: true)
        return String(decoding: styles.lean(Array(text.utf8), isWhole: isWhole), as: UTF8.self)
    }

    @Test(
        "changes of style that nothing is drawn between become one",
        arguments: [
            ("\u{1B}(B\u{1B}[0;1m\u{1B}[31ma\u{1B}[39m\u{1B}(B\u{1B}[mb", "\u{1B}[1;31ma\u{1B}[mb"),
            // A blank looks the same in any colour of letters, but not in any background.
            ("\u{1B}[31ma\u{1B}[32m \u{1B}[31mb\u{1B}[m", "\u{1B}[31ma b\u{1B}[m"),
            ("\u{1B}[41m \u{1B}[m", "\u{1B}[41m \u{1B}[m"), ("\u{1B}[7m \u{1B}[m", "\u{1B}[7m \u{1B}[m"),
            ("\u{1B}[44m\u{1B}[K\u{1B}[m", "\u{1B}[44m\u{1B}[K\u{1B}[m"),
            ("\u{1B}[31m\u{1B}[5;7H\u{1B}[ma", "\u{1B}[5;7Ha"),
            (
                "\u{1B}[38:2::215:95:0ma\u{1B}[0;48:2::0:1:0mb\u{1B}[0m",
                "\u{1B}[38:2::215:95:0ma\u{1B}[39;48:2::0:1:0mb\u{1B}[m"
            ),
            ("\u{1B}[38;5;208;1ma\u{1B}[0;38;5;208mb\u{1B}[0m", "\u{1B}[1;38;5;208ma\u{1B}[0;38;5;208mb\u{1B}[m"),
            ("\u{1B}[38;2;1;2;3;48;5;9ma\u{1B}[39mb\u{1B}[m", "\u{1B}[38;2;1;2;3;48;5;9ma\u{1B}[39mb\u{1B}[m"),
            ("\u{1B}[1;27;22;39;49ma\u{F}\u{0}", "a"),
            // What is not known goes through, and after it nothing is taken for granted.
            ("\u{1B}[4:3ma\u{1B}[31mb\u{1B}[m", "\u{1B}[4:3m\u{1B}[ma\u{1B}[31mb\u{1B}[m"),
            ("\u{1B})0\u{1B}=\u{1B}[?25l\u{1B}[", "\u{1B})0\u{1B}=\u{1B}[?25l\u{1B}["),
        ])
    func fewer(drawn: String, sent: String) {
        #expect(lean(drawn) == sent)
    }

    @Test("the whole screen begins with everything said, the character set once")
    func whole() {
        #expect(lean("\u{1B}(B\u{1B}[mab\u{1B}(Bc", isWhole: true) == "\u{1B}(B\u{1B}[mabc")
    }

    @Test("the last style of a frame is said, so that what somebody else writes is not drawn in another")
    func ending() {
        #expect(lean("\u{1B}[31ma\u{1B}[7m\u{1B}[3;1H").hasSuffix("\u{1B}[3;1H\u{1B}[7m"))
        #expect(lean("\u{1B}[31ma\u{1B}[m\u{1B}[3;1H").hasSuffix("\u{1B}[m"))
    }

    /// What a terminal shows: each character with the style that it is drawn in, as far as one can see it.
    private static func seen(_ bytes: [UInt8]) -> [String] {
        var (seen, attributes, front, back) = ([String](), Set<Int>(), "", "")
        var index = 0
        while index < bytes.count {
            guard bytes[index] == 0x1B else {
                let isBlank = bytes[index] == 0x20 && attributes.isDisjoint(with: [4, 7])
                seen.append(
                    isBlank
                        ? "  \(back)"
                        : "\(Character(Unicode.Scalar(bytes[index])))\(attributes.sorted())\(front)/\(back)")
                index += 1
                continue
            }
            var end = index + 2
            while bytes[end] < 0x40 { end += 1 }
            for text in String(decoding: bytes[(index + 2)..<end], as: UTF8.self)
                .split(separator: ";", omittingEmptySubsequences: false)
            {
                switch Int(text) ?? 0 {
                case 0: (attributes, front, back) = ([], "", "")
                case let number where number < 10: attributes.insert(number)
                case 22: attributes.subtract([1, 2])
                case let number where number < 30: attributes.remove(number - 20)
                case let number where number < 40: front = number == 39 ? "" : String(text)
                case _: back = text == "49" ? "" : String(text)
                }
            }
            index = end + 1
        }
        return seen
    }

    @Test("whatever is drawn looks the same, and is never longer")
    func looksTheSame() {
        var state: UInt64 = 3
        func roll(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        let pieces = ["0", "1", "2", "4", "7", "22", "24", "27", "31", "32", "39", "41", "49", ""]
        for _ in 0..<500 {
            var drawn: [UInt8] = []
            for _ in 0..<40 {
                if roll(3) == 0 {
                    drawn += Array((roll(2) == 0 ? "a" : " ").utf8)
                } else {
                    let parameters = (0...roll(3)).map { _ in pieces[roll(pieces.count)] }.joined(separator: ";")
                    drawn += Array("\u{1B}[\(parameters)m".utf8)
                }
            }
            var styles = LeanStyles()
            let sent = styles.lean(drawn, isWhole: true)

            #expect(LeanStylesTests.seen(sent) == LeanStylesTests.seen(drawn))
            #expect(sent.count <= drawn.count + 8)
        }
    }
}
