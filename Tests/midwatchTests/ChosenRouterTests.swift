import Calling
import Incidents
import Testing

@testable import midwatch

@Suite("The token")
struct ChosenRouterTests {
    @Test("goes to a router that was named")
    func goesToNamed() throws {
        let chosen = try ChosenRouter(
            server: "http://watch.example", tokenFile: nil, environment: ["MIDWATCH_TOKEN": "secret"])

        #expect(chosen.token == "secret")
    }

    @Test("never goes to one that was merely discovered")
    func neverGoesToDiscovered() throws {
        let chosen = try ChosenRouter(server: nil, tokenFile: "/nowhere", environment: ["MIDWATCH_TOKEN": "secret"])

        #expect(chosen.token == nil)
        #expect(chosen.remarks.last?.shown.contains("the token is not sent") == true)
    }

    @Test("is refused when it would break a header", arguments: ["a b", "a\r\nX: y", "ä"])
    func isRefused(token: String) {
        #expect(throws: CommandFailure.self) {
            try ChosenRouter(server: "http://h", tokenFile: nil, environment: ["MIDWATCH_TOKEN": token])
        }
    }
}
