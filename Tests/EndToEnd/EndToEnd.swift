import Testing

/// Everything that is tried with the real binary, real processes, real terminals and real peers. One at a time: what
/// is measured here is measured in seconds, and two cores are soon full.
@Suite("End to end", .serialized)
enum EndToEnd {}
