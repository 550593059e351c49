/// What identifies an aggregation group of a receiver's alerts: its route and the values of its group labels. The same
/// on every run, so that its clock is found again after a restart.
package struct DispatchID: Hashable, Comparable, Sendable {
    package var value: UInt64

    package init(_ value: UInt64) { self.value = value }

    package static func < (a: DispatchID, b: DispatchID) -> Bool { a.value < b.value }
}

/// Who was told of which group: the key of the notification log. A group's key, a receiver, and which of its
/// integrations (Alertmanager's `nflog`: `groupKey:receiver` with the index of the integration).
package struct NotificationKey: Hashable, Comparable, Sendable {
    package var value: UInt64

    package init(_ value: UInt64) { self.value = value }

    package static func < (a: NotificationKey, b: NotificationKey) -> Bool { a.value < b.value }
}
