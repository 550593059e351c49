/// The amounts of red, green and blue light that a colour sends out, 0 ... 1: what eyes and formulas work with.
///
/// Sources: the curve is that of sRGB (IEC 61966-2-1), as WCAG 2.2 uses it; OKLab is Björn Ottosson, "A perceptual
/// color space for image processing", 2020.
struct LinearLight: Hashable {
    var red: Double
    var green: Double
    var blue: Double

    init(red: Double, green: Double, blue: Double) { (self.red, self.green, self.blue) = (red, green, blue) }

    init(_ colour: RGB) {
        self.init(
            red: Self.curve[Int(colour.red)], green: Self.curve[Int(colour.green)],
            blue: Self.curve[Int(colour.blue)])
    }

    /// The light of each of the 256 values that a screen knows.
    private static let curve: [Double] = (0...255).map { step in
        let value = Double(step) / 255
        if value <= 0.04045 { return value / 12.92 }
        // The power 2.4, in roots and squares: the standard library has no power.
        let base = (value + 0.055) / 1.055
        return base * base * root(base * base, 5)
    }

    /// The root of a number that is not negative, by Newton's method.
    static func root(_ value: Double, _ degree: Int) -> Double {
        guard value > 0 else { return 0 }
        var guess = max(value, 1)
        // From above it falls steadily, and stands still where doubles end.
        while true {
            var power = 1.0
            for _ in 1..<degree { power *= guess }
            let next = (Double(degree - 1) * guess + value / power) / Double(degree)
            guard next < guess else { return guess }
            guess = next
        }
    }

    /// Relative luminance, 0 for black and 1 for white.
    var luminance: Double { 0.2126 * red + 0.7152 * green + 0.0722 * blue }

    /// Lightness 0 ... 1, and the two axes green to red and blue to yellow.
    var oklab: (lightness: Double, a: Double, b: Double) {
        func cubeRoot(_ value: Double) -> Double { value < 0 ? -Self.root(-value, 3) : Self.root(value, 3) }
        let l = cubeRoot(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
        let m = cubeRoot(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
        let s = cubeRoot(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
        return (
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
        )
    }

    /// How far apart two colours look: their distance in OKLab. About 0.02 is just seen, 1 lies between black and white.
    func distance(to other: LinearLight) -> Double {
        let (mine, its) = (oklab, other.oklab)
        let (x, y, z) = (mine.lightness - its.lightness, mine.a - its.a, mine.b - its.b)
        return Self.root(x * x + y * y + z * z, 2)
    }
}

extension RGB {
    /// Relative luminance after WCAG 2.2: 0 for black, 1 for white.
    package var luminance: Double { LinearLight(self).luminance }

    /// The contrast ratio of two colours after WCAG 2.2, 1 ... 21; 4.5 is what text needs, 7 what it needs for weak eyes.
    package func contrast(with other: RGB) -> Double {
        let (a, b) = (luminance, other.luminance)
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    /// How far apart two colours look to an eye; see ``ColourSight``. About 0.02 is just seen.
    package func distance(to other: RGB, seenBy sight: ColourSight = .usual) -> Double {
        sight.seen(LinearLight(self)).distance(to: sight.seen(LinearLight(other)))
    }
}
