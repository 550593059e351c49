import Console
import Incidents
import TerminalUI
import Testing

@Suite("Looking closer at an opened incident")
struct IncidentKeyTests {
    static let number = IncidentNumber(4127)

    /// A history of so many lines; every tenth is a note.
    static func history(_ count: Int) -> [TimelineEntry] {
        (0..<count).map { index in
            let isNote = index % 10 == 7
            return Sample.entry(
                index, Sample.at(3, 6), isNote ? .person("kim") : .router, isNote ? .note : .joined,
                isNote ? SafeText("Canary \(index) looks bad") : SafeText("+1 new, \(index) firing"))
        }
    }

    static func opened(width: Int = 80, height: Int = 24, lines: Int = 5) -> Sitting {
        var sitting = Sitting(width: width, height: height, Sample.night)
        sitting.press(.enter)
        let timeline = lines == 5 ? Sample.timeline : history(lines)
        sitting.send(.detail(Sample.checkout, timeline: timeline, alerts: Sample.alerts))
        return sitting
    }

    @Test("f stays where it is, counts what comes in, and goes back to the newest")
    func follow() {
        var sitting = Self.opened(lines: 50)
        #expect(sitting.rows[17].hasPrefix("──── follow ON ─"))
        sitting.type("f")
        let line = sitting.cursorRow
        for ordinal in 50..<53 {
            sitting.feed(.timeline(Sample.entry(ordinal, sitting.now, .router, .paged, "rang")))
        }
        #expect(sitting.cursorRow == line)
        #expect(sitting.rows[17].hasPrefix("──── follow OFF, 3 new ─"))

        sitting.type("f")
        #expect(sitting.cursorRow.hasPrefix(">03:12  router    rang"))
        #expect(sitting.rows[17].hasPrefix("──── follow ON ─"))
    }

    @Test("What came in is new until a key was pressed with it in view")
    func new() {
        var sitting = Self.opened()
        sitting.feed(.timeline(Sample.entry(5, sitting.now, .router, .paged, "rang")))
        #expect(sitting.cursorRow.hasSuffix(" new"))
        #expect(sitting.rows[17].hasPrefix("──── follow ON, 1 new ─"))
        sitting.wait(.minutes(1))
        #expect(sitting.rows[17].hasPrefix("──── follow ON, 1 new ─"))

        sitting.type("k")
        #expect(!sitting.screen.contains(" new\n"))
    }

    @Test("A search goes to the next line that has it, around the end, and back")
    func search() {
        var sitting = Self.opened(lines: 100)
        sitting.type("g/canary")
        sitting.press(.enter)
        #expect(sitting.cursorRow.contains("Canary 7 looks bad"))
        #expect(sitting.message.contains("10 lines with canary; n N go on, Esc ends it"))
        sitting.type("nn")
        #expect(sitting.cursorRow.contains("Canary 27 "))
        sitting.type("NNN")
        #expect(sitting.cursorRow.contains("Canary 97 "))
        #expect(sitting.message.contains("on from the last line"))
        sitting.type("n")
        #expect(sitting.cursorRow.contains("Canary 7 "))

        sitting.press(.escape)
        sitting.type("n")
        #expect(sitting.message.contains("nothing is searched for; / does"))
        #expect(sitting.rows[0].contains("> #4127"))
    }

    @Test("What is searched for stands out where it is")
    func highlight() {
        var sitting = Self.opened(lines: 100)
        sitting.type("G/ANARY 87")
        sitting.press(.enter)
        sitting.type("k")
        let row = sitting.frame.cursor.map { $0.y + 1 } ?? 0
        #expect(sitting.rows[row].contains("Canary 87"))
        let letters = sitting.frame.styles(ofRow: row)
        #expect(letters.contains(String(repeating: Role.marker.letter, count: 8)))
    }

    @Test("Alerts are searched by their labels, and a search for nothing that is there says so")
    func searchAlerts() {
        var sitting = Self.opened()
        sitting.type("l/web3")
        sitting.press(.enter)
        #expect(sitting.cursorRow.contains("instance=web3"))
        sitting.type("/nowhere")
        sitting.press(.enter)
        #expect(sitting.message.contains("no line here has nowhere"))
    }

