/// How each role looks: colours of the terminal's own palette, and attributes.
package struct Theme: Hashable, Sendable {
    /// The colours and attributes of one role. A colour is a number of the terminal's palette, 0 ... 255; -1 is the
    /// terminal's own, so that a transparent background stays transparent.
    package struct Look: Hashable, Sendable {
        /// The colour of the letter.
        package var foreground: Int16
        /// The colour behind it.
        package var background: Int16
        /// What is done to the letter.
        package var attributes: Attributes

        /// A look; without arguments the terminal's own.
        package init(_ foreground: Int16 = -1, on background: Int16 = -1, _ attributes: Attributes = []) {
            (self.foreground, self.background, self.attributes) = (foreground, background, attributes)
        }
    }

    /// What a person chooses it by.
    package let name: String
    private var looks: [Look]

    /// A theme that gives each role what the function answers.
    package init(name: String, _ look: (Role) -> Look) {
        self.name = name
        looks = Role.allCases.map(look)
    }

    /// How a role looks. Roles are numbered from zero without gaps, so that this is one step.
    package subscript(role: Role) -> Look { looks[Int(role.rawValue)] }

    /// The colours of the terminal's own palette, the first sixteen, which the person may have chosen.
    package static let standard = Theme(name: "default") { role in
        switch role {
        case .text: Look()
        case .dim, .border, .muted: Look(8)
        case .strong, .title, .header, .prompt: Look(-1, .bold)
        case .selected: Look(-1, .reverse)
        case .marker: Look(3, .bold)
        case .key: Look(6, .bold)
        case .sev1: Look(1, [.bold, .reverse])
        case .sev2: Look(1, .bold)
        case .sev3: Look(3)
        case .sev4: Look(6)
        case .sev5: Look(4)
        case .acknowledged: Look(6)
        case .mitigated: Look(4)
        case .resolved, .ok: Look(2)
        case .warning, .stale: Look(3, .bold)
        case .failure: Look(1, .bold)
        case .demo: Look(5, [.bold, .reverse])
        }
    }

    /// No colour at all: for `NO_COLOR`, for terminals without, and for eyes that prefer it.
    package static let mono = Theme(name: "mono") { role in
        switch role {
        case .text, .acknowledged, .mitigated, .resolved, .ok, .sev3, .sev4, .sev5: Look()
        case .dim, .border, .muted: Look(-1, .dim)
        case .strong, .title, .header, .prompt, .key, .marker, .sev2, .warning, .failure, .stale: Look(-1, .bold)
        case .selected: Look(-1, .reverse)
        case .sev1, .demo: Look(-1, [.bold, .reverse])
        }
    }
}

extension Theme.Look {
    /// A colour on the terminal's own background.
    fileprivate init(_ foreground: Int16, _ attributes: Attributes) { self.init(foreground, on: -1, attributes) }
}
