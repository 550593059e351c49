extension Theme {
    /// The same theme in the colours that a terminal of this tier has. Without any, ``mono`` takes its place.
    package func reduced(to tier: ColourTier) -> Theme {
        if tier == .mono { return .mono }
        let theme = self
        return Theme(name: name, about: about) { theme[$0].reduced(to: tier) }
    }
}

extension Theme.Look {
    /// The same look in the colours of a tier, by the nearest that it has; what it lacks becomes an attribute.
    ///
    /// The first sixteen of the palette are taken as xterm has them. A letter that could be read on its ground stays
    /// readable: another colour is taken for it where the nearest one would sink into the ground.
    func reduced(to tier: ColourTier) -> Theme.Look {
        switch tier {
        case .truecolor, .mono: self
        case .palette256: Theme.Look(foreground.fixed, on: background.fixed, attributes)
        case .sixteen: inBasic()
        case .eight: inBasic().inEight()
        }
    }

    private func inBasic() -> Theme.Look {
        let ground = background.basic
        guard let letter = foreground.exact else { return Theme.Look(foreground.basic, on: ground, attributes) }
        guard case .palette(let groundNumber) = ground else {
            return Theme.Look(foreground.basic, on: ground, attributes)
        }
        let behind = Palette.xterm[groundNumber]
        let needed = min(4.5, letter.contrast(with: background.exact ?? behind))
        let number = Palette.nearestBasic(to: letter) { Palette.xterm[$0].contrast(with: behind) >= needed }
        var look = Theme.Look(number.map { .palette($0) } ?? foreground.basic, on: ground, attributes)
        // Terminals that show bold as the bright colour would make grey letters of black ones.
        if let number, number < 8, Palette.xterm[number + 8].contrast(with: behind) < needed {
            look.attributes.remove(.bold)
        }
        return look
    }

    private func inEight() -> Theme.Look {
        var look = self
        if case .palette(let number) = background, number >= 8 { look.background = .palette(number - 8) }
        guard case .palette(let number) = foreground, number >= 8 else { return look }
        if number == 8, background == .own {
            // Without bright colours grey would be black on black.
            look.foreground = .own
            look.attributes.insert(.dim)
        } else if number == 8 {
            look.foreground = look.background == .palette(0) ? .palette(7) : .palette(0)
        } else {
            look.foreground = .palette(number - 8)
            // White is bright enough; of the others bold makes the bright one on most terminals that have eight.
            if number != 15 { look.attributes.insert(.bold) }
        }
        return look
    }
}

extension Colour {
    /// The colour, where it does not depend on the terminal.
    fileprivate var exact: RGB? {
        switch self {
        case .own: nil
        case .palette(let number): number < 16 ? nil : Palette.xterm[number]
        case .rgb(let rgb): rgb
        }
    }

    /// In the whole palette. The first sixteen are never taken for an exact colour: they may look like anything.
    fileprivate var fixed: Colour {
        if case .rgb(let rgb) = self { return .palette(Palette.nearestFixed(to: rgb)) }
        return self
    }

    /// In the first sixteen.
    fileprivate var basic: Colour {
        guard let exact, let number = Palette.nearestBasic(to: exact) else { return self }
        return .palette(number)
    }
}
