/// Values by names that are told apart by their bytes, as Alertmanager does: `é` in one letter is another name than `é`
/// in two, while texts are compared by what they look like.
package struct ByName<Value> {
    private struct Name: Hashable {
        let text: String

        static func == (a: Name, b: Name) -> Bool { a.text.isSame(as: b.text) }

        func hash(into hasher: inout Hasher) {
            for byte in text.utf8 { hasher.combine(byte) }
        }
    }

    private var values: [Name: Value] = [:]

    package init() {}

    /// Of pairs with the same name the first counts.
    package init(_ pairs: some Sequence<(String, Value)>) {
        values = Dictionary(pairs.lazy.map { (Name(text: $0), $1) }) { first, _ in first }
    }

    package subscript(name: String) -> Value? {
        get { values[Name(text: name)] }
        set { values[Name(text: name)] = newValue }
    }

    package subscript(name: String, default value: @autoclosure () -> Value) -> Value {
        get { self[name] ?? value() }
        set { self[name] = newValue }
    }

    package var isEmpty: Bool { values.isEmpty }
    package var count: Int { values.count }

    /// In no particular order.
    package var keys: [String] { values.keys.map(\.text) }

    /// By name, in the order of its bytes.
    package var sorted: [(key: String, value: Value)] {
        values.map { (key: $0.key.text, value: $0.value) }
            .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }
}

extension ByName: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, Value)...) { self.init(elements) }
}

extension ByName: Equatable where Value: Equatable {}
extension ByName: Hashable where Value: Hashable {}
extension ByName: Sendable where Value: Sendable {}

extension String {
    /// Whether another text has the same bytes.
    package func isSame(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}

extension [String] {
    /// Whether other texts have the same bytes.
    package func isSame(as other: [String]) -> Bool { elementsEqual(other) { $0.isSame(as: $1) } }
}
