import Incidents
import Testing
import Wire

@testable import midwatch

@Suite("The report of one incident")
struct IncidentReportTests {
    private var detail: IncidentDetail {
        var summary = Samples.several[0]
        summary.nextDeadline = Samples.now + .minutes(1)
        func alert(_ instance: SafeText, _ end: AlertEnd?) -> AlertSummary {
            AlertSummary(
                fingerprint: Fingerprint(1),
                labels: [
                    LabelText(name: "instance", value: instance), LabelText(name: "service", value: "checkout"),
                ], annotations: [], startsAt: Samples.now - .minutes(4), endsAt: Samples.now, end: end,
                generatorURL: "", mute: nil)
        }
        func entry(_ ordinal: Int, _ actor: Actor, _ kind: TimelineEntry.Kind, _ text: SafeText) -> TimelineEntry {
            TimelineEntry(
                incident: summary.number, ordinal: ordinal, at: Samples.now - .minutes(4), actor: actor, kind: kind,
                text: text)
        }
        return IncidentDetail(
            summary: summary, alerts: [alert("b", .resolved), alert(Samples.outside("a\u{1B}[1m"), nil)],
            timeline: [
                entry(0, .router, .opened, "Checkout fails for customers"),
                entry(1, .person("kim"), .note, Samples.outside("looking\u{202E}")),
            ],
            pages: [
                Page(
                    id: PageID(incident: summary.number, ordinal: 0), at: Samples.now - .minutes(4), severity: .sev1,
                    reason: "opened", state: .sent(at: Samples.now, reached: 0), paging: .on)
            ])
    }

    @Test("says everything that is known, without a byte that steers a terminal")
    func saysEverything() {
        let text = IncidentReport(detail: detail, now: Samples.now, style: .plain).text

        #expect(
            text == """
                #17  SEV1  TRIG  Checkout fails for customers
                service   checkout
                opened    4m ago, at 07:56:00 UTC
                now       nobody has it
                next      in 1m, at 08:01:00 UTC
                alerts    3 firing, 0 resolved
                labels    service=checkout

                ALERTS    AGE  LABELS
                firing     4m  instance=a�[1m
                resolved   4m  instance=b

                PAGES     STATE           WHY
                07:56:00  reached NOBODY  opened

                TIMELINE  WHO     WHAT
                07:56:00  router  opened: Checkout fails for customers
                07:56:00  kim     note: looking�

                """)
    }

    @Test("says whom a page would have rung while nobody was told", arguments: [Paging.shadow, .off])
    func saysWithheld(paging: Paging) {
        let banner = paging.banner ?? ""
        var quiet = detail
        quiet.pages[0].paging = paging

        let text = IncidentReport(detail: quiet, now: Samples.now, style: .plain).text

        #expect(text.contains("\(banner): would have rung the terminals of those logged in  opened\n"), "\(text)")
    }

    @Test("says the date of what was or will be on another day")
    func saysDates() {
        var old = detail
        old.summary.mute = Mute(by: "root", until: Samples.now + .hours(720))
        old.summary.openedAt = Samples.now - .hours(24)
        old.timeline[0].at = Samples.now - .hours(24)

        let text = IncidentReport(detail: old, now: Samples.now, style: .plain).text

        #expect(text.contains("opened    1d00h ago, at 2027-01-14 08:00:00 UTC\n"), "\(text)")
        #expect(text.contains("now       muted by root until 2027-02-14 08:00 UTC\n"), "\(text)")
        #expect(text.contains("2027-01-14 08:00:00  router  opened: Checkout"), "\(text)")
        #expect(text.contains("07:56:00             kim     note: "), "\(text)")
    }

    @Test(
        "says who is asked for, before somebody else's incident is taken",
        arguments: [("lee" as SafeText, "kim has #4127. Take over?" as SafeText?), ("kim", nil)])
    func asksToTake(you: SafeText, question: SafeText?) {
        #expect(Confirmation.toTake([IncidentNumber(4127)], of: Samples.several, as: you) == question)
    }

    @Test("says how many alerts still fire, before it is resolved")
    func asksToResolve() {
        #expect(
            Confirmation.toResolve([IncidentNumber(17), IncidentNumber(9)], of: Samples.several)
                == "#17 has 3 alerts still firing. Resolve?")
        #expect(Confirmation.toResolve([IncidentNumber(9)], of: Samples.several) == nil)
    }
}
