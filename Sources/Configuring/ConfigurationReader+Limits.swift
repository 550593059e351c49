internal import Incidents
internal import Routing

extension ConfigurationReader {
    /// Reads the `limits:` block.
    mutating func readLimits(_ node: ConfigurationNode, into limits: inout Limits) {
        guard let block = block(node, "limits", KnownKeys.limits) else { return }
        take(&limits.bodyBytes, block, "body", 1 << 10...1 << 30)
        takeCount(&limits.alertsPerBatch, block, "alerts_per_batch", 1...1_000_000)
        takeCount(&limits.labelsPerAlert, block, "labels_per_alert", 1...10_000)
        take(&limits.labelNameBytes, block, "label_name", 16...PackedPairs.nameLengthMax)
        take(&limits.labelValueBytes, block, "label_value", 16...PackedPairs.valueLengthMax)
        take(&limits.annotationBytes, block, "annotation", 16...PackedPairs.valueLengthMax)
        take(&limits.queueBytes, block, "queue", 1 << 20...1 << 40)
        if limits.queueBytes < limits.bodyBytes {
            let key = block["queue"] == nil ? "body" : "queue"
            findings.fault(
                block.place(of: key), "queue is smaller than body, so a large body would never fit",
                "write queue: \(ByteCount.print(limits.bodyBytes)) or more")
        }
    }

    /// Sets a size where the file has a valid one.
    private mutating func take(_ target: inout Int, _ block: Block, _ key: String, _ range: ClosedRange<Int>) {
        let example = ByteCount.print(target)
        guard let node = block[key], let text = text(node, key, "write \(key): \(example)") else { return }
        guard let size = ByteCount.parse(text) else {
            findings.fault(node.place, "\(key) \"\(text)\" is not a size", "write \(key): \(example)")
            return
        }
        guard range.contains(size) else {
            let (least, most) = (ByteCount.print(range.lowerBound), ByteCount.print(range.upperBound))
            findings.fault(
                node.place, "\(key) is out of its bounds", "write a size from \(least) to \(most), as in \(example)")
            return
        }
        target = size
    }

    /// Sets a number where the file has a valid one.
    private mutating func takeCount(_ target: inout Int, _ block: Block, _ key: String, _ range: ClosedRange<Int>) {
        guard let node = block[key], let text = text(node, key, "write \(key): \(target)") else { return }
        guard let count = Int(text), range.contains(count) else {
            findings.fault(
                node.place, "\(key) \"\(text)\" is no number within its bounds",
                "write a number from \(range.lowerBound) to \(range.upperBound), as in \(key): \(target)")
            return
        }
        target = count
    }

    /// Reads the `retention:` block.
    mutating func readRetention(_ node: ConfigurationNode, into retention: inout Retention) {
        guard let block = block(node, "retention", KnownKeys.retention) else { return }
        take(&retention.log, block, "log")
        take(&retention.incidents, block, "incidents")
        take(&retention.alerts, block, "alerts")
    }
}
