internal import Incidents
internal import Routing

extension ConfigurationReader {
    /// Reads the `global:` block.
    mutating func readGlobal(_ block: Block, into rules: inout WatchRules) {
        take(&rules.resolveTimeout, block, "resolve_timeout", zero: true, max: PrometheusDuration.longest)
        if let node = block["http_config"] { http = readHTTP(node) }
        for key in KnownKeys.global.all where block["\(key)_file"] != nil && block[key] != nil {
            findings.fault(
                block.place(of: "\(key)_file"), "there are both \(key) and \(key)_file", "keep one of them")
        }
        for key in KnownKeys.global.all {
            guard let node = block[key] else { continue }
            if case .text(Self.mask, _) = node.content, !Self.unmasked.contains(key) {
                warnOfMask(node, key, leavesUntold: false)
            } else if key.hasSuffix("_url") {
                checkURL(node, key)
            }
        }
        checkSmarthost(block["smtp_smarthost"])
    }

    private mutating func checkSmarthost(_ node: ConfigurationNode?) {
        guard let node, let text = text(node, "smtp_smarthost", "write smtp_smarthost: HOST:PORT"), !text.isEmpty else {
            return
        }
        let host = text.prefix { $0 != ":" }
        if !text.contains(":") || text.hasSuffix(":") {
            findings.fault(node.place, "smtp_smarthost \"\(text)\" has no port", "write smtp_smarthost: \(host):587")
        }
    }

    /// Reads one entry of `webhook_configs`.
    mutating func readWebhook(_ node: ConfigurationNode) -> WebhookSettings? {
        guard let block = block(node, "a web hook", KnownKeys.webhook) else { return nil }
        if let url = block["url"] { checkHookURL(url) }
        let url = secret(block, "url")
        if url == nil, block["url"] == nil, block["url_file"] == nil {
            findings.fault(node.place, "a web hook has neither url nor url_file", "write url: http://… in it")
        }
        var webhook = WebhookSettings(url: url ?? .text(""), http: http)
        webhook.sendsResolved = flag(block["send_resolved"], "send_resolved") ?? true
        if let node = block["max_alerts"], let text = text(node, "max_alerts", "write max_alerts: 0") {
            if let count = Int(text), (0...Int(Int32.max)).contains(count) {
                webhook.alertsMax = count
            } else {
                findings.fault(node.place, "max_alerts \"\(text)\" is no number", "write max_alerts: 0 for all of them")
            }
        }
        webhook.timeout = duration(block["timeout"], "timeout", example: "10s", zero: true) ?? .zero
        if let node = block["http_config"] { webhook.http = readHTTP(node) }
        return webhook
    }

    /// A secret, or the file that it is in; both at once are a fault.
    private mutating func secret(_ block: Block, _ key: String, file: String? = nil) -> Secret? {
        let fileKey = file ?? "\(key)_file"
        let text = text(block[key], key, "write \(key): TEXT")
        if text == Self.mask, key != "url", let node = block[key] { warnOfMask(node, key, leavesUntold: true) }
        let path = self.text(block[fileKey], fileKey, "write \(fileKey): PATH")
        if text != nil, path != nil {
            findings.fault(block.place(of: fileKey), "there are both \(key) and \(fileKey)", "keep one of them")
        }
        return text.map(Secret.text) ?? path.map(Secret.file)
    }

    /// Reads an `http_config:` block.
    private mutating func readHTTP(_ node: ConfigurationNode) -> HTTPSettings {
        var http = HTTPSettings()
        guard let block = block(node, "http_config", KnownKeys.http) else { return http }
        http.authorization = readAuthorization(block)
        if let node = block["tls_config"] { http.tls = readTLS(node) }
        http.followsRedirects = flag(block["follow_redirects"], "follow_redirects") ?? true
        http.speaksHTTP2 = flag(block["enable_http2"], "enable_http2") ?? true
        http.proxy = proxy(block)
        http.noProxy = text(block["no_proxy"], "no_proxy", "write no_proxy: HOST,HOST")
        http.takesProxyFromEnvironment = flag(block["proxy_from_environment"], "proxy_from_environment") ?? false
        if http.takesProxyFromEnvironment, http.proxy?.isEmpty == false || http.noProxy?.isEmpty == false {
            findings.fault(
                block.place(of: "proxy_from_environment"),
                "proxy_from_environment stands beside proxy_url or no_proxy", "keep one of them")
        }
        http.headers = readHeaders(block["http_headers"])
        return http
    }

