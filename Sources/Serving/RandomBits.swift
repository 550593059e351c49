/// Where the router draws what must not be guessed or met twice: the ids of silences, and keys that a sender left out.
/// The one source of the whole process, built at its composition.
package protocol RandomBits: Sendable {
    /// The next 64 bits.
    func next() -> UInt64
}
