import Console
import Incidents
import TerminalUI
import Testing

@Suite("Several people at one incident")
struct PresenceTests {
    static let number = IncidentNumber(4127)

    static func opened(width: Int = 80, height: Int = 24) -> Sitting {
        var sitting = Sitting(width: width, height: height, Sample.night)
        sitting.press(.enter)
        sitting.send(Sample.detail)
        return sitting
    }

    private static let both: Message = .present([
        number: [Onlooker("kim"), Onlooker("lee", isWriting: true), Onlooker("sam")]
    ])

    @Test("The router is told which incident is opened, that a note is begun, and that it was left")
    func tells() {
        var sitting = Sitting(Sample.night)
        sitting.press(.enter)
        #expect(sitting.looks == [.look(Self.number, isWriting: false)])

        sitting.wait(.seconds(1))
        sitting.type("c")
        #expect(sitting.looks.last == .look(Self.number, isWriting: true))
        sitting.wait(.seconds(1))
        sitting.press(.escape, .escape)
        sitting.wait(.seconds(1))

        #expect(sitting.looks.last == .look(nil, isWriting: false))
        #expect(sitting.looks.count == 4)
    }

    @Test("Who moves fast tells where they are at most twice a second, and the last place in the end")
    func calm() {
        var sitting = Sitting(Sample.night)
        for _ in 0..<50 {
            sitting.hit(.enter)
            sitting.wait(.milliseconds(10))
            sitting.hit(.escape)
            sitting.hit(.character("j"))
            sitting.wait(.milliseconds(10))
        }
        #expect(sitting.looks.count <= 4)

        sitting.hit(.enter)
        #expect(sitting.state.nextTick <= sitting.now + .milliseconds(500))
        sitting.wait(.milliseconds(500))

        #expect(sitting.looks.last != .look(nil, isWriting: false))
        sitting.wait(.seconds(5))
        #expect(sitting.looks.count <= 6)
    }

    @Test("Nothing is told without a link, and what changed meanwhile when it is back")
    func lost() {
        var sitting = Self.opened()
        sitting.forget()

        sitting.send(.link(.lost(since: sitting.now, why: "connection refused")))
        sitting.press(.escape)
        sitting.wait(.minutes(1))
        #expect(sitting.looks == [])
        sitting.send(.link(.live))

        #expect(sitting.looks == [.look(nil, isWriting: false)])
    }

    @Test("While the note is in the editor, its writer is writing")
    func editing() {
        var sitting = Self.opened()
        sitting.type("C")
        #expect(sitting.looks.last == .look(Self.number, isWriting: true))

        sitting.wait(.minutes(5))
        sitting.send(.edited(nil))
        #expect(sitting.looks.last == .look(Self.number, isWriting: false))
    }

    @Test("The incident says who else is here, and who writes")
    func here() {
        var sitting = Self.opened()
        #expect(!sitting.screen.contains("HERE"))
        sitting.send(.present([Self.number: [Onlooker("sam")]]))
        #expect(sitting.rows[5] == " HERE only you   CHANGED  no change source connected")

        sitting.send(Self.both)

        #expect(sitting.rows[5] == " HERE kim, lee writing   CHANGED  no change source connected")
        sitting.send(.present([:]))
        #expect(sitting.rows[5].hasPrefix(" HERE only you"))
    }

    @Test("A small screen says it above the keys, a wide one beside the lines")
    func hereOtherSizes() {
        var small = Self.opened(width: 40, height: 12)
        small.send(.present([Self.number: [Onlooker("kim"), Onlooker("lee")]]))
        #expect(small.message.hasPrefix(" follow ON  HERE kim, 1 more ─"))

        var wide = Self.opened(width: 160, height: 48)
        wide.send(Self.both)
        #expect(wide.rows.contains { $0.contains("│ HERE     kim, lee writing") })
        #expect(wide.rows.contains { $0.contains("│ PEOPLE   kim: here; 1 act, last note 03:08Z") })
    }

