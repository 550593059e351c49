package import Incidents

extension Mute.Cause {
    /// Its name, and what of its kind it is: the id of the silence, the fingerprint of the inhibiting alert, the name of
    /// the interval. Empty where it is not known.
    package var words: (cause: SafeText, reference: SafeText) {
        switch self {
        case .unsaid: (.empty, .empty)
        case .silence(let id): ("silence", SafeText("\(id)"))
        case .inhibition(let source): ("inhibition", SafeText("\(source)"))
        case .interval(let name): ("interval", name)
        }
    }

    /// Reads them again. What is not known is left unsaid: a newer router may know more.
    package init(_ cause: SafeText, _ reference: SafeText) {
        let text = reference.original
        self =
            switch cause.original {
            case "silence": SilenceID(text).map { .silence($0) } ?? .unsaid
            case "inhibition": Fingerprint(hexadecimal: text).map { .inhibition(by: $0) } ?? .unsaid
            case "interval": .interval(reference)
            default: .unsaid
            }
    }
}
