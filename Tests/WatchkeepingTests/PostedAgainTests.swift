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

    @Test("One that fires again after that begins anew")
    func beginsAnew() throws {
        let read = try Self.read([(-60, 600), (-60, -5), (-3, 900)])
        #expect(read.startsIn == .seconds(-3) && read.endsIn == .seconds(900))
    }
}
