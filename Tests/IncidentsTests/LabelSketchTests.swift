import Incidents
import Support
import Testing

@Suite("Sketches of label sets")
struct LabelSketchTests {
    private func sketch(_ pairs: KeyValuePairs<String, String>) -> LabelSketch {
        var sketch = LabelSketch()
        for (name, value) in pairs { sketch.add(name: name, value: value) }
        return sketch
    }

    @Test("No pair that is there is missed, whichever others are", arguments: UInt64(1)...20)
    func misses(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<200 {
            let pairs = (0..<Int(random.next() % 12)).map { ("name\($0)", "\(random.next() % 50)") }
            let labels = LabelSet(PackedPairs(pairs))
            for (name, value) in pairs { #expect(labels.sketch.mayHold(sketch([name: value]))) }
        }
    }

    @Test("Most sets without a pair are passed by")
    func passesBy() {
        let wanted = sketch(["service": "checkout"])
        let held = (0..<1000).count { index in
            LabelSet(["alertname": "Down", "service": "shop", "instance": "host-\(index)", "severity": "critical"])
                .sketch.mayHold(wanted)
        }
        #expect(held < 30)
    }

    @Test("Everything may hold nothing")
    func nothing() {
        #expect(LabelSet.empty.sketch.mayHold(LabelSketch()))
        #expect(!LabelSet.empty.sketch.mayHold(sketch(["a": "b"])))
    }
}
