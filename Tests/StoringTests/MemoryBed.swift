import Storing
import Support

/// A store in memory, whose restart is a crash.
final class MemoryBed: StoreBed {
    private var memory = MemoryStore()
    var store: any IncidentStore { memory }

    func reopen() { memory = memory.crashCopy() }
    func copy() -> (any IncidentStore)? { nil }
}
