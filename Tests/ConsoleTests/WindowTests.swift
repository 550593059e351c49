import Console
import Incidents
import TerminalUI
import Testing

@Suite("The window, the bell and the mouse")
struct WindowTests {
    @Test("The title says how many need an acknowledge, changes with them alone, and says STALE")
    func title() {
        var sitting = Sitting(Sample.night)
        sitting.forget()
        sitting.type("jjk")
        sitting.wait(.minutes(2))
        #expect(sitting.titles == ["prod STALE 4 NEED ACK"])

        sitting.send(.link(.live))
        sitting.feed(.incident(Sample.acknowledged(Sample.search, by: "kim")))
        #expect(sitting.titles == ["prod STALE 4 NEED ACK"])
        sitting.wait(.seconds(60))
        #expect(sitting.titles.last == "prod STALE 3 NEED ACK")
    }

    @Test("While the person looks at another window the title changes at once")
    func titleAway() {
        var sitting = Sitting(Sample.night)
        sitting.press(.focus(false))
        sitting.feed(.incident(Sample.acknowledged(Sample.search, by: "kim")))
        #expect(sitting.titles == ["prod 3 NEED ACK"])
        sitting.feed(.incident(Sample.acknowledged(Sample.noNews, by: "kim")))
        #expect(sitting.titles == ["prod 3 NEED ACK", "prod 2 NEED ACK"])
    }

    @Test("Before a router is known there is no title")
    func noRouter() {
        var sitting = Sitting()
        sitting.send(.link(.lost(since: sitting.now, why: "connection refused")))

        #expect(sitting.titles == [])
    }

    @Test("Who looks at another window is called with the bell, by numbers alone; who is here is not")
    func calls() {
        var sitting = Sitting(Sample.night)
        sitting.feed(.incident(Sample.incident(4140, .sev1, "first")))
        #expect(sitting.intents == [.ring])
        sitting.wait(.seconds(20))
        sitting.send(.link(.live))
        sitting.forget()

        sitting.press(.focus(false))
        sitting.feed(.incident(Sample.incident(4141, .sev1, "\u{7}second", openedAt: Sample.at(3, 12))))
        #expect(sitting.intents == [.ring, .terminal(.notify("6 NEED ACK, #4127 SEV1"))])
        sitting.feed(.incident(Sample.incident(4142, .sev1, "third")))
        #expect(sitting.intents.count == 2)

        sitting.press(.focus(true))
        sitting.wait(.seconds(20))
        sitting.forget()
        sitting.feed(.incident(Sample.incident(4143, .sev1, "fourth")))
        #expect(sitting.intents == [.ring])
    }

    @Test("The mouse is off until :mouse, and off again with it")
    func mouse() {
        var sitting = Sitting(Sample.night)
        sitting.type(":mouse")
        sitting.press(.enter)
        #expect(sitting.intents == [.terminal(.takeMouse(true))])
        sitting.type(":mouse")
        sitting.press(.enter)
        #expect(sitting.intents == [.terminal(.takeMouse(true)), .terminal(.takeMouse(false))])
    }

    @Test(
        "A click moves the cursor to the row that is there, in every shape of the list, and does nothing else",
        arguments: ["", "w", "z"])
    func click(shape: String) {
        var sitting = Sitting(width: 160, height: 48, (1...40).map { Sample.incident($0, openedAt: Sample.at(1, $0)) })
        sitting.type(shape)
        let row = sitting.rows.firstIndex { $0.contains(" #9 ") }

        sitting.press(.mouse(MouseEvent(.press, at: Point(x: 60, y: row ?? 0))))

        #expect(sitting.state.selectedNumber == IncidentNumber(9))
        #expect(sitting.acts == [])
        sitting.press(.mouse(MouseEvent(.press, at: Point(x: 0, y: 0))))
        #expect(sitting.state.selectedNumber == IncidentNumber(9))
    }

    @Test("A view cannot take the name of a command", arguments: ["mouse", "sort", "open", "filter", "acknowledge"])
    func reserved(name: String) {
        var sitting = Sitting(Sample.night)
        sitting.type("/sev<=2")
        sitting.press(.enter)
        sitting.type(":save \(name)")
        sitting.press(.enter)

        #expect(sitting.screen.contains("\(name) means something else already"))
    }
}
