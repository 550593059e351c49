package import Incidents
import Synchronization

/// Where the router reads the time: the one clock of the whole process, built at its composition.
package protocol WallClock: Sendable {
    /// The moment that the wall clock of the machine shows. It may be set, forward and backward.
    func now() -> Timestamp
    /// Time since some fixed moment, that nobody can set.
    func elapsed() -> Duration
}
