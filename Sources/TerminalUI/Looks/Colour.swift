/// A colour as a theme names it.
package enum Colour: Hashable, Sendable {
    /// The terminal's own: of the letter where it stands for a letter, of the ground where it stands for a ground. A
    /// transparent background stays transparent.
    case own
    /// A number of the palette: 0 ... 15 are the person's, 16 ... 255 are the same everywhere.
    case palette(UInt8)
    /// Exactly this one.
    case rgb(RGB)
}

/// A colour of the sRGB space, as screens show it.
package struct RGB: Hashable, Sendable {
    /// Each 0 ... 255, with the screen's gamma.
    package var red: UInt8
    package var green: UInt8
    package var blue: UInt8

    /// A colour of its three parts.
    package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        (self.red, self.green, self.blue) = (red, green, blue)
    }

    /// A colour of its number, `0xRRGGBB`; bits above are left out.
    package init(_ number: UInt32) {
        self.init(
            UInt8(truncatingIfNeeded: number >> 16), UInt8(truncatingIfNeeded: number >> 8),
            UInt8(truncatingIfNeeded: number))
    }

    /// Reads `#rrggbb`, in either case; nil for anything else.
    package init?(hex text: String) {
        let digits = text.utf8.dropFirst()
        guard text.utf8.first == UInt8(ascii: "#"), digits.count == 6, digits.first != UInt8(ascii: "+"),
            let number = UInt32(digits.map { String(UnicodeScalar($0)) }.joined(), radix: 16)
        else { return nil }
        self.init(number)
    }

    /// `0xRRGGBB`.
    package var number: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }

    /// `#rrggbb`.
    package var hex: String {
        let digits = String(number, radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }
}
