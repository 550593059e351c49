import Console
import Incidents
import TerminalUI
import Testing

@Suite("Two people write at the same time")
struct TwoPeopleTests {
    private static let number = IncidentNumber(1)

    @Test("Two notes written at once both survive, in both consoles and after a restart")
    func notes() throws {
        let start = JourneyTests.start
        var sam = Journey(try WatchRouter(me: "sam", at: start), at: start)
        let alert = Event.alertPosted(
            PostedAlert(labels: LabelSet(["alertname": "Down", "service": "shop", "severity": "critical"])))
        sam.deliver(try sam.router.happen(alert, at: sam.now))
        sam.wait(.seconds(1))
        sam.press(.enter)
        sam.type("cit is v812")

        // Kim's note is kept while sam still types, and again before sam's answer is there.
        for text in ["canary was skipped", "rolling back"] as [SafeText] {
            let note = Event.acted(Act(.note(text), Self.number), by: .person("kim"), request: nil)
            sam.deliver(try sam.router.happen(note, at: sam.now))
        }
        #expect(sam.screen.contains("note on #1: it is v812"))
        sam.press(.enter)

        let notes = [
            "kim       note: canary was skipped", "kim       note: rolling back", "sam       note: it is v812",
        ]
        for note in notes { #expect(sam.screen.contains(note)) }
        #expect(sam.screen.contains("Notes 3   People 2"))

        try sam.router.restart(at: sam.now)
        sam.connect()
        sam.press(.escape, .enter)
        for note in notes { #expect(sam.screen.contains(note)) }
    }
}
