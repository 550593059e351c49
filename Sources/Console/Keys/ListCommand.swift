/// What a key does to the list as a whole: what it shows, in which order, in which shape.
enum ListCommand: Hashable, Sendable, CaseIterable {
    case sortLeft, sortRight, invertSort, wide, zoom, freeze, filter, filterByValue, nextHit, previousHit
}
