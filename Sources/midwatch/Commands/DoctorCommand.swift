import ArgumentParser
import Calling
import Configuring
import Incidents

#if canImport(Glibc)
    import Glibc
#endif

/// `midwatch doctor`: what it sees here, and what is wrong with it.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Say what terminal, locale, configuration, router and store it sees, and what is wrong.",
        discussion: """
            It ends with 1 when something fails; each line that is not ok says what to do.

            Example: midwatch doctor
            """)

    @Option(help: ArgumentHelp("The configuration file, as serve takes it.", valueName: "FILE"))
    var config: String?

    @OptionGroup var router: RouterOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let environment = ProcessEnvironment.all
        var findings = TerminalExamination(
            environment: environment, size: DoctorCommand.terminalSize, codeset: DoctorCommand.codeset
        ).findings
        let found = ConfigurationSearch.find(
            option: config, environment: environment, exists: { access($0, R_OK) == 0 })
        findings += RouterExamination.configuration(found, ConfigurationCheck(found.path))
        do {
            let chosen = try ChosenRouter(server: router.server, tokenFile: router.tokenFile, environment: environment)
            findings += await RouterExamination.router(chosen, now: { WallTime.now })
        } catch let failure as CommandFailure {
            let remedy = failure.nextStep?.original ?? "name the router with --server"
            findings.append(.fail("address", failure.sentence.original, remedy: remedy))
        }
        switch output.form {
        case .json: StandardStreams.write(Finding.json(findings) + [0x0A])
        case .table: StandardStreams.write(Finding.text(findings, .current))
        }
        if findings.contains(where: { $0.verdict == .fail }) { throw ExitCode(CommandExit.refused.rawValue) }
    }

    private static var terminalSize: (columns: Int, rows: Int)? {
        var size = winsize()
        guard StandardStreams.isTerminal(STDOUT_FILENO), ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 else {
            return nil
        }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// The encoding that the locale of the environment leads to on this machine.
    private static var codeset: String {
        setlocale(LC_CTYPE, "")
        return nl_langinfo(CInt(CODESET)).map { String(cString: $0) } ?? "unknown"
    }
}
