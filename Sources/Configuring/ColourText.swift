internal import TerminalUI

/// How theme files write colours.
enum ColourText {
    /// The first sixteen of the palette, in their order.
    static let names: [String] = {
        let plain = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
        return plain + plain.map { "bright-\($0)" }
    }()

    /// `default` or `-1`, a number of the palette, a name, or `#rrggbb`; nil for anything else.
    static func colour(_ text: String) -> Colour? {
        if text == "default" || text == "-1" { return .own }
        if let number = names.firstIndex(of: text) { return .palette(UInt8(number)) }
        if let rgb = RGB(hex: text) { return .rgb(rgb) }
        guard !text.isEmpty, text.utf8.count <= 3, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return UInt8(text).map { .palette($0) }
    }
}
