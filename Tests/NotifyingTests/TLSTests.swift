import Incidents
import Notifying
import Testing

@Suite("Web hooks over TLS")
struct TLSTests {
    private func tell(_ port: Int, _ change: (inout HTTPSettings.TLS) -> Void) async -> ChannelAnswer {
        var settings = WebhookSettings(url: .text("https://127.0.0.1:\(port)/secret"))
        change(&settings.http.tls)
        let now = Timestamp(milliseconds: 1_763_867_220_000)
        let alert = Alert(labels: LabelSet(["alertname": "Down"]), startsAt: now, endsAt: now, updatedAt: now)
        let flush = Flush(
            dispatch: DispatchID(1), key: NotificationKey(1), receiver: "ops", integration: 0,
            integrationName: "webhook[0]", groupKey: "{}:{}", groupLabels: .empty, decidedAt: now,
            deadline: now + .minutes(5), alerts: [alert])
        let channel = WebhookChannel(settings, folder: nil, environment: [:], agent: "Midwatch/test")
        return await channel.tell(flush, externalURL: "", within: .seconds(20))
    }

    @Test("An authority of one's own and the name of the certificate are believed, and the host stays what it is")
    func believed() async throws {
        try await TLSHook.serve { port, heard in
            let answer = await tell(port) {
                ($0.authorities, $0.serverName) = (.text(Certificates.authority), "hooks.example")
            }
            #expect(answer == .taken)
            #expect(heard.all == ["127.0.0.1:\(port)"])
        }
    }

    @Test("What is not believed is said with the remedy, and may go better later")
    func notBelieved() async throws {
        try await TLSHook.serve { port, heard in
            let unknown = await tell(port) { $0.serverName = "hooks.example" }
            #expect(
                unknown
                    == .notYet(
                        """
                        127.0.0.1: its certificate is not from an authority that is trusted; name one with \
                        tls_config.ca_file
                        """))
            let other = await tell(port) {
                ($0.authorities, $0.serverName) = (.text(Certificates.authority), "other.example")
            }
            #expect(other == .notYet("127.0.0.1: its certificate is for another host"))
            let broken = await tell(port) { $0.authorities = .text("nonsense") }
            #expect(broken == .notYet("tls_config.ca is not in the form PEM, or not what it should be"))
            #expect(heard.all.isEmpty)
        }
    }

    @Test("insecure_skip_verify believes anything")
    func skipped() async throws {
        try await TLSHook.serve { port, _ in
            #expect(await tell(port) { $0.skipsVerification = true } == .taken)
        }
    }

    @Test("A certificate of one's own is shown to who wants one")
    func clientCertificate() async throws {
        try await TLSHook.serve(wantsCertificate: true) { port, _ in
            let with = await tell(port) {
                $0.skipsVerification = true
                ($0.certificate, $0.key) = (.text(Certificates.client), .text(Certificates.clientKey))
            }
            #expect(with == .taken)
            let without = await tell(port) { $0.skipsVerification = true }
            #expect(without != .taken)
        }
    }
}
