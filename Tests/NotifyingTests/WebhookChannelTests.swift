import Foundation
import Glibc
import HTTPTypes
import Incidents
@testable import Notifying
import Support
import Testing

@Suite("Web hooks")
struct WebhookChannelTests {
    private func flush(_ alerts: [Alert]) -> Flush {
        let now = Timestamp(milliseconds: 1_763_867_220_000)
        return Flush(
            dispatch: DispatchID(1), key: NotificationKey(1), receiver: "ops", integration: 0,
            integrationName: "webhook[0]", groupKey: "{}:{}",
            groupLabels: .empty, decidedAt: now, deadline: now + .minutes(5), alerts: alerts)
    }

    private func alert(_ name: String = "Down", end: AlertEnd? = nil) -> Alert {
        let now = Timestamp(milliseconds: 1_763_867_220_000)
        return Alert(labels: LabelSet(["alertname": name]), startsAt: now, endsAt: now, updatedAt: now, end: end)
    }

    private func channel(
        _ url: String, folder: String? = nil, environment: [String: String] = [:],
        _ change: (inout WebhookSettings) -> Void = { _ in }
    ) -> WebhookChannel {
        var settings = WebhookSettings(url: .text(url))
        change(&settings)
        return WebhookChannel(settings, folder: folder, environment: environment, agent: "Midwatch/test")
    }

    private func tell(
        _ channel: WebhookChannel, _ alerts: [Alert]? = nil, within limit: Duration = .seconds(20)
    ) async -> ChannelAnswer {
        await channel.tell(flush(alerts ?? [alert()]), externalURL: "http://h:1", within: limit)
    }

    private func words(_ answer: ChannelAnswer) -> String {
        switch answer {
        case .taken: "taken"
        case .refused(let why), .notYet(let why): why.original
        }
    }

    @Test("It posts Alertmanager's body, as JSON, and says who is calling")
    func posts() async throws {
        let hook = TinyHook()
        try await hook.serve { port in
            #expect(await tell(channel("http://127.0.0.1:\(port)/in?x=1")) == .taken)
        }
        let asked = try #require(hook.asked.first)
        #expect(asked.method == "POST" && asked.path == "/in?x=1")
        #expect(asked.headers[.contentType] == "application/json")
        #expect(asked.headers[.userAgent] == "Midwatch/test")
        #expect(asked.body.hasPrefix(#"{"receiver":"ops","status":"firing","alerts":[{"#))
        #expect(asked.body.hasSuffix("\"truncatedAlerts\":0}\n"))
    }

    @Test(
        "2xx is taken, 5xx may go better, everything else is for good",
        arguments: [
            (200, ChannelAnswer.taken), (204, .taken),
            (500, .notYet("127.0.0.1 answered 500 Internal Server Error: so so")),
            (503, .notYet("127.0.0.1 answered 503 Service Unavailable: so so")),
            (404, .refused("127.0.0.1 answered 404 Not Found: so so")),
            (429, .refused("127.0.0.1 answered 429 Too Many Requests: so so")),
            (304, .refused("127.0.0.1 answered 304 Not Modified")),
        ])
    func statuses(status: Int, expected: ChannelAnswer) async throws {
        let hook = TinyHook { _ in
            TinyHook.Canned(status: status, body: [204, 304].contains(status) ? "" : "so\n so ")
        }
        try await hook.serve { port in #expect(await tell(channel("http://127.0.0.1:\(port)/secret")) == expected) }
    }

    @Test("A receiver that wants no word of ends gets none, and counts as told")
    func sendResolved() async throws {
        let hook = TinyHook()
        try await hook.serve { port in
            let channel = channel("http://127.0.0.1:\(port)/") { $0.sendsResolved = false }
            #expect(await tell(channel, [alert(end: .resolved)]) == .taken)
            #expect(await tell(channel, [alert("Up"), alert(end: .resolved)]) == .taken)
        }
        #expect(hook.asked.count == 1)
        #expect(hook.asked.first?.body.contains("\"resolved\"") == false)
    }

    @Test("Secrets are read from their files for each call, from the folder of the configuration")
    func secrets() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hook-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        @Sendable func write(_ text: String, _ name: String) throws {
            try Data(text.utf8).write(to: folder.appendingPathComponent(name))
        }
        let hook = TinyHook()
        try await hook.serve { port in
            try write("http://127.0.0.1:\(port)/from-file\n", "url")
            try write("one\n", "token")
            try write(" blue \n", "team")
            let channel = channel("", folder: folder.path + "/") {
                $0.url = .file("url")
                $0.http.authorization = .credentials(kind: "Bearer", .file("token"))
                $0.http.headers = [.init(name: "X-Team", values: [.file("team"), .text("red")])]
            }
            #expect(await tell(channel) == .taken)
            try write("two", "token")
            #expect(await tell(channel) == .taken)
            try FileManager.default.removeItem(at: folder.appendingPathComponent("token"))
            #expect(words(await tell(channel)).hasSuffix("/token cannot be read: No such file or directory"))
        }
        #expect(hook.asked.map { $0.headers[.authorization] } == ["Bearer one", "Bearer two"])
        #expect(hook.asked.first?.path == "/from-file")
        let team = try #require(HTTPField.Name("X-Team"))
        #expect(hook.asked.first?.headers[values: team] == ["blue", "red"])
    }

    @Test("Who is calling is said by basic_auth, or by the address itself")
    func basic() async throws {
        let hook = TinyHook()
        try await hook.serve { port in
            _ = await tell(channel("http://kim:s%20x@127.0.0.1:\(port)/"))
            _ = await tell(
                channel("http://127.0.0.1:\(port)/") {
                    $0.http.authorization = .basic(user: .text("kim"), password: .text("s x"))
                })
        }
        let expected = "Basic " + Data("kim:s x".utf8).base64EncodedString()
        #expect(hook.asked.map { $0.headers[.authorization] } == [expected, expected])
    }

