/// What the colours of a terminal are, where it is known or assumed: letters, ground, and the first sixteen.
package struct Palette: Hashable, Sendable {
    /// Whose it is.
    package let name: String
    /// The terminal's own colour of letters.
    package let letter: RGB
    /// The terminal's own ground.
    package let ground: RGB
    private let sixteen: [RGB]

    /// A palette of sixteen colours, given as `0xRRGGBB`.
    private init(_ name: String, letter: UInt32, ground: UInt32, _ sixteen: [UInt32]) {
        (self.name, self.letter, self.ground) = (name, RGB(letter), RGB(ground))
        self.sixteen = sixteen.map { RGB($0) }
    }

    /// The colour behind a number of the palette.
    package subscript(number: UInt8) -> RGB {
        number < 16 ? sixteen[Int(number)] : Palette.fixed[Int(number) - 16]
    }

    private static let xterms: [UInt32] = [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ]

    /// Xterm's own, with light letters on black.
    package static let xterm = Palette("xterm dark", letter: 0xE5E5E5, ground: 0x000000, xterms)

    /// The same with black letters on white, as xterm comes.
    package static let xtermLight = Palette("xterm light", letter: 0x000000, ground: 0xFFFFFF, xterms)

    private static let gnome: [UInt32] = [
        0x171421, 0xC01C28, 0x26A269, 0xA2734C, 0x12488B, 0xA347BA, 0x2AA1B3, 0xD0CFCC,
        0x5E5C64, 0xF66151, 0x33D17A, 0xE9AD0C, 0x2A7BDE, 0xC061CB, 0x33C7DE, 0xFFFFFF,
    ]

    /// That of GNOME's terminal, on its dark ground.
    package static let gnomeDark = Palette("GNOME dark", letter: 0xFFFFFF, ground: 0x1E1E1E, gnome)

    /// The same on its light ground.
    package static let gnomeLight = Palette("GNOME light", letter: 0x171421, ground: 0xFFFFFF, gnome)

    /// The palettes that a theme is held against when it leaves something to the terminal: two dark, two light.
    package static let usual = [xterm, xtermLight, gnomeDark, gnomeLight]

    /// 16 ... 255, which are the same in every terminal that has them: a cube of six steps a side, and 24 greys.
    private static let fixed: [RGB] = {
        let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
        var colours: [RGB] = []
        for red in steps { for green in steps { for blue in steps { colours.append(RGB(red, green, blue)) } } }
        for grey in 0..<24 as Range<UInt8> { colours.append(RGB(8 + 10 * grey, 8 + 10 * grey, 8 + 10 * grey)) }
        return colours
    }()
}

extension Palette {
    /// The number of the fixed colours, 16 ... 255, that looks nearest; of equally near ones the first.
    static func nearestFixed(to colour: RGB) -> UInt8 { nearest(to: colour, among: 16...255) }

    /// The number of the first sixteen, as xterm has them, that looks nearest. What a person made of them is not known.
    static func nearestBasic(to colour: RGB, where isFit: (UInt8) -> Bool = { _ in true }) -> UInt8? {
        let fit = (0...15).filter { isFit($0) } as [UInt8]
        return fit.isEmpty ? nil : nearest(to: colour, among: fit)
    }

    private static func nearest(to colour: RGB, among numbers: some Sequence<UInt8>) -> UInt8 {
        let light = LinearLight(colour)
        var best: (number: UInt8, distance: Double) = (0, .infinity)
        for number in numbers {
            let distance = light.distance(to: LinearLight(xterm[number]))
            if distance < best.distance { best = (number, distance) }
        }
        return best.number
    }
}