    @Test("z gives the line all the room, PgDn scrolls it, and Esc goes back to the lines")
    func zoom() {
        var sitting = Sitting(width: 40, height: 12, Sample.night)
        sitting.press(.enter)
        var alert = Sample.alerts[0]
        alert.annotations = (1...20).map { LabelText(name: SafeText("note\($0)"), value: "says something here") }
        sitting.send(.detail(Sample.checkout, timeline: Sample.timeline, alerts: [alert]))
        sitting.type("lz")
        #expect(
            sitting.rows[3...8].joined(separator: "\n") == """
                 T 5 [Alerts 1] N 1 P 1
                >FIRING      6m  HighErrorRate instance…
                ────────────────── 21 lines more, PgDn ─
                 note1: says something here
                 note2: says something here
                 note3: says something here
                """)
        for _ in 0..<30 { sitting.press(.pageDown) }
        #expect(sitting.rows[8] == " from http://prometheus.example/graph")

        sitting.press(.escape)
        #expect(sitting.rows[4].hasPrefix(">FIRING"))
        #expect(sitting.rows[5] == "")
        sitting.press(.escape)
        #expect(!sitting.rows[0].contains("#4127"))
    }

    @Test("Labels and annotations of an alert are there in full, however long")
    func wholeAlert() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.press(.enter)
        var alert = Sample.alerts[0]
        let long = String(repeating: "0123456789", count: 30)
        alert.annotations = [LabelText(name: "description", value: SafeText(long))]
        sitting.send(.detail(Sample.checkout, timeline: [], alerts: [alert]))
        sitting.type("l")

        let pane = sitting.rows[14...20].joined().filter { $0 != " " }
        #expect(pane.contains(long))
        #expect(pane.contains("labels:alertname=HighErrorRateinstance=web1:9100path=/pay"))
    }

    @Test("The cursor stays on an alert when others end or come")
    func anchored() {
        var sitting = Self.opened()
        sitting.type("lj")
        #expect(sitting.cursorRow.contains("web1"))
        var newer = Sample.alerts[0]
        newer.fingerprint = Fingerprint(77)
        newer.startsAt = Sample.at(3, 11)
        newer.labels = [LabelText(name: "alertname", value: "Newer")]

        sitting.send(.detail(Sample.checkout, timeline: Sample.timeline, alerts: Sample.alerts + [newer]))

        #expect(sitting.rows[7].contains("Newer"))
        #expect(sitting.cursorRow.contains("web1"))
    }

    @Test("A history of which only the newest part was fetched says how much is missing")
    func older() {
        var sitting = Sitting(Sample.night)
        sitting.press(.enter)
        sitting.send(.detail(Sample.checkout, timeline: Array(Self.history(60).suffix(40)), alerts: []))
        #expect(sitting.rows[6].contains("[Timeline 40]"))
        #expect(sitting.rows[6].contains("20 older not here"))
        sitting.feed(.timeline(Sample.entry(60, sitting.now, .router, .paged, "rang")))
        #expect(sitting.rows[6].contains("[Timeline 41]"))
    }

    @Test("A history that comes in for days is bounded, and the cursor stays on its line")
    func bounded() {
        var sitting = Self.opened(lines: 19_990)
        sitting.type("kk")
        let line = sitting.cursorRow
        for ordinal in 19_990..<20_010 {
            sitting.feed(.timeline(Sample.entry(ordinal, sitting.now, .router, .paged, "rang")))
        }
        #expect(sitting.rows[6].contains("[Timeline 10010]"))
        #expect(sitting.cursorRow == line)
    }

    @Test(
        "Every size draws every tab of a long history with hostile text, and keys do no harm",
        arguments: [
            (1, 1), (20, 5), (40, 8), (40, 12), (60, 15), (80, 16), (80, 24), (119, 40), (120, 14), (120, 36),
            (200, 60),
        ])
    func sizes(width: Int, height: Int) {
        var sitting = Sitting(width: width, height: height, Sample.hostile)
        sitting.type(":17")
        sitting.press(.enter)
        let entries = Self.history(300).map { entry in
            var entry = entry
            (entry.incident, entry.text) = (IncidentNumber(17), SafeText("支\u{202E}払\n\u{1B}[2J" + entry.text.shown))
            return entry
        }
        let incident = Sample.incident(17, .sev1)
        sitting.send(.detail(incident, timeline: entries, alerts: Sample.alerts))
        sitting.send(.present([IncidentNumber(17): [Onlooker(SafeText("支払い" as String), isWriting: true)]]))
        for tab in 0..<4 {
            sitting.type("jkGgzf")
            sitting.press(.pageDown, .pageUp, .control("d"))
            sitting.type("z/pay")
            sitting.press(.enter)
            sitting.type("nN")
            #expect(!sitting.screen.unicodeScalars.contains { SafeText.mustHide($0) && $0 != "\n" }, "tab \(tab)")
            sitting.press(.tab)
        }
    }
}
