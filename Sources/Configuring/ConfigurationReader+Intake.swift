internal import Incidents

extension ConfigurationReader {
    /// Reads the blocks `integrations`, `hooks` and `alertmanager_api`.
    mutating func readIntake(_ top: Block) -> IntakeSettings {
        var settings = IntakeSettings()
        settings.integrations = readIntegrations(top["integrations"])
        if let node = top["hooks"], let block = block(node, "hooks", KnownKeys.hooks) {
            take(&settings.hookExpiry, block, "expire_after", max: .hours(24 * 30))
        }
        if let node = top["alertmanager_api"], let block = block(node, "alertmanager_api", KnownKeys.alertmanagerAPI) {
            readSilences(block["silences"], into: &settings)
            settings.hosts = readHosts(block["hosts"])
        }
        return settings
    }

    private mutating func readSilences(_ node: ConfigurationNode?, into settings: inout IntakeSettings) {
        guard let node, let word = text(node, "silences", "write silences: token") else { return }
        if ["open", "token"].contains(word) {
            settings.closesSilences = word == "token"
        } else {
            findings.fault(
                node.place, "silences \"\(word)\" is neither open nor token",
                "write silences: token, so that they need a token with the scope act, or leave it out")
        }
    }

    private mutating func readHosts(_ node: ConfigurationNode?) -> [String] {
        var hosts: [String] = []
        for item in items(node, "hosts", "write hosts: [alerts.example]") {
            guard let name = item.isNull ? "" : text(item, "a host", "write its name")?.lowercased() else { continue }
            if let url = try? GoURL("http://\(name)/"), url.host == name, !name.isEmpty,
                !name.contains(where: "@:[]*".contains)
            {
                hosts.append(name.hasSuffix(".") ? String(name.dropLast()) : name)
            } else {
                findings.fault(
                    item.place, "\"\(name)\" in hosts is no name of a host",
                    "write the name alone, without scheme and port, as in hosts: [alerts.example]")
            }
        }
        return hosts
    }

    private mutating func readIntegrations(_ node: ConfigurationNode?) -> [Integration] {
        var integrations: [Integration] = []
        for item in items(node, "integrations", "write - {name: billing, kind: pagerduty, file: billing.key} below it")
        {
            guard let block = block(item, "an integration", KnownKeys.integration) else { continue }
            let name = integrationName(item, block, others: integrations)
            let kind = integrationKind(item, block)
            let secret = integrationSecret(block, kind)
            let labels = integrationLabels(block["labels"])
            guard let name, let kind else { continue }
            if kind == .pagerduty, secret == nil {
                if block["key"] == nil, block["file"] == nil, block["sha256"] == nil {
                    findings.fault(
                        item.place, "the integration \"\(name)\" has no key, so that anybody could speak for it",
                        "write file: PATH of its routing key, or key: with its 32 characters")
                }
                continue
            }
            integrations.append(Integration(name: name, kind: kind, secret: secret, labels: labels))
        }
        return integrations
    }

    private mutating func integrationName(
        _ item: ConfigurationNode, _ block: Block, others: [Integration]
    ) -> String? {
        guard let node = block["name"] else {
            findings.fault(item.place, "an integration has no name", "write name: NAME of what sends by it")
            return nil
        }
        guard let name = text(node, "name", "write name: billing") else { return nil }
        guard !name.isEmpty, name.utf8.count <= 256, !others.contains(where: { $0.name == name }) else {
            findings.fault(
                node.place, "the name \"\(name)\" is empty, too long or stands twice", "give it another name")
            return nil
        }
        return name
    }

    private mutating func integrationKind(_ item: ConfigurationNode, _ block: Block) -> Integration.Kind? {
        let words = Integration.Kind.allCases.map(\.rawValue)
        guard let node = block["kind"] else {
            findings.fault(
                item.place, "an integration has no kind", "write kind: with one of \(words.joined(separator: ", "))")
            return nil
        }
        guard let word = text(node, "kind", "write kind: pagerduty") else { return nil }
        guard let kind = Integration.Kind(rawValue: word) else {
            findings.fault(node.place, "\"\(word)\" is no kind of integration", remedy(for: word, words))
            return nil
        }
        return kind
    }

    private mutating func integrationSecret(_ block: Block, _ kind: Integration.Kind?) -> Integration.Secret? {
        let given = ["key", "file", "sha256"].filter { block[$0] != nil }
        guard let key = given.first, let node = block[key] else { return nil }
        guard given.count == 1 else {
            findings.fault(
                block.place(of: given[1]), "an integration has both \(key) and \(given[1])", "keep one of them")
            return nil
        }
        guard let text = text(node, key, "write \(key): in one line") else { return nil }
        switch key {
        case "file" where !text.isEmpty && !text.unicodeScalars.contains("\0"): return .file(text)
        case "file": findings.fault(node.place, "file is no path", "write file: PATH of the key's file")
        case "sha256":
            let digits = text.lowercased()
            if digits.utf8.count == 64, digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) { return .sha256(digits) }
            findings.fault(
                node.place, "sha256 is not 64 hexadecimal digits", "write what printf %s KEY | sha256sum prints")
        default:
            guard kind == .pagerduty, text.utf8.count != Integration.routingKeyLength else {
                if !text.isEmpty { return .text(text) }
                findings.fault(node.place, "key is empty", "write the key that the sender presents")
                return nil
            }
            findings.fault(
                node.place,
                "a routing key of PagerDuty's has \(Integration.routingKeyLength) characters, not "
                    + "\(text.utf8.count)", "write the key that the sender presents")
        }
        return nil
    }

    private mutating func integrationLabels(_ node: ConfigurationNode?) -> [Integration.Label] {
        guard let node, !node.isNull else { return [] }
        guard case .block(let entries) = node.content else {
            wrongType(node, "labels", "a block of names and values", "write labels: {service: billing}")
            return []
        }
        var labels: [Integration.Label] = []
        for entry in entries {
            guard isLabelName(entry.key) else {
                findings.fault(
                    entry.keyPlace, "\"\(entry.key)\" is no name of a label",
                    "write letters, digits and _, no digit first")
                continue
            }
            guard let value = text(entry.value, entry.key, "write \(entry.key): VALUE") else { continue }
            if value.utf8.count > 1024 {
                findings.fault(entry.value.place, "the value of \(entry.key) is longer than 1 KiB", "shorten it")
            } else {
                labels.append(Integration.Label(name: entry.key, value: value))
            }
        }
        return labels
    }

    private func isLabelName(_ name: String) -> Bool {
        let isWord = name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
        }
        return isWord && name.utf8.count <= 256 && name.first.map { !$0.isNumber } ?? false
    }
}
