import ArgumentParser
import Configuring
import Incidents
import Routing
import Storing
import StoringSQLite
import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// `midwatch check-config`: every mistake of a configuration at once.
struct CheckConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config",
        abstract: "Check a configuration: every mistake, with line, column and remedy.",
        discussion: """
            Without a file it checks the one that serve would load. It ends with 1 when there is a mistake. Warnings \
            are said and are none, unless --strict is given: what is not acted on yet, routes that no alert can take, \
            receivers that no route leads to, time intervals that never occur, severities that nobody knows; with \
            --store also severities that its alerts had and nobody knows, and matchers that none of the alerts meets \
            that it has seen, once it has seen \(SeenLabels.alertsMin).

            Examples: midwatch check-config /etc/midwatch/midwatch.yaml
                      midwatch check-config --store sqlite:/var/lib/midwatch/midwatch.db
            """)

    @Argument(help: ArgumentHelp("The file.", valueName: "file"))
    var file: String?

    @Option(help: ArgumentHelp("The same, as serve takes it.", valueName: "FILE"))
    var config: String?

    @Option(
        help: ArgumentHelp(
            "Hold matchers and severities against the alerts in this store, too.", valueName: "sqlite:PATH"))
    var store: String?

    @Flag(help: "End with 1 when there are warnings, too.")
    var strict = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard store?.hasPrefix("sqlite:") ?? true else { throw ValidationError("--store takes sqlite:PATH") }
    }

    func run() throws {
        let found = ConfigurationSearch.find(
            option: file ?? config, environment: ProcessEnvironment.all, exists: { access($0, R_OK) == 0 })
        let seen = try seen()
        let check = ConfigurationCheck(found.path, seen: seen)
        switch output.form {
        case .json: StandardStreams.write(check.json + [0x0A])
        case .table:
            StandardStreams.write(check.warningLines + check.summary)
            StandardStreams.write(check.faultLines, to: STDERR_FILENO)
        }
        if store != nil, seen.alerts < SeenLabels.alertsMin {
            let count = Confirmation.alerts(seen.alerts)
            StandardStreams.remark("the store has seen \(count) lately: matchers are judged by \(SeenLabels.alertsMin)")
        }
        if !check.faults.isEmpty || (strict && !check.warnings.isEmpty) { throw ExitCode(CommandExit.refused.rawValue) }
    }

    private func seen() throws -> SeenLabels {
        guard let path = store.map({ String($0.dropFirst("sqlite:".count)) }) else { return SeenLabels() }
        guard access(path, F_OK) == 0 else {
            throw CommandFailure(.refused, SafeText("there is no store at \(path)"), nextStep: "name another --store")
        }
        do {
            return SeenLabels(try SQLiteStore.labels(ofStoreAt: path, limit: ConfigurationCheck.labelsMax))
        } catch let error as StoreError {
            throw CommandFailure(
                .refused, SafeText("the store \(path) cannot be read: \(error)"), nextStep: "name another --store")
        }
    }
}
