import Incidents
import TerminalUI
import Testing

@testable import Console

@Suite("Keys that were not meant for the screen")
struct TypedAheadTests {
    /// Types letters so many milliseconds apart.
    static func burst(_ text: String, every pause: Int64, in sitting: inout Sitting) {
        for scalar in text.unicodeScalars {
            sitting.hit(.character(scalar))
            sitting.wait(.milliseconds(pause))
        }
    }

    @Test("Letters of a word are dropped from the fifth on, with a toast, until there is a pause")
    func words() {
        var sitting = Sitting(Sample.night)

        Self.burst("blbdwarta", every: 100, in: &sitting)
        #expect(sitting.message.contains("that looks like typing"))
        #expect(sitting.acts == [])
        sitting.wait(.milliseconds(600))
        sitting.hit(.character("a"))

        #expect(sitting.acts == [Act(.acknowledge, IncidentNumber(4127))])
    }

    @Test(
        "A held key, slow hands and cursor keys are no words",
        arguments: [("jjjjjjjjjj", Int64(30)), ("jkjkgGjk", 50), ("jbkbwb", 200)])
    func noWords(keys: String, pause: Int64) {
        var sitting = Sitting(Sample.night)

        Self.burst(keys, every: pause, in: &sitting)

        #expect(!sitting.message.contains("typing"))
    }

    @Test("What is typed into an input is meant")
    func input() {
        var sitting = Sitting(Sample.night)
        sitting.type("c")

        Self.burst("quick brown fox", every: 20, in: &sitting)

        #expect(sitting.next == " note on #4127: quick brown fox")
    }

    @Test("A word typed while a question stands answers nothing")
    func question() {
        var sitting = Sitting(Sample.night)
        sitting.wait(.seconds(2))

        Self.burst("Rolling", every: 70, in: &sitting)

        #expect(sitting.next == " resolve #4127? 18 alerts still fire")
        #expect(sitting.acts == [])
    }

    @Test(
        "What is typed on behind an answer is no key, until there is a pause", arguments: ["yes", "y\n", "no", "nos"])
    func answerTypedOn(keys: String) {
        var sitting = Sitting(Sample.night)
        sitting.type("R")
        sitting.wait(.seconds(1))

        for scalar in keys.unicodeScalars {
            sitting.hit(scalar == "\n" ? .enter : .character(scalar))
            sitting.wait(.milliseconds(120))
        }
        #expect(sitting.acts == (keys.hasPrefix("y") ? [Act(.resolve, IncidentNumber(4127))] : []))
        #expect(sitting.state.overlay == nil && sitting.state.incident == nil)
        sitting.wait(.milliseconds(300))
        sitting.hit(.character("s"))

        #expect(sitting.next.hasPrefix(" snooze"), "\(sitting.next)")
    }

    @Test("What is dropped behind an answer is said; whoever left the question, or holds a cursor key, is not held off")
    func droppedIsSaid() {
        var sitting = Sitting(Sample.night)
        sitting.type("R")
        sitting.wait(.seconds(1))
        sitting.hit(.character("n"))
        sitting.hit(.character("a"))
        #expect(sitting.message.contains("dropped: it came right behind the answer"))
        #expect(sitting.acts == [])

        sitting.wait(.seconds(1))
        sitting.type("R")
        sitting.wait(.seconds(1))
        let before = sitting.cursorRow
        sitting.hit(.character("n"))
        for _ in 0..<12 {
            sitting.wait(.milliseconds(30))
            sitting.hit(.character("j"))
        }
        #expect(sitting.cursorRow != before)

        sitting.wait(.seconds(1))
        sitting.type("R")
        sitting.wait(.seconds(1))
        sitting.hit(.escape)
        sitting.hit(.character("a"))
        #expect(sitting.acts.count == 1)
    }

    @Test("Over a network a question waits 700 ms for its answer")
    func remote() {
        var sitting = Sitting(Sample.night, isRemote: true)
        sitting.hit(.character("R"))
        sitting.wait(.milliseconds(699))
        sitting.hit(.character("y"))
        #expect(sitting.acts == [])

        sitting.wait(.milliseconds(1))
        sitting.hit(.character("y"))

        #expect(sitting.acts == [Act(.resolve, IncidentNumber(4127))])
    }

    @Test("A count takes no key for 300 ms either")
    func count() {
        var sitting = Sitting([Sample.search])
        sitting.hit(.character("A"))

        sitting.hit(.character("1"))
        sitting.hit(.enter)
        #expect(sitting.rows[23].contains("type 1 or search and Enter:    Esc leaves"))
        sitting.wait(.seconds(1))
        sitting.press(.character("1"), .enter)

        #expect(sitting.acts.count == 1)
    }

    @Test("^C leaves what is asked; where nothing is asked it says how to leave, twice in a row how exactly")
    func cancel() {
        var sitting = Sitting(Sample.night)
        sitting.type("R")
        sitting.press(.control("c"))
        #expect(sitting.message.contains("nothing was done"))

        sitting.press(.control("c"))
        #expect(sitting.message.contains("^C stops nothing here; q or :q leaves"))
        sitting.press(.control("c"))

        #expect(sitting.message.contains(":q and Enter leaves the console"))
        #expect(sitting.intents == [])
    }

    @Test("A window that gets or loses the focus answers no question, and a click neither")
    func focus() {
        var sitting = Sitting(Sample.night)
        sitting.type("R")

        sitting.press(.focus(false), .focus(true), .mouse(MouseEvent(.press, at: Point(x: 3, y: 6))))

        #expect(sitting.next == " resolve #4127? 18 alerts still fire")
        #expect(sitting.cursorRow.contains("resolve"))
    }

    @Test("A mouse moves the cursor and acts on nothing")
    func mouse() {
        var sitting = Sitting(Sample.night)
        sitting.press(.mouse(MouseEvent(.press, at: Point(x: 3, y: 6))))
        #expect(sitting.cursorRow.contains("#4129"))
        sitting.press(.mouse(MouseEvent(.wheelDown, at: Point(x: 3, y: 6))))
        #expect(sitting.cursorRow.contains("#4115"))

        sitting.press(.mouse(MouseEvent(.press, at: Point(x: 3, y: 23))))

        #expect(sitting.cursorRow.contains("#4115"))
        #expect(sitting.intents == [])
    }

    @Test(
        "A key of something that is not connected says so",
        arguments: [
            ("d", "no change source connected"), ("p", "no on-call schedule connected"),
            ("e", "no escalation policy connected"),
        ])
    func missing(key: String, reason: String) {
        var sitting = Sitting(Sample.night)

        sitting.type(key)

        #expect(sitting.message.contains(reason))
    }
}
