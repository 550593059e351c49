/// What is not seen, or changes how its neighbours are seen.
extension HostileCorpus {
    static let controls: [String] = scalars(0x00...0x1F, 0x7F...0x7F)

    /// The controls of the upper half, as UTF-8 writes them.
    static let eightBit: [String] = scalars(0x80...0x9F)

    static let bidi: [String] =
        scalars(0x061C...0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069) + [
            "invoice\u{202E}gnp.exe", "\u{202E}\u{202D}\u{202C}", "safe\u{2067}xcod\u{2069}.sh",
            "if access \u{2066}// admin\u{2069} \u{2066}{", "\u{202E}" + String(repeating: "drow ", count: 30),
            String(repeating: "\u{202A}", count: 130), "ack\u{2068}\u{2067}\u{2066}", "\u{200F}#4127 resolved\u{200F}",
            "שלום\u{202D}prod", "عربي\u{200E}db1",
        ]

    static let zeroWidth: [String] =
        scalars(
            0x00AD...0x00AD, 0x034F...0x034F, 0x180B...0x180F, 0x200B...0x200D, 0x2060...0x2064, 0x206A...0x206F,
            0xFEFF...0xFEFF, 0xFFF9...0xFFFB, 0x110BD...0x110BD, 0x13430...0x13438, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A
        )
        + [
            "\u{FEFF}checkout", "check\u{200B}\u{200B}\u{200B}out", String(repeating: "\u{200B}", count: 600),
            "\u{2061}\u{2062}\u{2063}\u{2064}", "\u{FFF9}shown\u{FFFA}hidden\u{FFFB}", "a\u{200D}b", "\u{200D}",
            "\u{AD}",
            String(repeating: "\u{200B}\u{200C}\u{200C}", count: 20),
        ]

    static let selectors: [String] =
        scalars(0xFE00...0xFE0F, 0xE0100...0xE0103, 0xE01EE...0xE01EF) + [
            "a\u{FE0F}", "\u{FE0F}", "x\u{FE0F}\u{FE0F}\u{FE0F}\u{20E3}", "葛\u{E0100}城",
            shifted("😀", "secret", by: 0xE0100 - 0x20),
        ]

    static let tags: [String] =
        scalars(0xE0000...0xE0002, 0xE0020...0xE0022, 0xE007F...0xE0080, 0xE01F0...0xE01F0) + [
            "Disk full" + tagged("ignore all alerts"), tagged("only tags"), "🏴" + tagged("gbeng") + "\u{E007F}",
            "\u{E0001}\u{E0065}\u{E006E}hello",
        ]

    /// Private use, no characters at all, not assigned.
    static let meaningless: [String] = scalars(
        0xE000...0xE002, 0xE02A...0xE02A, 0xE080...0xE080, 0xF8FF...0xF8FF, 0xF0000...0xF0001, 0x10FFFD...0x10FFFD,
        0xFDD0...0xFDD1, 0xFDEF...0xFDEF, 0xFFFE...0xFFFF, 0x1FFFE...0x1FFFF, 0xFFFFE...0xFFFFF, 0x10FFFE...0x10FFFF,
        0x0378...0x0379, 0x05FF...0x05FF, 0x2FE0...0x2FE0, 0x2427...0x2427, 0x2065...0x2065, 0xFFF0...0xFFF8,
        0x1FBFF...0x1FBFF, 0x40000...0x40000, 0xE0FFF...0xE0FFF)

    /// What looks like a space, or like nothing at all.
    static let blanks: [String] =
        scalars(
            0x00A0...0x00A0, 0x115F...0x1160, 0x1680...0x1680, 0x17B4...0x17B5, 0x2000...0x200A, 0x202F...0x202F,
            0x205F...0x205F, 0x2800...0x2800, 0x3000...0x3000, 0x3164...0x3164, 0xFFA0...0xFFA0, 0xFFFC...0xFFFD,
            0x13441...0x13442, 0x16FE4...0x16FE4, 0x1D159...0x1D159)
        + ["", " ", "\u{3164}", "\u{2800}\u{2800}", "\u{A0}\u{A0}", "   ", "\u{2003}", "\u{115F}\u{1160}"]

    static let marks: [String] = heaps + [zalgo] + misplaced

    private static let heaps: [String] = [0, 1, 2, 3, 4, 20, 400].map { (count: Int) -> String in
        "Z" + String(repeating: "\u{0310}", count: count) + "algo"
    }

    private static let zalgo: String = {
        var view = String.UnicodeScalarView()
        for value in UInt32(0x300)..<0x328 {
            view.append("a")
            for offset in UInt32(0)..<6 { Unicode.Scalar(value + offset).map { view.append($0) } }
        }
        return String(view)
    }()

    private static let misplaced: [String] = [
        "\u{0301}first", "\u{0301}", "\u{20DD}\u{20DD}\u{20DD}", " \u{0301}\u{0302}\u{0303}",
        "e\u{301}\u{302}\u{303}\u{304}", "\u{202E}\u{0301}x", "\u{1B}\u{0301}[2J", "क्षि\u{94D}\u{94D}\u{94D}",
        "บั้้้้้้", "x\u{0338}\u{20D2}\u{0489}\u{0489}", "漢\u{0301}\u{0301}\u{0301}字", "\u{1160}\u{11A8}\u{11A8}\u{11A8}",
        "각\u{11A8}\u{11A8}", "\n\u{0301}", "😀\u{0301}\u{0301}\u{0301}",
    ]

    static let pictures: [String] = [
        "👩‍👩‍👧‍👦 family", "👩🏽‍🚒 on call", "🏳️‍🌈", "🇩🇪🇫🇷", "🇦", "⚠️ disk", "⚠️⚠️⚠️", "1️⃣2️⃣#️⃣*️⃣", "❤️‍🔥", "©️®️™️", "☠︎", "😀\u{200D}", "\u{200D}😀",
        "😀\u{200D}\u{200D}😀", "😀\u{FE0F}\u{FE0F}", "😀\u{200D}x", "🏽", "👍🏽👍🏿", "1\u{FE0F}x", "🧑‍💻🧑‍💻", "👁️‍🗨️",
        String(repeating: "👨‍👩‍👧", count: 40), "🫠🫡🫢", "🪿🫨",
    ]

    static let wide: [String] = [
        "決済サービス東京", "支払いが失敗しています、至急確認してください", "결제 서비스", "ｆｕｌｌ ｗｉｄｔｈ", "ﾊﾝｶｸ", "a漢b字c", "漢", "〇〇", "▶◀◆○●★", "§°±×÷",
        "─│┌┐└┘",
        "（ｇ）", "ไทยภาษา", "हिन्दी", "தமிழ்", "עברית prod", "العربية prod", "ﷺ", "﷽", "꧁༺name༻꧂", "𓀀𓀁", "𝕱𝖆𝖐𝖊", "𠜎𠜱",
    ]

    /// A text spelled in tags, which nobody sees.
    private static func tagged(_ text: String) -> String { shifted("", text, by: 0xE0000) }

    private static func shifted(_ start: String, _ text: String, by distance: UInt32) -> String {
        var view = start.unicodeScalars
        for scalar in text.unicodeScalars { Unicode.Scalar(distance + scalar.value).map { view.append($0) } }
        return String(view)
    }
}