    private mutating func readAuthorization(_ block: Block) -> HTTPSettings.Authorization? {
        let present = ["authorization", "basic_auth", "oauth2", "bearer_token", "bearer_token_file"]
            .filter { block[$0] != nil }
        if present.count > 1, present != ["bearer_token", "bearer_token_file"] {
            findings.fault(
                block.place(of: present[1]), "there are both \(present[0]) and \(present[1])", "keep one of them")
        }
        if let token = secret(block, "bearer_token") { return .credentials(kind: "Bearer", token) }
        if let node = block["basic_auth"], let basic = self.block(node, "basic_auth", KnownKeys.basicAuthorization) {
            return .basic(user: secret(basic, "username"), password: secret(basic, "password"))
        }
        guard let node = block["authorization"],
            let own = self.block(node, "authorization", KnownKeys.authorization)
        else { return nil }
        let kind = text(own["type"], "type", "write type: Bearer") ?? "Bearer"
        if kind.lowercased() == "basic" {
            findings.fault(
                own.place(of: "type"), "the type of authorization cannot be basic", "write basic_auth instead")
        }
        return secret(own, "credentials").map { .credentials(kind: kind, $0) }
    }

    private mutating func readTLS(_ node: ConfigurationNode) -> HTTPSettings.TLS {
        var tls = HTTPSettings.TLS()
        guard let block = block(node, "tls_config", KnownKeys.tls) else { return tls }
        (tls.authorities, tls.certificate) = (secret(block, "ca"), secret(block, "cert"))
        tls.key = secret(block, "key")
        if (tls.certificate == nil) != (tls.key == nil) {
            findings.warn(
                block.place, "a certificate and its key are needed together: write both cert_file and key_file")
        }
        tls.serverName = text(block["server_name"], "server_name", "write server_name: HOST")
        tls.skipsVerification = flag(block["insecure_skip_verify"], "insecure_skip_verify") ?? false
        tls.versionMin = version(block, "min_version")
        tls.versionMax = version(block, "max_version")
        return tls
    }

    private mutating func version(_ block: Block, _ key: String) -> String? {
        guard let node = block[key], let version = text(node, key, "write \(key): TLS12") else { return nil }
        let known = ["TLS10", "TLS11", "TLS12", "TLS13"]
        if !known.contains(version) {
            findings.fault(
                node.place, "\(key) \"\(version)\" is no version", "write one of \(known.joined(separator: ", "))")
        }
        return version
    }

    private mutating func readHeaders(_ node: ConfigurationNode?) -> [HTTPSettings.Header] {
        guard let node else { return [] }
        guard case .block(let entries) = node.content else {
            wrongType(node, "http_headers", "a block of headers", "write X-Team: {values: [ops]} below it")
            return []
        }
        var headers: [HTTPSettings.Header] = []
        for entry in entries {
            guard let block = block(entry.value, "a header", KnownKeys.header) else { continue }
            var values: [Secret] = []
            for (key, kind) in [("values", Secret.text), ("secrets", Secret.text), ("files", Secret.file)] {
                for item in items(block[key], key, "write \(key): [TEXT]") {
                    if let text = text(item, "a value", "write it as text") { values.append(kind(text)) }
                }
            }
            headers.append(HTTPSettings.Header(name: entry.key, values: values))
        }
        return headers.sorted { $0.name < $1.name }
    }
}
