import Configuring
import Incidents
import Testing

@Suite("The ways in")
struct IntakeTests {
    @Test("integrations, hooks and alertmanager_api are read")
    func reads() throws {
        let text = """
            integrations:
            - {name: billing, kind: pagerduty, key: 0123456789abcdef0123456789abcdef, labels: {service: billing}}
            - {name: grafana, kind: grafana, file: grafana.key}
            - name: old
              kind: alertmanager
            hooks: {expire_after: 9h}
            alertmanager_api: {silences: token, hosts: [Alerts.example., box]}

            """
        let configuration = try Configuration.parse(text, file: "m.yaml")
        let intake = configuration.intake

        #expect(configuration.warnings == [])
        #expect(
            intake.integrations == [
                Integration(
                    name: "billing", kind: .pagerduty, secret: .text("0123456789abcdef0123456789abcdef"),
                    labels: [Integration.Label(name: "service", value: "billing")]),
                Integration(name: "grafana", kind: .grafana, secret: .file("grafana.key")),
                Integration(name: "old", kind: .alertmanager),
            ])
        #expect(intake.hookExpiry == .hours(9) && intake.closesSilences)
        #expect(intake.hosts == ["alerts.example", "box"])
    }

    @Test("Without them webhooks hold for five hours, and amtool silences without a token")
    func standard() throws {
        let intake = try Configuration.parse("limits: {}\n", file: "m.yaml").intake

        #expect(intake == IntakeSettings() && intake.hookExpiry == .hours(5) && !intake.closesSilences)
    }

    @Test(
        "A fault names its place and the remedy",
        arguments: [
            ("- {kind: grafana}", "2:3: an integration has no name"),
            ("- {name: a}", "2:3: an integration has no kind"),
            ("- {name: a, kind: pagerdutty}", "write pagerduty"),
            ("- {name: a, kind: pagerduty}", "has no key, so that anybody could speak for it"),
            ("- {name: a, kind: pagerduty, key: short}", "has 32 characters, not 5"),
            ("- {name: a, kind: grafana, key: x, file: y}", "has both key and file"),
            ("- {name: a, kind: grafana, sha256: x}", "is not 64 hexadecimal digits"),
            ("- {name: a, kind: grafana, labels: {1a: b}}", "is no name of a label"),
            ("- {name: a, kind: grafana, labels: [b]}", "write labels: {service: billing}"),
            ("- {name: a, kind: grafana}\n- {name: a, kind: grafana}", "stands twice"),
            ("- {name: a, kind: grafana, token: x}", "unknown key \"token\" in an integration"),
        ])
    func faults(text: String, part: String) {
        let found = ConfiguringTests.faults("integrations:\n\(text)\n")
        #expect(found.count == 1 && found[0].contains(part), "\(found)")
    }

    @Test("The other blocks are held to their words")
    func words() {
        #expect(ConfiguringTests.faults("alertmanager_api: {silences: closed}\n").count == 1)
        for host in ["'http://a'", "'a:80'", "'*.a'", "''", "~", "a b"] {
            let found = ConfiguringTests.faults("alertmanager_api: {hosts: [\(host)]}\n")
            #expect(found.count == 1 && found[0].contains("in hosts is no name of a host; write the name alone"))
        }
        #expect(ConfiguringTests.faults("hooks: {expire_after: soon}\n").count == 1)
        #expect(ConfiguringTests.faults("hooks: {expire_after: 60d}\n").count == 1)
    }
}
