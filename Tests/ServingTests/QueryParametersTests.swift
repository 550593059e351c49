@testable import Serving
import Testing

@Suite("Parameters of a request")
struct QueryParametersTests {
    @Test(
        "A parameter is read as Go reads it",
        arguments: [
            ("a=Disk+Full", "Disk Full"), ("a=Disk%20Full", "Disk Full"), ("a=1%2B1", "1+1"), ("a", ""), ("a=", ""),
            ("a=b=c", "b=c"), ("%61=x", "x"), ("a=1&a=2", "2"), ("a=%C3%A9", "é"), ("&&a=1&", "1"),
        ])
    func value(query: String, value: String) {
        #expect(QueryParameters(query)["a"] == value)
    }

    @Test(
        "A parameter that is malformed is not given",
        arguments: ["a=%zz", "a=%", "a=%4", "a=1;b=2", "%zz=1", "a=%+1", "", "b=1"])
    func malformed(query: String) {
        #expect(QueryParameters(query)["a"] == nil)
    }

    @Test("A parameter that may stand often keeps its order, and what is malformed among it falls out")
    func all() {
        #expect(QueryParameters("f=1&f=%zz&g=3&f=2").all("f") == ["1", "2"])
    }
}
