import Curses
import Glibc
import Testing

@Suite struct InboxTests {
    private func isRung(_ wakeup: Wakeup) -> Bool {
        var entry = pollfd(fd: wakeup.descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) == 1
    }

    @Test("messages come out in order, once, and the bell is quiet again")
    func order() throws {
        let inbox = try Inbox<Int>()
        inbox.post(1)
        inbox.post(2)

        #expect(isRung(inbox.wakeup))
        #expect(inbox.takeAll() == [1, 2])
        #expect(inbox.takeAll() == [])
        #expect(!isRung(inbox.wakeup))
    }

    @Test("a full inbox says so")
    func full() throws {
        let inbox = try Inbox<Int>(countMax: 2)

        #expect([inbox.post(1), inbox.post(2), inbox.post(3)] == [true, true, false])
        #expect(inbox.takeAll() == [1, 2])
        #expect(inbox.post(4))
    }

    @Test("nothing is lost between threads")
    func threads() async throws {
        let inbox = try Inbox<Int>()
        await withTaskGroup(of: Void.self) { group in
            for sender in 0..<4 {
                group.addTask { for number in 0..<500 { inbox.post(sender * 500 + number) } }
            }
        }

        #expect(inbox.takeAll().sorted() == Array(0..<2000))
    }
}
