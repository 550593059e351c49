import Console
import Incidents
import TerminalUI
import Testing

@Suite("A screen that may be wrong says so")
struct LinkTests {
    static func lost(_ sitting: inout Sitting) {
        sitting.send(.link(.lost(since: sitting.now, why: "connection refused")))
    }

    @Test(
        "Without a word from the router for 20 s the header says STALE, and its age",
        arguments: [
            (19, "LIVE"), (20, "STALE 20s"), (29, "STALE 20s"), (45, "STALE 40s"), (60, "STALE 1m"),
            (3700, "STALE 1h01"),
        ])
    func silent(seconds: Int, word: String) {
        var sitting = Sitting()
        sitting.send(.link(.live))
        sitting.send(.snapshot(Sample.snapshot(Sample.night)))

        sitting.wait(.seconds(seconds))

        #expect(sitting.rows[0].hasSuffix("  " + word))
        #expect(sitting.screen.contains("#4127"))
    }

    @Test("The console wants to be told when its silence becomes worth a word, and every ten seconds then")
    func ticks() {
        var sitting = Sitting()
        sitting.send(.link(.live))
        sitting.send(.snapshot(Sample.snapshot(Sample.night)))
        let start = sitting.now

        #expect(sitting.state.nextTick == start + .seconds(20))
        sitting.wait(.seconds(20))
        #expect(sitting.state.nextTick == start + .seconds(30))
    }

    @Test("While the link is lost the data stays and acts are refused visibly", arguments: ["a", "t", "xv"])
    func refused(keys: String) {
        var sitting = Sitting(Sample.night)
        Self.lost(&sitting)
        #expect(sitting.rows[0].hasSuffix("LINK LOST"))

        sitting.type(keys)

        #expect(sitting.message.contains("not sent: router unreachable since 03:12Z"))
        #expect(sitting.acts == [])
        #expect(sitting.cursorRow.contains("#4127"))
    }

    @Test("A yes to a question of before the link was lost is refused too")
    func lateYes() {
        var sitting = Sitting(Sample.night)
        sitting.type("R")
        Self.lost(&sitting)

        sitting.type("y")

        #expect(sitting.acts == [])
        #expect(sitting.message.contains("not sent"))
    }

    @Test("When the link is back, the new snapshot counts and the cursor is where it was")
    func back() {
        var sitting = Sitting(Sample.night)
        sitting.type("jj")
        Self.lost(&sitting)
        sitting.wait(.seconds(60))

        sitting.send(.link(.live))
        sitting.send(.snapshot(Sample.snapshot(Sample.night + [LiveTests.urgent], seq: 300)))

        #expect(sitting.rows[0].hasSuffix("LIVE"))
        #expect(sitting.cursorRow.contains("#4129"))
        sitting.type("a")
        #expect(sitting.acts == [Act(.acknowledge, IncidentNumber(4129))])
    }

    @Test("A degraded router is named on every screen until it is well again")
    func degraded() {
        var sitting = Sitting(Sample.night)
        sitting.send(.degraded("the store cannot be written"))
        #expect(sitting.rows[2] == " ROUTER DEGRADED: the store cannot be written")
        sitting.press(.enter)
        #expect(sitting.rows[5] == " ROUTER DEGRADED: the store cannot be written")

        sitting.send(.degraded(nil))

        #expect(!sitting.screen.contains("DEGRADED"))
    }

    @Test("A router whose clock was set says so on every screen, for ten minutes")
    func clockSet() {
        var sitting = Sitting(Sample.night)
        sitting.send(.clockSet(ClockSet(at: sitting.now, by: .seconds(-3 * 3600 - 90))))
        let word = "router's clock set by -3h1m30s at"
        #expect(sitting.rows[2].contains(word))
        sitting.press(.enter)
        #expect(sitting.rows[5].contains(word))

        sitting.wait(.minutes(10))
        #expect(!sitting.screen.contains(word))
    }

    @Test("The demo says DEMO on every screen", arguments: [(40, 12), (80, 24), (160, 48), (30, 5)])
    func demo(width: Int, height: Int) {
        var sitting = Sitting(width: width, height: height, Sample.night, isDemo: true)
        #expect(sitting.rows[0].contains("DEMO"))

        sitting.press(.enter)

        #expect(sitting.rows[0].contains("DEMO"))
    }

    @Test(
        "A router that tells nobody says so on every screen, while it is so",
        arguments: [(40, 12), (80, 24), (160, 48), (30, 5)])
    func shadow(width: Int, height: Int) {
        var sitting = Sitting(width: width, height: height, Sample.night)
        sitting.send(.paging(.shadow))
        #expect(sitting.rows[0].contains("SHADOW"))
        sitting.press(.enter)
        #expect(sitting.rows[0].contains("SHADOW"))
        for screen in ["?", "W", "7"] {
            sitting.type(screen)
            #expect(sitting.rows[0].contains("SHADOW"), "\(screen)")
            sitting.press(.escape)
        }

        sitting.send(.paging(.off))
        #expect(sitting.rows[0].contains("PAGING OFF"))

        sitting.send(.paging(.on))
        #expect(!sitting.rows[0].contains("SHADOW") && !sitting.rows[0].contains("PAGING"))
    }
}
