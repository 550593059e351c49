import Foundation

/// Alerts as a large Prometheus sends them: nine labels, three annotations, some 590 bytes each, of up to 6,000 groups.
enum Load {
    /// - Parameter isOver: whether they have ended a moment ago.
    static func bodies(count: Int, batch: Int, run: String, isOver: Bool = false) -> [[UInt8]] {
        let ended = isOver ? #""endsAt":"2020-01-01T00:00:00Z","startsAt":"2019-12-31T00:00:00Z","# : ""
        return stride(from: 0, to: count, by: batch).map { first in
            let alerts = (first..<min(first + batch, count)).map { alert($0, run: run, ended) }
            return Array("[\(alerts.joined(separator: ","))]".utf8)
        }
    }

    static func body(title: String) -> [UInt8] {
        Array(
            #"[{"labels":{"alertname":"\#(title)","severity":"info"},"annotations":{"summary":"\#(title)"}}]"#.utf8)
    }

    /// A silence of an instance that no alert has.
    static func silence(_ index: Int) -> [UInt8] {
        let (start, end) = (Date(timeIntervalSinceNow: -1), Date(timeIntervalSinceNow: 3600))
        let matcher = #"{"name":"instance","value":"none-\#(index)","isRegex":false,"isEqual":true}"#
        return Array(
            #"{"matchers":[\#(matcher)],"startsAt":"\#(start.ISO8601Format())","endsAt":"\#(end.ISO8601Format())","createdBy":"kim","comment":"a planned reboot"}"#
                .utf8)
    }

    private static func alert(_ index: Int, run: String, _ ended: String) -> String {
        #"{\#(ended)"labels":{"alertname":"Alert\#(index % 25)","cluster":"eu-\#(index / 25 % 6)","env":"prod","instance":"10.\#(index / 65_536).\#(index / 256 % 256).\#(index % 256):9100","job":"node","run":"\#(run)","service":"svc\#(index / 150 % 40)","severity":"\#(index / 3 % 5 == 0 ? "critical" : "warning")","team":"team\#(index / 150 % 8)"},"annotations":{"summary":"Alert \#(index % 25) on instance \#(index) is firing","description":"The value has been above its threshold for more than five minutes.","runbook_url":"https://runbooks.example/alert\#(index % 25)"},"generatorURL":"http://prometheus.example:9090/graph?g0.expr=up&g0.tab=1"}"#
    }
}
