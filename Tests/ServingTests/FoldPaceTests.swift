import Testing

@testable import Serving

@Suite("Folding while senders are at it")
struct FoldPaceTests {
    /// Runs for a thousand seconds in which a turn takes so long, and answers how much of them was spent folding.
    private func share(turn: Duration) -> Double {
        var (pace, now, spent) = (FoldPace(), Duration.zero, Duration.zero)
        while now < .seconds(1000) {
            if pace.isDue(at: now) {
                pace.folded(from: now, to: now + turn)
                (spent, now) = (spent + turn, now + turn)
            }
            now += Housekeeper.foldEvery
        }
        return spent / .seconds(1000)
    }

    @Test("However long a turn takes, it is a tenth of the time", arguments: [5, 50, 250, 900])
    func share(milliseconds: Int) { #expect(share(turn: .milliseconds(milliseconds)) <= 0.101) }

    @Test("Short turns come each time, so that steady senders leave nothing behind")
    func keepsUp() {
        var pace = FoldPace()
        pace.folded(from: .zero, to: .milliseconds(20))
        #expect(pace.isDue(at: .milliseconds(20) + Housekeeper.foldEvery))
    }
}
