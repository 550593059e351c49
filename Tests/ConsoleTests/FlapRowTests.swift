import Console
import Incidents
import TerminalUI
import Testing

@Suite("An incident that fired again, in the list")
struct FlapRowTests {
    @Test("How often stands before what it is, and moves no column", arguments: [(80, 6), (120, 6), (80, 99_999)])
    func row(width: Int, flaps: Int) {
        var flapping = Sample.checkout
        flapping.flaps = flaps
        let (calm, restless) = (Sitting(width: width, [Sample.checkout]), Sitting(width: width, [flapping]))
        let start = calm.cursorRow.firstRange(of: "5xx")?.lowerBound
        let head = start.map { String(calm.cursorRow[..<$0]) } ?? "?"
        #expect(restless.cursorRow.hasPrefix(head + "~\(min(flaps, 999)) 5xx"), "\(restless.cursorRow)")
        #expect(restless.cursorRow.hasSuffix("nobody") == calm.cursorRow.hasSuffix("nobody"))
        #expect(restless.cursorRow.count == calm.cursorRow.count)
    }
}
