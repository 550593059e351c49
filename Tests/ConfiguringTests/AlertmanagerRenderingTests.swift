import Configuring
import Incidents
import Routing
import Testing

@Suite struct AlertmanagerRenderingTests {
    @Test("the standard configuration is written as Alertmanager's")
    func writesTheStandard() {
        #expect(
            AlertmanagerRendering.text(.standard) == """
                global:
                  resolve_timeout: 5m
                route:
                  receiver: "default"
                  group_by: ["alertname", "cluster", "service", "job"]
                  group_wait: 0s
                  group_interval: 1m
                  repeat_interval: 4h
                receivers:
                - name: "default"
                templates: []

                """)
    }

    @Test("what is written is read back as the same routes", arguments: [GroupBy.none, .all, .labels(["a", "b_1"])])
    func readsBack(_ groupBy: GroupBy) throws {
        let root = Route(receiver: "a \"b\"\n\u{202E}ü🙂", groupBy: groupBy, groupWait: .seconds(90))
        let receivers = [Receiver(name: root.receiver), Receiver(name: "null"), Receiver(name: "")]
        let written = Configuration(tree: RoutingTree(root: root), receivers: Array(receivers.prefix(2)))

        let read = try Configuration.parse(AlertmanagerRendering.text(written), file: "m")

        #expect(read.tree.root.receiver == root.receiver)
        #expect(read.tree.root.groupBy == groupBy)
        #expect(read.tree.root.groupWait == .seconds(90))
        #expect(read.receivers.map(\.name) == [root.receiver, "null"])
    }

    @Test("no secret, no person and no key of ours is in it")
    func hidesTheRest() throws {
        let text = AlertmanagerRendering.text(try Configuration.parse(ConfigurationTests.everything, file: "m"))

        #expect(!text.contains("token"))
        #expect(!text.contains("kim"))
        #expect(!text.contains("incidents"))
        #expect(text.contains("resolve_timeout: 4m"))
        #expect(text.contains("group_by: [\"...\"]"))
    }
}
