import Testing

@testable import midwatch

@Suite("The order of options and commands")
struct CommandOrderTests {
    @Test(
        "The router may be named before the command",
        arguments: [
            (["--server", "unix:/x", "list"], ["list", "--server", "unix:/x"]),
            (["--server=unix:/x", "ack", "17"], ["ack", "--server=unix:/x", "17"]),
            (
                ["--token-file", "t", "--server", "http://h", "show", "3", "-o", "json"],
                ["show", "--token-file", "t", "--server", "http://h", "3", "-o", "json"]
            ),
            (["--theme", "mono", "demo"], ["demo", "--theme", "mono"]),
            (["list", "--server", "unix:/x"], ["list", "--server", "unix:/x"]),
            // A value that is called like a command is a value.
            (["--server", "list"], ["--server", "list"]),
            (["--server"], ["--server"]), ([], []), (["--help"], ["--help"]),
            (["--server", "unix:/x", "--plain"], ["--server", "unix:/x", "--plain"]),
        ])
    func arranged(arguments: [String], expected: [String]) {
        #expect(CommandOrder.arranged(arguments, for: Midwatch.self) == expected)
    }
}
