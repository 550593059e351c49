internal import AsyncHTTPClient
internal import Foundation
package import Incidents
internal import NIOCore
internal import NIOPosix
internal import Wire

/// A web hook: tells by a POST of Alertmanager's body, version 4 (`notify/webhook/webhook.go`).
///
/// The address is never shown, since it may hold a token: what is said about a call names the host at most.
package final class WebhookChannel: Sendable {
    package let kind = "webhook"
    private let settings: WebhookSettings
    private let secrets: SecretReader
    private let certificates: TLSChoice
    private let environment: [String: String]
    private let agent: String
    /// Whether a secret is in a file, which is read anew for each call.
    private let readsFiles: Bool

    /// - Parameters:
    ///   - folder: where relative paths of secrets start from, with its slash; nil for where the program was started.
    ///   - environment: what names proxies.
    ///   - agent: what the calls say about who is calling.
    package init(_ settings: WebhookSettings, folder: String?, environment: [String: String], agent: String) {
        (self.settings, self.environment, self.agent) = (settings, environment, agent)
        secrets = SecretReader(folder: folder)
        certificates = TLSChoice(settings.http.tls)
        readsFiles = settings.secrets.contains { if case .file = $0 { true } else { false } }
    }

    /// Tells once. Answers 2xx are good; 5xx, and whatever keeps an answer from coming, may go better later; everything
    /// else is for good.
    ///
    /// - Parameter limit: how long it may take at most.
    package func tell(_ flush: Flush, externalURL: String, within limit: Duration) async -> ChannelAnswer {
        let alerts = settings.sendsResolved ? flush.alerts : flush.alerts.filter(\.isFiring)
        // That all of them ended is no word for a receiver that wants no such word.
        guard !alerts.isEmpty else { return .taken }
        let body = WebhookBody(flush, alerts: alerts, most: settings.alertsMax, externalURL: externalURL)
        let time = settings.timeout > .zero ? min(settings.timeout, limit) : limit
        let started = NIODeadline.now()
        do {
            return try await call(body.encoded()).post(within: time, from: started)
        } catch {
            return .notYet(SafeText(CallFault.of(error).words))
        }
    }

    /// A call with the secrets as they are now. Files are read where nobody else waits for them.
    private func call(_ body: [UInt8]) async throws -> WebhookCall {
        guard readsFiles else { return try prepared(body) }
        return try await NIOThreadPool.singleton.runIfActive { [self] in try prepared(body) }
    }

    private func prepared(_ body: [UInt8]) throws -> WebhookCall {
        let http = settings.http
        var call = WebhookCall(
            url: try WebhookAddress(try secrets.text(settings.url)), body: ByteBuffer(bytes: body),
            followsRedirects: http.followsRedirects, tls: try certificates.configuration(secrets))
        call.serverName = http.tls.serverName
        call.way = { [environment] url in
            HTTPClients.Way(
                proxy: try ProxyChoice.proxy(for: url, http, environment: environment),
                speaksHTTP2: http.speaksHTTP2)
        }
        call.agent = agent
        for header in http.headers {
            for value in header.values { call.ownHeaders.append((header.name, try secrets.text(value))) }
        }
        if let authorization = try authorization() { call.ownHeaders.append(("Authorization", authorization)) }
        return call
    }

    private func authorization() throws -> String? {
        switch settings.http.authorization {
        case nil: return nil
        case .credentials(let kind, let secret): return "\(kind) \(try secrets.text(secret))"
        case .basic(let user, let password):
            return WebhookAddress.basic(
                user: try user.map(secrets.text) ?? "", password: try password.map(secrets.text) ?? "")
        }
    }
}

extension WebhookSettings {
    /// All that is not to be shown, wherever it stands.
    fileprivate var secrets: [Secret] {
        var found = [url] + http.headers.flatMap(\.values)
        switch http.authorization {
        case .credentials(_, let secret): found.append(secret)
        case .basic(let user, let password): found += [user, password].compactMap(\.self)
        case nil: break
        }
        return found + [http.tls.authorities, http.tls.certificate, http.tls.key].compactMap(\.self)
    }
}

/// Where a web hook is called: an address of http or https, and what stands in it about who is calling.
struct WebhookAddress: Sendable {
    let url: URL
    /// `USER:PASSWORD@` of the address, as a header.
    let authorization: String?

    /// Throws words that do not hold the address.
    init(_ text: String) throws {
        guard var parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            ["http", "https"].contains(scheme), parts.host?.isEmpty == false
        else { throw CallFault(words: "its url is no address; write it as http://HOST/…") }
        authorization = parts.user.map { WebhookAddress.basic(user: $0, password: parts.password ?? "") }
        (parts.scheme, parts.user, parts.password, parts.fragment) = (scheme, nil, nil, nil)
        guard let url = parts.url else { throw CallFault(words: "its url is no address; write it as http://HOST/…") }
        self.url = url
    }

    static func basic(user: String, password: String) -> String {
        "Basic " + Data("\(user):\(password)".utf8).base64EncodedString()
    }
}
