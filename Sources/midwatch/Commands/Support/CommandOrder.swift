import ArgumentParser

/// Lets the router be named before the command as well as after it: `midwatch --server unix:/x list`.
///
/// The options belong to each command, so that its help shows them. Those that stand before a command move behind it;
/// without a command they are the console's.
enum CommandOrder {
    /// The options that may stand first; each takes a value.
    private static let leading: Set<String> = ["--server", "--token-file", "--theme", "--color"]

    static func arranged(_ arguments: [String], for root: any ParsableCommand.Type) -> [String] {
        var at = 0
        while at < arguments.count {
            let word = arguments[at]
            if leading.contains(word) {
                at += 2
            } else if leading.contains(where: { word.hasPrefix($0 + "=") }) {
                at += 1
            } else {
                break
            }
        }
        guard at > 0, at < arguments.count, names(of: root).contains(arguments[at]) else { return arguments }
        return [arguments[at]] + arguments[..<at] + arguments[(at + 1)...]
    }

    private static func names(of root: any ParsableCommand.Type) -> Set<String> {
        let grouped = root.configuration.groupedSubcommands.flatMap(\.subcommands)
        return Set((root.configuration.subcommands + grouped).map { $0._commandName })
    }
}
