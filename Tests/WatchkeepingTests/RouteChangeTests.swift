import Incidents
import Routing
import Testing
import Watchkeeping

/// Other routes while alerts fire: only those that are led elsewhere are looked at, and each ends up where its routes say.
@Suite("A watch that takes other routes")
struct RouteChangeTests {
    private static func branch(_ receiver: String, _ matchers: [Matcher], continues: Bool = false) -> RouteBranch {
        RouteBranch(
            receiver: receiver, groupBy: .labels(["alertname"]), groupWait: .zero, groupInterval: .minutes(5),
            repeatInterval: .hours(4), matchers: matchers, continues: continues)
    }

    private static func tree(_ children: [RouteBranch]) -> RoutingTree {
        var root = branch("team", [])
        root.branches = children
        return RoutingTree(root)
    }

    private static func name(_ pattern: String) throws -> [Matcher] { [try Matcher("alertname", .regex, pattern)] }

    private static let receivers: ByName<[IntegrationRule]> = [
        "team": [.webhook], "boss": [.webhook], "desk": [.webhook],
    ]

    /// Trees that differ in a matcher, in a route that comes or goes, in their order, and in who goes on.
    private static func trees() throws -> [RoutingTree] {
        [
            tree([]),
            tree([branch("boss", try name("Down[0-4]"))]),
            tree([branch("boss", try name("Down[0-5]"))]),
            tree([branch("boss", try name("Down[0-4]"), continues: true), branch("desk", try name("Down.*"))]),
            tree([branch("desk", try name("Down.*"), continues: true), branch("boss", try name("Down[0-4]"))]),
            tree([
                branch("mute", try name("Down9")), branch("mute", try name("Down9")),
                branch("boss", try name("Down[0-4]")),
            ]),
        ]
    }

    private static func post(_ index: Int, until end: Timestamp) -> Event {
        let labels = LabelSet(["alertname": "Down\(index % 10)", "instance": "\(index)"])
        return .alertPosted(PostedAlert(labels: labels, startsAt: end - .hours(2), endsAt: end))
    }

    /// Four pages of alerts and a bit, some of which have ended.
    private static func story(_ tree: RoutingTree) -> DispatchStory {
        var story = DispatchStory(tree, receivers)
        story.handle((0..<4200).map { post($0, until: story.now + .hours(1)) })
        story.pass(.seconds(1))
        story.handle((0..<4200).filter { $0 % 7 == 0 }.map { post($0, until: story.now) })
        return story
    }

    /// Which alerts that fire are in which groups; and that no other group has a member that fires.
    private static func expectPlaces(_ story: DispatchStory, _ place: Comment) {
        var (wanted, astray): ([DispatchID: Set<Fingerprint>], Int) = ([:], 0)
        for known in story.watch.essence.alerts where known.alert.isFiring {
            let labels = known.alert.labels
            for id in story.watch.receiverGroups(of: labels) { wanted[id, default: []].insert(labels.fingerprint) }
        }
        var found: [DispatchID: Set<Fingerprint>] = [:]
        for group in story.watch.receiverGroups {
            for member in group.members {
                guard let alert = story.watch.alerts[member]?.alert else { continue }
                if alert.isFiring { found[group.id, default: []].insert(member) }
                if !story.watch.receiverGroups(of: alert.labels).contains(group.id) { astray += 1 }
            }
        }
        #expect(astray == 0, place)
        #expect(found == wanted, place)
    }

    @Test("Each alert is in the groups of its routes, from any tree to any, with a preparation or without")
    func places() throws {
        let trees = try Self.trees()
        for from in trees.indices {
            let story = Self.story(trees[from])
            let kept = Dictionary(uniqueKeysWithValues: story.watch.receiverGroups.map { ($0.id, $0.first) })
            for to in trees.indices where to != from {
                let place: Comment = "from \(from) to \(to)"
                var (prepared, other) = (story, story)
                var page: Int? = 0
                while let start = page {
                    page = prepared.watch.prepare(
                        for: prepared.watch.rules, routing: trees[to], from: start, at: story.now)
                    // New ones, on pages that were walked and on those that were not.
                    let new = (0..<20).map { Self.post(6000 + start + $0, until: story.now + .hours(1)) }
                    prepared.handle(new)
                    other.handle(new)
                }
                prepared.reload(trees[to])
                other.reload(trees[to])
                Self.expectPlaces(prepared, place)
                #expect(prepared.watch.receiverGroups == other.watch.receiverGroups, place)
                #expect(prepared.flushes.count == other.flushes.count, place)
                let reset = other.watch.receiverGroups.filter { group in
                    kept[group.id].map { $0 != group.first } ?? false
                }
                #expect(reset.isEmpty, "a group that stays keeps its grid")
            }
        }
    }

    @Test("Where the groups are still those of routes before the last, none of both changes is lost")
    func twoAtOnce() throws {
        let trees = try Self.trees()
        var story = Self.story(trees[1])
        story.watch.configure(rules: story.watch.rules, routing: trees[3], at: story.now)
        story.reload(trees[2])
        Self.expectPlaces(story, "twice")
    }

    @Test("Where thousands are to be told of at once, whoever waits has their turn in between")
    func manyTurns() throws {
        var story = DispatchStory(Self.tree([]), ["team": [.webhook]])
        story.answer = nil
        let events = (0..<12_000).map { index -> Event in
            let labels = LabelSet(["alertname": "Down\(index / 10)", "instance": "\(index)"])
            return .alertPosted(
                PostedAlert(labels: labels, startsAt: story.now - .hours(1), endsAt: story.now + .hours(1)))
        }
        var (changes, told): ([Change], [Int]) = ([], [])
        _ = story.watch.handle(events, at: story.now, into: &changes)
        told.append(story.watch.takeFlushes().count)
        while story.watch.nextDeadline.map({ $0 <= story.now }) == true {
            _ = story.watch.handle([.timePassed], at: story.now, into: &changes)
            told.append(story.watch.takeFlushes().count)
        }
        #expect(told == [410, 410, 380], "some four thousand alerts in one batch, and all of them at this moment")
    }

