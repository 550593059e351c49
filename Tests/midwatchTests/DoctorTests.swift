import Calling
import Configuring
import Incidents
import Testing
import Wire

@testable import midwatch

@Suite("The doctor")
struct DoctorTests {
    @Test("writes a line for each thing, and what to do where it is not well")
    func writes() {
        let findings = [
            Finding.ok("terminal", "TERM is xterm"), .warn("locale", "no locale is set", remedy: "set one"),
            .fail("router", "the router at unix:/x cannot be reached: there is no such socket", remedy: "start one"),
        ]

        #expect(
            Finding.text(findings, OutputStyle(width: 60, usesColours: false, isScreen: false)) == """
                ok    terminal       TERM is xterm
                warn  locale         no locale is set
                                     → set one
                FAIL  router         the router at unix:/x cannot be
                                     reached: there is no such socket
                                     → start one

                """)
    }

    @Test(
        "looks at the terminal",
        arguments: [
            ([:], nil, "UTF-8", "terminal", Finding.Verdict.fail),
            (["TERM": "dumb"], nil, "UTF-8", "terminal", .warn),
            (["TERM": "xterm"], nil, "UTF-8", "terminal", .ok),
            (["TERM": "xterm"], 20, "UTF-8", "size", .warn),
            (["TERM": "xterm"], 80, "UTF-8", "size", .ok),
            (["TERM": "xterm"], 80, "ANSI_X3.4-1968", "locale", .warn),
            (["TERM": "xterm", "TMUX": "/x"], 80, "UTF-8", "multiplexer", .warn),
            (["TERM": "tmux-256color", "TMUX": "/x"], 80, "UTF-8", "multiplexer", .ok),
        ] as [([String: String], Int?, String, SafeText, Finding.Verdict)])
    func looksAtTerminal(
        environment: [String: String], columns: Int?, codeset: String, name: SafeText, verdict: Finding.Verdict
    ) {
        let examination = TerminalExamination(
            environment: environment, size: columns.map { ($0, 24) }, codeset: codeset)

        let finding = examination.findings.first { $0.name == name }

        #expect(finding?.verdict == verdict)
        #expect((finding?.remedy == nil) == (verdict == .ok))
    }

    private func snapshot(mayAct: Bool = true, degraded: SafeText? = nil, at: Timestamp = Samples.now) -> Snapshot {
        Snapshot(
            seq: 1, at: at,
            router: RouterIdentity(
                name: "midwatch", host: "jump", version: "1", isDemo: false, startedAt: Samples.now - .hours(1)),
            you: You(name: "kim", mayAct: mayAct, why: mayAct ? nil : "add yourself"), degraded: degraded)
    }

    @Test("is content with a router that works")
    func isContent() {
        let findings = RouterExamination.snapshot(snapshot(), now: Samples.now)

        #expect(findings.map(\.verdict) == [.ok, .ok, .ok])
    }

    @Test("says what is wrong with a router")
    func saysWhatIsWrong() {
        let findings = RouterExamination.snapshot(
            snapshot(mayAct: false, degraded: "the disk is full", at: Samples.now - .minutes(2)), now: Samples.now)

        #expect(findings.map(\.name) == ["router", "health", "you", "clock"])
        #expect(findings.map(\.verdict) == [.ok, .fail, .warn, .warn])
        #expect(findings[2].remedy == "add yourself")
    }

    @Test("says that all is muted, and how that ends")
    func saysAllMuted() {
        var muted = snapshot()
        let id = SilenceID(high: 0x6f0a_2c1e_0000_4000, low: 1)
        muted.allMuted = Mute(by: "kim", until: Samples.now + .hours(1), cause: .silence(id))

        let finding = RouterExamination.snapshot(muted, now: Samples.now).first { $0.name == "muting" }

        #expect(finding?.verdict == .warn)
        #expect(finding?.said.original.hasPrefix("ALL MUTED by kim until 09:00Z: ") == true)
        #expect(finding?.remedy == "end it when that is over: midwatch silence expire 6f0a2c1e")
    }

    @Test("shows the first fault of a configuration")
    func showsFault() {
        let check = ConfigurationCheck(
            file: "m.yaml",
            faults: [
                ConfigurationFault(file: "m.yaml", line: 2, column: 3, message: "unknown key", remedy: "write route")
            ], warnings: [])

        let finding = RouterExamination.configuration(.named("m.yaml"), check).first

        #expect(finding?.verdict == .fail)
        #expect(finding?.said == "m.yaml:2:3: unknown key; write route")
    }

    @Test("says which configuration the router runs with")
    func saysConfiguration() {
        var status = RouterStatus(
            router: snapshot().router, storePath: "/s.db", storeSize: 1, storeSchema: 1,
            configurationPath: "/etc/midwatch/midwatch.yaml")

        #expect(RouterExamination.configuration(of: status).said == "/etc/midwatch/midwatch.yaml")
        status.reloadFault = "/etc/midwatch/midwatch.yaml:3:1: unknown key\n/etc/midwatch/midwatch.yaml:9:1: more"
        let finding = RouterExamination.configuration(of: status)
        #expect(finding.verdict == .warn)
        #expect(finding.said.original.hasSuffix("was not taken: /etc/midwatch/midwatch.yaml:3:1: unknown key"))
        #expect(finding.remedy == "it would not start with it: midwatch check-config /etc/midwatch/midwatch.yaml")
        status.configurationPath = nil
        #expect(RouterExamination.configuration(of: status).said.original.hasPrefix("no configuration"))
    }
}
