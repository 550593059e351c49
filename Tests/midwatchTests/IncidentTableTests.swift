import Incidents
import Testing

@testable import midwatch

@Suite("The table of incidents")
struct IncidentTableTests {
    private func table(_ width: Int, colours: Bool = false) -> String {
        IncidentTable.text(
            Samples.several, now: Samples.now, style: OutputStyle(width: width, usesColours: colours, isScreen: false))
    }

    @Test("fits 80 columns")
    func fits80() {
        #expect(
            table(80) == """
                  NO  SEV   STATE    AGE  FIRING  WHO  SERVICE           TITLE
                  17  SEV1  TRIG      4m       3  -    checkout          Checkout fails for cus…
                4127  SEV3  ACK    5h00m      12  kim  search-suggesti…  検索が遅い: search is …
                   9  SEV5  TRIG   2d02h       0  -    a b               �[2Jgone�txt

                """)
    }

    @Test("drops what matters least where there is no room")
    func fits40() {
        #expect(
            table(40) == """
                  NO  SEV   STATE  TITLE
                  17  SEV1  TRIG   Checkout fails for c…
                4127  SEV3  ACK    検索が遅い: search i…
                   9  SEV5  TRIG   �[2Jgone�txt

                """)
    }

    @Test("says everything where nothing says how wide it may be")
    func endless() {
        let text = IncidentTable.text(Samples.several, now: Samples.now, style: .plain)

        #expect(text.contains("search-suggestions  検索が遅い: search is slow for everybody in the second region\n"))
        #expect(!text.contains(SafeText.ellipsis))
    }

    @Test("never cuts an age", arguments: [50, 80, 120])
    func ages(width: Int) {
        let old = Samples.incident(1, .sev3, title: "It fires since spring", age: .hours(272 * 24 + 19))
        let text = IncidentTable.text(
            [old], now: Samples.now, style: OutputStyle(width: width, usesColours: false, isScreen: false))

        #expect(text.contains("  272d19h  "), "\(text)")
    }

    @Test("is never wider than asked for", arguments: [20, 33, 40, 79, 80, 120, 200])
    func isNeverWider(width: Int) {
        for line in table(width).split(separator: "\n") { #expect(SafeText(String(line)).columns <= width) }
    }

    @Test("says in words what it colours")
    func colours() {
        let coloured = table(80, colours: true)

        #expect(coloured.contains("\u{1B}[31mSEV1\u{1B}[0m"))
        let plain = coloured.replacing(/\u{1B}\[[0-9]+m/, with: "")
        #expect(plain == table(80))
    }

    @Test("says when there is none")
    func saysNone() {
        #expect(IncidentTable.text([], now: Samples.now, style: .plain) == "No open incidents.\n")
    }

    @Test(
        "writes spans short",
        arguments: [(-5, "0s"), (45, "45s"), (60, "1m"), (3599, "59m"), (11_100, "3h05m"), (187_200, "2d04h")])
    func spans(seconds: Int, text: SafeText) {
        #expect(Span.short(.seconds(seconds)) == text)
    }
}
