import Incidents
import Testing

@Suite("The query language")
struct IncidentQueryTests {
    static let now = Timestamp(milliseconds: 1_763_867_220_000)

    static let checkout: IncidentSummary = {
        var incident = IncidentSummary(
            number: IncidentNumber(4127), phase: .triggered, severity: .sev1, title: "Checkout fails: 5xx 12%",
            service: "checkout-api", openedAt: now - .minutes(12), phaseSince: now - .minutes(12))
        incident.counts.firing = 18
        incident.labels = [LabelText(name: "cluster", value: "eu-1"), LabelText(name: "env", value: "PROD")]
        incident.sharedLabels = [LabelText(name: "rack", value: "r12")]
        return incident
    }()

    static let mailer: IncidentSummary = {
        var incident = IncidentSummary(
            number: IncidentNumber(4118), phase: .acknowledged, severity: .sev3, title: "queue 18k rising",
            service: "mailer", openedAt: now - .hours(3), phaseSince: now - .minutes(5))
        (incident.acknowledgedBy, incident.counts.firing) = ("kim", 1)
        return incident
    }()

    @Test(
        "Each term chooses what it says",
        arguments: [
            ("", [4127, 4118]), ("sev<=2", [4127]), ("sev>1", [4118]), ("sev=3", [4118]), ("SEV:SEV1", [4127]),
            ("severity>=1", [4127, 4118]), ("!sev<=2", [4118]), ("state:new", [4127]), ("state:ack", [4118]),
            ("state:open", [4127, 4118]), ("state:acknowledged", [4118]), ("state:rslv", []),
            ("svc:checkout-api", [4127]), ("svc:check*", [4127]), ("svc:*API", [4127]), ("svc:*", [4127, 4118]),
            ("svc:c*t*i", [4127]), ("svc:checkout", []), ("svc:*check*check*", []), ("owner:me", [4118]),
            ("owner:nobody", [4127]), ("owner:K*", [4118]), ("who:sam", []), ("age>10m", [4127, 4118]),
            ("age>1h", [4118]), ("age<=12m", [4127]), ("age<12m", []), ("changed<10m", [4118]), ("id:4118", [4118]),
            ("id:#4127", [4127]), ("id:4100..4120", [4118]), ("id>4118", [4127]), ("firing>1", [4127]),
            ("firing=1", [4118]), ("label:cluster=eu-*", [4127]), ("cluster=eu-1", [4127]), ("env=prod", [4127]),
            ("rack=r*", [4127]), ("label:rack=r13", []), ("r12", [4127]),
            ("cluster=us", []), ("5xx", [4127]), ("CHECKOUT", [4127]), ("\"queue 18k\"", [4118]), ("eu-1", [4127]),
            ("f*12%", [4127]), ("!5xx", [4118]), ("!\"queue 18k\"", [4127]), ("sev<=2 svc:mail*", []),
            ("sev<=3 age>1h kim", []), ("sev<=3 age>1h owner:kim", [4118]), ("a<b", []), ("http://x", []),
            ("\"sev<=2\"", []), ("state:all", [4127, 4118]),
        ])
    func chooses(text: String, numbers: [Int]) throws {
        let query = try IncidentQuery(text)
        let found = [Self.checkout, Self.mailer].filter { query.matches($0, me: "kim", at: Self.now) }
        #expect(found.map(\.number.value) == numbers)
        #expect(try IncidentQuery(query.text) == query, "what it says of itself means the same")
    }

    @Test(
        "What cannot be read is named with its column and a remedy",
        arguments: [
            ("sev<=9", 6, "9 is no severity"), ("svc:x sev<=nine", 12, "nine is no severity"),
            ("sev<=", 6, "nothing stands behind sev<="), ("state:asleep", 7, "asleep is no state"),
            ("age>soon", 5, "soon is no span"), ("age>10", 5, "10 is no span"), ("!", 1, "nothing stands behind the !"),
            ("a \"b", 3, "the quote is not closed"), ("\"\"", 1, "the quotes are empty"),
            ("id:x", 4, "x is no number"), ("id:20..10", 4, "20..10 is no number"), ("firing>many", 8, "many is no"),
            ("label:x", 7, "a label is asked for"), ("!age>x", 6, "x is no span"),
        ])
    func faults(text: String, column: Int, words: String) {
        #expect(throws: QueryFault.self) { try IncidentQuery(text) }
        do throws(QueryFault) {
            _ = try IncidentQuery(text)
        } catch {
            #expect(error.column == column)
            #expect(error.fault.shown.hasPrefix(words))
            #expect(!error.remedy.isEmpty)
        }
    }

    @Test("Length and terms are bounded")
    func bounds() {
        #expect(throws: QueryFault.self) { try IncidentQuery(String(repeating: "x", count: 1001)) }
        #expect(throws: QueryFault.self) { try IncidentQuery(String(repeating: "x ", count: 33)) }
        #expect(throws: Never.self) { try IncidentQuery(String(repeating: "x ", count: 32)) }
    }

    @Test("No beginning of a query traps, and no odd character does")
    func prefixes() {
        let texts = [
            "sev<=2 state:new svc:check* owner:me age>10m changed<30m !text \"a b\" label:a=b* id:1..2 firing>=3",
            "<=2 >x =y :z !!a !\"\" \u{202E}x \u{0}y é=ü* 日本=語 🙂:🙂 sev<=\u{301} age>999999999999999999d id:..",
        ]
        for text in texts {
            for end in text.indices {
                let query = try? IncidentQuery(String(text[..<end]))
                #expect(query?.matches(Self.checkout, me: "", at: Self.now) != nil || query == nil)
            }
        }
    }

    @Test("A query for what is over says so")
    func resolved() throws {
        for text in ["state:all", "state:rslv", "sev<=2 state:resolved"] {
            #expect(try IncidentQuery(text).asksForResolved)
        }
        for text in ["", "state:open", "!state:all", "resolved"] { #expect(try !IncidentQuery(text).asksForResolved) }
    }
}
