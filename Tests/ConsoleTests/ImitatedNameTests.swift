import Console
import Incidents
import TerminalUI
import Testing

/// Names of people and services in two scripts, such as `paypal` with one Cyrillic letter: who reads one is told.
@Suite("Names that imitate others are flagged on the screen")
struct ImitatedNameTests {
    static let paypal = SafeText("p\u{430}ypal" as String)
    static let kim = SafeText("k\u{456}m" as String)
    static let longName = SafeText("p\u{430}yments-and-refunds" as String)

    static var incident: IncidentSummary {
        Sample.acknowledged(Sample.incident(17, .sev1, service: paypal), by: kim)
    }

    @Test("The row says so beside the name, also where the name is cut, and the preview in words")
    func list() {
        let sitting = Sitting([Sample.incident(18, .sev3, service: longName), Self.incident])

        #expect(sitting.rows[4].contains("…(?) "))
        #expect(sitting.rows[5].contains(" \(Self.paypal)(?) "))
        #expect(sitting.rows[5].hasSuffix(" \(Self.kim)(?)"))
        #expect(sitting.screen.contains("NAME IN TWO SCRIPTS: p\u{430}yments-…"))
        #expect(sitting.frame.styles(ofRow: 5).contains("w"))
    }

    private var longName: SafeText { Self.longName }

    @Test("Honest names have no mark, in whatever one script")
    func honest() {
        let name = SafeText("\u{43E}\u{43F}\u{43B}\u{430}\u{442}\u{430}" as String)
        let sitting = Sitting([Sample.incident(17, .sev1, service: name)])

        #expect(!sitting.screen.contains("(?)"))
        #expect(!sitting.screen.contains("SCRIPTS"))
    }

    @Test("The opened incident says so of its service, of who has it, who is here and who did what")
    func opened() {
        var sitting = Sitting([Self.incident])
        sitting.press(.enter)
        let entry = Sample.entry(0, Sample.at(3, 8), .person(Self.kim), .note, "rolled back", of: 17)
        sitting.send(.detail(Self.incident, timeline: [entry], alerts: []))
        sitting.send(.present([IncidentNumber(17): [Onlooker(Self.kim)]]))

        #expect(sitting.screen.contains("ACK by \(Self.kim)(?)"))
        #expect(sitting.screen.contains("HERE \(Self.kim)(?)"))
        #expect(sitting.rows.contains { $0.contains("rolled back") && $0.hasSuffix("name in two scripts") })

        sitting.feed(.timeline(Sample.entry(1, sitting.now, .person(Self.kim), .note, "trust me", of: 17)))
        #expect(sitting.message.contains("\(Self.kim)(?) noted on #17"))
    }

    @Test("A question that names a person says so")
    func question() {
        var sitting = Sitting([Self.incident])
        sitting.type("t")

        #expect(sitting.next == " take #17 over from \(Self.kim)(?)? \(Self.kim) is told")
    }

    @Test("Plain lines say it in words")
    func plain() {
        var talk = PlainTalk([Self.incident])
        talk.type("list")

        #expect(talk.text.contains("\(Self.paypal) is a name in two scripts, \(Self.kim) is a name in two scripts"))
        talk.type("show 17")
        let entries = [
            Sample.entry(0, Sample.at(3, 8), .person(Self.kim), .acknowledged, "acknowledged", of: 17),
            Sample.entry(1, Sample.at(3, 9), .router, .noNews, "silence is not health", of: 17),
        ]
        talk.send(.detail(Self.incident, timeline: entries, alerts: []))
        #expect(talk.said.contains("03:08Z \(Self.kim) (a name in two scripts), acknowledged"))
        #expect(talk.said.contains("03:09Z router, no news: silence is not health"))
    }
}
