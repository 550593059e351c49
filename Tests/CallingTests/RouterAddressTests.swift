import Calling
import Incidents
import Testing

@Suite("The address of a router")
struct RouterAddressTests {
    @Test(
        "reads sockets and URLs",
        arguments: [
            ("unix:/run/midwatch/midwatch.sock", RouterAddress.socket("/run/midwatch/midwatch.sock")),
            ("http://127.0.0.1:3003", .url("http://127.0.0.1:3003")),
            ("http://watch.example", .url("http://watch.example")),
            ("http://[::1]:3003/", .url("http://[::1]:3003")),
            ("https://watch.example:8443/", .url("https://watch.example:8443")),
        ])
    func reads(text: String, address: RouterAddress) throws {
        #expect(try RouterAddress(text) == address)
    }

    @Test(
        "refuses everything else, with what to write",
        arguments: [
            "", "watch.example:3003", "unix:", "unix:relative.sock", "http://", "http://:3003", "http://host:0",
            "http://host:99999", "http://host:port", "http://kim:secret@host", "http://host/path", "http://host?x",
            "http://host name", "ftp://host", "http://host\u{1B}[2J", "http://host\r\nX: y",
            "http://" + String(repeating: "a", count: 2000),
        ])
    func refuses(text: String) {
        let fault = #expect(throws: RouterAddressFault.self) { try RouterAddress(text) }

        #expect(fault?.description.contains("write http://HOST:PORT") == true)
        #expect(fault?.description.contains("\u{1B}") == false)
    }

    @Test("reads back what it writes", arguments: ["unix:/tmp/a_b.sock", "http://h:1"])
    func roundTrip(text: String) throws {
        #expect(try RouterAddress(text).description == text)
    }
}
