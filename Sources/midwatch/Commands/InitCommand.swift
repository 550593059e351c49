import ArgumentParser
import Calling
import Configuring
import Incidents

/// `midwatch init`: a first configuration, with a comment at everything.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a first configuration, from three questions at most.",
        discussion: """
            The file is written to $XDG_CONFIG_HOME/midwatch/midwatch.yaml, or where --config says, and never over one \
            that is there.

            Example: midwatch init --yes
            """)

    @Option(help: ArgumentHelp("Where to write it.", valueName: "FILE"))
    var config: String?

    @Flag(name: [.short, .long], help: "Take every default, and do not ask.")
    var yes = false

    func run() throws {
        guard yes || Prompt.canAsk else {
            throw CommandFailure(
                .usage, "there is no terminal to ask at", nextStep: "take the defaults with midwatch init --yes")
        }
        let environment = ProcessEnvironment.all
        guard let path = config ?? ConfigurationSearch.personalPath(environment) else {
            throw CommandFailure(.usage, "there is no home to write to", nextStep: "name a file with --config")
        }
        guard !NewFile.exists(path) else { throw InitCommand.isThere(path) }
        var first = CommentedConfiguration()
        if !yes { try ask(&first) }
        guard try NewFile.create(path, Array(first.text.utf8), mode: 0o644) else { throw InitCommand.isThere(path) }
        StandardStreams.write(InitCommand.nextSteps(path: path, listen: first.listen, isUsual: config == nil))
    }

    private func ask(_ first: inout CommentedConfiguration) throws {
        let team = Prompt.answer("What is your team called?", standard: "default")
        first.team = team == "default" ? "" : team
        let everybody = "everybody"
        let login = Prompt.answer(
            "Which account of this machine may act on incidents? Others may then only read.", standard: everybody)
        first.login = login == everybody ? "" : login
        first.listen = Prompt.answer("Where will Prometheus reach the router?", standard: first.listen)
        do { _ = try RouterAddress("http://" + first.listen) } catch {
            throw CommandFailure(
                .usage, SafeText("\"\(first.listen)\" is no address"),
                nextStep: "write HOST:PORT, such as 127.0.0.1:3003")
        }
    }

    private static func isThere(_ path: String) -> CommandFailure {
        CommandFailure(
            .refused, SafeText("\(path) is there already, and is not written over"),
            nextStep: "edit it, or name another file with --config")
    }

    /// What to do now, with the lines for prometheus.yml.
    static func nextSteps(path: String, listen: String, isUsual: Bool) -> String {
        let option = isUsual ? "" : " --config \(SafeText(path))"
        let address = listen == CommentedConfiguration().listen ? "" : " --listen \(SafeText(listen))"
        return """
            Written: \(SafeText(path))

            Next:
              midwatch check-config\(isUsual ? "" : " \(SafeText(path))")
              midwatch serve\(option)\(address)
              midwatch                 the console, in another terminal

            In prometheus.yml:
              alerting:
                alertmanagers:
                - static_configs:
                  - targets: ['\(SafeText(listen))']

            """
    }
}
