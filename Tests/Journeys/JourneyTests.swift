import Console
import Incidents
import TerminalUI
import Testing

@Suite("Journeys: keys in, screens out")
struct JourneyTests {
    static let start = Timestamp(milliseconds: 1_795_403_160_000)

    static func journey(width: Int = 80, height: Int = 24) -> Journey<ScriptedRouter> {
        Journey(ScriptedRouter(me: "sam"), width: width, height: height, at: start)
    }

    @Test("Woken at 03:06: an incident appears by itself, one key takes it, a note is written, it is resolved")
    func woken() {
        var journey = Self.journey()
        journey.wait(.minutes(2))
        let opened = journey.router.open(17, .sev1, "5xx 12% (SLO 1%)", service: "checkout-api", at: journey.now)
        journey.deliver(opened)
        #expect(journey.rings == 1)
        record("appears", journey.screen)
        journey.wait(.seconds(30))

        journey.type("a")
        record("acked", journey.screen)

        journey.press(.enter)
        journey.type("cv812 went out at 02:59, rolling back")
        journey.press(.enter)
        record("noted", journey.screen)

        journey.wait(.minutes(4))
        journey.type("R")
        record("asked", journey.screen)
        journey.type("y")
        record("resolved", journey.screen)

        journey.press(.escape)
        journey.wait(.seconds(20))
        journey.type("q")
        #expect(journey.status == 0)
    }

    @Test("Two consoles: kim is faster, and taking over is asked about")
    func kim() {
        var journey = Self.journey(width: 40, height: 12)
        let opened = journey.router.open(17, .sev2, "p99 4.1s", service: "search", at: journey.now)
        journey.deliver(opened)
        journey.wait(.minutes(1))
        let acked = journey.router.act(Act(.acknowledge, IncidentNumber(17)), by: "kim", at: journey.now)
        journey.deliver(acked)

        journey.type("a")
        record("kim", journey.screen)
        journey.type("t")
        record("take", journey.screen)
        journey.type("y")
        record("taken", journey.screen)
    }

    @Test("The router goes away in the middle of it: nothing is shown as done, and it is all there afterwards")
    func lost() {
        var journey = Self.journey()
        let opened = journey.router.open(17, .sev1, "5xx 12% (SLO 1%)", service: "checkout-api", at: journey.now)
        journey.deliver(opened)
        journey.wait(.seconds(10))

        journey.cut("connection refused")
        journey.wait(.seconds(30))
        journey.type("a")
        record("cut", journey.screen)

        let other = journey.router.open(18, .sev2, "disk 91%", service: "web", at: journey.now)
        #expect(other.count == 1)
        journey.connect()
        record("back", journey.screen)
        journey.type("a")
        #expect(journey.router.incidents[IncidentNumber(17)]?.acknowledgedBy == "sam")
        #expect(journey.router.incidents[IncidentNumber(18)]?.acknowledgedBy == nil)
    }

    @Test("A slip is taken back by its name")
    func slip() {
        var journey = Self.journey()
        let opened = journey.router.open(17, .sev1, "5xx 12% (SLO 1%)", service: "checkout-api", at: journey.now)
        journey.deliver(opened)
        journey.wait(.seconds(10))

        journey.type("au")
        record("undone", journey.screen)
        #expect(journey.router.incidents[IncidentNumber(17)]?.phase == .triggered)
    }

    @Test("It cleared by itself and nobody had it: it waits until somebody has seen it")
    func cleared() {
        var journey = Self.journey()
        let opened = journey.router.open(17, .sev3, "disk 91%", service: "web", at: journey.now)
        journey.deliver(opened)
        journey.wait(.minutes(3))
        let cleared = journey.router.clear(17, at: journey.now)
        journey.deliver(cleared)
        journey.wait(.hours(1))
        record("cleared", journey.screen)
    }
}
