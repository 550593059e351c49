extension Theme {
    /// The colours and attributes of one role.
    package struct Look: Hashable, Sendable {
        /// The colour of the letter.
        package var foreground: Colour
        /// The colour behind it.
        package var background: Colour
        /// What is done to the letter.
        package var attributes: Attributes

        /// A look; without arguments the terminal's own.
        package init(_ foreground: Colour = .own, on background: Colour = .own, _ attributes: Attributes = []) {
            (self.foreground, self.background, self.attributes) = (foreground, background, attributes)
        }

        /// Whether any colour is named, not left to the terminal.
        package var isColoured: Bool { foreground != .own || background != .own }

        /// The look with attributes on top. A badge in reverse on a row in reverse would vanish: twice reversed is plain
        /// again.
        package func adding(_ attributes: Attributes) -> Look {
            var look = self
            look.attributes = self.attributes.symmetricDifference(attributes.intersection(.reverse))
            look.attributes.formUnion(attributes.subtracting(.reverse))
            return look
        }
    }
}

extension Theme.Look {
    /// The colours that a letter and its ground have in the end, on a terminal with such a palette.
    ///
    /// Faint letters are taken as two thirds of their colour and one third of the ground: what terminals make of them
    /// differs, and most stay clearer than that. Bold ones count with the bright colour that some terminals give them,
    /// if that one is worse.
    package func shown(in palette: Palette) -> (letter: RGB, ground: RGB) {
        var letter = palette.rgb(of: foreground, orElse: palette.letter)
        var ground = palette.rgb(of: background, orElse: palette.ground)
        if attributes.contains(.bold), case .palette(let number) = foreground, number < 8 {
            let bright = palette[number + 8]
            if bright.contrast(with: ground) < letter.contrast(with: ground) { letter = bright }
        }
        if attributes.contains(.dim) { letter = letter.mixed(with: ground) }
        if attributes.contains(.reverse) { swap(&letter, &ground) }
        return (letter, ground)
    }

    /// The contrast of the letter with its ground, 1 ... 21.
    package func contrast(in palette: Palette) -> Double {
        let (letter, ground) = shown(in: palette)
        return letter.contrast(with: ground)
    }
}

extension Palette {
    /// What a colour of a theme is here.
    package func rgb(of colour: Colour, orElse own: RGB) -> RGB {
        switch colour {
        case .own: own
        case .palette(let number): self[number]
        case .rgb(let rgb): rgb
        }
    }
}

extension RGB {
    /// Two thirds of this colour and one third of another.
    fileprivate func mixed(with other: RGB) -> RGB {
        func mix(_ a: UInt8, _ b: UInt8) -> UInt8 { UInt8((2 * Int(a) + Int(b)) / 3) }
        return RGB(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
    }
}
