import Synchronization

/// Where background tasks leave messages for the console's loop. The one thing that threads of a console share.
package final class Inbox<Message: Sendable>: Sendable {
    /// Rung when messages wait.
    package let wakeup: Wakeup

    private let waiting = Mutex<[Message]>([])
    private let countMax: Int

    /// Holds at most `countMax` messages. Throws when the process has no descriptor left.
    package init(countMax: Int = 10_000) throws {
        wakeup = try Wakeup()
        self.countMax = countMax
    }

    /// Leaves a message and wakes the loop. False when the inbox is full: the sender then has to send a whole
    /// picture again later, as after a broken connection.
    @discardableResult
    package func post(_ message: Message) -> Bool {
        let (isTaken, isFirst) = waiting.withLock { waiting in
            guard waiting.count < countMax else { return (false, false) }
            waiting.append(message)
            return (true, waiting.count == 1)
        }
        if isFirst { wakeup.ring() }
        return isTaken
    }

    /// Takes all messages that wait, oldest first.
    package func takeAll() -> [Message] {
        wakeup.clear()
        return waiting.withLock { waiting in
            let all = waiting
            waiting = []
            return all
        }
    }
}
