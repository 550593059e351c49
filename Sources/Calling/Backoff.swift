/// How long to wait before the next try: twice as long each time, with a share of chance so that many consoles do not
/// come back in the same moment.
package struct Backoff: Hashable, Sendable {
    package var first: Duration
    package var longest: Duration
    private var tries = 0

    package init(first: Duration = .milliseconds(250), longest: Duration = .seconds(10)) {
        (self.first, self.longest) = (first, longest)
    }

    /// The next wait: between half and the whole of its step.
    ///
    /// - Parameter chance: 0 up to, not including, 1; from the shell.
    package mutating func next(chance: Double) -> Duration {
        let step = min(longest, first * (1 << min(tries, 16)))
        tries += 1
        return step * (0.5 + 0.5 * min(max(chance, 0), 1))
    }

    /// Starts again from the first step: the connection stood.
    package mutating func reset() { tries = 0 }
}
