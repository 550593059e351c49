import Foundation

/// Alerts as a large Prometheus sends them: nine labels, three annotations, some 590 bytes each.
enum Load {
    static func bodies(count: Int, batch: Int, run: String) -> [[UInt8]] {
        stride(from: 0, to: count, by: batch).map { first in
            let alerts = (first..<min(first + batch, count)).map { alert($0, run: run) }
            return Array("[\(alerts.joined(separator: ","))]".utf8)
        }
    }

    static func body(title: String) -> [UInt8] {
        Array(
            #"[{"labels":{"alertname":"\#(title)","severity":"info"},"annotations":{"summary":"\#(title)"}}]"#.utf8)
    }

    private static func alert(_ index: Int, run: String) -> String {
        #"{"labels":{"alertname":"Alert\#(index % 25)","cluster":"eu-\#(index % 6)","env":"prod","instance":"10.\#(index / 65_536).\#(index / 256 % 256).\#(index % 256):9100","job":"node","run":"\#(run)","service":"svc\#(index % 40)","severity":"\#(index % 5 == 0 ? "critical" : "warning")","team":"team\#(index % 8)"},"annotations":{"summary":"Alert \#(index % 25) on instance \#(index) is firing","description":"The value has been above its threshold for more than five minutes.","runbook_url":"https://runbooks.example/alert\#(index % 25)"},"generatorURL":"http://prometheus.example:9090/graph?g0.expr=up&g0.tab=1"}"#
    }
}
