import Incidents
import Routing
import Testing

@Suite struct RoutingTreeTests {
    let disk: LabelSet = LabelSet([
        "alertname": "DiskFull", "cluster": "c1", "instance": "db-1:9100", "job": "node", "severity": "critical",
    ])

    @Test("with no configuration the root takes everything, opens incidents and tells at once")
    func standard() {
        let tree = RoutingTree.standard

        #expect(tree.routes(for: disk) == [0])
        #expect(tree.routes(for: .empty) == [0])
        #expect(tree.incidentRoute(for: disk) == 0)
        #expect(tree.root.receiver == "default")
        #expect(tree.root.groupBy == .labels(["alertname", "cluster", "service", "job"]))
        #expect(tree.root.groupWait == .zero)
        #expect(tree.root.groupInterval == .minutes(1))
        #expect(tree.root.repeatInterval == .hours(4))
    }

    @Test("a route that opens no incidents leads to none")
    func opensNothing() {
        let tree = RoutingTree(root: Route(receiver: "null", groupBy: .none, opensIncidents: false))

        #expect(tree.incidentRoute(for: disk) == nil)
    }

    @Test("the group labels are those of the route that the alert has")
    func groupLabels() {
        let tree = RoutingTree.standard

        let labels = tree.groupLabels(of: disk, by: tree.root)

        #expect(labels == LabelSet(["alertname": "DiskFull", "cluster": "c1", "job": "node"]))
    }

    @Test(
        "grouping by nothing makes one group, by all a group of each alert",
        arguments: [(GroupBy.none, LabelSet.empty), (.labels([]), .empty)])
    func groupsByNothing(_ groupBy: GroupBy, _ expected: LabelSet) {
        let route = Route(receiver: "r", groupBy: groupBy)

        #expect(route.groupLabels(of: disk) == expected)
        #expect(route.groupID(of: disk) == route.groupID(of: .empty))
        #expect(Route(receiver: "r", groupBy: .all).groupLabels(of: disk) == disk)
    }

    @Test("alerts are in one group when their group labels agree, whatever their other labels are")
    func groupIDs() {
        let route = RoutingTree.standard.root
        let other = LabelSet(["alertname": "DiskFull", "cluster": "c1", "instance": "db-2:9100", "job": "node"])
        let elsewhere = LabelSet(["alertname": "DiskFull", "cluster": "c2", "job": "node"])
        let without = LabelSet(["alertname": "DiskFull", "job": "node"])

        #expect(route.groupID(of: disk) == route.groupID(of: other))
        #expect(Set([disk, elsewhere, without].map(route.groupID(of:))).count == 3)
        #expect(route.groupID(of: disk) == route.groupID(of: route.groupLabels(of: disk)))
    }

    @Test("the order of group_by makes no difference, the path does")
    func groupIDsDependOnThePath() {
        let a = Route(receiver: "r", groupBy: .labels(["cluster", "alertname"]))
        let b = Route(receiver: "other", groupBy: .labels(["alertname", "cluster"]))
        let c = Route(receiver: "r", groupBy: .labels(["alertname", "cluster"]), path: "{}/{severity=\"page\"}")

        #expect(a.groupID(of: disk) == b.groupID(of: disk))
        #expect(a.groupID(of: disk) != c.groupID(of: disk))
    }

    @Test("a label does not become another by moving its end")
    func groupIDsKeepNamesAndValuesApart() {
        let route = Route(receiver: "r", groupBy: .all)
        let sets = [
            LabelSet(["ab": "c"]), LabelSet(["a": "bc"]), LabelSet(["a": "b", "c": "d"]), LabelSet(["a": "bcd"]),
        ]

        #expect(Set(sets.map(route.groupID(of:))).count == 4)
    }

    @Test("a group's number is the same on every run: FNV-1a over path and labels")
    func groupIDsAreStable() {
        var hash = FNV1a()
        for part in ["{}", "alertname", "DiskFull", "cluster", "c1", "job", "node"] {
            hash.add(part.utf8)
            hash.add(0xFF)
        }

        #expect(RoutingTree.standard.root.groupID(of: disk) == GroupID(hash.value))
        #expect(RoutingTree.standard.root.groupID(of: disk) == GroupID(0x5d39_023a_3243_f0d8))
    }

    @Test(
        "a group key is written as Alertmanager writes it",
        arguments: [
            (LabelSet(["alertname": "CheckoutErrors"]), "{}", "{}:{alertname=\"CheckoutErrors\"}"),
            (
                LabelSet(["alertname": "Flapper", "service": "search"]), "{}/{severity=~\"critical|page\"}",
                "{}/{severity=~\"critical|page\"}:{alertname=\"Flapper\", service=\"search\"}"
            ),
            (.empty, "{}", "{}:{}"),
            (LabelSet(["a": "1", "a1": "2", "a_": "3"]), "{}", "{}:{a1=\"2\", a=\"1\", a_=\"3\"}"),
            (LabelSet(["a": "say \"hi\"\n\\"]), "{}", "{}:{a=\"say \\\"hi\\\"\\n\\\\\"}"),
        ])
    func groupKeys(_ labels: LabelSet, _ path: String, _ expected: String) {
        #expect(Route(receiver: "r", groupBy: .all, path: path).groupKey(of: labels) == expected)
    }
}

@Suite struct GoQuotingTests {
    @Test(
        "text is quoted as Go's %q quotes it",
        arguments: [
            ("plain text", "\"plain text\""),
            ("\u{07}\u{08}\u{0C}\n\r\t\u{0B}", #""\a\b\f\n\r\t\v""#),
            ("\u{01}\u{7F}\u{1B}[31m", #""\x01\x7f\x1b[31m""#),
            ("Ünï ☃ 🙂", "\"Ünï ☃ 🙂\""),
            ("\u{A0}\u{AD}\u{202E}\u{200B}\u{85}", #""\u00a0\u00ad\u202e\u200b\u0085""#),
            ("\u{E000}\u{E0001}", #""\ue000\U000e0001""#),
            ("e\u{301}\u{FFFD}", "\"e\u{301}\u{FFFD}\""),
        ])
    func quotes(_ text: String, _ expected: String) {
        #expect(GoQuoting.quoted(text) == expected)
    }
}
