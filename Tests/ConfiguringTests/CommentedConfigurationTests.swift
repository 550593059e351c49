import Configuring
import Incidents
import Routing
import Testing

@Suite struct CommentedConfigurationTests {
    @Test(
        "what init writes loads without a fault or a warning, whatever was answered",
        arguments: [
            CommentedConfiguration(),
            CommentedConfiguration(team: "checkout"),
            CommentedConfiguration(team: "Team \"Ü\" #1", login: "kim", name: "Kim: the 1st\nlimits: {}"),
            CommentedConfiguration(team: "*a", login: "kim", listen: "10.0.0.1:3003\nroute: []"),
            CommentedConfiguration(team: "~", login: "null", name: "yes"),
        ])
    func loads(_ commented: CommentedConfiguration) throws {
        let configuration = try Configuration.parse(commented.text, file: "m.yaml")

        #expect(configuration.warnings == [])
        #expect(configuration.tree.root.receiver == (commented.team.isEmpty ? "default" : commented.team))
        #expect(configuration.tree.root.opensIncidents)
        #expect(configuration.people.map(\.login) == (commented.login.isEmpty ? [] : [commented.login]))
    }

    @Test("what init writes says what holds without a file")
    func saysTheStandard() throws {
        let configuration = try Configuration.parse(CommentedConfiguration().text, file: "m.yaml")

        #expect(configuration.rules == .standard)
        #expect(configuration.retention == .standard)
        #expect(configuration.tree == .standard)
        #expect(configuration.receivers == Configuration.standard.receivers)
    }

    @Test("the lines for Prometheus name the address")
    func namesTheAddress() {
        #expect(CommentedConfiguration(listen: "10.0.0.1:3003").text.contains("- targets: ['10.0.0.1:3003']"))
    }
}
