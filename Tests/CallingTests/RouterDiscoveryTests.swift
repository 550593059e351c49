import Calling
import Incidents
import Testing

@Suite("Finding the router")
struct RouterDiscoveryTests {
    private static let personal = ["XDG_RUNTIME_DIR": "/run/user/7"]
    private static let mine = "/run/user/7/midwatch.sock"
    private static let service = "/run/midwatch/midwatch.sock"

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var option: String?
        var environment: [String: String] = [:]
        var sockets: Set<String> = []
        var address: RouterAddress
        var reason: RouterChoice.Reason
    }

    @Test(
        "goes through the places in order",
        arguments: [
            Case(
                testDescription: "the option wins", option: "http://a:1",
                environment: ["MIDWATCH_SERVER": "http://b:2"], sockets: [service], address: .url("http://a:1"),
                reason: .option),
            Case(
                testDescription: "then the variable", environment: ["MIDWATCH_SERVER": "unix:/b"], sockets: [service],
                address: .socket("/b"), reason: .variable),
            Case(
                testDescription: "an empty variable names nothing", environment: ["MIDWATCH_SERVER": ""],
                address: .standard, reason: .standard),
            Case(
                testDescription: "then one's own socket", environment: personal, sockets: [mine],
                address: .socket(mine), reason: .personalSocket),
            Case(
                testDescription: "then that of the service", environment: personal, sockets: [service],
                address: .socket(service), reason: .serviceSocket),
            Case(
                testDescription: "of both, that of the service", environment: personal, sockets: [service, mine],
                address: .socket(service), reason: .serviceSocket),
            Case(
                testDescription: "without a runtime folder, where the state lies", environment: ["HOME": "/home/kim"],
                sockets: ["/home/kim/.local/state/midwatch/midwatch.sock"],
                address: .socket("/home/kim/.local/state/midwatch/midwatch.sock"), reason: .personalSocket),
            Case(
                testDescription: "a relative runtime folder is none", environment: ["XDG_RUNTIME_DIR": "run"],
                sockets: ["run/midwatch.sock"], address: .standard, reason: .standard),
            Case(testDescription: "then the usual port", environment: personal, address: .standard, reason: .standard),
        ])
    func finds(_ example: Case) throws {
        let choice = try RouterDiscovery.find(
            option: example.option, environment: example.environment, isSocket: example.sockets.contains)

        #expect(choice.address == example.address)
        #expect(choice.reason == example.reason)
        #expect(choice.isNamed == [.option, .variable].contains(example.reason))
    }

    @Test("says when there are two")
    func saysTwo() throws {
        let choice = try RouterDiscovery.find(
            option: nil, environment: Self.personal, isSocket: [Self.mine, Self.service].contains)

        #expect(choice.remark?.shown.contains("unix:/run/user/7/midwatch.sock") == true)
    }

    @Test("refuses a name that is no address")
    func refuses() {
        #expect(throws: RouterAddressFault.self) {
            try RouterDiscovery.find(option: "nonsense", environment: [:], isSocket: { _ in true })
        }
    }
}
