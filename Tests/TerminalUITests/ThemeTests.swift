import Testing

@testable import TerminalUI

@Suite struct ThemeTests {
    @Test("every role has its own letter", arguments: Role.allCases)
    func letters(role: Role) {
        #expect(Role.allCases.count { $0.letter == role.letter } == 1)
        #expect(!Theme.mono[role].isColoured)
    }

    @Test("without colour a severity, a failure and the selected row still differ from text")
    func mono() {
        let text = Theme.mono[.text]

        #expect([Role.sev1, .sev2, .failure, .selected, .demo, .stale].allSatisfy { Theme.mono[$0] != text })
    }

    @Test("in reverse twice is plain again, and other attributes add up")
    func adding() {
        let badge = Theme.Look(.own, on: .own, [.bold, .reverse])

        #expect(badge.adding(.reverse).attributes == .bold)
        #expect(badge.adding(.underline).attributes == [.bold, .reverse, .underline])
    }

    @Test("a theme says which role is hardest to read")
    func weakest() {
        let theme = Theme(name: "x") { $0 == .dim ? .init(.rgb(RGB(0x444444))) : .init() }

        #expect(theme.weakest(in: .xterm).role == .dim)
        #expect(theme.weakest(in: .xterm).contrast < 3)
        #expect(theme.contrast <= theme.weakest(in: .xterm).contrast)
    }
}

@Suite struct ContrastTests {
    @Test(
        "contrast is that of WCAG",
        arguments: [
            (0xFFFFFF, 0x000000, 21.0), (0x777777, 0xFFFFFF, 4.48), (0x767676, 0xFFFFFF, 4.54),
            (0xFF0000, 0xFFFFFF, 4.0), (0x0000FF, 0xFFFFFF, 8.59), (0x123456, 0x123456, 1),
        ] as [(UInt32, UInt32, Double)])
    func wcag(a: UInt32, b: UInt32, ratio: Double) {
        #expect(abs(RGB(a).contrast(with: RGB(b)) - ratio) < 0.01)
        #expect(RGB(a).contrast(with: RGB(b)) == RGB(b).contrast(with: RGB(a)))
    }

    @Test("a faint letter is nearer to its ground, a reversed one has the same contrast")
    func attributes() {
        let plain = Theme.Look().contrast(in: .gnomeDark)

        #expect(Theme.Look(.own, on: .own, .dim).contrast(in: .gnomeDark) < plain)
        #expect(Theme.Look(.own, on: .own, .reverse).contrast(in: .gnomeDark) == plain)
    }

    @Test("a bold letter counts with the bright colour that some terminals give it, where that is worse")
    func bold() {
        let badge = Theme.Look(.palette(0), on: .palette(3))
        let bold = Theme.Look(.palette(0), on: .palette(3), .bold)

        #expect(bold.contrast(in: .xterm) < badge.contrast(in: .xterm))
        #expect(Theme.Look(.palette(1), on: .own, .bold).contrast(in: .xterm) < 4.5)
    }
}

@Suite struct ColourSightTests {
    @Test("distances are those of OKLab")
    func oklab() {
        let white = LinearLight(RGB(0xFFFFFF)).oklab
        let red = LinearLight(RGB(0xFF0000)).oklab

        // The values that the author of OKLab gives for sRGB's own colours.
        #expect(abs(white.lightness - 1) < 0.001 && abs(white.a) < 0.001 && abs(white.b) < 0.001)
        #expect(abs(red.lightness - 0.628) < 0.001 && abs(red.a - 0.225) < 0.001 && abs(red.b - 0.126) < 0.001)
        #expect(abs(RGB(0xFFFFFF).distance(to: RGB(0)) - 1) < 0.001)
    }

    @Test("who sees no red from green mixes them up, and tells blue from yellow", arguments: [ColourSight.deuteranopia])
    func deuteranopia(sight: ColourSight) {
        let (red, green) = (RGB(0xD04030), RGB(0x708030))

        #expect(red.distance(to: green, seenBy: sight) < red.distance(to: green) / 2)
        #expect(RGB(0xFF8700).distance(to: RGB(0x005FAF), seenBy: sight) > 0.2)
    }

    @Test("red is dark without the cones for it")
    func protanopia() {
        let seen = ColourSight.protanopia.seen(LinearLight(RGB(0xFF0000)))

        #expect(seen.luminance < RGB(0xFF0000).luminance * 0.7)
    }

    @Test("grey stays grey for every eye", arguments: ColourSight.allCases)
    func grey(sight: ColourSight) {
        let seen = sight.seen(LinearLight(RGB(0x808080)))

        #expect(abs(seen.red - seen.green) < 0.001 && abs(seen.green - seen.blue) < 0.001)
    }
}
