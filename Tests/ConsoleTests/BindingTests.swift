import Console
import Incidents
import TerminalUI
import Testing

@Suite("The table of keys, and bindings of one's own")
struct BindingTests {
    @Test("No two actions share a name, and no key means two things on one screen")
    func table() {
        let bindings = KeyBindings.standard.bindings
        #expect(Set(bindings.map(\.name)).count == bindings.count)
        for screen in Binding.Screen.allCases {
            let keys = bindings.filter { $0.screens.contains(screen) }.flatMap(\.keys)
            #expect(Set(keys).count == keys.count)
            let letters = bindings.filter { $0.screens.contains(screen) }.compactMap(\.letter)
            #expect(Set(letters).count == letters.count)
        }
    }

    @Test("Every key has a name, and its name leads back to it")
    func names() {
        for binding in KeyBindings.standard.bindings {
            for key in binding.keys { #expect(KeyName.key(named: KeyName.name(of: key).shown) == key) }
        }
    }

    @Test(
        "Keys are named as help names them",
        arguments: [
            ("a", Key.character("a")), ("G", .character("G")), ("Space", .character(" ")), ("space", .character(" ")),
            ("^x", .control("x")), ("^X", .control("x")), ("F5", .function(5)), ("f12", .function(12)),
            ("f", .character("f")), ("Esc", .escape), ("PgDn", .pageDown), ("S-Tab", .backTab), ("é", .character("é")),
        ])
    func named(name: String, key: Key) { #expect(KeyName.key(named: name) == key) }

    @Test(
        "What is no key has no key",
        arguments: ["", "ab", "F0", "F13", "F05", "^1", "\u{202E}", "\u{301}", "\u{1B}", "Ctrl-x"])
    func noKey(name: String) { #expect(KeyName.key(named: name) == nil) }

    @Test("No capital acts without asking, and what asks does not lie on an answer")
    func safe() {
        for binding in KeyBindings.standard.bindings where binding.tier > .reads {
            for case .character(let scalar) in binding.keys {
                #expect(binding.tier > .acts || !scalar.properties.isUppercase)
                #expect(scalar != "y")
            }
            #expect(!binding.keys.contains(.enter) && !binding.keys.contains(.escape))
        }
    }

    @Test("A key of one's own works, and bottom line, NEXT and help show it")
    func own() throws {
        let keys = try KeyBindings(overrides: [("F2", "acknowledge"), ("^T", "take"), ("Q", "quit")])
        var sitting = Sitting(Sample.night, keys: keys)
        #expect(sitting.next.hasPrefix(" NEXT  F2  acknowledge #4127"))
        #expect(sitting.rows[23].hasPrefix(" F2 ack  ^T take"))

        sitting.press(.function(2))
        #expect(sitting.acts == [Act(.acknowledge, IncidentNumber(4127))])
        sitting.type("?")
        #expect(sitting.rows[1].hasPrefix(" F2 a "))
        sitting.press(.escape)
        sitting.type("Q")

        #expect(sitting.next == " leave? 1 act has no answer yet")
    }

    @Test("Two actions may change their keys; an action that has moved away leaves its key")
    func swapped() throws {
        let keys = try KeyBindings(overrides: [("a", "take"), ("t", "acknowledge")])
        var sitting = Sitting(Sample.night, keys: keys)

        sitting.type("a")

        #expect(sitting.acts == [Act(.take, IncidentNumber(4127))])
        #expect(keys["acknowledge"]?.keys == [.character("t")])
    }

    @Test("A key of something that is not connected is free")
    func free() throws {
        #expect(try KeyBindings(overrides: [("p", "palette")])["palette"]?.keys.first == .character("p"))
    }

    @Test("What is given twice in the same way is taken once")
    func sameAgain() throws {
        #expect(try KeyBindings(overrides: [("a", "acknowledge")])["acknowledge"]?.keys == [.character("a")])
    }

    @Test(
        "What cannot be is refused with the reason and the remedy",
        arguments: [
            ([("Ctrl-x", "help")], "\"Ctrl-x\" is no key", "write one as help does"),
            ([("^T", "acknowlege")], "\"acknowlege\" is no action", "write acknowledge"),
            ([("^T", "page")], "\"page\" is no action", "write"),
            ([("w", "help")], "w is wide already", "give wide another key as well, or choose another key"),
            ([("^T", "help"), ("^t", "quit")], "^T is help a few lines above", "keep one of the two"),
            ([("Enter", "resolve")], "Enter cannot be resolve: it answers questions", "choose another key"),
            ([("y", "snooze")], "y cannot be snooze: it answers questions", "choose another key"),
            ([("Space", "acknowledge")], "Space cannot be acknowledge: it answers questions", "choose another key"),
            ([("Esc", "quit")], "Esc cannot be quit: it is always back", "choose another key"),
            ([("^C", "quit")], "^C cannot be quit: it is always cancel", "choose another key"),
            ([("^Z", "freeze")], "^Z cannot be freeze: the terminal suspends with it", "choose another key"),
            ([("^I", "invert")], "^I cannot be invert: it is the same as Tab", "choose another key"),
            ([("T", "take")], "T cannot be take: a capital never acts without asking", "choose another key"),
        ] as [([(String, String)], String, String)])
    func refused(overrides: [(String, String)], message: String, remedy: String) throws {
        let refusal = try #require(
            throws: BindingRefusal.self, performing: { try KeyBindings(overrides: overrides.map { ($0.0, $0.1) }) })

        let fault = try #require(refusal.faults.first)
        #expect(fault.message.shown.hasPrefix(message), "\(fault.message)")
        #expect(fault.remedy.shown.hasPrefix(remedy), "\(fault.remedy)")
        #expect(fault.index == overrides.count - 1)
    }

    @Test("All that is wrong is told at once")
    func all() throws {
        let refusal = try #require(
            throws: BindingRefusal.self,
            performing: { try KeyBindings(overrides: [("??", "help"), ("^T", "nothing-known"), ("^E", "wide")]) })

        #expect(refusal.faults.map(\.index) == [0, 1])
    }
}
