import Testing

@Suite("Where bytes leave the program")
struct OutputDoorTests {
    /// Who may write to a descriptor that may be a terminal, and why.
    static let doors: Set<String> = [
        // The streams of the process: whatever a command says passes the cleaning there.
        "Sources/midwatch/Commands/Support/StandardStreams.swift",
        // Terminals of people who are logged in: ASCII of safe text.
        "Sources/midwatch/Router/LoginTerminalBells.swift",
        // Files that are made anew.
        "Sources/midwatch/Commands/Support/NewFile.swift",
    ]

    /// What writes past those doors.
    static let writers = [
        " print(", "fputs(", "fwrite(", "puts(", "putchar(", "Glibc.write(", " write(STD", "FileHandle.standard",
        "StreamLogHandler.standard", "debugPrint(", " dump(",
    ]

    @Test("Nobody writes to a terminal but through the doors", arguments: SourceTree.sources)
    func writing(file: SourceTree.File) {
        // The terminal itself belongs to one module, which draws frames.
        guard file.module != "Curses", !Self.doors.contains(file.path) else { return }
        let code = file.lines.filter { !$0.drop(while: { $0 == " " }).hasPrefix("//") }
        for word in Self.writers {
            let says = code.contains { $0.contains(word) && !$0.contains("func print(") }
            #expect(!says, "\(file.path) says \(word); use StandardStreams")
        }
    }

    @Test("The doors are there")
    func doors() { #expect(Self.doors.isSubset(of: Set(SourceTree.sources.map(\.path)))) }
}
