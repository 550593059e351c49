import Incidents
import Testing

@testable import TerminalUI

@Suite struct ColourTierTests {
    @Test(
        "#rrggbb and nothing else is a colour",
        arguments: [
            ("#ff8700", 0xFF8700), ("#FF8700", 0xFF8700), ("#000001", 1), ("ff8700", nil), ("#ff870", nil),
            ("#ff87000", nil), ("#+f8700", nil), ("#ff 700", nil), ("", nil), ("#", nil), ("#gg0000", nil),
        ] as [(String, UInt32?)])
    func hex(text: String, number: UInt32?) {
        #expect(RGB(hex: text)?.number == number)
        if let number { #expect(RGB(number).hex == text.lowercased()) }
    }

    @Test(
        "a colour of the cube and of the greys is found again",
        arguments: [(0x000000, 16), (0xFFFFFF, 231), (0xD75F00, 166), (0xFF0000, 196), (0x767676, 243)]
            as [(UInt32, UInt8)])
    func nearest256(number: UInt32, expected: UInt8) {
        let look = Theme.Look(.rgb(RGB(number))).reduced(to: .palette256)

        #expect(look.foreground == .palette(expected))
        #expect(Palette.xterm[expected] == RGB(number))
    }

    @Test("every fixed colour of the palette is its own nearest", arguments: 16...255 as ClosedRange<UInt8>)
    func fixed(number: UInt8) {
        let nearest = Palette.nearestFixed(to: Palette.xterm[number])

        // Some greys stand in the cube as well as on the ramp.
        #expect(Palette.xterm[nearest] == Palette.xterm[number])
    }

    @Test(
        "on sixteen colours the nearest of them",
        arguments: [(0xE00000, 1), (0xFE0101, 9), (0x101010, 0), (0xFAFAFA, 15), (0x00C8C8, 6)] as [(UInt32, UInt8)])
    func nearest16(number: UInt32, expected: UInt8) {
        #expect(Theme.Look(.rgb(RGB(number))).reduced(to: .sixteen).foreground == .palette(expected))
    }

    @Test("what is the person's own is left alone at every tier", arguments: ColourTier.allCases)
    func own(tier: ColourTier) {
        #expect(Theme.Look(.palette(1)).reduced(to: tier).foreground == .palette(1))
        #expect(Theme.Look().reduced(to: tier) == Theme.Look())
    }

    @Test("on eight colours bright becomes bold, and grey becomes faint")
    func eight() {
        #expect(Theme.Look(.palette(9)).reduced(to: .eight) == .init(.palette(1), on: .own, .bold))
        #expect(Theme.Look(.palette(8)).reduced(to: .eight) == .init(.own, on: .own, .dim))
        #expect(Theme.Look(.palette(16), on: .palette(11)).reduced(to: .eight) == .init(.palette(0), on: .palette(3)))
        #expect(Theme.Look(.palette(8), on: .palette(0)).reduced(to: .eight) == .init(.palette(7), on: .palette(0)))
    }

    @Test("a letter that could be read does not sink into its ground", arguments: [ColourTier.sixteen, .eight])
    func readable(tier: ColourTier) {
        // Both are nearest to black.
        let look = Theme.Look(.rgb(RGB(0x7C7C7C)), on: .rgb(RGB(0x000000))).reduced(to: tier)

        #expect(look.contrast(in: .xterm) >= 4.5)
    }

    @Test("with no colour the theme without colour takes over")
    func mono() {
        #expect(Theme.standard.reduced(to: .mono) == .mono)
        #expect(Theme.standard.reduced(to: .truecolor) == .standard)
    }

    @Test(
        "the environment says the tier",
        arguments: [
            (["TERM": "xterm-256color", "COLORTERM": "truecolor"], .truecolor),
            (["TERM": "xterm-direct"], .truecolor),
            (["TERM": "xterm-256color"], .palette256),
            (["TERM": "xterm"], .sixteen),
            (["TERM": "linux"], .eight),
            (["TERM": "vt100"], .mono), (["TERM": "dumb"], .mono), ([:], .mono),
            (["TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"], .mono),
            (["TERM": "screen-256color", "COLORTERM": "truecolor", "STY": "1.pts"], .palette256),
            (["TERM": "screen", "COLORTERM": "truecolor"], .eight),
            (["TERM": "screen-256color", "COLORTERM": "truecolor", "TMUX": "/x"], .truecolor),
        ] as [([String: String], ColourTier)])
    func environment(environment: [String: String], tier: ColourTier) {
        #expect(ColourTier(environment: environment) == tier)
    }
}

@Suite struct SGRTests {
    @Test(
        "a look becomes one sequence",
        arguments: [
            (Theme.Look(), "\u{1B}[0m"),
            (Theme.Look(.palette(1), on: .palette(12), [.bold, .underline]), "\u{1B}[0;1;4;31;104m"),
            (Theme.Look(.palette(208), on: .own, [.dim, .reverse]), "\u{1B}[0;2;7;38;5;208m"),
            (Theme.Look(.own, on: .rgb(RGB(1, 2, 3))), "\u{1B}[0;48;2;1;2;3m"),
        ])
    func sequence(look: Theme.Look, text: String) {
        #expect(SGR.sequence(look) == text)
    }

    @Test("a frame becomes lines, one sequence where the style changes")
    func lines() {
        var frame = Frame(width: 4, height: 1)
        frame.put("ab", at: Point(x: 0, y: 0), style: Style(.strong))

        #expect(frame.lines(theme: .standard, tier: .sixteen) == "\u{1B}[0;1mab\u{1B}[0m  \u{1B}[0m\n")
        #expect(frame.lines(theme: nil, tier: .sixteen) == "ab\n")
    }
}