    @Test("The list says who looks at what nobody has")
    func list() {
        var sitting = Sitting(width: 160, height: 48, Sample.night)
        sitting.send(.present([Self.number: [Onlooker("kim")], IncidentNumber(4129): [Onlooker("sam")]]))

        #expect(sitting.rows.contains { $0.contains("#4127") && $0.contains(" kim looks ") })
        #expect(sitting.rows.contains { $0.contains("#4129") && $0.contains("nobody") })
        sitting.send(.present([Self.number: [Onlooker("kim"), Onlooker("lee", isWriting: true)]]))
        #expect(sitting.rows.contains { $0.contains("#4127") && $0.contains("lee +1") })
    }

    @Test(
        "A long name is cut, what its owner does is not",
        arguments: [
            ([Onlooker("lee", isWriting: true)], "lee writes"), ([Onlooker("priyanka")], "pri… looks"),
            ([Onlooker("priyanka", isWriting: true)], "pr… writes"),
            ([Onlooker("priyanka"), Onlooker("kim"), Onlooker("lee")], "priyan… +2"),
        ])
    func fits(onlookers: [Onlooker], cell: String) {
        var sitting = Sitting(Sample.night)
        sitting.send(.present([Self.number: onlookers]))

        #expect(sitting.rows[4].hasSuffix(" \(cell)"), "\(sitting.rows[4])")
    }

    @Test("A name that would steer the terminal does not")
    func hostile() {
        var sitting = Self.opened()
        let name = SafeText("k\u{202E}im\u{1B}[2J" as String)
        sitting.send(.present([Self.number: [Onlooker(name)]]))

        #expect(sitting.rows[5].contains("HERE k\u{FFFD}im\u{FFFD}[2J"))
    }

    @Test("What others do to the incident that is looked at is said while it happens, by name")
    func news() {
        var sitting = Self.opened()

        sitting.feed(.timeline(Sample.entry(5, sitting.now, .person("kim"), .acknowledged, "acked")))
        #expect(sitting.message.hasPrefix("─ kim acknowledged #4127 ─"))
        sitting.feed(.timeline(Sample.entry(6, sitting.now, .person("kim"), .note, "it is v812")))
        #expect(sitting.message.hasPrefix("─ kim noted on #4127: it is v812 ─"))
        sitting.feed(.timeline(Sample.entry(7, sitting.now, .router, .paged, "rang")))
        #expect(sitting.message.hasPrefix("─ kim noted"))
    }

    @Test("It never hides how to take an own act back, nor a failure")
    func newsGivesWay() {
        var sitting = Self.opened()
        sitting.type("a")
        if let request = sitting.request {
            sitting.send(.receipt(request, Receipt(incident: Self.number, said: "acked #4127")))
        }
        sitting.feed(.timeline(Sample.entry(5, sitting.now, .person("kim"), .note, "me too")))
        #expect(sitting.message.contains("acked #4127, u undoes (10s)"))

        // The own act comes back over the feed as well, and is no news.
        sitting.wait(.seconds(11))
        sitting.feed(.timeline(Sample.entry(6, sitting.now, .person("sam"), .acknowledged, "acked")))
        #expect(!sitting.message.contains("sam"))
    }

    @Test("People of the incident: who has it, who is assigned, who is here, who acted")
    func people() {
        var sitting = Sitting([Sample.acknowledged(Sample.checkout, by: "sam", at: Sample.at(3, 10))])
        sitting.press(.enter)
        sitting.send(.present([Self.number: [Onlooker("lee", isWriting: true), Onlooker("sam")]]))
        sitting.send(Sample.detail)
        sitting.type("h")

        #expect(
            sitting.rows[6...9].joined(separator: "\n") == """
                  Timeline 5   Alerts 3   Notes 1  [People 3]
                >sam (you)     has it since 03:10Z; here
                 lee           here, writing
                 kim           1 act, last note 03:08Z
                """)
        sitting.type("jj")
        #expect(sitting.rows[18] == " kim: 1 act, last note 03:08Z")
        #expect(sitting.rows[19].hasPrefix(" 03:08 kim note: v812 went out at 02:59Z"))
    }
}
