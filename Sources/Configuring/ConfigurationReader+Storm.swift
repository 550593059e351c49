internal import Incidents

extension ConfigurationReader {
    /// Reads `storm: off`, or how many incidents within which span are one.
    mutating func readStorm(_ node: ConfigurationNode) -> ConsoleSettings.Storm? {
        let example = "write storm: {incidents: 20, within: 2m}, or storm: off"
        if case .text(let word, _) = node.content {
            guard word == "off" else {
                findings.fault(node.place, "storm is \"\(word)\" and must be off or a block of keys", example)
                return nil
            }
            return .off
        }
        guard case .block = node.content else {
            wrongType(node, "storm", "off or a block of keys", example)
            return nil
        }
        guard let block = block(node, "storm", KnownKeys.storm) else { return nil }
        let (count, span) = (readStormCount(block["incidents"]), readStormSpan(block["within"]))
        return .from(incidents: count, within: span)
    }

    private mutating func readStormCount(_ node: ConfigurationNode?) -> Int? {
        let remedy = "write incidents: 20"
        guard let node, let word = text(node, "incidents", remedy) else { return nil }
        let most = ConsoleSettings.Storm.incidentsMax
        guard let count = Int(word), (2...most).contains(count) else {
            findings.fault(
                node.place, "incidents is \"\(word)\" and must be a number between 2 and \(most)", remedy)
            return nil
        }
        return count
    }

    private mutating func readStormSpan(_ node: ConfigurationNode?) -> Duration? {
        let most = ConsoleSettings.Storm.withinMax
        guard let node, let span = duration(node, "within", example: "2m", max: most) else { return nil }
        guard span >= .seconds(1) else {
            findings.fault(node.place, "within is shorter than 1s", "write within: 2m")
            return nil
        }
        return span
    }
}
