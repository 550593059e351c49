/// The labels of an alert: its whole identity. Sorted by name, without empty values, with Alertmanager's fingerprint.
package struct LabelSet: Hashable, Sendable {
    package let pairs: PackedPairs
    package let fingerprint: Fingerprint
    /// Which pairs it may have: those who look for one among a hundred thousand sets pass most of them by.
    package let sketch: LabelSketch

    /// Takes packed pairs that hold no empty value.
    package init(_ pairs: PackedPairs) {
        self.pairs = pairs
        var (hash, sketch) = (FNV1a(), LabelSketch())
        pairs.bytes.withUnsafeBufferPointer { bytes in
            pairs.forEachRange { name, value in
                // Both at once: neither waits for the other.
                var pair = FNV1a()
                for range in [name, value] {
                    for index in range {
                        hash.add(bytes[index])
                        pair.add(bytes[index])
                    }
                    hash.add(0xFF)
                    pair.add(0xFF)
                }
                sketch.add(pair)
            }
        }
        fingerprint = Fingerprint(hash.value)
        self.sketch = sketch
    }

    /// Labels from text; empty values are dropped, as Alertmanager drops them.
    package init(_ labels: KeyValuePairs<String, String>) {
        self.init(PackedPairs(labels.lazy.filter { !$0.value.isEmpty }.map { ($0.key, $0.value) }))
    }

    package static let empty = LabelSet(.empty)

    package var isEmpty: Bool { pairs.isEmpty }

    /// The raw value of a label, or nil: for matching and for answers, never for a screen.
    package subscript(raw name: String) -> String? { pairs[raw: name] }

    /// The value of a label as a person may see it, or nil.
    package subscript(name: String) -> SafeText? { pairs[raw: name].map { SafeText($0) } }

    package static func == (a: LabelSet, b: LabelSet) -> Bool {
        a.fingerprint == b.fingerprint && a.pairs == b.pairs
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }
}
