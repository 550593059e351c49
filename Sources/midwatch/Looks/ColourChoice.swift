import ArgumentParser
import TerminalUI

/// What `--color` takes: who decides about colours, and how many there may be.
enum ColourChoice: String, Hashable, Sendable, ExpressibleByArgument, CaseIterable {
    case auto, always, never
    case sixteen = "16"
    case palette256 = "256"
    case truecolor

    /// The tier for text that is written without ncurses; nil when it shall be plain words.
    func tier(environment: [String: String], isTerminal: Bool) -> ColourTier? {
        switch self {
        case .never: return nil
        case .sixteen: return .sixteen
        case .palette256: return .palette256
        case .truecolor: return .truecolor
        case .auto:
            let tier = ColourTier(environment: environment)
            return isTerminal && tier > .mono ? tier : nil
        case .always:
            var asked = environment
            asked["NO_COLOR"] = nil
            return max(.sixteen, ColourTier(environment: asked))
        }
    }

    /// The most that the console may use of what ncurses finds.
    var most: ColourTier {
        switch self {
        case .never: .mono
        case .sixteen: .sixteen
        case .palette256: .palette256
        case .auto, .always, .truecolor: .truecolor
        }
    }

    /// Whether the console does without colours, given what the environment says about it.
    func declines(environment: Bool) -> Bool {
        switch self {
        case .auto: environment
        case .never: true
        case .always, .sixteen, .palette256, .truecolor: false
        }
    }
}
