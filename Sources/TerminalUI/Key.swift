/// A key that a person pressed, or a text that was pasted, whatever bytes the terminal sent for it.
package enum Key: Hashable, Sendable {
    /// A printable character, one scalar at a time.
    case character(Unicode.Scalar)
    /// Control with a letter, in lower case: `control("c")`.
    case control(Character)
    case enter, escape, tab, backTab, backspace, delete
    case up, down, left, right, home, end, pageUp, pageDown
    /// F1 is `function(1)`.
    case function(Int)
    /// Text from the clipboard, at most ``pasteLengthMax`` bytes. It is foreign text, and never commands.
    case paste(String)
    /// The mouse, where the person switched it on.
    case mouse(MouseEvent)
    /// Whether the person looks at this terminal now.
    case focus(Bool)

    /// The longest text that one paste may bring, in bytes of UTF-8; the rest is left out.
    package static let pasteLengthMax = 4096
}

/// One thing that a mouse did, at a place of the screen.
package struct MouseEvent: Hashable, Sendable {
    /// What was done: a press of the first button, or a turn of the wheel.
    package enum Kind: Hashable, Sendable {
        case press, wheelUp, wheelDown
    }

    package var kind: Kind
    package var at: Point

    package init(_ kind: Kind, at: Point) { (self.kind, self.at) = (kind, at) }
}
