import TerminalUI
import Testing

@testable import Curses

@Suite("How a terminal numbers colours")
struct ColourNumberTests {
    /// As in the descriptions of xterm-direct and xterm-direct256.
    static let direct =
        "\u{1B}[%?%p1%{8}%<%t3%p1%d%e38:2::%p1%{65536}%/%d:%p1%{256}%/%{255}%&%d:%p1%{255}%&%d%;m"
    static let direct256 =
        "\u{1B}[%?%p1%{8}%<%t3%p1%d%e%p1%{16}%<%t9%p1%{8}%-%d%e%p1%{256}%<%t38:5:%p1%d%e38:2::%p1%{65536}%/%d%;m"

    @Test(
        "follows its description",
        arguments: [
            (0, nil, .none), (8, nil, .palette(8)), (16, nil, .palette(16)), (88, nil, .palette(16)),
            (256, nil, .palette(256)), (1 << 24, direct, .direct(palette: 8)),
            (1 << 24, direct256, .direct(palette: 256)),
            // It claims 16 million, and cannot be told a direct colour.
            (1 << 24, "\u{1B}[38;5;%p1%dm", .palette(256)), (1 << 24, nil, .palette(256)), (32_768, nil, .palette(256)),
        ] as [(Int, String?, ColourNumbers)])
    func description(colours: Int, setaf: String?, numbers: ColourNumbers) {
        #expect(ColourNumbers(colours: colours, setaf: setaf) == numbers)
    }

    @Test(
        "a direct colour never takes the number of the palette",
        arguments: [
            (.own, -1), (.palette(1), 1), (.palette(208), 0xFF8700), (.rgb(RGB(0xFF8700)), 0xFF8700),
            (.rgb(RGB(0)), 0x100), (.palette(16), 0x100), (.rgb(RGB(0x000008)), 8),
        ] as [(Colour, Int32)])
    func directNumbers(colour: Colour, number: Int32) {
        #expect(ColourNumbers.direct(palette: 8).number(colour) == number)
    }

    @Test("a palette of 256 below direct colours is used as it is, and dark blue is not taken for it")
    func directWithPalette() {
        let numbers = ColourNumbers.direct(palette: 256)

        #expect(numbers.number(.palette(208)) == 208)
        #expect(numbers.number(.rgb(RGB(0x0000D0))) == 0x0001D0)
    }
}
