import Console
import Incidents
import TerminalUI
import Testing

@Suite("Help, as it is drawn")
struct HelpScreenTests {
    @Test("The keys of the list at 40x12")
    func triage40() {
        var sitting = Sitting(width: 40, height: 12, Sample.night)
        sitting.type("?")

        #expect(
            sitting.screen == """
                 KEYS in Triage   j k scroll, any other…
                 a        acts acknowledge; mine: renew…
                 t        acts take, and be assigned; a…
                 s        asks snooze for a while
                 c        acts write a note into the ti…
                 R        asks resolve
                 u        acts undo my last act, within…
                 x i      acts mitigate: users are fine…
                 x k      asks unacknowledge: give it b…
                 x o      asks reopen, and ring  off: #…
                 x v      acts set the severity
                 23 more below
                """)
    }

    @Test("The keys of the list at 80x24")
    func triage80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.type("?")

        #expect(
            sitting.screen == """
                 KEYS in Triage   j k scroll, any other key leaves
                 a        acts acknowledge; mine: renew; CLRD: seen
                 t        acts take, and be assigned; asks when somebody has it
                 s        asks snooze for a while
                 c        acts write a note into the timeline
                 R        asks resolve
                 u        acts undo my last act, within 10 s  off: no act of yours in the last …
                 x i      acts mitigate: users are fine, the cause remains  off: nobody has #41…
                 x k      asks unacknowledge: give it back, and ring  off: #4127 is not acknowl…
                 x o      asks reopen, and ring  off: #4127 is open
                 x v      acts set the severity
                 x w      asks unmerge: make it its own incident again  off: #4127 was not merg…
                 Enter         open
                 Esc           back; never leaves
                 j Down        down
                 k Up          up
                 g Home        first
                 G End         last
                 ^D            half a screen down
                 ^U            half a screen up
                 PgDn          a screen down
                 PgUp          a screen up
                 .             go to the most urgent that nobody has
                 11 more below
                """)
    }

    @Test("The keys of the list at 160x48")
    func triage160() {
        var sitting = Sitting(width: 160, height: 48, Sample.night)
        sitting.type("?")

        #expect(
            sitting.screen == """
                 KEYS in Triage   j k scroll, any other key leaves
                 a        acts acknowledge; mine: renew; CLRD: seen
                 t        acts take, and be assigned; asks when somebody has it
                 s        asks snooze for a while
                 c        acts write a note into the timeline
                 R        asks resolve
                 u        acts undo my last act, within 10 s  off: no act of yours in the last 10 s to undo
                 x i      acts mitigate: users are fine, the cause remains  off: nobody has #4127; acknowledge it first
                 x k      asks unacknowledge: give it back, and ring  off: #4127 is not acknowledged
                 x o      asks reopen, and ring  off: #4127 is open
                 x v      acts set the severity
                 x w      asks unmerge: make it its own incident again  off: #4127 was not merged
                 Enter         open
                 Esc           back; never leaves
                 j Down        down
                 k Up          up
                 g Home        first
                 G End         last
                 ^D            half a screen down
                 ^U            half a screen up
                 PgDn          a screen down
                 PgUp          a screen up
                 .             go to the most urgent that nobody has
                 Space         mark, for m to merge
                 m        asks merge those marked into the one under the cursor  off: mark others with Space first; they go into the one under the cursor
                 M             only mine, or all again
                 x             everything that can be done
                 :             command: :4127 opens it, :q leaves
                 ^R F5         get everything anew
                 ^L            draw the screen anew
                 ^C            leave what is asked
                 q             back; on the list: leave
                 ? F1          this help
                 C        acts write a note in your editor













                 that is all of them
                """)
    }

    @Test("The keys of an opened incident, scrolled")
    func incident() {
        var sitting = Sitting(Sample.night)
        sitting.press(.enter)
        sitting.type("?G")

        #expect(
            sitting.screen == """
                 KEYS in Incident   j k scroll, any other key leaves
                 j Down        down
                 k Up          up
                 g Home        first
                 G End         last
                 ^D            half a screen down
                 ^U            half a screen up
                 PgDn          a screen down
                 PgUp          a screen up
                 .             go to the most urgent that nobody has
                 x             everything that can be done
                 :             command: :4127 opens it, :q leaves
                 ^R F5         get everything anew
                 ^L            draw the screen anew
                 ^C            leave what is asked
                 q             back; on the list: leave
                 ? F1          this help
                 f             stay on the newest line, or no longer
                 z             the line in full, with all the room; PgDn PgUp scroll it
                 /             search in this tab
                 n             next line with what was searched for
                 N             previous line with it
                 C        acts write a note in your editor
                 that is all of them
                """)
    }
}