    @Test("Two preparations for the same routes that meet do not take one for the other: no alert is left out")
    func preparationsMeet() throws {
        let trees = try Self.trees()
        var story = Self.story(trees[1])
        let rules = story.watch.rules
        var page = story.watch.prepare(for: rules, routing: trees[2], at: story.now)
        // Another begins at the first page again; the former goes on where it was.
        let other = story.watch.prepare(for: rules, routing: trees[2], at: story.now)
        while let start = page { page = story.watch.prepare(for: rules, routing: trees[2], from: start, at: story.now) }
        let left = story.watch.prepare(for: rules, routing: trees[2], from: try #require(other), at: story.now)
        #expect(left == nil)
        story.reload(trees[2])
        Self.expectPlaces(story, "met")
    }

    @Test("Two reloads before a batch: quiet routes are compared with those that were in force, whatever was before")
    func quietTwice() throws {
        let always = NamedInterval(name: "always", intervals: [TimeInterval(times: [0..<1440])])
        var (first, second) = (Self.branch("boss", try Self.name("Down1")), Self.branch("desk", try Self.name("Down2")))
        (first.muteTimes, second.muteTimes) = (["always"], ["always"])
        var story = DispatchStory(Self.tree([]), Self.receivers)
        story.fire("a", name: "Down1")
        story.fire("b", name: "Down2")
        func tree(_ children: [RouteBranch]) -> RoutingTree {
            var root = Self.branch("team", [])
            root.branches = children
            return RoutingTree(root, intervals: [always])
        }
        story.watch.configure(rules: story.watch.rules, routing: tree([first, second]), at: story.now)
        story.watch.configure(rules: story.watch.rules, routing: tree([second]), at: story.now)
        story.handle([.timePassed])
        Self.expectPlaces(story, "twice")
        let muted = ["Down1", "Down2"].map { name in
            story.watch.alertView.mute(of: DispatchStory.labels(name == "Down1" ? "a" : "b", name).fingerprint) != nil
        }
        #expect(muted == [false, true])
    }

    @Test("An end that was still to be told is told by the group of the same receiver that its routes lead to now")
    func endMoves() throws {
        var story = DispatchStory(Self.tree([]), Self.receivers)
        story.fire("a", "b")
        #expect(story.news() == ["0 team[0] +a +b"])
        story.pass(.minutes(1))
        story.clear("a")
        story.reload(Self.tree([Self.branch("team", try Self.name(".+"))]))
        story.pass(.minutes(10))
        let first = story.news().first
        #expect(first?.hasSuffix("team[0] -a +b") == true)
    }

    @Test("An alert that ended and is still to be told of goes where its routes lead now")
    func ended() throws {
        let trees = try Self.trees()
        var story = DispatchStory(trees[1], Self.receivers)
        story.fire("a", name: "Down5")
        story.clear("a", name: "Down5")
        story.reload(trees[2])
        story.pass(.minutes(6))
        #expect(story.flushes.filter { $0.receiver == "team" }.count == 1, "the group of the former route ended")
        #expect(!story.flushes.contains { $0.receiver == "boss" }, "who was told of nothing hears of no end")
    }

    @Test("Alerts that other routes bring to a group that there is keep its grid, and it tells of all at its next turn")
    func broughtToKnown() throws {
        func tree(_ children: [RouteBranch]) -> RoutingTree {
            var root = RouteBranch(
                receiver: "team", groupBy: .labels([]), groupWait: .zero, groupInterval: .minutes(5),
                repeatInterval: .hours(4))
            root.branches = children
            return RoutingTree(root)
        }
        let boss = Self.branch("boss", try Self.name("Slow"))
        var story = DispatchStory(tree([boss]), Self.receivers)
        story.fire("a", "b", name: "Slow", startedAgo: .hours(1))
        story.fire("c")
        #expect(story.news().contains("0 team[0] +c"))
        story.pass(.minutes(1))
        story.reload(tree([]))
        story.pass(.minutes(5))
        #expect(story.news() == ["300 team[0] +a +b +c"])
    }

    @Test("Alerts that other routes bring together wait for their fellows, unless the oldest has waited already")
    func broughtTogether() {
        func tree(by label: String) -> RoutingTree {
            RoutingTree(
                RouteBranch(
                    receiver: "team", groupBy: .labels([label]), groupWait: .minutes(1), groupInterval: .minutes(5),
                    repeatInterval: .hours(4)))
        }
        for (old, when) in [(Duration.zero, "70 "), (.minutes(10), "10 ")] {
            var story = DispatchStory(tree(by: "instance"), Self.receivers)
            // Told of already, where it is old: it alone decides, wherever it stands among the others.
            story.fire("a", "b", "c", "d")
            story.fire("e", startedAgo: old)
            _ = story.news()
            story.pass(.seconds(10))
            story.reload(tree(by: "alertname"))
            story.pass(.minutes(2))
            let news = story.news()
            #expect(news.first?.hasSuffix("team[0] +a +b +c +d +e") == true, "\(news)")
            #expect(news.first?.hasPrefix(when) == true, "\(news)")
            #expect(news.count == 1, "\(news)")
        }
    }
}
