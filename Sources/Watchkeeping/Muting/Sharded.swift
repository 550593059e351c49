import Incidents

/// What says in which part of a table it lies.
protocol Sharding: Hashable, Sendable {
    /// Any number; its lowest bits count.
    var shard: Int { get }
}

extension Fingerprint: Sharding {
    var shard: Int { Int(truncatingIfNeeded: value) }
}

/// A dictionary in parts: while a reader holds a view of it, a change copies one part and never everything.
struct Sharded<Key: Sharding, Value: Sendable>: Sendable {
    private static var shardCount: Int { 256 }

    /// None before the first value comes.
    private var shards: [[Key: Value]] = []
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    subscript(key: Key) -> Value? { shards.isEmpty ? nil : shards[place(key)][key] }

    /// Every value, in no particular order.
    var values: some Sequence<Value> { shards.lazy.flatMap(\.values) }

    private func place(_ key: Key) -> Int { key.shard & (Self.shardCount - 1) }

    mutating func set(_ value: Value, for key: Key) {
        if shards.isEmpty { shards = Array(repeating: [:], count: Self.shardCount) }
        if shards[place(key)].updateValue(value, forKey: key) == nil { count += 1 }
    }

    @discardableResult
    mutating func remove(_ key: Key) -> Value? {
        guard !shards.isEmpty, let old = shards[place(key)].removeValue(forKey: key) else { return nil }
        count -= 1
        return old
    }

    /// Changes a value where it lies, and takes it out when `body` says that it is not needed any more.
    mutating func change(_ key: Key, orElse missing: @autoclosure () -> Value, _ body: (inout Value) -> Bool) {
        if shards.isEmpty { shards = Array(repeating: [:], count: Self.shardCount) }
        let place = place(key)
        let before = shards[place].count
        if !body(&shards[place][key, default: missing()]) { shards[place][key] = nil }
        count += shards[place].count - before
    }
}
