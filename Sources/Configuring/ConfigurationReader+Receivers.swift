internal import Incidents

extension ConfigurationReader {
    /// Reads the `receivers:` list.
    mutating func readReceivers(_ node: ConfigurationNode?) {
        for item in items(node, "receivers", "write - name: NAME below it") {
            let entries = receiverEntries(item)
            guard let block = block(item, "a receiver", entries.keys) else { continue }
            guard let nameNode = block["name"],
                let name = text(nameNode, "name", "write name: NAME"), !name.isEmpty
            else {
                if block["name"] == nil || block["name"]?.isText == true {
                    findings.fault(item.place, "a receiver has no name", "write name: NAME in it")
                }
                // What else is wrong with it is said all the same.
                _ = receiver("", block, integrations: entries.integrations)
                continue
            }
            if let first = places.receivers[name] {
                findings.fault(
                    nameNode.place, "the receiver \"\(name)\" is already defined in line \(first.line)",
                    "give one of them another name")
                _ = receiver(name, block, integrations: entries.integrations)
                continue
            }
            places.receivers[name] = nameNode.place
            receivers.append(receiver(name, block, integrations: entries.integrations))
        }
    }

    private mutating func receiver(_ name: String, _ block: Block, integrations: [String]) -> Receiver {
        var present: [String] = []
        var webhooks: [WebhookSettings] = []
        var unspoken: [String] = []
        for key in integrations {
            guard let node = block[key] else { continue }
            let entries = items(node, key, "write a list below it")
            guard !entries.isEmpty else { continue }
            present.append(key)
            if key == "webhook_configs" { webhooks = entries.compactMap { readWebhook($0) } }
            guard !Receiver.spoken.contains(key) else { continue }
            // Whether it opens incidents is known only further below.
            unspoken.append(key)
        }
        let hasPolicy = block["escalation_policy"] != nil
        var receiver = Receiver(name: name, integrations: present, opensIncidents: !present.isEmpty || hasPolicy)
        receiver.webhooks = webhooks
        if let node = block["incidents"], let word = text(node, "incidents", "write incidents: open") {
            switch word {
            case "open": receiver.opensIncidents = true
            case "none": receiver.opensIncidents = false
            default:
                findings.fault(
                    node.place, "incidents is \"\(word)\" and must be open or none", "write incidents: open")
            }
        }
        for key in unspoken {
            let does = receiver.opensIncidents ? "opens the incident and tells nobody by it" : "tells nobody by it"
            findings.warn(
                block.place(of: key), "\(key) is not spoken here: receiver \"\(name)\" \(does)", leavesUntold: true)
        }
        return receiver
    }

    /// Reads `paging`.
    mutating func readPaging(_ node: ConfigurationNode?) -> Paging? {
        guard let node, let word = text(node, "paging", "write paging: on") else { return nil }
        guard let paging = Paging(rawValue: word) else {
            findings.fault(
                node.place, "paging is \"\(word)\" and must be on, shadow or off", "write paging: on")
            return nil
        }
        return paging
    }

    /// Which keys a receiver may have, and which of them are integrations. A kind of integration that nobody has heard
    /// of is a kind nevertheless; it is no fault unless it looks like a misspelled one.
    private func receiverEntries(_ node: ConfigurationNode) -> (keys: KeyTable, integrations: [String]) {
        var keys = KnownKeys.receiver
        var integrations = KnownKeys.integrations
        if case .block(let entries) = node.content {
            for entry in entries where entry.key.hasSuffix("_configs") && !integrations.contains(entry.key) {
                guard Spelling.nearest(to: entry.key, in: integrations) == nil else { continue }
                keys.acted.append(entry.key)
                integrations.append(entry.key)
            }
        }
        return (keys, integrations)
    }
}

extension ConfigurationNode {
    var isText: Bool { if case .text = content { true } else { false } }

    /// Whether it is text without a letter.
    var isBlank: Bool { if case .text(let text, _) = content { text.isEmpty } else { false } }
}
