import Incidents
@testable import Serving
import Support
import Testing
import Wire

@Suite("Who looks at which incident")
struct PresenceBoardTests {
    private let clock = ManualClock()
    private let feed = ChangeFeed()
    private let board: PresenceBoard
    private let number = IncidentNumber(17)

    init() { board = PresenceBoard(feed: feed, clock: clock) }

    private func seat(_ person: SafeText, _ console: String = "a") -> PresenceBoard.Seat {
        PresenceBoard.Seat(person: person, console: console)
    }

    /// What was published so far.
    private func told(_ stream: AsyncStream<Publication>) async -> [Presence] {
        feed.close()
        var told: [Presence] = []
        for await item in stream { if case .presence(let presence) = item { told.append(presence) } }
        return told
    }

    @Test("Who comes, writes and goes is told at once, each person once, by name")
    func tells() async {
        let stream = feed.listen(as: .console)
        #expect(board.look(at: number, from: seat("sam")))
        clock.advance(by: .seconds(1))
        #expect(board.look(at: number, isWriting: true, from: seat("kim")))
        clock.advance(by: .seconds(1))
        #expect(board.look(at: number, from: seat("kim", "b")))
        clock.advance(by: .seconds(1))
        #expect(board.look(at: nil, from: seat("sam")))

        let writing = Onlooker("kim", isWriting: true)
        #expect(
            await told(stream) == [
                Presence([number: [Onlooker("sam")]]), Presence([number: [writing, Onlooker("sam")]]),
                Presence([number: [writing]]),
            ])
    }

    @Test("A person who moves fast is told of once a second, and where they stayed in the end")
    func coalesces() async {
        let stream = feed.listen(as: .console)
        for step in 0..<1000 {
            _ = board.look(at: IncidentNumber(step + 1), from: seat("sam"))
            clock.advance(by: .milliseconds(5))
        }
        clock.advance(by: .seconds(1))
        board.tick()

        let told = await told(stream)
        #expect(told.count <= 6)
        #expect(told.last == Presence([IncidentNumber(1000): [Onlooker("sam")]]))
    }

    @Test("A renewal is no news, and nothing is told twice")
    func renewal() async {
        let stream = feed.listen(as: .console)
        for _ in 0..<20 {
            _ = board.look(at: number, from: seat("sam"))
            clock.advance(by: .seconds(15))
            board.tick()
        }
        #expect(await told(stream).count == 1)
        #expect(board.current.onlookers == [number: [Onlooker("sam")]])
    }

    @Test("What is not renewed for 45 s is over")
    func ends() {
        _ = board.look(at: number, from: seat("sam"))
        clock.advance(by: .seconds(44))
        board.tick()
        #expect(!board.current.onlookers.isEmpty)

        clock.advance(by: .seconds(1))
        board.tick()
        #expect(board.current.onlookers.isEmpty)
    }

    @Test("It ends with the last feed of the console, and not with that of another, nor with an old one")
    func endsWithFeed() {
        let first = board.attend(seat("sam"))
        let other = board.attend(seat("eve"))
        _ = board.look(at: number, from: seat("sam"))
        other()
        let second = board.attend(seat("sam"))
        first()
        first()
        #expect(board.current.onlookers == [number: [Onlooker("sam")]])

        second()
        #expect(board.current.onlookers.isEmpty)
    }

    @Test("The name of a console is worth nothing at another person")
    func foreignConsole() {
        _ = board.look(at: number, from: seat("sam", "same"))
        _ = board.look(at: nil, from: seat("eve", "same"))
        let leave = board.attend(seat("eve", "same"))
        leave()
        #expect(board.current.onlookers == [number: [Onlooker("sam")]])
    }

    @Test("There are at most a thousand, and one person cannot take all places")
    func bounded() {
        for index in 0..<5000 { _ = board.look(at: number, from: seat("eve", "c\(index)")) }
        #expect(board.look(at: number, from: seat("sam")))
        #expect(board.current.onlookers == [number: [Onlooker("eve"), Onlooker("sam")]])

        for index in 0..<PresenceBoard.seatsMax { _ = board.look(at: number, from: seat(SafeText("p\(index)"))) }
        #expect(!board.look(at: number, from: seat("late")))
        #expect(board.current.onlookers[number]?.count ?? 0 <= PresenceBoard.seatsMax)
        #expect(board.look(at: nil, from: seat("late")))
        #expect(board.look(at: IncidentNumber(2), from: seat("sam")), "who is there may move")
    }
}
