import Console
import Incidents
import Testing

@Suite("What a forced command lets through")
struct RestrictedTests {
    @Test(
        "Words are parted as argv, and nothing is expanded",
        arguments: [
            ("", []), ("  ", []), ("list", ["list"]), ("  ack\t1  2 ", ["ack", "1", "2"]),
            ("note 1 'a  b' c", ["note", "1", "a  b", "c"]),
            (#"note 1 "say \"no\" \x""#, ["note", "1", #"say "no" \x"#]),
            (#"a\ b c\\d"#, ["a b", #"c\d"#]), (#"'a\b'"#, [#"a\b"#]), (#""" '' x"#, ["", "", "x"]),
            ("a'b'\"c\"d", ["abcd"]), ("list;reboot", ["list;reboot"]),
            ("$(reboot) `x` $HOME ~ *", ["$(reboot)", "`x`", "$HOME", "~", "*"]),
            (#""\$x \`y\`""#, ["$x `y`"]), ("--server=x", ["--server=x"]), ("süß '支 払'", ["süß", "支 払"]),
        ] as [(String, [String])])
    func split(text: String, words: [String]) throws {
        #expect(try ArgumentSplitter.split(text) == words)
    }

    @Test(
        "Control characters, quotes without an end, and too much are refused",
        arguments: [
            "list\nreboot", "list\rreboot", "list\u{0}", "note 1 '\n'", "note 1 \u{1B}[2J", "note 1 \u{9B}2J", "a\\\nb",
            "'a\tb'", "a\\\tb", "note 'x", "note \"x", #"note "x\""#, "note \\", "\u{7F}",
            String(repeating: "a", count: ArgumentSplitter.lengthMax + 1),
            String(repeating: "a ", count: ArgumentSplitter.wordsMax + 1),
        ])
    func refusedText(text: String) {
        #expect(throws: RestrictedFault.self) { try ArgumentSplitter.split(text) }
    }

    @Test(
        "The verbs about incidents are let through with their options",
        arguments: [
            "list", "list sev<=2", "list state:all -o json", "list --output=json", "list --watch", "show 17",
            "why 17", "why 17 --at 03:10", "why 7b1f6c0a9d3e2f41 --at=2026-11-23T03:10:00Z -o json",
            "ack 17 18",
            "unack 17", "take 17 --yes", "take 17 -y", "snooze 17 --for 30m", "snooze 17 --for=30m",
            "snooze 17 --until 06:00", "note 17 rolled back", "note 17 -- --server is wrong", "note 17 a - b",
            "resolve 17", "mitigate 17", "reopen 17", "severity 17 SEV2", "merge 18 17", "unmerge 18", "undo 17",
            "doctor",
            "doctor -o json", "midwatch list", "ack --help", "list -h",
        ])
    func allowed(text: String) throws {
        let command = try RestrictedCommand(text)
        var words = try ArgumentSplitter.split(text)
        if words.first == "midwatch" { words.removeFirst() }
        #expect(command == .command(verb: words[0], words: Array(words.dropFirst())))
        #expect(
            command.arguments(adding: ["--server", "unix:/run/x"])
                == [words[0], "--server", "unix:/run/x"] + words.dropFirst())
    }

    @Test(
        "Silences are let through, with the router's place behind their own verb",
        arguments: [
            ("silence list --all", ["silence", "list", "--server", "x", "--all"]),
            (
                "silence add --incident 17 --until-resolved",
                ["silence", "add", "--server", "x", "--incident", "17", "--until-resolved"]
            ),
            (
                "silence add service=~'a|b' --for 2h --comment 'a  b'",
                ["silence", "add", "--server", "x", "service=~a|b", "--for", "2h", "--comment", "a  b"]
            ),
            ("silence expire 6f0a", ["silence", "expire", "--server", "x", "6f0a"]),
        ])
    func silences(text: String, arguments: [String]) throws {
        #expect(try RestrictedCommand(text).arguments(adding: ["--server", "x"]) == arguments)
    }

    @Test(
        "Nothing else about silences is",
        arguments: [
            "silence", "silence --server=x list", "silence help", "silence add a=b --author kim",
            "silence list --server=x", "silence add a=b --token-file /etc/shadow",
        ])
    func noSilences(text: String) {
        #expect(throws: RestrictedFault.self) { try RestrictedCommand(text) }
    }

    @Test("Nothing sent is the console, and so is its name; it may be asked for as plain lines")
    func console() throws {
        for text in [nil, "", "  ", "console", "midwatch", "midwatch console"] {
            #expect(try RestrictedCommand(text) == .console(isPlain: false))
        }
        #expect(try RestrictedCommand("console --plain") == .console(isPlain: true))
        #expect(try RestrictedCommand("console").arguments(adding: []) == nil)
    }

    @Test(
        "Everything else is refused, with the word and what is allowed",
        arguments: [
            ("serve", "serve"), ("backup x.db", "backup"), ("init", "init"), ("demo", "demo"),
            ("check-config /etc/shadow", "check-config"), ("sh -c reboot", "sh"), ("/bin/sh", "/bin/sh"),
            ("scp -t /tmp", "scp"), ("list; reboot", "list;"), ("LIST", "LIST"),
            ("--server=http://x list", "--server=http://x"),
            ("--restricted", "--restricted"), ("help", "help"), ("'' list", ""), ("$(reboot)", "$(reboot)"),
            ("`reboot`", "`reboot`"), ("midwatch midwatch list", "midwatch"),
            ("list --server=http://x", "--server=http://x"),
            ("list --server http://x", "--server"), ("list --socket /x", "--socket"),
            ("doctor --config /etc/shadow", "--config"),
            ("list -o json --token-file /etc/shadow", "--token-file"), ("list --store sqlite:/x", "--store"),
            ("ack 1 --token-file=/etc/shadow", "--token-file=/etc/shadow"),
            ("note 1 x --server=http://x", "--server=http://x"),
            ("list '--server' x", "--server"), (#"list \--server x"#, "--server"),
            (#"list "--ser"ver=x"#, "--server=x"),
            ("list -ojson", "-ojson"), ("list -- --server x", "--"), ("snooze 1 --for --server", "--server"),
            ("list -o=json", "-o=json"), ("list --for30m", "--for30m"), ("list --yesterday", "--yesterday"),
            ("console --server x", "--server"), ("console -o json", "-o"),
            ("console --plain --restricted", "--restricted"), ("console x", "x"), ("console --help", "--help"),
            ("note 1 -n x", "-n"),
        ])
    func refused(text: String, word: String) throws {
        let fault = #expect(throws: RestrictedFault.self) { try RestrictedCommand(text) }
        let said = try #require(fault).sentence.shown
        #expect(said.hasPrefix("\"\(word)\" is not allowed here; "))
        #expect(
            said.contains("list, show, why, ack") || said.contains("-o, --output, --for")
                || said.contains("console takes --plain"))
    }

    @Test("Whatever is sent: never an option that is not on the list, never a control character, never a trap")
    func fuzz() throws {
        let pieces = [
            "list", "note", "console", "midwatch", "--server", "--config", "--for", "-o", "--", "=", "x", "'", "\"",
            "\\",
            " ", " ", " ", "\t", "$", "(", ";", "\n", "\u{0}", "é", "\u{202E}", "-", "--yes", "1",
        ]
        var seed: UInt64 = 2026
        var count = 0
        for _ in 0..<40_000 {
            var text = ""
            for _ in 0..<Int(seed >> 60) + 1 {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(seed >> 33) % pieces.count]
            }
            guard case .command(let verb, let words)? = try? RestrictedCommand(text) else { continue }
            count += 1
            #expect(RestrictedCommand.verbs.contains(verb) && verb != "console")
            for word in words {
                if word == "--", verb == "note" { break }
                #expect(!word.unicodeScalars.contains { $0.properties.generalCategory == .control })
                guard word.hasPrefix("-"), word != "-" else { continue }
                #expect(RestrictedCommand.options.contains(String(word.prefix { $0 != "=" })), "\(text)")
            }
        }
        #expect(count > 200)
    }

    @Test("A restricted console says so of everything outside it")
    func outside() {
        var state = ConsoleState(requestPrefix: "test", now: Sample.now)
        #expect(Outside.allCases.allSatisfy { state.obstacle(restricted: $0) == nil })
        state.isRestricted = true
        #expect(Outside.allCases.allSatisfy { state.obstacle(restricted: $0) == "off: restricted" })

        var talk = PlainTalk([], isRestricted: true)
        talk.type("help")
        #expect(talk.said.last == "Editor, shell, files and suspend are off: restricted.")
    }
}