    @Test("307 has the POST made again, 302 a GET; another host hears no secret; a circle ends")
    func redirects() async throws {
        let far = TinyHook()
        try await far.serve { farPort in
            let near = TinyHook { asked in
                switch asked.path {
                case "/again": TinyHook.Canned(status: 307, location: "/here")
                case "/seen": TinyHook.Canned(status: 302, location: "/here")
                case "/far": TinyHook.Canned(status: 307, location: "http://127.0.0.1:\(farPort)/there")
                case "/circle": TinyHook.Canned(status: 307, location: "/circle")
                default: TinyHook.Canned()
                }
            }
            try await near.serve { port in
                func call(_ path: String, follows: Bool = true) async -> ChannelAnswer {
                    await tell(
                        channel("http://127.0.0.1:\(port)\(path)") {
                            $0.http.followsRedirects = follows
                            $0.http.authorization = .credentials(kind: "Bearer", .text("t"))
                        })
                }
                #expect(await call("/again") == .taken)
                #expect(await call("/seen") == .taken)
                #expect(await call("/far") == .taken)
                #expect(await call("/again", follows: false) == .refused("127.0.0.1 answered 307 Temporary Redirect"))
                #expect(await call("/circle") == .notYet("it sends on more than 10 times"))
            }
            let asked = near.asked
            #expect(asked[0...3].map(\.method) == ["POST", "POST", "POST", "GET"])
            #expect(asked[0].body == asked[1].body && asked[3].body.isEmpty)
            #expect(asked[1].headers[.authorization] == "Bearer t")
        }
        #expect(far.asked.map(\.method) == ["POST"])
        #expect(far.asked.first?.headers[.authorization] == nil)
    }

    @Test("What keeps a call from its answer is said without the address")
    func faults() async throws {
        let deaf = try LoopbackSocket(backlog: nil)
        #expect(
            await tell(channel("http://127.0.0.1:\(deaf.port)/secret"))
                == .notYet("127.0.0.1: nothing listens there"))
        withExtendedLifetime(deaf) {}
        #expect(
            words(await tell(channel("http://no-such-name.invalid/secret")))
                == "no-such-name.invalid: the name no-such-name.invalid is not known")
        #expect(await tell(channel("nonsense")) == .notYet("its url is no address; write it as http://HOST/…"))
    }

    @Test("A call ends in its time")
    func timesOut() async throws {
        // Nobody accepts what waits in the queue of a socket that only listens.
        let silent = try LoopbackSocket(backlog: 8)
        let answer = await tell(channel("http://127.0.0.1:\(silent.port)/") { $0.timeout = .milliseconds(200) })
        #expect(answer == .notYet("no answer within 1 s"))
    }

    @Test("An answer whose end does not come is known by its head, in its time")
    func trickles() async throws {
        let socket = try LoopbackSocket(backlog: 8)
        Thread.detachNewThread {
            let call = accept(socket.descriptor, nil, nil)
            var bytes = [UInt8](repeating: 0, count: 64 << 10)
            guard recv(call, &bytes, bytes.count, 0) > 0 else { return }
            let head = Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nso far".utf8)
            _ = head.withUnsafeBytes { send(call, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            // Until the other side hangs up.
            while recv(call, &bytes, bytes.count, 0) > 0 {}
            close(call)
        }
        let answer = await tell(channel("http://127.0.0.1:\(socket.port)/") { $0.timeout = .milliseconds(300) })
        #expect(answer == .taken)
        socket.hangUp()
    }

    @Test(
        "no_proxy spares hosts, names below them, addresses, ranges and ports",
        arguments: [
            ("*", true), ("hooks.example", true), ("example", true), (".example", true), ("*.example", true),
            ("ample", false), ("hooks.example:8080", true), ("hooks.example:80", false), ("10.0.0.0/8", false),
            (" hooks.example ", true), ("", false),
        ])
    func noProxy(exception: String, expected: Bool) {
        #expect(ProxyChoice.spares(exception, host: "hooks.example", port: 8080) == expected)
    }

    @Test("Ranges of addresses are spared")
    func ranges() {
        #expect(ProxyChoice.spares("10.0.0.0/8", host: "10.1.2.3", port: 80))
        #expect(!ProxyChoice.spares("10.0.0.0/8", host: "11.1.2.3", port: 80))
        #expect(ProxyChoice.spares("0.0.0.0/0", host: "11.1.2.3", port: 80))
    }

    @Test(
        "A proxy is asked for a way to the host, and what it says is told",
        arguments: [
            (403, "hooks.example: the proxy does not let us through"),
            (407, "hooks.example: the proxy wants a name and a password"),
        ])
    func proxies(status: Int, expected: String) async throws {
        let proxy = TinyHook { _ in TinyHook.Canned(status: status) }
        try await proxy.serve { port in
            let named = channel("http://hooks.example/in") { $0.http.proxy = "http://127.0.0.1:\(port)" }
            #expect(words(await tell(named)) == expected)
            let fromEnvironment = channel(
                "http://hooks.example/in", environment: ["HTTP_PROXY": "http://127.0.0.1:\(port)"]
            ) { $0.http.takesProxyFromEnvironment = true }
            #expect(words(await tell(fromEnvironment)) == expected)
        }
        #expect(proxy.asked.map(\.method) == ["CONNECT", "CONNECT"])
    }

    @Test("A proxy that is not spoken to is said")
    func oddProxy() async {
        let odd = channel("http://hooks.example/in") { $0.http.proxy = "ftp://127.0.0.1" }
        #expect(words(await tell(odd)).contains("a proxy is spoken to by http or socks5 only"))
    }
}
