/// The randomness of the machine, from the kernel.
package struct SystemRandomBits: RandomBits {
    package init() {}

    package func next() -> UInt64 {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }
}
