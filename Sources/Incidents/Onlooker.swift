/// Somebody who has an incident open at a console now. Soft state: it is never stored, and ends with the console.
package struct Onlooker: Hashable, Comparable, Sendable {
    /// The name that the router knows the person by.
    package var name: SafeText
    /// Whether the person is writing a note on it.
    package var isWriting: Bool

    package init(_ name: SafeText, isWriting: Bool = false) { (self.name, self.isWriting) = (name, isWriting) }

    /// By name; of two with the same name the one who writes first.
    package static func < (a: Onlooker, b: Onlooker) -> Bool {
        if a.name != b.name { return a.name.shown < b.name.shown }
        return a.isWriting && !b.isWriting
    }
}
