import Configuring
import Testing

@Suite("What the configuration says about consoles")
struct ConsoleSettingsTests {
    static let text = """
        console:
          keys:
            F2: acknowledge
            "^T": take
            0: palette
        """

    @Test("Keys and their actions are read with their places, in the order of the file")
    func keys() throws {
        let wished = [("F2", "acknowledge", 3), ("^T", "take", 4), ("0", "palette", 5)]
        let expected = wished.map { ConsoleSettings.KeyWish(key: $0.0, action: $0.1, line: $0.2, column: 5) }

        #expect(try ConsoleSettings.parse(Self.text, file: "m.yaml").keys == expected)
        #expect(try Configuration.parse(Self.text, file: "m.yaml").console.keys == expected)
        #expect(try warnings(Self.text) == [])
    }

    @Test(
        "What is no block of keys is refused with its place",
        arguments: [
            (
                "console: 3",
                "m.yaml:1:10: console is a single value and must be a block of keys; write keys, theme, … below it"
            ),
            ("console: {kyes: {}}", "m.yaml:1:11: unknown key \"kyes\" in console; write keys"),
            (
                "console:\n  keys: [a]",
                "m.yaml:2:9: keys is a list and must be a block of keys; write F2: acknowledge below it"
            ),
            ("console:\n  keys:\n    a:", "m.yaml:3:5: \"a\" has no action; write one, as in F2: acknowledge"),
            (
                "console:\n  keys:\n    a: [take]",
                "m.yaml:3:8: a is a list and must be a single value; write the name of one action, as in F2: acknowledge"
            ),
            (
                "console:\n  keys:\n    a: take\n    a: quit",
                "m.yaml:4:5: the key \"a\" already stands in line 3; keep one of them"
            ),
        ])
    func refused(_ text: String, _ fault: String) {
        #expect(faults(text) == [fault])
        #expect(throws: ConfigurationRefusal.self) { try ConsoleSettings.parse(text, file: "m.yaml") }
    }

    @Test("Columns and order are read with their places; what they mean, the console knows")
    func list() throws {
        let text = "console:\n  columns: [id, what]\n  sort: age inverted\n"
        let settings = try ConsoleSettings.parse(text, file: "m.yaml")

        #expect(settings.columns.map(\.text) == ["id", "what"])
        #expect(settings.columns.map(\.line) == [2, 2])
        #expect(settings.columns.map(\.column) == [13, 17])
        #expect(settings.sort == ConsoleSettings.Word("age inverted", line: 3, column: 9))
        #expect(try warnings(text) == [])
    }

    @Test(
        "What is no list of names and no order is refused with its place",
        arguments: [
            (
                "console: {columns: id}",
                "m.yaml:1:20: columns is a single value and must be a list; write columns: [severity, id, what]"
            ),
            (
                "console: {columns: []}",
                "m.yaml:1:20: columns is empty; write columns: [severity, id, what], or remove it for the usual ones"
            ),
            (
                "console:\n  columns:\n  - id\n  - {a: b}",
                "m.yaml:4:5: a column is a block of keys and must be a single value; write columns: [severity, id, what]"
            ),
            (
                "console:\n  columns: [id, ~]",
                "m.yaml:2:17: a column has no name; write columns: [severity, id, what]"
            ),
            (
                "console: {sort: [age]}",
                "m.yaml:1:17: sort is a list and must be a single value; write sort: age, or sort: age inverted"
            ),
            ("console: {sort: \"\"}", "m.yaml:1:17: sort is empty; write sort: age, or sort: age inverted"),
            (
                "console: {sort: \(String(repeating: "a", count: 65))}",
                "m.yaml:1:17: sort is too long to be one; write sort: age, or sort: age inverted"
            ),
            (
                "console: {columns: [\(String(repeating: "a, ", count: 32))a]}",
                "m.yaml:1:117: more than 32 columns are named; keep fewer"
            ),
        ])
    func refusedList(_ text: String, _ fault: String) { #expect(faults(text) == [fault]) }

    @Test("A mistake elsewhere keeps nobody from their console; a file that is no YAML does")
    func elsewhere() throws {
        #expect(try ConsoleSettings.parse("route: 3\n" + Self.text, file: "m.yaml").keys.count == 3)
        #expect(try ConsoleSettings.parse("", file: "m.yaml") == ConsoleSettings())
        #expect(try ConsoleSettings.parse("- a", file: "m.yaml") == ConsoleSettings())
        #expect(throws: ConfigurationRefusal.self) { try ConsoleSettings.parse("a: [", file: "m.yaml") }
    }

    @Test("More keys than a keyboard has are refused")
    func many() {
        let text = "console:\n  keys:\n" + (0...200).map { "    k\($0): take\n" }.joined()

        #expect(faults(text) == ["m.yaml:203:5: more than 200 keys are given an action; keep fewer"])
    }
}
