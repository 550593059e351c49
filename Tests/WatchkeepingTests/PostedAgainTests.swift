import Incidents
import Testing
import Watchkeeping

/// Two posts of one alert, in seconds from now, and what Alertmanager 0.25 makes of them.
@Suite("Alerts that are posted again")
struct PostedAgainTests {
    /// A post; without an end it has one of ours.
    typealias Post = (startsIn: Int, endsIn: Int?)

    private static func read(_ posts: [Post]) throws -> (startsIn: Duration, endsIn: Duration) {
        var story = WatchStory()
        let labels = WatchStory.labels("Down")
        for post in posts {
            let end = post.endsIn.map { story.now + .seconds($0) }
            story.handle(
                .alertPosted(PostedAlert(labels: labels, startsAt: story.now + .seconds(post.startsIn), endsAt: end)))
        }
        let alert = try #require(story.watch.alerts[labels.fingerprint]?.alert)
        return (alert.startsAt - story.now, alert.endsAt - story.now)
    }

    @Test(
        "The earlier start is kept, and a later end that its sender gave",
        arguments: [
            // It begins before what is known, and ends within it.
            (Post(-60, 600), Post(-90, 300), -90, 600),
            (Post(-60, 600), Post(-60, 300), -60, 600),
            (Post(-60, 600), Post(-30, 300), -60, 600),
            (Post(-60, 600), Post(-30, 900), -60, 900),
            // The end that is known was ours, so any other is better.
            (Post(-60, nil), Post(-60, 200), -60, 200),
            // Neither its start nor its end lies within what is known.
            (Post(-60, 600), Post(-90, 900), -90, 900),
        ])
    func fires(first: Post, second: Post, startsIn: Int, endsIn: Int) throws {
        let read = try Self.read([first, second])
        #expect(read.startsIn == .seconds(startsIn) && read.endsIn == .seconds(endsIn))
    }

    @Test("One that fires again within the time in which it had fired has its first start")
    func firesAgain() throws {
        let read = try Self.read([(-60, 600), (-60, -5), (-30, 900)])
        #expect(read.startsIn == .seconds(-60) && read.endsIn == .seconds(900))
    }

    @Test("One that was over before we heard of it, and fires within that time, has its first start")
    func wasOver() throws {
        let read = try Self.read([(-100, -5), (-10, 900)])
        #expect(read.startsIn == .seconds(-100) && read.endsIn == .seconds(900))
    }

    @Test("One that fires again after that begins anew")
    func beginsAnew() throws {
        let read = try Self.read([(-60, 600), (-60, -5), (-3, 900)])
        #expect(read.startsIn == .seconds(-3) && read.endsIn == .seconds(900))
    }
}

/// What receivers are told of an alert that is posted again, as Alertmanager 0.25 told them: starts and ends in seconds
/// from the first post.
@Suite("Ends that are posted again")
struct EndedAgainTests {
    private struct Story {
        private var story = DispatchStory(wait: .seconds(1), interval: .seconds(4))

        mutating func post(at second: Int, from start: Double?, to end: Double?, _ word: String = "") {
            pass(to: Double(second))
            func moment(_ offset: Double?) -> Timestamp? {
                offset.map { DispatchStory.start + .milliseconds(Int64($0 * 1000)) }
            }
            let text = AlertText(annotations: ["word": word])
            story.handle([
                .alertPosted(
                    PostedAlert(
                        labels: DispatchStory.labels("a"), text: text, startsAt: moment(start), endsAt: moment(end)))
            ])
        }

        mutating func pass(to second: Double) {
            story.pass(.milliseconds(Int64(second * 1000)) - (story.now - DispatchStory.start))
        }

        /// `4 -10..1.5 word`: told at 4 s of what began 10 s before the first post and ended 1.5 s after it.
        mutating func told() -> [String] {
            pass(to: 30)
            return story.flushes.map { flush in
                let at = seconds(flush.decidedAt)
                let alert = flush.alerts[0]
                let end = alert.isFiring ? "" : seconds(alert.endsAt)
                return "\(at) \(seconds(alert.startsAt))..\(end) \(alert.text[raw: "word"] ?? "")"
            }
        }

        private func seconds(_ moment: Timestamp) -> String {
            let value = Double((moment - DispatchStory.start).wholeMilliseconds) / 1000
            return value == value.rounded() ? "\(Int(value))" : "\(value)"
        }
    }

    @Test("A late word that does not overlap what is known replaces it")
    func late() {
        var story = Story()
        story.post(at: 0, from: -10, to: 1.5, "first")
        story.post(at: 2, from: nil, to: 2, "late")
        #expect(story.told() == ["0 -10.. first", "4 2..2 late"])
    }

    @Test("An end that names an earlier start has that start")
    func earlierStart() {
        var story = Story()
        story.post(at: 0, from: -10, to: 600)
        story.post(at: 2, from: -30, to: 2)
        #expect(story.told() == ["0 -10.. ", "4 -30..2 "])
    }

    @Test("An end of long ago is told as it was posted")
    func longAgo() {
        var story = Story()
        story.post(at: 0, from: -10, to: 600)
        story.post(at: 2, from: -58, to: -28)
        #expect(story.told() == ["0 -10.. ", "4 -58..-28 "])
    }

    @Test("Of two ends the later one counts, and the newer words", arguments: [(-9.0, -3.0), (-9, 1)])
    func laterEnd(start: Double, end: Double) {
        var story = Story()
        story.post(at: 0, from: -10, to: 1.5, "first")
        story.post(at: 2, from: start, to: end, "second")
        #expect(story.told() == ["0 -10.. first", "4 -10..1.5 second"])
    }

    @Test("The second of a pair of senders may say a later end")
    func pair() {
        var story = Story()
        story.post(at: 0, from: -10, to: 240, "A")
        story.post(at: 1, from: -8, to: 240, "B")
        story.post(at: 2, from: -10, to: 2, "A")
        story.post(at: 3, from: -8, to: 2.5, "B")
        #expect(story.told() == ["0 -10.. A", "4 -10..2.5 B"])
    }

    @Test("What was over before we heard of it begins its group, and nobody is told of it")
    func overBefore() {
        var story = Story()
        story.post(at: 0, from: -100, to: -5)
        story.post(at: 2, from: -10, to: 600)
        #expect(story.told() == ["4 -100.. "])
    }

    @Test("What was over before we heard of it is no part of what fires after it")
    func overLongBefore() {
        var story = Story()
        story.post(at: 0, from: -100, to: -50)
        story.post(at: 2, from: 2, to: 600)
        #expect(story.told() == ["4 2.. "])
    }

    @Test("An end of ours that was given up for a sender's is the sender's")
    func whoseEnd() throws {
        var story = WatchStory()
        let labels = WatchStory.labels("Down")
        for (start, end) in [(-10, 3600), (nil, nil), (-20, 600)] as [(Int?, Int?)] {
            let moments = [start, end].map { $0.map { story.now + .seconds($0) } }
            story.handle(.alertPosted(PostedAlert(labels: labels, startsAt: moments[0], endsAt: moments[1])))
        }
        let alert = try #require(story.watch.alerts[labels.fingerprint]?.alert)
        #expect(alert.endsAt == story.now + .seconds(600) && alert.startsAt == story.now - .seconds(20))
    }
}
