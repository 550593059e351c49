import Testing

@Suite("Who may import whom")
struct DependencyTests {
    /// What each module of ours may import of ours. `midwatch` alone sees everything.
    static let allowed: [String: Set<String>] = [
        "Incidents": [],
        "Routing": ["Incidents", "CRE2"],
        "Watchkeeping": ["Incidents", "Routing"],
        "TerminalUI": ["Incidents"],
        "Console": ["Incidents", "TerminalUI"],
        "Storing": ["Incidents"],
        "StoringSQLite": ["Incidents", "Storing"],
        "Wire": ["Incidents"],
        "Configuring": ["Incidents", "Routing", "TerminalUI"],
        "Serving": ["Incidents", "Routing", "Watchkeeping", "Storing", "Wire"],
        "Calling": ["Incidents", "Wire"],
        "Notifying": ["Incidents", "Wire"],
        "Curses": ["TerminalUI", "Incidents", "CNcurses", "CPlatform"],
    ]

    /// Modules that decide: no input, no output, no clock, nothing but the standard library.
    static let pure: Set<String> = ["Incidents", "Routing", "Watchkeeping", "TerminalUI", "Console"]

    /// What pure modules may import besides: data structures.
    static let harmless: Set<String> = ["HeapModule", "DequeModule", "OrderedCollections"]

    /// What would let time, chance or the world into a pure module.
    static let impure = [
        "Date()", "Date.now", "ContinuousClock", "SuspendingClock", "UUID()", ".random(", ".shuffled(",
        ".randomElement(",
        "SystemRandomNumberGenerator", "getenv", "await ", "async ", " print(", "Task {", "Task.",
    ]

    static var ours: Set<String> { Set(allowed.keys).union(["CRE2", "CNcurses", "CPlatform", "midwatch"]) }

    @Test("Every source file imports only what its module may", arguments: SourceTree.sources)
    func direction(file: SourceTree.File) throws {
        guard file.module != "midwatch" else { return }
        let allowed = try #require(Self.allowed[file.module], "\(file.module) is not in the table of this test")
        let own = Set(SourceTree.imports(of: file)).intersection(Self.ours)
        #expect(own.isSubset(of: allowed), "\(file.path) imports \(own.subtracting(allowed).sorted())")
    }

    @Test("Pure modules import nothing of the world", arguments: SourceTree.sources.filter { pure.contains($0.module) })
    func purity(file: SourceTree.File) {
        let foreign = Set(SourceTree.imports(of: file)).subtracting(Self.ours).subtracting(Self.harmless)
        #expect(foreign.isEmpty, "\(file.path) imports \(foreign.sorted())")
        let code = file.lines.filter { !$0.drop(while: { $0 == " " }).hasPrefix("//") }
        for word in Self.impure {
            #expect(!code.contains { $0.contains(word) }, "\(file.path) says \(word)")
        }
    }

    @Test("The table knows every module, and the tests see the tree")
    func complete() {
        #expect(Set(SourceTree.sources.map(\.module)).subtracting(["midwatch"]) == Set(Self.allowed.keys))
        #expect(SourceTree.sources.count > 50)
    }

    @Test("Codable stays in Wire", arguments: SourceTree.sources.filter { $0.module != "Wire" })
    func codable(file: SourceTree.File) {
        let code = file.lines.filter { !$0.drop(while: { $0 == " " }).hasPrefix("//") }
        #expect(!code.contains { $0.contains("Codable") || $0.contains("JSONDecoder") || $0.contains("JSONEncoder") })
    }
}
