package import Incidents

/// How each role looks: colours and attributes. What a theme leaves to the terminal has the terminal's own colours.
package struct Theme: Hashable, Sendable {
    /// What a person chooses it by.
    package let name: String
    /// For whom it is, in a few words.
    package let about: SafeText
    private let looks: [Look]

    /// A theme that gives each role what the function answers.
    package init(name: String, about: SafeText = .empty, _ look: (Role) -> Look) {
        (self.name, self.about) = (name, about)
        looks = Role.allCases.map(look)
    }

    /// How a role looks. Roles are numbered from zero without gaps, so that this is one step.
    package subscript(role: Role) -> Look { looks[Int(role.rawValue)] }

    /// The role that is hardest to read on such a terminal, and its contrast; of equally hard ones the first.
    package func weakest(in palette: Palette) -> (role: Role, contrast: Double) {
        var weakest = (role: Role.text, contrast: Double.infinity)
        for role in Role.allCases {
            let contrast = self[role].contrast(in: palette)
            if contrast < weakest.contrast { weakest = (role, contrast) }
        }
        return weakest
    }

    /// The lowest contrast of any role on any of the usual palettes, 1 ... 21.
    package var contrast: Double { Palette.usual.map { weakest(in: $0).contrast }.min() ?? 1 }
}

extension Theme {
    /// The theme of whoever chose none. It stands here too, beside its file, so that a start reads no file.
    package static let standard = Theme(
        name: "default", about: "as the terminal; colour means: act"
    ) { role in
        switch role {
        case .text, .acknowledged, .ok, .sev4: Look()
        case .dim, .border, .muted, .resolved, .sev5: Look(.own, .dim)
        case .strong, .title, .header, .prompt, .marker, .sev3: Look(.own, .bold)
        case .mitigated: Look(.own, .underline)
        case .warning: Look(.own, [.bold, .underline])
        case .selected: Look(.own, .reverse)
        case .key: Look(.palette(16), on: .palette(6))
        case .sev1, .failure: Look(.palette(231), on: .palette(1), .bold)
        case .sev2, .stale: Look(.palette(16), on: .palette(3))
        case .demo: Look(.palette(231), on: .palette(5), .bold)
        }
    }

    /// No colour at all: for `NO_COLOR`, for terminals without, and for eyes that prefer it.
    package static let mono = Theme(name: "mono", about: "no colour, only attributes") {
        role in
        switch role {
        case .text, .acknowledged, .ok, .sev4: Look()
        case .dim, .border, .muted, .resolved, .sev5: Look(.own, .dim)
        case .strong, .title, .header, .prompt, .marker, .sev2: Look(.own, .bold)
        case .mitigated, .key, .sev3: Look(.own, .underline)
        case .warning: Look(.own, [.bold, .underline])
        case .selected, .stale: Look(.own, .reverse)
        case .sev1, .failure, .demo: Look(.own, [.bold, .reverse])
        }
    }
}

extension Theme.Look {
    /// A look in the terminal's own ground.
    fileprivate init(_ foreground: Colour, _ attributes: Attributes) {
        self.init(foreground, on: .own, attributes)
    }
}

extension Role {
    /// What theme files call it.
    package var name: String { String(describing: self) }
}
