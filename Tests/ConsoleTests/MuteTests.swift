import Console
import Incidents
import TerminalUI
import Testing

@Suite("Who muted what, and until when, is said where it is seen")
struct MuteTests {
    private static func muted(_ mute: Mute, _ number: Int = 4126, _ severity: Severity = .sev2) -> IncidentSummary {
        var incident = Sample.incident(number, severity, "backup missing", service: "backup", openedAt: Sample.at(2, 2))
        (incident.mute, incident.nextDeadline) = (mute, nil)
        return incident
    }

    private static let forever = Mute(by: "kim", cause: .silence(Sample.id(7)))

    @Test(
        "Its row says so, whatever mutes",
        arguments: [
            (Mute(by: "kim", until: Sample.at(4, 0)), "MUTED by kim until 04:00Z"),
            (forever, "MUTED by kim until it resolves"),
            (Mute(by: "alexandra", cause: .silence(Sample.id(7))), " by alexandra until it resolves"),
            (Mute(by: "a-very-long-name-of-a-robot", cause: .silence(Sample.id(7))), "… until it resolves"),
            (Mute(by: "kim", until: Sample.at(4, 0) + .hours(48)), " by kim until 2026-11-25 04:00Z"),
            (Mute(by: "inhibiting HostDown", cause: .inhibition(by: Fingerprint(7))), "MUTED while HostDown fires"),
            (
                Mute(by: "interval nights", until: Sample.at(6, 0), cause: .interval("nights")),
                " during nights until 06:00Z"
            ),
            (
                Mute(by: "the time outside office", until: Sample.at(6, 0), cause: .interval("office")),
                " outside office until 06:00Z"
            ),
        ])
    func row(mute: Mute, words: String) throws {
        for (width, height) in [(80, 24), (120, 40), (80, 12)] {
            let sitting = Sitting(width: width, height: height, [Self.muted(mute), Sample.ledger])
            let row = try #require(sitting.rows.first { $0.hasPrefix("> !2") })
            // Beside a preview there is a little less room, and STATE says MUTED.
            let said = width == 120 ? words.replacing("MUTED ", with: "").replacing("by ", with: "") : words
            #expect(row.contains(said.suffix(width == 120 ? 17 : 80)), "\(row)")
        }
    }

    @Test("Where there is room its row says what it is about too, and who looks at it stands beside that")
    func rest() throws {
        var sitting = Sitting(width: 116, height: 24, [Self.muted(Self.forever)])
        #expect(sitting.screen.contains("MUTED by kim until it resolves: backup missing"))
        sitting.send(.present([IncidentNumber(4126): [Onlooker("lee")]]))
        #expect(sitting.screen.contains("lee looks"))
    }

    @Test("A narrow screen says it above the keys, and one line says it in the line")
    func narrow() {
        var sitting = Sitting(width: 40, height: 12, [Self.muted(Self.forever)])
        #expect(sitting.message.contains("MUTED by kim until it resolves"))
        sitting.send(.resized(width: 39, height: 6))
        #expect(sitting.rows[0].contains("#4126 backup 1h10 MUTED by "), "\(sitting.screen)")
        sitting.send(.resized(width: 70, height: 1))
        #expect(sitting.words.contains("MUTED by kim until it resolves"))
    }

    @Test("Opened, it says until when, and not since when it is triggered", arguments: [(80, 24), (40, 12)])
    func opened(width: Int, height: Int) {
        var sitting = Sitting(width: width, height: height, [Self.muted(Self.forever)])
        sitting.press(.enter)
        #expect(sitting.words.contains("SEV2 MUTED by kim until it resolves"))
        #expect(!sitting.words.contains("MUTED since"))
    }

    @Test("Opened, what has no news says since when that is, and not since when it is triggered")
    func noNews() {
        var sitting = Sitting([Sample.noNews])
        sitting.press(.enter)
        #expect(sitting.words.contains("SEV3 NO NEWS since 03:05Z"), "\(sitting.words)")
    }

    @Test("What somebody has says until when it is muted, too")
    func acknowledged() {
        var incident = Sample.ledger
        (incident.mute, incident.nextDeadline) = (Self.forever, nil)
        var sitting = Sitting([incident])
        #expect(sitting.words.contains("muted by kim until it resolves, so its clock"))
        sitting.press(.enter)
        #expect(sitting.words.contains("ACK by sam since 02:58Z open 41m"), "\(sitting.words)")
    }

    @Test("A name in two scripts keeps its mark")
    func imitated() {
        let mute = Mute(by: SafeText("p\u{430}ypal"), until: Sample.at(4, 0))
        #expect(Sitting([Self.muted(mute)]).screen.contains("(?) until 04:00Z"))
    }

    // MARK: What comes next

    @Test("NEXT and . go to what rings first, and to what is muted once nothing else needs an answer")
    func next() {
        let ringing = Sample.incident(4130, .sev3, "queue", service: "mailer")
        let incidents = [Self.muted(Self.forever, 4126, .sev1), ringing, Sample.ledger]
        var sitting = Sitting(incidents)
        sitting.send(.link(.live))
        #expect(sitting.cursorRow.contains("#4126"))
        #expect(sitting.next.contains(".  go to #4130, SEV3, which nobody has"), "\(sitting.next)")
        sitting.type(".")
        #expect(sitting.cursorRow.contains("#4130"))
        sitting.feed(.incident(Sample.acknowledged(ringing, by: "sam")))
        #expect(sitting.next.contains(".  go to #4126, SEV1, which nobody has; it is muted"), "\(sitting.next)")
        sitting.type(".")
        #expect(sitting.cursorRow.contains("#4126"))
        #expect(sitting.next.contains("a  acknowledge #4126"))
    }

    // MARK: Everything is muted

    @Test(
        "While everything is muted every screen says so",
        arguments: [(160, 48), (80, 24), (60, 20), (40, 12), (70, 1)])
    func allMuted(width: Int, height: Int) {
        var sitting = Sitting(width: width, height: height, Sample.night)
        #expect(!sitting.words.contains("ALL MUTED"))
        sitting.send(.allMuted(Mute(by: "kim", until: Sample.at(5, 12), cause: .silence(Sample.id(6)))))
        let words = "ALL MUTED by kim until 05:12Z"
        #expect(sitting.words.contains(words), "\(sitting.screen)")
        for keys in [":help", ":views", ":why 4127", ":silences"] {
            sitting.type(keys)
            sitting.press(.enter)
            #expect(sitting.words.contains(words), "\(keys) \(sitting.screen)")
            sitting.press(.escape)
        }
        sitting.send(.resized(width: width, height: height))
        sitting.type("1")
        sitting.press(.enter)
        #expect(sitting.words.contains(words), "\(sitting.screen)")
        sitting.send(.allMuted(nil))
        #expect(!sitting.words.contains("ALL MUTED"))
    }

    @Test("Plain lines say it once, and once more when it is over")
    func plain() {
        var talk = PlainTalk([Sample.ledger])
        for _ in 0..<2 { talk.send(.allMuted(Self.forever)) }
        #expect(
            talk.said.filter { $0.hasPrefix("ALL MUTED") }
                == ["ALL MUTED by kim until it resolves: what fires opens nothing, and nobody is told."])
        talk.send(.allMuted(nil))
        #expect(talk.said.last == "Not everything is muted any more.")
    }
}
