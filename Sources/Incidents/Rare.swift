/// A field that most values do not have, kept apart from the rest: whoever has none of it carries eight bytes, and is
/// copied so much faster. A value in it is shared by all copies until one of them sets another.
@propertyWrapper
package struct Rare<Value: Hashable & Sendable>: Hashable, Sendable {
    private final class Box: Sendable {
        let value: Value

        init(_ value: Value) { self.value = value }
    }

    private var box: Box?

    package init(wrappedValue: Value?) { box = wrappedValue.map(Box.init) }

    package var wrappedValue: Value? {
        get { box?.value }
        set {
            if box == nil, newValue == nil { return }
            box = newValue.map(Box.init)
        }
    }

    package static func == (one: Rare, other: Rare) -> Bool {
        one.box === other.box || one.box?.value == other.box?.value
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(box?.value) }
}

extension Rare: CustomStringConvertible {
    package var description: String { box.map { "\($0.value)" } ?? "nil" }
}
