import ArgumentParser
import Configuring
import Incidents
import Routing
import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// `midwatch routes`: where a configuration leads alerts, without a router.
struct RoutesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "routes",
        abstract: "Show the routes of a configuration, or try where they lead an alert.",
        discussion: """
            Both read the configuration that serve would load, or the one of --config, and need no router. Routes mean \
            what they mean in Alertmanager.

            Example: midwatch routes test severity=critical team=db
            """,
        subcommands: [Show.self, Test.self])

    /// Which file is read.
    struct Source: ParsableArguments {
        @Option(help: ArgumentHelp("The configuration.", valueName: "FILE"))
        var config: String?

        /// Reads it. Says all its faults, and ends with 1, when it has any.
        func load() throws -> Configuration {
            let found = ConfigurationSearch.find(
                option: config, environment: ProcessEnvironment.all, exists: { access($0, R_OK) == 0 })
            guard let path = found.path else {
                StandardStreams.remark("there is no configuration: these are the built-in routes")
                return .standard
            }
            do {
                return try Configuration.load(path)
            } catch {
                let check = ConfigurationCheck(file: path, faults: error.faults, warnings: [])
                StandardStreams.write(check.faultLines, to: STDERR_FILENO)
                throw ExitCode(CommandExit.refused.rawValue)
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Draw the routes as a tree.",
            discussion: """
                Behind each route stands what is different from the route above it.

                Example: midwatch routes show --config /etc/alertmanager/alertmanager.yml
                """)

        @OptionGroup var source: Source
        @OptionGroup var output: OutputOptions

        func run() throws {
            let configuration = try source.load()
            switch output.form {
            case .json: StandardStreams.write(RouteTreeText.json(configuration) + [0x0A])
            case .table: StandardStreams.write(RouteTreeText.text(configuration))
            }
        }
    }

    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say which receivers an alert is led to, and why.",
            discussion: """
                Labels are written NAME=VALUE, as amtool takes them. The first line names the receivers, in the order \
                in which they are told; below it each route says why it was taken or not. With --stdin it reads one \
                JSON object of labels a line, and answers each with a JSON array of receivers.

                TIME is a date and time, 2026-11-23T06:00:00Z, or a time of day on this machine's clock, 06:00, the \
                next of that name; what was taken is said.

                Example: midwatch routes test severity=critical team=db
                """)

        @Argument(help: ArgumentHelp("The labels of the alert.", valueName: "name=value"))
        var labels: [String] = []

        @Flag(help: "Read label sets as JSON, one a line.")
        var stdin = false

        @Option(help: ArgumentHelp("When, for the time intervals of routes; now without it.", valueName: "TIME"))
        var at: String?

        @OptionGroup var source: Source
        @OptionGroup var output: OutputOptions

        func validate() throws {
            if stdin, !labels.isEmpty { throw ValidationError("give labels, or --stdin, but not both") }
            try Test.agree(try labels.map(Test.pair))
        }

        func run() throws {
            let moment = try at.map { try MomentText.parse($0, now: WallTime.now) } ?? WallTime.now
            let configuration = try source.load()
            if stdin { return try answerLines(configuration.tree) }
            let set = LabelSet(PackedPairs(try labels.map(Test.pair).filter { !$0.value.isEmpty }))
            let trial = RouteTrial(set, configuration, at: moment, isDated: at != nil)
            switch output.form {
            case .json: StandardStreams.write(trial.json + [0x0A])
            case .table: StandardStreams.write(trial.text)
            }
        }

        /// An alert has one value of each label.
        static func agree(_ pairs: [(name: String, value: String)]) throws {
            for (index, pair) in pairs.enumerated() {
                let name = Array(pair.name.utf8)
                guard let before = pairs[..<index].first(where: { Array($0.name.utf8) == name }) else { continue }
                let (one, other) = (SafeText("\(before.name)=\(before.value)"), SafeText("\(pair.name)=\(pair.value)"))
                throw ValidationError(
                    "\(one) and \(other) name the same label; an alert has one value of each, so leave one out")
            }
        }

        /// A label as amtool takes it: as a matcher that says `=`.
        private static func pair(_ text: String) throws -> (name: String, value: String) {
            guard let matcher = try? MatcherParser.matcherOfEitherSyntax(text), matcher.operation == .equal else {
                throw ValidationError(
                    "\"\(SafeText(text))\" is no label; write NAME=VALUE, or '\"NAME\"=VALUE' for a name beyond letters"
                )
            }
            return (matcher.name, matcher.value)
        }

        private func answerLines(_ tree: RoutingTree) throws {
            var number = 0
            while let line = readLine() {
                number += 1
                if line.allSatisfy(\.isWhitespace) { continue }
                guard let labels = Test.labels(json: line) else {
                    throw CommandFailure(
                        .refused, SafeText("line \(number) of the input is no JSON object of texts"),
                        nextStep: "write {\"alertname\": \"Down\"}")
                }
                var writer = JSONWriter()
                writer.beginArray()
                for route in tree.routes(for: labels) { writer.string(tree.routes[route].receiver) }
                writer.endArray()
                StandardStreams.write(writer.bytes + [0x0A])
            }
        }

        static func labels(json line: String) -> LabelSet? {
            guard case .object(let object)? = try? JSONReader().read(Array(line.utf8)) else { return nil }
            var pairs: [(String, String)] = []
            for member in object.members {
                guard let value = member.value.text else { return nil }
                if !value.isEmpty { pairs.append((member.name, value)) }
            }
            return LabelSet(PackedPairs(pairs))
        }
    }
}
