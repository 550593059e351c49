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
                 KEYS in Triage   j k scroll, / searche…
                 a      acts  acknowledge; mine: renew;…
                 t      acts  take, and be assigned; as…
                 s      asks  snooze for a while
                 c      acts  write a note into the tim…
                 C      asks  write a note in your edit…
                 R      asks  resolve
                 u      acts  undo my last act, within …
                 x i    acts  mitigate: users are fine,…
                 x k    asks  unacknowledge: give it ba…
                 x o    asks  reopen, and ring  off: #4…
                 52 more below
                """)
    }

    @Test("The keys of the list at 80x24")
    func triage80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.type("?")

        #expect(
            sitting.screen == """
                 KEYS in Triage   j k scroll, / searches, any other key leaves
                 a      acts  acknowledge; mine: renew; CLRD: seen
                 t      acts  take, and be assigned; asks when somebody has it
                 s      asks  snooze for a while
                 c      acts  write a note into the timeline
                 C      asks  write a note in your editor
                 R      asks  resolve
                 u      acts  undo my last act, within 10 s  off: no act of yours in the last 1…
                 x i    acts  mitigate: users are fine, the cause remains  off: nobody has #412…
                 x k    asks  unacknowledge: give it back, and ring  off: #4127 is not acknowle…
                 x o    asks  reopen, and ring  off: #4127 is open
                 x v    acts  set the severity
                 x w    asks  unmerge: make it its own incident again  off: #4127 was not merged
                 A      types acknowledge all that are shown
                 p      asks  page a person  off: no on-call schedule connected: there is nobod…
                 e      asks  escalate  off: no escalation policy connected: the router rings e…
                 S      asks  silence its alerts for a while: 2h, until 06:00
                 U      asks  acknowledge until it resolves: a silence that ends with its alerts
                 7            go to the silences: what is kept quiet, by whom, until when
                 Enter        open, or show the rows that are folded there
                 Esc          close, drop marks, drop the filter, go back; never leaves
                 j Down       down
                 k Up         up
                 40 more below
                """)
    }

    @Test("The keys of the list at 160x48")
    func triage160() {
        var sitting = Sitting(width: 160, height: 48, Sample.night)
        sitting.type("?")

        #expect(
            sitting.screen == """
                 KEYS in Triage   j k scroll, / searches, any other key leaves
                 a      acts  acknowledge; mine: renew; CLRD: seen
                 t      acts  take, and be assigned; asks when somebody has it
                 s      asks  snooze for a while
                 c      acts  write a note into the timeline
                 C      asks  write a note in your editor
                 R      asks  resolve
                 u      acts  undo my last act, within 10 s  off: no act of yours in the last 10 s to undo
                 x i    acts  mitigate: users are fine, the cause remains  off: nobody has #4127; acknowledge it first
                 x k    asks  unacknowledge: give it back, and ring  off: #4127 is not acknowledged
                 x o    asks  reopen, and ring  off: #4127 is open
                 x v    acts  set the severity
                 x w    asks  unmerge: make it its own incident again  off: #4127 was not merged
                 A      types acknowledge all that are shown
                 p      asks  page a person  off: no on-call schedule connected: there is nobody to page by name
                 e      asks  escalate  off: no escalation policy connected: the router rings everybody
                 S      asks  silence its alerts for a while: 2h, until 06:00
                 U      asks  acknowledge until it resolves: a silence that ends with its alerts
                 7            go to the silences: what is kept quiet, by whom, until when
                 Enter        open, or show the rows that are folded there
                 Esc          close, drop marks, drop the filter, go back; never leaves
                 j Down       down
                 k Up         up
                 g Home       first
                 G End        last
                 ^D           half a screen down
                 ^U           half a screen up
                 PgDn         a screen down
                 PgUp         a screen up
                 .            go to the most urgent that nobody has
                 1            go to Triage
                 0            go to the incident that was open last  off: no incident was opened yet
                 `            go where you were before, and back again
                 [            back in the history of places
                 ]            forward in the history of places
                 Space        mark: a t s R c m act on those marked
                 v            mark from here; again: to here
                 m      asks  merge those marked into the one under the cursor  off: mark others with Space first; they go into the one under the cursor
                 M            only mine, or all again
                 /            show only what a filter lets through; in an incident: search
                 n            next hit of the last filter, or of the search
                 N            previous hit
                 *            show only what is like this: service, or the sorted column
                 <            sort by the column to the left
                 >            sort by the column to the right
                 I            invert the order; what needs an acknowledge stays on top
                 w            wide columns: alerts, change, labels
                 16 more below
                """)
    }

    @Test("The keys of an opened incident, scrolled")
    func incident() {
        var sitting = Sitting(Sample.night)
        sitting.press(.enter)
        sitting.type("?G")

        #expect(
            sitting.screen == """
                 KEYS in Incident   j k scroll, / searches, any other key leaves
                 0                  go to the incident that was open last
                 `                  go where you were before, and back again
                 [                  back in the history of places
                 ]                  forward in the history of places
                 f                  follow the newest line, or stay
                 /                  show only what a filter lets through; in an incident: search
                 n                  next hit of the last filter, or of the search
                 N                  previous hit
                 z                  the list alone; in an incident: the line in full, PgDn scro…
                 y                  copy its id, link, summary or row
                 o                  copy and show where its alerts come from; opens no browser
                 r                  copy and show the runbook's address
                 W                  why it was told or kept quiet, and who was told when
                 d                  what changed here  off: no change source connected
                 x                  everything that can be done
                 ; ^P               find anything by a few letters
                 :                  command: :ack 4127, :4127 opens it, :q leaves; Tab completes
                 ^R F5              get everything anew
                 ^L                 draw the screen anew
                 ^C                 leave what is asked
                 q                  back; on the list: leave
                 ? F1               this help; / searches in it
                 that is all of them
                """)
    }
}
