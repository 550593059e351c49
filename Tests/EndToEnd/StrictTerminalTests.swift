import Support
import Testing

@Suite("The strict terminal of the tests")
struct StrictTerminalTests {
    @Test("What ncurses sends passes")
    func passes() {
        let sent =
            "\u{1B}[?1049h\u{1B}[22;0;0t\u{1B}[1;24r\u{1B}(B\u{1B}[4l\u{1B}[?7h\u{1B}[?1h\u{1B}=\u{1B}[?2004h\u{1B}[?25l\u{1B}[H"
            + "\u{1B}[2J\u{1B}[1m MIDWATCH\u{1B}(B\u{1B}[m\u{1B}[1;62H\u{1B}[38;5;9mé漢\u{1B}[39;49m\u{1B}[K\r\n\u{8}\t-\u{1B}[80b"
            + "\u{1B}]2;midwatch #17\u{7}\u{1B}[?12l\u{1B}[?25h\u{1B}[?1000l\u{1B}[?1049l\u{1B}[23;0;0t\r\u{1B}[?1l\u{1B}>"
        let seen = StrictTerminal(Array(sent.utf8), .screen)
        #expect(seen.faults == [])
        #expect(seen.text.contains("MIDWATCH"))
    }

    @Test("Colours in lines pass; what draws a screen does not")
    func lines() {
        #expect(StrictTerminal(Array("\u{1B}[H\u{1B}[2J\u{1B}[31mred\u{1B}[0m\r\n".utf8), .lines).faults == [])
        for bad in ["\u{1B}[3;4H", "\u{1B}(0", "\u{7}", "\t", "\u{1B}[K"] {
            #expect(StrictTerminal(Array(bad.utf8), .lines).faults.count == 1, "\(bad.debugDescription)")
        }
    }

    @Test("Hardly a text of the corpus that steers or hides would pass unseen")
    func corpus() {
        let categories: [HostileCorpus.Category] = [.eightBit, .bidi, .zeroWidth, .selectors, .tags, .meaningless]
        for text in categories.flatMap(HostileCorpus.texts) {
            guard text.unicodeScalars.contains(where: HostileCorpus.isForbidden) else { continue }
            #expect(!StrictTerminal(Array(text.utf8), .screen).faults.isEmpty, "\(text.debugDescription)")
        }
        let unseen = HostileCorpus.texts(.escapes).filter { StrictTerminal(Array($0.utf8), .lines).faults.isEmpty }
        #expect(unseen.count < 10, "\(unseen.map(\.debugDescription))")
        for broken in HostileCorpus.brokenBytes {
            #expect(!StrictTerminal(broken, .screen).faults.isEmpty, "\(broken)")
        }
    }
}
