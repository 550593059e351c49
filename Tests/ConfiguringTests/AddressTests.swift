@testable import Configuring
import Incidents
import Routing
import Testing

@Suite("Web addresses and masks in a configuration")
struct AddressTests {
    private static func hook(_ url: String, _ more: String = "") -> String {
        "route: {receiver: a}\nreceivers:\n- name: a\n  webhook_configs: [{url: \"\(url)\"\(more)}]\n"
    }

    @Test(
        "what Go cannot read as an address is refused, without the address",
        arguments: [
            ("http://x:abc/", "has a port that is no number"), ("http://x:-1/", "has a port that is no number"),
            ("http://[::1]:80x/", "has a port that is no number"), ("http://a b/", "has a host with a space in it"),
            ("http://a^b/", "has a host with a ^ in it"), ("http://[::1", "has a [ in its host that no ] closes"),
            ("http://x/%zz", "has a % that two hexadecimal digits do not follow"),
            ("http://x/#%zz", "has a % that two hexadecimal digits do not follow"),
            ("http://u:%zz@h/", "has a % that two hexadecimal digits do not follow"),
            ("http://%41b/", "has a host with a % in it"),
            ("http://u p@h/", "has a character in its user or password that must be written as %XX"),
            ("http://x/\\ta", "has a control character"), ("://x", "begins with a colon"),
            ("127.0.0.1:80", "has a colon in its first part, and no scheme"),
        ])
    func refuses(_ url: String, _ message: String) {
        #expect(faults(Self.hook(url)) == ["m.yaml:4:27: url \(message); write it as http://HOST:PORT/PATH"])
        let proxy = Self.hook("http://h", ", http_config: {proxy_url: \"\(url)\"}")
        #expect(faults(proxy).map { $0.contains("proxy_url \(message); write it as http://HOST:PORT") } == [true])
    }

    @Test(
        "what Go reads is taken",
        arguments: [
            "http://u%20p@h/", "http://%C3%A4/", "http://x/?a=%zz", "http://x:/", "http://[::1%25eth0]:80/",
            "http://ä/",
            "HTTP://h?x y", "http://x#a\\tb", "https://u:p@h:8443/a b?c#d",
        ])
    func takes(_ url: String) {
        #expect(faults(Self.hook(url)) == [])
    }

    @Test("a proxy may be of any scheme, and a word alone")
    func proxies() {
        for url in ["socks5://h:1080", "proxy", "http://p:3128"] {
            #expect(faults(Self.hook("http://h", ", http_config: {proxy_url: '\(url)'}")) == [])
        }
    }

    @Test(
        "a template where it decides who is called is refused",
        arguments: ["{{ .X }}", "http://{{ .X }}/", "{{ .X }}://h/", "https://a.{{ .X }}:80/"])
    func templates(_ url: String) {
        #expect(
            faults(Self.hook(url)) == [
                "m.yaml:4:27: url is a template, and templates are not acted on here; "
                    + "write the address itself, or url_file: PATH"
            ])
    }

    @Test("a template behind the host is said, and leaves somebody untold")
    func templatesInPaths() throws {
        let configuration = try Configuration.parse(Self.hook("http://h/{{ .X }}"), file: "m.yaml")

        #expect(configuration.warnings.map(\.leavesUntold) == [true])
        #expect(
            configuration.warnings.map(\.description) == [
                "m.yaml:4:27: the template in url is not acted on: it is called as it is written"
            ])
    }

    @Test("what Alertmanager shows in the place of secrets is taken where nobody acts on it, and said")
    func masks() throws {
        let text = "global: {slack_api_url: <secret>, opsgenie_api_key: <secret>}\nlimits: {}\n"

        let told = try warnings(text)

        #expect(
            told.filter { $0.contains("<secret>") } == [
                "m.yaml:1:25: slack_api_url is <secret>, which is what Alertmanager shows in the place of one",
                "m.yaml:1:53: opsgenie_api_key is <secret>, which is what Alertmanager shows in the place of one",
            ])
        #expect(faults("global: {pagerduty_url: <secret>}\n").count == 1)
    }

    @Test("a masked address of a web hook is refused, and a masked password leaves somebody untold")
    func masksOfHooks() throws {
        #expect(
            faults(Self.hook("<secret>")) == [
                "m.yaml:4:27: url is <secret>, which is what Alertmanager shows in the place of one; "
                    + "write the address itself, or url_file: PATH"
            ])
        let text = Self.hook("http://h", ", http_config: {basic_auth: {username: a, password: <secret>}}")
        #expect(try Configuration.parse(text, file: "m.yaml").warnings.map(\.leavesUntold) == [true])
    }

    @Test("times may be as long as Prometheus can say")
    func longTimes() throws {
        let text = """
            global: {resolve_timeout: 100y}
            route: {receiver: a, group_wait: 9999d, group_interval: 11y, repeat_interval: 292y}
            receivers: [{name: a, incidents: open}]
            """

        let configuration = try Configuration.parse(text, file: "m.yaml")

        #expect(configuration.tree.root.repeatInterval == .hours(292 * 365 * 24))
        #expect(configuration.rules.resolveTimeout == .hours(100 * 365 * 24))
        let again = try Configuration.parse(AlertmanagerRendering.text(configuration), file: "m.yaml")
        #expect(again.tree.root.groupWait == .hours(9999 * 24))
    }
}
