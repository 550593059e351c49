import Glibc
import Testing

extension EndToEnd {
    /// A real Prometheus with a real node exporter drives the router, and people see it.
    @Suite(
        "Prometheus",
        .enabled(
            if: Host.has(peers: "prometheus", "prometheus-node-exporter") && Host.hasTmux,
            "the peers are not there: .ci/setup --peers unpacks them"))
    struct PrometheusTests {
        @Test(
            "Prometheus to router to two consoles and the commands, which all see one acknowledge",
            .timeLimit(.minutes(2)))
        func wholeWay() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let tmux = Tmux(stage)
                let first = try await stage.console(tmux, router, "first")
                let second = try await stage.console(tmux, router, "second")
                try await first.shows("LIVE")
                try await second.shows("LIVE")

                let prometheus = try await Prometheus(stage, router)
                let managers = try await prometheus.http.get("/api/v1/alertmanagers").json()
                #expect(
                    managers["data"]["activeAlertmanagers"][0]["url"].string
                        == "http://127.0.0.1:\(router.port)/api/v2/alerts")

                // Nobody touches a key: both incidents are on both screens.
                for window in [first, second] { try await window.shows("PrometheusRuns", "DoorOpen", within: 40) }
                let incidents = try await router.incidents()
                #expect(Set(incidents.map { $0["phase"].string }) == ["triggered"])

                try await take(stage, router, first, second)
                try await resolve(stage, router, prometheus, first)
            }
        }

        /// `a` in one console is an acknowledge everywhere.
        private func take(
            _ stage: Stage, _ router: RouterProcess, _ first: Tmux.Window, _ second: Tmux.Window
        ) async throws {
            // The door is critical, so it stands first, and is selected after `gg`.
            try await first.type("g", "g")
            try await first.press("a", until: "the router has the acknowledge") {
                try await router.incidents().contains { $0["phase"].string == "acknowledged" }
            }
            let list = try await stage.midwatch(router, "list", "-o", "json")
            let acked = try JSON(list.output).items.filter { $0["phase"].string == "acknowledged" }
            #expect(acked.count == 1)
            let holder = try #require(acked.first?["acknowledgedBy"].string)
            let number = try #require(acked.first?["number"].int)
            for window in [first, second] {
                try await eventually("a console shows who has #\(number)") {
                    let line = try await window.screen().split(separator: "\n").first { $0.contains(" #\(number) ") }
                    return line.map { $0.contains("ACK") && $0.contains(holder) } ?? false
                }
            }
            let shown = try JSON(try await stage.midwatch(router, "show", "\(number)", "-o", "json").output)
            #expect(shown["acknowledgedBy"].string == holder)
            #expect(shown["timeline"].items.filter { $0["kind"].string == "acknowledged" }.count == 1)
        }

        /// The rule no longer holds: Prometheus says so, and the incident ends by itself.
        private func resolve(
            _ stage: Stage, _ router: RouterProcess, _ prometheus: Prometheus, _ window: Tmux.Window
        ) async throws {
            try prometheus.setDoor(open: false)
            let door: JSON = try await eventually("the door's incident resolves", within: 30) {
                try await router.incidents("all").first {
                    $0["title"].string?.contains("DoorOpen") == true && $0["phase"].string == "resolved"
                }
            }
            #expect(door["resolved"].int == 1)
            #expect(door["firing"].int == 0)
            // A row does not go away under the cursor: it says that it is over, and goes once the cursor does.
            try await window.shows("RSLV")
            try await window.type("j")
            try await window.hides("DoorOpen")
            #expect(try await window.screen().contains("PrometheusRuns"))
        }
    }
}

/// A Prometheus and a node exporter on free ports, with two rules.
struct Prometheus {
    let stage: Stage
    let http: HTTP

    init(_ stage: Stage, _ router: RouterProcess) async throws {
        self.stage = stage
        let (port, nodePort) = (try FreePort.find(), try FreePort.find())
        http = HTTP(door: .port(port))
        mkdir(stage.path("textfiles"), 0o755)
        try setDoor(open: true)
        _ = try stage.start([
            Host.peer("prometheus-node-exporter"), "--web.listen-address=127.0.0.1:\(nodePort)",
            "--collector.disable-defaults", "--collector.textfile", "--collector.textfile.directory",
            stage.path("textfiles"),
        ])
        try stage.write(Self.rules, to: "rules.yml")
        let file = try stage.write(
            """
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: [rules.yml]
            alerting:
              alertmanagers:
              - static_configs: [{targets: ['127.0.0.1:\(router.port)']}]
            scrape_configs:
            - job_name: prometheus
              static_configs: [{targets: ['127.0.0.1:\(port)']}]
            - job_name: node
              static_configs: [{targets: ['127.0.0.1:\(nodePort)']}]

            """, to: "prometheus.yml")
        let child = try stage.start([
            Host.peer("prometheus"), "--config.file", file, "--storage.tsdb.path", stage.path("tsdb"),
            "--web.listen-address=127.0.0.1:\(port)", "--rules.alert.resend-delay=1s",
        ])
        let http = http
        try await eventually("Prometheus knows the router: \(child.errors.suffix(300))", within: 30) {
            (try? await http.get("/api/v1/alertmanagers"))?.text.contains(":\(router.port)/api/v2/alerts") ?? false
        }
    }

    /// One rule on its own metrics, one on the node exporter's.
    static let rules = """
        groups:
        - name: midwatch
          rules:
          - alert: PrometheusRuns
            expr: prometheus_build_info == 1
            labels: {severity: warning, service: monitoring}
            annotations: {summary: "PrometheusRuns, and says so"}
          - alert: DoorOpen
            expr: midwatch_test_door_open == 1
            labels: {severity: critical, service: building}
            annotations: {summary: "DoorOpen, and it is night"}

        """

    /// What the node exporter says about a door.
    func setDoor(open: Bool) throws {
        try stage.write("midwatch_test_door_open \(open ? 1 : 0)\n", to: "door.new")
        rename(stage.path("door.new"), stage.path("textfiles/door.prom"))
    }
}

/// A port that nobody listens at, for programs that cannot say which one they took.
enum FreePort {
    static func find() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let found = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard found else { throw Connection.Fault(description: "no free port: \(String(cString: strerror(errno)))") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
