@testable import Routing
import Support
import Testing

@Suite("Routes that no alert can take")
struct UnreachableRoutesTests {
    private static let expressions = ["x", "x|y", "x.*", "xy.*", "[xy]", "[xy]+", ".*", ".+", "^(?:[xy])$", "", "z|x"]

    private func branch(_ chance: inout Chance) throws -> RouteBranch {
        var matchers: [Matcher] = []
        for name in ["a", "b"] where chance.happens(60) {
            matchers.append(
                chance.happens(40)
                    ? try Matcher(name, chance.pick([.equal, .equal, .notEqual]), chance.pick(["x", "y", "z", ""]))
                    : try Matcher(name, chance.pick([.regex, .regex, .notRegex]), chance.pick(Self.expressions)))
        }
        return RouteBranch(matchers: matchers, continues: chance.happens(20))
    }

    /// What each sibling is shadowed by, each held against all before it.
    private func shadowed(_ tree: RoutingTree) -> [Int: Int] {
        var (shadowed, stopping): ([Int: Int], [Int]) = ([:], [])
        for route in tree.routes.indices.dropFirst() {
            let all = tree.routes[route].matchers
            if let stopper = stopping.first(where: { tree.routes[$0].matchers.allSatisfy { $0.isImplied(by: all) } }) {
                shadowed[route] = stopper
            } else if !tree.routes[route].continues {
                stopping.append(route)
            }
        }
        return shadowed
    }

    @Test("a sibling is shadowed by the first that holding it against every one finds", arguments: 0..<300)
    func agrees(seed: Int) throws {
        var chance = Chance(seed: seed)
        let branches = try (0..<20).map { _ in try branch(&chance) }
        let tree = RoutingTree(RouteBranch(receiver: "r", branches: branches))

        var found: [Int: Int] = [:]
        for case (let route, .shadowed(let sibling)) in tree.unreachable { found[route] = sibling }

        #expect(found == shadowed(tree), "seed \(seed)")
    }

    @Test(
        "a route is held against few of many that ask for something else",
        arguments: ["service=%,team=db", "team~[%]+", "severity=critical,team=%"])
    func isQuick(shape: String) throws {
        var stopping = StoppingRoutes()
        var asked = 0
        for number in 0..<2000 {
            let matchers = try shape.split(separator: ",").map { text in
                let text = text.replacing("%", with: "\(number)")
                let sign = try #require(text.firstIndex { "=~".contains($0) })
                return try Matcher(
                    String(text[..<sign]), text[sign] == "~" ? .regex : .equal, String(text[text.index(after: sign)...])
                )
            }
            let found = stopping.first(for: matchers) { _ in
                asked += 1
                return false
            }
            #expect(found == nil)
            stopping.add(number, matchers)
        }
        #expect(asked < 8000)
    }
}
