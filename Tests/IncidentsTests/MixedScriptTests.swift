import Incidents
import Testing

@Suite("Names that imitate others are flagged")
struct MixedScriptTests {
    @Test(
        "A word in two scripts is flagged",
        arguments: [
            "pаypal", "ѕervice", "аpi-checkout", "gооgle-1", "rοοt", "Ꭺdmin", "ɡit", "check\u{430}2",
            "x\u{301}\u{435}y",
            "ad\u{200B}mіn", "ｒoot", "𝗋oot", "db.prоd.example", "決済сервис", "שלוםprod",
        ])
    func flagged(name: String) { #expect(SafeText(name).mixesScripts, "\(name)") }

    @Test(
        "Honest names are not",
        arguments: [
            "", "checkout-api", "Zürich", "ŁÓDŹ", "naïve", "сервис-оплаты", "db-сервер", "checkout сервис", "決済サービス",
            "決済API", "APIの決済2", "결제 서비스", "Ελληνικά", "10µs", "5k\u{2126}", "±3°", "O’Brien", "v2.1_β", "עברית", "हिन्दी",
            "😀 ok", "№ 5", "日本語123abc",
        ])
    func honest(name: String) { #expect(!SafeText(name).mixesScripts, "\(name)") }
}
