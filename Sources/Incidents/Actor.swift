/// Who did something: a person, or the router itself.
package enum Actor: Hashable, Sendable {
    case person(SafeText)
    case router

    /// The name, as a timeline shows it.
    package var name: SafeText {
        switch self {
        case .person(let name): name
        case .router: "router"
        }
    }

    package var isPerson: Bool { self != .router }
}
