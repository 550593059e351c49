import Incidents
import Routing
import Testing

@Suite("Alertmanager's order")
struct AlertmanagerOrderTests {
    private func order(_ sets: [LabelSet], by precedes: (LabelSet, LabelSet) -> Bool) -> [LabelSet] {
        sets.reversed().sorted(by: precedes)
    }

    @Test("Fewer labels come first; then the set that lacks the first name, then the smaller value")
    func labelSets() {
        let sets: [LabelSet] = [
            .empty, LabelSet(["z": "1"]), LabelSet(["a": "1"]), LabelSet(["a": "2"]),
            LabelSet(["a": "Z", "b": "1"]), LabelSet(["a": "a", "b": "0"]), LabelSet(["a": "a", "b": "00"]),
        ]

        #expect(order(sets, by: AlertmanagerOrder.precedes) == sets)
        for set in sets { #expect(!AlertmanagerOrder.precedes(set, set)) }
    }

    @Test("In a group job and instance come first, and what has none comes last")
    func alerts() {
        let sets: [LabelSet] = [
            LabelSet(["job": "a", "instance": "1", "z": "z"]), LabelSet(["job": "a", "instance": "2"]),
            LabelSet(["job": "a"]), LabelSet(["job": "b", "instance": "0"]), LabelSet(["instance": "0"]),
            LabelSet(["x": "1"]), LabelSet(["x": "2"]),
        ]

        #expect(order(sets, by: AlertmanagerOrder.precedesInGroup) == sets)
    }
}
