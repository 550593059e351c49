import Configuring
import Foundation
import Testing

@Suite struct AlertmanagerFileTests {
    /// Configurations that the real Alertmanager 0.25 loaded.
    static let loaded: [String] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/oracle_configs.jsonl")
        let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? []
        return lines.compactMap { line in
            (try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])?["config_yaml"]
        }
    }()

    @Test("what Alertmanager loads, loads", arguments: loaded)
    func loads(_ text: String) throws {
        #expect(faults(text) == [])
    }

    @Test("the fixtures are there")
    func hasFixtures() {
        #expect(AlertmanagerFileTests.loaded.count == 16)
    }

    @Test("a file with every kind of thing loads unchanged, with one warning for each thing that is not acted on")
    func loadsEverything() throws {
        #expect(
            try warnings(AlertmanagerFileTests.everything) == [
                "m.yaml:4:3: smtp_smarthost is not acted on yet",
                "m.yaml:5:3: smtp_from is not acted on yet",
                "m.yaml:8:1: templates is not acted on yet",
                "m.yaml:43:3: email_configs is not spoken here: receiver \"ops\" opens the incident and tells nobody by it",
                "m.yaml:48:3: unheard_of_configs is not spoken here: receiver \"db\" opens the incident and tells nobody by it",
            ])
    }

    @Test(
        "a kind of integration that is like no other is named as one, and taken for no misspelling",
        arguments: ["hipchat", "jsm"])
    func unheardOf(_ kind: String) throws {
        let text = "route: {receiver: a}\nreceivers: [{name: a, incidents: open, \(kind)_configs: [{a: b}]}]\n"

        #expect(
            try warnings(text) == [
                "m.yaml:2:40: \(kind)_configs is not spoken here: receiver \"a\" opens the incident and tells nobody by it"
            ])
        #expect(faults(text.replacing(kind, with: "webhok")).first?.hasSuffix("; write webhook_configs") == true)
    }

    static let everything = """
        # The configuration of a team of two.
        global:
          resolve_timeout: 5m
          smtp_smarthost: 'mail.example.org:587'
          smtp_from: alerts@example.org
          http_config: {follow_redirects: true, tls_config: {insecure_skip_verify: false}}

        templates: ['/etc/alertmanager/*.tmpl']

        route:
          receiver: ops
          group_by: ['alertname', "cluster"]
          group_wait: 30s
          group_interval: 5m
          repeat_interval: 1d12h
          continue: false
          routes:
          - receiver: db
            match: {service: postgres, port: 5432}
            match_re:
              severity: ^(critical|page)$
            continue: yes
            active_time_intervals: [office]
          - matchers: ['team="db"', owner!~"a|b"]
            mute_time_intervals: [nights]
            routes: []

        inhibit_rules:
        - {source_match: {severity: critical}, target_match_re: {severity: warning|info}, equal: [alertname]}
        - {source_matchers: [severity="critical"], target_matchers: ['severity=~"warning|info"']}

        time_intervals:
        - name: office
          time_intervals:
          - {weekdays: ['monday:friday'], times: [{start_time: '09:00', end_time: '17:00'}], location: Europe/Berlin}
          - {days_of_month: ['1:5', '-3:-1'], months: ['1:3'], years: ['2030']}

        mute_time_intervals:
        - {name: nights, time_intervals: [{times: [{start_time: '00:00', end_time: '06:00'}]}]}

        receivers:
        - name: ops
          email_configs: [{to: ops@example.org, send_resolved: true, headers: {Subject: 'x'}}]
        - name: db
          slack_configs: []
          webhook_configs:
          - url: http://127.0.0.1:9000/
          unheard_of_configs: [{anything: goes}]
        """
}
