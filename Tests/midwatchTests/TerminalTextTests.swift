import ArgumentParser
import Incidents
import TerminalUI
import Testing

@testable import midwatch

@Suite("What leaves the program is fit for a terminal")
struct TerminalTextTests {
    @Test(
        "Visible text, lines and our own sequences pass; everything else leaves a mark",
        arguments: [
            ("a table\nin lines\n", "a table\nin lines\n"),
            ("\u{1B}[31mred\u{1B}[0m\n", "\u{1B}[31mred\u{1B}[0m\n"),
            ("\u{1B}[H\u{1B}[2Jtable", "\u{1B}[H\u{1B}[2Jtable"), ("\r12 KiB ", "\r12 KiB "),
            ("\r\u{1B}[K", "\r\u{1B}[K"),
            ("a\rb", "a b"), ("a\u{1B}]0;x\u{7}b", "a\u{FFFD}]0;x\u{FFFD}b"), ("a\u{1B}[3Jb", "a\u{FFFD}[3Jb"),
            ("a\u{1B}[999;999Hb", "a\u{FFFD}[999;999Hb"), ("a\u{1B}[?1049hb", "a\u{FFFD}[?1049hb"),
            ("\u{1B}", "\u{FFFD}"), ("\u{1B}[", "\u{FFFD}["), ("a\u{202E}b\n\u{9B}2J", "a\u{FFFD}b\n\u{FFFD}2J"),
            ("é 漢 → …", "é 漢 → …"), ("", ""), ("\n\n", "\n\n"),
        ])
    func cleaned(text: String, expected: String) { #expect(TerminalText.cleaned(text) == expected) }

    @Test("A line of any length stays whole")
    func length() {
        let long = String(repeating: "é", count: 20_000) + "\n"
        #expect(TerminalText.cleaned(long) == long)
    }

    @Test("A terminal without UTF-8 gets ASCII, in the same columns")
    func ascii() {
        #expect(
            TerminalText.cleaned("café 漢 \u{1B}[31m→\u{1B}[0m e\u{301}…\n", .ascii)
                == "caf? ?? \u{1B}[31m>\u{1B}[0m e~\n")
        #expect(TerminalText.ascii(json: Array("[\"é😀\"]".utf8)) == Array("[\"\\u00e9\\ud83d\\ude00\"]".utf8))
        #expect(TerminalText.glyphs([:]) == .ascii)
        #expect(TerminalText.glyphs(["LANG": "de_DE.UTF-8"]) == .unicode)
        #expect(TerminalText.glyphs(["LANG": "C.utf8", "LC_ALL": "C"]) == .ascii)
        #expect(TerminalText.glyphs(["LANG": "C", "LC_CTYPE": "", "LC_ALL": "C.utf8"]) == .unicode)
    }

    @Test(
        "What is wrong with a command line is said in one line, whatever the command line holds",
        arguments: ["\u{1B}]0;x\u{7}", "a\nerror: forged", "a\r\nb\u{202E}", "\u{301}\nb", "\u{1B}[2J\ny"])
    func commandLine(text: String) throws {
        for arguments in [
            ["show", text], ["list", "--" + text], ["list", "-o", text], ["list", "--output=" + text],
        ] {
            let error = #expect(throws: (any Error).self) { _ = try Midwatch.parseAsRoot(arguments) }
            let ending = CommandRun.ending(of: try #require(error), Midwatch.self, arguments)
            let plain = CommandRun.ending(of: try #require(error), Midwatch.self, [])
            #expect(ending.code == CommandExit.usage.rawValue)
            #expect(ending.text.unicodeScalars.allSatisfy { $0 == "\n" || !SafeText.mustHide($0) })
            #expect(!ending.text.contains("\u{1B}"))
            let lines = ending.text.split(separator: "\n").count
            let breaks = text.unicodeScalars.contains("\n")
            #expect(breaks ? lines < plain.text.split(separator: "\n").count : lines >= 1, "\(ending.text)")
        }
    }

    @Test("A record of the log is one record, whatever it quotes")
    func records() {
        #expect(LogLines.text(of: "12:00 notice midwatch: at=x ready\n") == "12:00 notice midwatch: at=x ready\n")
        #expect(
            LogLines.text(of: "12:00 error midwatch: name=a\n12:01 notice midwatch: forged\u{1B}[2J\r\n")
                == "12:00 error midwatch: name=a\n    | 12:01 notice midwatch: forged\u{FFFD}[2J \n")
        #expect(LogLines.text(of: "a\u{1B}[31mb\u{85}c\u{2028}d\u{202E}\n") == "a\u{FFFD}[31mb c d\u{FFFD}\n")
    }
}
