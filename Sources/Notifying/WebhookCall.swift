internal import AsyncHTTPClient
internal import Foundation
internal import Incidents
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL

/// One call of a web hook, with all that it says and every address that it is sent on to.
struct WebhookCall: Sendable {
    /// How often a call may be sent on, as Go's client has it.
    static let redirectsMax = 10
    /// How much of an answer is read, in bytes; what is longer costs its connection.
    static let answerMax = 64 << 10
    /// How much of an answer is said when it is not a good one, in bytes.
    static let excerptMax = 200

    let address: WebhookAddress
    let body: ByteBuffer
    let followsRedirects: Bool
    let tls: TLSConfiguration?
    var serverName: String?
    var agent = ""
    var way: @Sendable (URL) throws -> HTTPClients.Way = { _ in HTTPClients.Way(speaksHTTP2: true) }
    /// What is said to the host of the address alone, and not to where it sends us on: it may be secret.
    var ownHeaders: [(name: String, value: String)] = []

    init(url: WebhookAddress, body: ByteBuffer, followsRedirects: Bool, tls: TLSConfiguration?) {
        (address, self.body, self.followsRedirects, self.tls) = (url, body, followsRedirects, tls)
    }

    /// Makes the call.
    ///
    /// - Parameters:
    ///   - limit: how long it may take at most.
    ///   - start: since when that is counted.
    func post(within limit: Duration, from start: NIODeadline) async throws -> ChannelAnswer {
        let deadline = start + TimeAmount(limit)
        var (url, method) = (address.url, HTTPMethod.POST)
        for _ in 0...WebhookCall.redirectsMax {
            let host = ProxyChoice.bare(url.host ?? "")
            let response: HTTPClientResponse
            do { response = try await send(method, url, by: deadline) } catch is CancellationError {
                throw CancellationError()
            } catch let error as HTTPClientError where error == .deadlineExceeded {
                throw CallFault(words: "no answer within \(max(1, limit.components.seconds)) s")
            } catch {
                throw CallFault(words: "\(host): \(CallFault.of(error).words)")
            }
            let status = Int(response.status.code)
            guard followsRedirects, let next = WebhookCall.next(after: response, from: url) else {
                return await judge(response, host, by: deadline)
            }
            // As browsers and Go do: only these two have the POST made again.
            if status != 307, status != 308 { method = .GET }
            url = next
        }
        throw CallFault(words: "it sends on more than \(WebhookCall.redirectsMax) times")
    }

    private static func next(after response: HTTPClientResponse, from url: URL) -> URL? {
        guard [301, 302, 303, 307, 308].contains(Int(response.status.code)),
            let location = response.headers.first(name: "Location"),
            let next = URL(string: location, relativeTo: url)?.absoluteURL, next.host?.isEmpty == false,
            next.scheme == "http" || next.scheme == "https"
        else { return nil }
        return next
    }

    private func send(
        _ method: HTTPMethod, _ url: URL, by deadline: NIODeadline
    ) async throws -> HTTPClientResponse {
        var way = try way(url)
        var request = HTTPClientRequest(url: url.absoluteString)
        request.method = method
        request.headers.add(name: "User-Agent", value: agent)
        if method == .POST {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(body)
        }
        if isHome(url) {
            for header in ownHeaders { request.headers.add(name: header.name, value: header.value) }
            if let authorization = address.authorization, !request.headers.contains(name: "Authorization") {
                request.headers.add(name: "Authorization", value: authorization)
            }
        }
        if url.scheme == "https" {
            request.tlsConfiguration = tls
            if let detour = detour(url) {
                request.url = detour.url
                request.headers.replaceOrAdd(name: "Host", value: detour.authority)
                way.detours = detour.way
            }
        }
        return try await HTTPClients.shared.client(way).execute(request, deadline: deadline)
    }

    /// Whether an address is of the host that the call is meant for.
    private func isHome(_ url: URL) -> Bool {
        url.scheme == address.url.scheme && url.host?.lowercased() == address.url.host?.lowercased()
            && url.port == address.url.port
    }

    /// The address under the name that its certificate is to have, and where that name is looked for instead.
    private func detour(_ url: URL) -> (url: String, authority: String, way: [String: String])? {
        guard let serverName, !serverName.isEmpty, let host = url.host, ProxyChoice.bare(host) != serverName,
            var parts = URLComponents(url: url, resolvingAgainstBaseURL: false)
        else { return nil }
        parts.host = serverName
        guard let text = parts.string else { return nil }
        let bare = ProxyChoice.bare(host)
        let written = bare.contains(":") ? "[\(bare)]" : bare
        return (text, url.port.map { "\(written):\($0)" } ?? written, [serverName: bare])
    }

    /// What an answer means.
    private func judge(
        _ response: HTTPClientResponse, _ host: String, by deadline: NIODeadline
    ) async -> ChannelAnswer {
        let status = response.status
        let excerpt = await excerpt(of: response, by: deadline)
        if (200..<300).contains(status.code) { return .taken }
        var said = "\(host) answered \(status.code) \(status.reasonPhrase)"
        if !excerpt.isEmpty { said += ": \(excerpt)" }
        return (500..<600).contains(status.code) ? .notYet(SafeText(said)) : .refused(SafeText(said))
    }

    /// The beginning of an answer. What comes too slowly is not waited for: the head has said all that counts.
    private func excerpt(of response: HTTPClientResponse, by deadline: NIODeadline) async -> String {
        // Most say nothing, and there a clock would be the larger part of the work. Later versions may say so and go on.
        if response.version.major < 2, response.headers.first(name: "Content-Length") == "0" {
            return await excerpt(of: response)
        }
        return await withTaskGroup(of: String?.self) { tasks in
            tasks.addTask { await excerpt(of: response) }
            tasks.addTask {
                // It is broken off when the answer is there.
                try? await Task.sleep(for: .nanoseconds(max(0, (deadline - .now()).nanoseconds)))
                return nil
            }
            defer { tasks.cancelAll() }
            return await tasks.next().flatMap { $0 } ?? ""
        }
    }

    /// It is read to its end if that is near, so that the connection can be used again.
    private func excerpt(of response: HTTPClientResponse) async -> String {
        var (text, size) = ([UInt8](), 0)
        do {
            for try await piece in response.body {
                size += piece.readableBytes
                text += piece.readableBytesView.prefix(max(0, WebhookCall.excerptMax - text.count))
                if size > WebhookCall.answerMax { break }
            }
        } catch {
            // The head of the answer has said all that counts.
        }
        let line = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return size > text.count ? line + "…" : line
    }
}
