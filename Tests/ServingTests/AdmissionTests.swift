import Incidents
@testable import Serving
import Testing

@Suite("Who may do what")
struct AdmissionTests {
    private let token = Admission.Token(name: "ci", scope: .act, digest: Admission.digest(of: "secret"))

    @Test("Without people every login of the socket is its own actor")
    func anyLogin() {
        let principal = Admission().principal(login: "sam", uid: 1000)
        #expect(principal.actor == .person("sam"))
        #expect(principal.mayAct)
    }

    @Test("With people an unknown login may read, and is told the line to add")
    func unknownLogin() {
        let admission = Admission(people: ["sam": "Sam"])
        #expect(admission.principal(login: "sam", uid: 1000).actor == .person("Sam"))
        let stranger = admission.principal(login: "eve", uid: 1001)
        #expect(!stranger.mayAct)
        #expect(stranger.scopes.contains(.read))
        #expect(stranger.refusal?.contains("- {login: eve, name: eve}") == true)
    }

    @Test("On loopback reading and posting need no token, acting does")
    func loopback() throws {
        let admission = Admission(tokens: [token])
        let anonymous = try #require(admission.principal(token: nil, digest: Admission.digest(of:)))
        #expect(anonymous.scopes == [.ingest, .read])
        let named = try #require(admission.principal(token: "secret", digest: Admission.digest(of:)))
        #expect(named.mayAct)
        #expect(named.actor == .person("ci"))
        #expect(admission.principal(token: "wrong", digest: Admission.digest(of:)) == nil)
    }

    @Test("From other machines everything needs a token")
    func remote() throws {
        let admission = Admission(tokens: [token], allowsRemote: true)
        #expect(try #require(admission.principal(token: nil, digest: Admission.digest(of:))).scopes.isEmpty)
    }

    @Test(
        "The name of a host stands before its port",
        arguments: [
            ("localhost:3003", "localhost"), ("[::1]:3003", "::1"), ("Router.Example", "router.example"),
            ("localhost.:80", "localhost"),
        ])
    func hostNames(authority: String, name: String) {
        #expect(AdmissionMiddleware.hostName(authority) == name)
    }
}
