import Incidents
import Storing
import Support
import Testing

@Suite("The store in memory")
struct MemoryStoreTests {
    @Test("keeps the contract of stores", arguments: StoreContract.clauses)
    func contract(clause: StoreContract.Clause) {
        #expect(throws: Never.self) { try clause.check(MemoryBed()) }
    }

    @Test("A torn write counts as never written")
    func torn() throws {
        let store = MemoryStore()
        try store.commit(ChangeBatch(1, .incident(.sample(1))))
        store.tear(ChangeBatch(2, .incident(.sample(2))))

        #expect(try store.load(resolvedSince: .start).lastSeq == 1)
        #expect(try store.crashCopy().load(resolvedSince: .start).tail.map(\.seq) == [1])
        try store.commit(ChangeBatch(2, .incident(.sample(3))))
        #expect(try store.incident(IncidentNumber(3)) != nil)
        #expect(try store.incident(IncidentNumber(2)) == nil)
    }

    @Test("A copy after a crash goes its own way")
    func crashCopy() throws {
        let store = MemoryStore()
        try store.commit(ChangeBatch(1, .incident(.sample(1))))
        let copy = store.crashCopy()
        try copy.commit(ChangeBatch(2, .incident(.sample(2))))

        #expect(try store.load(resolvedSince: .start).lastSeq == 1)
        #expect(try copy.load(resolvedSince: .start).lastSeq == 2)
    }

    @Test("There is no file to copy, and it says so")
    func backup() {
        let error = #expect(throws: StoreError.self) { try MemoryStore().backup(to: "copy.db") }
        #expect(error?.message.contains("memory only") == true)
    }

    @Test("Its size is that of the bytes that it keeps")
    func size() throws {
        let store = MemoryStore()
        try store.commit(ChangeBatch(1, .incident(.sample(1))))
        #expect((1...1000).contains(store.sizeInBytes))
    }
}
