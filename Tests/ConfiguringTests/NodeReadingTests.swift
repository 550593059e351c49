import Configuring
import Incidents
import Routing
import Testing

@Suite struct NodeReadingTests {
    @Test(
        "what is not YAML is told with its place",
        arguments: [
            ("route:\n  receiver: [a\n", "m.yaml:3:1: this is not YAML:"),
            ("a: b: c\n", "m.yaml:1:5: this is not YAML:"),
            ("route:\n\treceiver: a\n", "m.yaml:2:1: a tab cannot indent here; write spaces in its place"),
            ("route:\n  a: b\n\tc: d*\n", "m.yaml:3:1: a tab cannot indent here; write spaces in its place"),
            ("- -\ta: b\n", "m.yaml:1:4: a tab cannot indent here; write spaces in its place"),
            ("a: *b\n", "m.yaml:1:4: the alias *b has no anchor before it; write &b before what it stands for"),
            ("limits: {[a]: b}\n", "m.yaml:1:10: a key must be a word; write the key out"),
            ("limits: &l {}\n*l : b\n", "m.yaml:2:1: a key must be a word; write the key out"),
            ("limits: \u{E02A}\n", "m.yaml:1:9: a private-use character (U+E000–U+E0FF) is not allowed; remove it"),
        ])
    func tellsPlaces(_ text: String, _ start: String) {
        let told = faults(text)

        #expect(told.count == 1)
        #expect(told.first?.hasPrefix(start) == true, "\(told)")
    }

    @Test(
        "a file that says nothing is refused",
        arguments: [
            "", "\n", "# nothing\n", "---\n", "~\n", "null", "{}", "---\n---\nlimits: {}\n", "\u{FEFF}",
        ])
    func refusesNothing(_ text: String) {
        let told = faults(text)

        #expect(told.count == 1)
        #expect(told.first?.hasPrefix("m.yaml:1:1: the file says nothing; write route: and receivers:") == true)
    }

    @Test(
        "a file from Windows is read, with its byte order mark and its ends of lines",
        arguments: ["\u{FEFF}", ""], ["\r\n", "\n"])
    func readsWindows(_ mark: String, _ end: String) throws {
        let text =
            mark + ["route: {receiver: a}", "receivers:", "- {name: a, incidents: open}", ""].joined(separator: end)

        let configuration = try Configuration.parse(text, file: "m.yaml")

        #expect(configuration.tree.root.receiver == "a")
        #expect(faults(mark + "rout: x" + end).first?.hasPrefix("m.yaml:1:1: unknown key") == true)
    }

    @Test(
        "what stands behind the first document is not read, and named where there is any",
        arguments: [
            ("---", nil), ("...", nil), ("--- # ends\n\n# nothing\r\n", nil), ("---\nfoo: bar", "m.yaml:3:1"),
            ("...\njunk: [\n", "m.yaml:3:1"), ("---\n\n  [ : bad", "m.yaml:4:3"), ("--- foo\n", "m.yaml:2:5"),
            ("---\n---\n\u{E02A}", "m.yaml:4:1"),
        ] as [(String, String?)])
    func readsTheFirst(_ rest: String, _ place: String?) throws {
        let told = try warnings("limits: {body: 2MiB}\n\(rest)")

        #expect(
            told
                == (place.map { ["\($0): this stands behind the first document, which is all that is read of a file"] }
                    ?? []))
    }

    @Test("a file may begin as YAML lets it, and hold three hyphens in a value")
    func readsBeginnings() throws {
        let text =
            "# first\n%YAML 1.1\n---\nroute:\n  receiver: |-\n    ---\nreceivers: [{name: '---', incidents: open}]\n"

        #expect(try Configuration.parse(text, file: "m.yaml").tree.root.receiver == "---")
    }

    @Test("anchors, aliases and merge keys mean what they mean in YAML")
    func unfoldsAliases() throws {
        let text = """
            incidents: &times
              ring_every: &five 7m
              ring_urgent_every: *five
            retention: &kept
              log: 1d
              alerts: 2d
            limits: &small {body: 2MiB, queue: 4MiB}
            route: {receiver: &r 'a*b'}
            receivers:
            - {name: *r, incidents: open}
            """

        let configuration = try Configuration.parse(text, file: "m.yaml")

        #expect(configuration.rules.ringUrgentEvery == .minutes(7))
        #expect(configuration.tree.root.receiver == "a*b")
        #expect(configuration.receivers.map(\.name) == ["a*b"])
    }

    @Test("a merge key adds what is not written, and a list of them adds the first of each")
    func mergesKeys() throws {
        let text = """
            retention:
              <<: [{log: 1d}, {log: 2d, alerts: 3d}]
              incidents: 9d
            """

        let retention = try Configuration.parse(text, file: "m.yaml").retention

        #expect(retention.log == .hours(24))
        #expect(retention.alerts == .hours(72))
        #expect(retention.incidents == .hours(216))
    }

    @Test("a star is a star wherever it is no alias")
    func keepsStars() throws {
        let text = """
            # * comment *
            route:
              receiver: team*
              routes:
              - matchers: ["a=~\\".*\\"", 'b=~c.*']
              - match_re: {c: foo*}
            receivers: [{name: 'team*', incidents: open}]
            """

        #expect(try Configuration.parse(text, file: "m.yaml").tree.root.receiver == "team*")
    }

    @Test("aliases of aliases are refused before they fill the memory")
    func refusesAliasBombs() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...30 {
            let aliases = [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }

        #expect(
            faults(text) == [
                "m.yaml:5:5: more than 100000 values once its aliases are unfolded; write fewer aliases of aliases"
            ])
    }

    @Test("an alias bomb in the place of a key is refused as well")
    func refusesKeyBombs() {
        var text = "a0: &a0 [x, x]\n"
        for level in 1...40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        text += "? *a40\n: 1\n"

        #expect(!faults(text).isEmpty)
    }

    @Test(
        "what is nested too deeply is refused",
        arguments: [
            String(repeating: "[", count: 80) + String(repeating: "]", count: 80),
            String(repeating: "[", count: 100_000),
            String(repeating: "- ", count: 100_000),
            String(repeating: "{a: ", count: 90) + String(repeating: "}", count: 90),
            String(repeating: "? ", count: 50_000),
        ])
    func refusesDepth(_ text: String) {
        #expect(!faults("limits: " + text).isEmpty)
        #expect(!faults(text).isEmpty)
    }

    @Test("a file larger than its bound is refused")
    func refusesSize() {
        let text = String(repeating: "# midwatch\n", count: 100_000)

        #expect(faults(text) == ["m.yaml:1:1: the file is larger than 1 MiB; split off what does not belong in it"])
    }

    @Test("many keys that stand twice are told up to a bound")
    func boundsDuplicates() {
        let text = (0..<40).map { "k\($0): 1\nk\($0): 2\n" }.joined()

        #expect(faults(text) == ["m.yaml:1:1: more than 32 keys stand twice; keep one of each"])
    }

    @Test("a key that begins like our own marks is only a key")
    func survivesForgedMarks() {
        #expect(faults("\"\\uE080\": 1\n\"\\uE0FF\": 1\n").count == 2)
    }
}
