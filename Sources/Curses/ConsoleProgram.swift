package import Incidents
package import TerminalUI

/// What the loop drives: state that keys and messages change, and that can be drawn. All calls come from one thread.
package protocol ConsoleProgram {
    /// What background tasks tell it.
    associatedtype Message: Sendable

    /// When it wants ``tick(at:)`` next; nil sleeps until something happens. Asked before every wait.
    var nextTick: Timestamp? { get }

    /// Whether the person wants out. Asked after every key and message.
    var shouldLeave: Bool { get }

    /// Whether Ctrl-Z may stop the process; not where a router lives in it.
    var maySuspend: Bool { get }

    /// The screen has this size now, at the start and whenever it changed. Any size down to 1x1.
    mutating func resize(width: Int, height: Int)

    /// A person pressed a key. Ctrl-L and, where it may suspend, Ctrl-Z do not arrive here.
    mutating func handle(key: Key, at now: Timestamp)

    /// A background task said something.
    mutating func handle(message: Message, at now: Timestamp)

    /// The time asked for has come.
    mutating func tick(at now: Timestamp)

    /// What the terminal is to do besides showing the frame; asking takes the wishes back.
    mutating func takeOrders() -> [TerminalOrder]

    /// The editor that ``TerminalOrder/edit(_:)`` asked for has ended: with a text, or nil when there is none.
    mutating func handle(edited text: String?, at now: Timestamp)

    /// Something about the terminal that the person should know, such as that a text could not be copied.
    mutating func handle(notice text: SafeText, at now: Timestamp)

    /// Draws all of the screen into an empty frame.
    func draw(into frame: inout Frame)
}

extension ConsoleProgram {
    /// Most consoles may be stopped.
    package var maySuspend: Bool { true }
    /// Most programs want nothing but to be shown.
    package mutating func takeOrders() -> [TerminalOrder] { [] }
    /// Most programs never ask for an editor.
    package mutating func handle(edited text: String?, at now: Timestamp) {}
    /// A program with no place for notices leaves them out.
    package mutating func handle(notice text: SafeText, at now: Timestamp) {}
}
