import Dispatch

#if canImport(Glibc)
    import Glibc
#endif

/// Ctrl-C, and the request to end.
enum Interruption {
    /// Returns with the first of them, or when the task is cancelled. Until then they do not end the process.
    static func first() async {
        let (signals, isInterrupted) = AsyncStream.makeStream(of: Void.self)
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { isInterrupted.yield() }
            source.resume()
            return source
        }
        for await _ in signals { break }
        for source in sources { source.cancel() }
    }
}
