internal import Foundation
internal import Incidents
internal import Routing

extension Configuration {
    /// Reads a configuration from text. A text that says nothing is refused: what a write left that broke off must not
    /// take all routing away.
    ///
    /// - Parameter file: what the file is called in faults and warnings.
    package static func parse(_ text: String, file: String) throws(ConfigurationRefusal) -> Configuration {
        var findings = Findings(file: file)
        let root = NodeReader.read(text, into: &findings)
        guard let root, !root.isNull, !root.isEmptyBlock else {
            guard findings.isFaultless else { throw findings.refusal }
            findings.fault(
                .start, "the file says nothing",
                "write route: and receivers: in it; without any file one receiver opens incidents for everything")
            throw findings.refusal
        }
        var reader = ConfigurationReader(findings: findings)
        let configuration = reader.readConfiguration(root)
        guard let configuration, reader.findings.isFaultless else { throw reader.findings.refusal }
        return configuration
    }

    /// Reads a configuration from a file.
    package static func load(_ path: String) throws(ConfigurationRefusal) -> Configuration {
        try parse(contents(of: path), file: path)
    }

    /// The text of a file, which is read no further than one byte past its bound.
    static func contents(of path: String) throws(ConfigurationRefusal) -> String {
        let bytes: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }  // It was read only: there is nothing that closing it could lose.
            bytes = try handle.read(upToCount: NodeReader.sizeMax + 1) ?? Data()
        } catch {
            throw refusal(
                path, "it cannot be read: \(reason(error))",
                "check the path, and that \(NSUserName()) may read it")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw refusal(path, "it is not UTF-8", "save it as UTF-8")
        }
        return text
    }

    /// What the system says, without what Foundation says around it.
    private static func reason(_ error: any Error) -> String {
        let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError
        guard cause.domain == NSPOSIXErrorDomain else { return cause.localizedDescription }
        return String(cString: strerror(Int32(truncatingIfNeeded: cause.code)))
    }

    private static func refusal(_ path: String, _ message: String, _ remedy: String) -> ConfigurationRefusal {
        ConfigurationRefusal(faults: [
            ConfigurationFault(file: path, line: 0, column: 0, message: message, remedy: remedy)
        ])
    }
}

extension ConfigurationNode {
    fileprivate var isEmptyBlock: Bool { if case .block = content { isEmpty } else { false } }
}

extension ConfigurationReader {
    /// Reads the whole file. What it answers counts only if no fault was found.
    mutating func readConfiguration(_ root: ConfigurationNode) -> Configuration? {
        guard let block = block(root, "the configuration", KnownKeys.top) else { return nil }
        var rules = WatchRules.standard
        var retention = Retention.standard
        if let node = block["global"], let global = self.block(node, "global", KnownKeys.global) {
            readGlobal(global, into: &rules)
        }
        if let node = block["incidents"] { readIncidents(node, into: &rules) }
        if let node = block["limits"] { readLimits(node, into: &rules.limits) }
        if let node = block["retention"] { readRetention(node, into: &retention) }
        readTimeIntervals(block["time_intervals"], "time_intervals")
        readTimeIntervals(block["mute_time_intervals"], "mute_time_intervals")
        let inhibitRules = readInhibition(block["inhibit_rules"])
        let templates = items(block["templates"], "templates", "write - PATH below it")
            .compactMap { text($0, "a template", "write its path") }
        readReceivers(block["receivers"])
        let people = readPeople(block["people"])
        let tokens = readTokens(block["tokens"])
        let console = readConsole(block["console"])
        let paging = readPaging(block["paging"])
        let intake = readIntake(block)
        guard let tree = readTree(block) else { return nil }
        var configuration = Configuration(
            tree: tree, receivers: receivers, rules: rules, retention: retention, people: people, tokens: tokens,
            console: console, warnings: findings.sortedWarnings, file: findings.file)
        configuration.intake = intake
        (configuration.inhibitRules, configuration.intervals) = (inhibitRules, intervals)
        configuration.paging = paging
        (configuration.templates, configuration.places) = (templates, places)
        return configuration
    }

    /// The routing: that of the file, or the standard one when the file says nothing about it.
    private mutating func readTree(_ block: Block) -> RoutingTree? {
        if let node = block["route"] { return readRoot(node) }
        if block.has("route") {
            findings.fault(block.place(of: "route"), "there is nothing in route", "write receiver: NAME below it")
            return nil
        }
        guard block["receivers"] == nil else {
            findings.fault(
                block.place(of: "receivers"), "there are receivers and no route that leads to them",
                "write route: {receiver: \(receivers.first?.name ?? "NAME")}")
            return nil
        }
        receivers = Configuration.standard.receivers
        return .standard
    }
}
