/// Web addresses, and what Alertmanager shows in the place of secrets.
extension ConfigurationReader {
    /// The addresses that hold no secret, so that nobody masks them.
    static let unmasked: Set<String> = [
        "jira_api_url", "opsgenie_api_url", "pagerduty_url", "rocketchat_api_url", "slack_app_url", "telegram_api_url",
        "victorops_api_url", "webex_api_url", "wechat_api_url",
    ]

    mutating func warnOfMask(_ node: ConfigurationNode, _ key: String, leavesUntold: Bool) {
        findings.warn(
            node.place, "\(key) is <secret>, which is what Alertmanager shows in the place of one",
            leavesUntold: leavesUntold)
    }

    /// Says what is wrong with an address, without the address, which may hold a token.
    mutating func checkURL(_ node: ConfigurationNode, _ key: String) {
        guard let text = text(node, key, "write \(key): http://…") else { return }
        let url: GoURL
        do { url = try GoURL(text) } catch {
            findings.fault(node.place, "\(key) \(error.message)", "write it as http://HOST:PORT/PATH")
            return
        }
        guard ["http", "https"].contains(url.scheme) else {
            findings.fault(
                node.place, "\(key) begins with neither http nor https", "write it as http://… or https://…")
            return
        }
        if url.host.isEmpty || url.host.hasPrefix(":") {
            findings.fault(node.place, "\(key) has no host", "write it as http://HOST/…")
        }
    }

    /// The address of a web hook. A template in it is not acted on: where it decides who is called, nobody can be.
    mutating func checkHookURL(_ node: ConfigurationNode) {
        guard case .text(let text, _) = node.content else { return checkURL(node, "url") }
        if text == Self.mask {
            findings.fault(
                node.place, "url is <secret>, which is what Alertmanager shows in the place of one",
                "write the address itself, or url_file: PATH")
        } else if text.contains("{{") {
            guard let url = try? GoURL(text), ["http", "https"].contains(url.scheme), !url.host.isEmpty else {
                findings.fault(
                    node.place, "url is a template, and templates are not acted on here",
                    "write the address itself, or url_file: PATH")
                return
            }
            findings.warn(
                node.place, "the template in url is not acted on: it is called as it is written", leavesUntold: true)
        } else {
            checkURL(node, "url")
        }
    }

    /// What Alertmanager writes in the place of a secret when it shows its configuration.
    static let mask = "<secret>"

    /// The address of a proxy, which may be of any scheme.
    mutating func proxy(_ block: Block) -> String? {
        guard let node = block["proxy_url"], let text = text(node, "proxy_url", "write proxy_url: http://…") else {
            return nil
        }
        do { _ = try GoURL(text) } catch {
            findings.fault(node.place, "proxy_url \(error.message)", "write it as http://HOST:PORT")
        }
        return text
    }
}
