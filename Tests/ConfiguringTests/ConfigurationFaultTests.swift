import Configuring
import Testing

@Suite struct ConfigurationFaultTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var text: String
        var faults: [String]

        init(_ name: String, _ text: String, _ faults: String...) {
            (testDescription, self.text, self.faults) = (name, text, faults)
        }
    }

    static let keys = [
        Row(
            "a misspelled key", "route:\n  recevier: a\nreceivers: [{name: a}]\n",
            "m.yaml:2:3: unknown key \"recevier\" in route; write receiver",
            "m.yaml:2:3: the root route has no receiver; write receiver: NAME in it"),
        Row(
            "a key in another style", "route: {receiver: a, groupBy: [b]}\nreceivers: [{name: a}]\n",
            "m.yaml:1:22: unknown key \"groupBy\" in route; write group_by"),
        Row(
            "a key like no other", "zebra: 1\n",
            "m.yaml:1:1: unknown key \"zebra\" in the configuration; remove it"),
        Row(
            "a key like no other in a small block", "retention:\n  zebra: 1\n",
            "m.yaml:2:3: unknown key \"zebra\" in retention; write one of log, incidents, alerts"),
        Row(
            "a key that stands twice", "retention:\n  log: 7d\n  alerts: 1d\n  log: 8d\n",
            "m.yaml:4:3: the key \"log\" already stands in line 2; keep one of them"),
        Row(
            "a key that stands three times, in quotes", "limits: {\"body\": 1MiB, 'body': 2MiB, body: 3MiB}\n",
            "m.yaml:1:24: the key \"body\" already stands in line 1; keep one of them",
            "m.yaml:1:38: the key \"body\" already stands in line 1; keep one of them"),
        Row(
            "a list in the place of a block", "route: [a]\n",
            "m.yaml:1:8: route is a list and must be a block of keys; write receiver, group_by, … below it"),
        Row(
            "a word in the place of the whole", "hello\n",
            "m.yaml:1:1: the configuration is a single value and must be a block of keys; "
                + "write global, route, … below it"),
        Row(
            "a block in the place of a list", "receivers: {name: a}\n",
            "m.yaml:1:1: there are receivers and no route that leads to them; write route: {receiver: NAME}",
            "m.yaml:1:12: receivers is a block of keys and must be a list; write - name: NAME below it"),
    ]

    static let routes = [
        Row(
            "a route with nothing behind it", "route:\nreceivers: [{name: a}]\n",
            "m.yaml:1:1: there is nothing in route; write receiver: NAME below it"),
        Row(
            "a root without a receiver", "route:\n  group_by: [a]\nreceivers:\n- name: a\n",
            "m.yaml:2:3: the root route has no receiver; write receiver: NAME in it"),
        Row(
            "a receiver that is not defined", "route:\n  receiver: tem\nreceivers:\n- name: team\n",
            "m.yaml:2:13: the receiver \"tem\" is not defined; write team"),
        Row(
            "receivers that no route leads to", "receivers:\n- name: team\n",
            "m.yaml:1:1: there are receivers and no route that leads to them; write route: {receiver: team}"),
        Row(
            "a root with conditions",
            "route:\n  receiver: a\n  matchers: [x=y]\n  continue: true\n  mute_time_intervals: [n]\n"
                + "receivers: [{name: a}]\n",
            "m.yaml:3:3: the root route takes every alert and has no matchers; move matchers into a route below routes",
            "m.yaml:4:3: the root route has no neighbour to continue with; remove continue",
            "m.yaml:5:3: the root route is never muted and has no mute_time_intervals; "
                + "move mute_time_intervals into a route below routes"),
        Row(
            "group_by with a label twice", "route: {receiver: a, group_by: [b, c, b]}\nreceivers: [{name: a}]\n",
            "m.yaml:1:39: the label \"b\" stands twice in group_by; remove one of them"),
        Row(
            "group_by with everything and something",
            "route: {receiver: a, group_by: [b, '...']}\nreceivers: [{name: a}]\n",
            "m.yaml:1:36: group_by mixes ... with other labels; write group_by: ['...'] or leave out the ..."),
        Row(
            "group_by with what is no label name",
            "route: {receiver: a, group_by: [~, b, '']}\nreceivers: [{name: a}]\n",
            "m.yaml:1:33: an empty name in group_by is no label name; remove it",
            "m.yaml:1:39: an empty name in group_by is no label name; remove it"),
        Row(
            "a route and a rule with nothing in them",
            "route: {receiver: a, routes: [~, {}], mute_time_intervals: [~]}\nreceivers: [{name: a}]\ninhibit_rules: [~]\n",
            "m.yaml:1:31: there is nothing in a route; write receiver: NAME in it, or remove its -",
            "m.yaml:1:39: the root route is never muted and has no mute_time_intervals; "
                + "move mute_time_intervals into a route below routes",
            "m.yaml:3:17: there is nothing in an inhibit rule; write source_matchers: […] in it, or remove its -"),
        Row(
            "a time interval without a name",
            "route: {receiver: a, routes: [{active_time_intervals: [~]}]}\nreceivers: [{name: a}]\n",
            "m.yaml:1:56: the time interval \"\" is not defined; define it in time_intervals"),
        Row(
            "faults in a receiver that has no name",
            "route: {receiver: a}\nreceivers:\n- {name: a}\n- webhook_configs: [{url: 'ftp://x'}]\n  incidents: maybe\n",
            "m.yaml:4:3: a receiver has no name; write name: NAME in it",
            "m.yaml:4:27: url begins with neither http nor https; write it as http://… or https://…",
            "m.yaml:5:14: incidents is \"maybe\" and must be open or none; write incidents: open"),
        Row(
            "a key that is like none of many",
            "global: {xmpp_from: a, smtp_form: b, hipchat_api_url: c}\n",
            "m.yaml:1:10: unknown key \"xmpp_from\" in global; remove it",
            "m.yaml:1:24: unknown key \"smtp_form\" in global; write smtp_from",
            "m.yaml:1:38: unknown key \"hipchat_api_url\" in global; remove it"),
        Row(
            "intervals of zero",
            "route:\n  receiver: a\n  group_wait: 0s\n  group_interval: 0s\n  repeat_interval: 0\n"
                + "receivers: [{name: a}]\n",
            "m.yaml:4:19: group_interval cannot be zero; write group_interval: 5m",
            "m.yaml:5:20: repeat_interval cannot be zero; write repeat_interval: 4h"),
        Row(
            "durations that are none",
            "global:\n  resolve_timeout: 5 minutes\nroute:\n  receiver: a\n  group_wait: -3s\nreceivers: [{name: a}]\n",
            "m.yaml:2:20: resolve_timeout \"5 minutes\" is not a duration; "
                + "write a number and a unit, as in resolve_timeout: 5m",
            "m.yaml:5:15: group_wait \"-3s\" is not a duration; write a number and a unit, as in group_wait: 30s"),
        Row(
            "faults deep in the tree",
            """
            route:
              receiver: a
              routes:
              - matchers: ['severity=~"("']
                routes:
                - receiver: b
                  match_re: {9x: '*'}
                  continue: perhaps
                  mute_time_intervals: [nights]
            receivers: [{name: a}]
            time_intervals: [{name: night}]
            """,
            "m.yaml:4:16: error parsing regexp: missing closing ): `^(?:()$`; "
                + "write a regular expression in RE2 syntax",
            "m.yaml:6:17: the receiver \"b\" is not defined; write a",
            "m.yaml:7:18: \"9x\" in match_re is no label name; write letters, digits and _, not beginning with a digit",
            "m.yaml:7:22: error parsing regexp: missing argument to repetition operator: `*`; "
                + "write a regular expression in RE2 syntax",
            "m.yaml:8:17: continue must be true or false; write continue: true or continue: false",
            "m.yaml:9:29: the time interval \"nights\" is not defined; write night"),
        Row(
            "a matcher that is none", "route: {receiver: a, routes: [{matchers: [bad]}]}\nreceivers: [{name: a}]\n",
            "m.yaml:1:43: bad matcher format: bad; write name=\"value\", with =, !=, =~ or !~ between them"),
        Row(
            "an inhibit rule with faults",
            "inhibit_rules:\n- source_matchers: ['a']\n  equal: [~]\n  targets: 1\n",
            "m.yaml:2:21: bad matcher format: a; write name=\"value\", with =, !=, =~ or !~ between them",
            "m.yaml:3:11: an empty name in equal is no label name; remove it",
            "m.yaml:4:3: unknown key \"targets\" in an inhibit rule; write one of name, source_matchers, "
                + "target_matchers, equal, source_match, source_match_re, target_match, target_match_re"),
    ]

    static let receivers = [
        Row(
            "a receiver without a name", "route: {receiver: a}\nreceivers:\n- name: a\n- webhook_configs: []\n",
            "m.yaml:4:3: a receiver has no name; write name: NAME in it"),
        Row(
            "a receiver defined twice", "route: {receiver: a}\nreceivers:\n- name: a\n- name: a\n",
            "m.yaml:4:9: the receiver \"a\" is already defined in line 3; give one of them another name"),
        Row(
            "a misspelled integration", "route: {receiver: a}\nreceivers:\n- name: a\n  web_hook_configs: []\n",
            "m.yaml:4:3: unknown key \"web_hook_configs\" in a receiver; write webhook_configs"),
        Row(
            "incidents neither open nor none", "route: {receiver: a}\nreceivers:\n- {name: a, incidents: closed}\n",
            "m.yaml:3:24: incidents is \"closed\" and must be open or none; write incidents: open"),
    ]

    static let ours = [
        Row(
            "an acknowledge that ends before its warning", "incidents:\n  ack_warning: 1h\n",
            "m.yaml:2:3: ack_warning (1h) is not shorter than ack_timeout (30m); write a shorter ack_warning"),
        Row(
            "an incident forgotten before it could reopen", "incidents:\n  reopen_within: 2h\n",
            "m.yaml:2:3: resolved_kept is shorter than reopen_within (2h); write resolved_kept: 2h"),
        Row(
            "severities that are none",
            "incidents:\n  ack_timeout: {SEV9: 1m}\n  severity: {label: a b, values: {p1: worst}, otherwise: SEV0}\n",
            "m.yaml:2:17: \"SEV9\" is no severity; write one of SEV1, SEV2, SEV3, SEV4, SEV5",
            "m.yaml:3:21: \"a b\" is no label name; write letters, digits and _, not beginning with a digit",
            "m.yaml:3:39: \"worst\" is no severity; write one of SEV1, SEV2, SEV3, SEV4, SEV5",
            "m.yaml:3:58: \"SEV0\" is no severity; write one of SEV1, SEV2, SEV3, SEV4, SEV5"),
        Row(
            "limits out of bounds", "limits:\n  body: 8 octets\n  label_name: 64KiB\n  labels_per_alert: 0\n",
            "m.yaml:2:9: body \"8 octets\" is not a size; write body: 8MiB",
            "m.yaml:3:15: label_name is out of its bounds; write a size from 16 to 65535, as in 1KiB",
            "m.yaml:4:21: labels_per_alert \"0\" is no number within its bounds; "
                + "write a number from 1 to 10000, as in labels_per_alert: 128"),
        Row(
            "a queue that holds no body", "limits: {body: 128MiB}\n",
            "m.yaml:1:10: queue is smaller than body, so a large body would never fit; write queue: 128MiB or more"),
        Row(
            "people with faults", "people:\n- {name: Kim}\n- {login: 'a b'}\n- {login: kim}\n- {login: kim}\n",
            "m.yaml:2:3: a person has no login; write login: NAME of the Unix account in it",
            "m.yaml:3:11: \"a b\" is no login; write the name of the Unix account, as id -un prints it",
            "m.yaml:5:11: the login \"kim\" stands twice in people; keep one of them"),
        Row(
            "tokens with faults",
            """
            tokens:
            - {name: ci, scope: injest, file: a}
            - {name: b, scope: read}
            - {scope: read, sha256: 12}
            - {name: d, scope: act, file: a, sha256: b}
            """,
            "m.yaml:2:21: \"injest\" is no scope; write ingest",
            "m.yaml:3:3: a token has neither file nor sha256; write file: PATH or sha256: DIGITS in it",
            "m.yaml:4:3: a token has no name; write name: NAME of who uses it",
            "m.yaml:4:25: sha256 is not 64 hexadecimal digits; write what printf %s TOKEN | sha256sum prints",
            "m.yaml:5:34: a token has both file and sha256; keep one of them"),
    ]

    @Test("each fault is told with its place and its remedy", arguments: keys + routes + receivers + ours)
    func tells(_ row: Row) {
        #expect(faults(row.text) == row.faults)
    }

    @Test("faults of every kind are told at once, in the order of their places")
    func tellsAllAtOnce() {
        let text = """
            global: {resolve_timeout: soon}
            route:
              receiver: a
              receiver: b
              group_by: [x, x]
            receivers:
            - name: c
              colour: red
            limits: []
            """

        let told = faults(text).map { String($0.prefix { $0 != " " }) }

        #expect(
            told == ["m.yaml:1:27:", "m.yaml:3:13:", "m.yaml:4:3:", "m.yaml:5:17:", "m.yaml:8:3:"] + ["m.yaml:9:9:"])
    }

    @Test("a thousand faults are told as a hundred")
    func boundsWhatItTells() {
        let text = (0..<1000).map { "zebra\($0): 1\n" }.joined()

        #expect(faults(text).count == ConfigurationRefusal.faultsMax)
    }

    @Test("nothing in a fault can steer a terminal")
    func tellsSafely() {
        let told = faults("\"a\\e[31m\\u202Eb\": 1\n")

        #expect(told == ["m.yaml:1:1: unknown key \"a\u{FFFD}[31m\u{FFFD}b\" in the configuration; remove it"])
    }
}
