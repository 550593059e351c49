import Incidents
import Storing

/// What is read by whoever asks why, in one value.
struct Explained: Equatable {
    var silences: [Silence] = []
    var tellings: [[Fingerprint: [Notification]]] = []
    var lately: [[Notification]] = []
    var mutes: [[Fingerprint: [MuteRecord]]] = []
    var configurations: [LoadedConfiguration?] = []
    var alerts: [[StoredAlert]] = []
    var former: [[Fingerprint: [FormerOccurrence]]] = []

    private static let fingerprints = (1...6).map { Alert.sample("A\($0)").fingerprint } + [Fingerprint(7 << 50)]
    private static let moments = [0, 1, 20, 60, 600].map { Timestamp.start + .minutes($0) } + [.distantFuture]
    private static let limits = [1, 4, .max]

    init() {}

    init(_ store: any IncidentStore) throws {
        silences = try store.silences()
        for fingerprint in Self.fingerprints {
            alerts.append(try store.alertRecords(of: fingerprint))
        }
        for moment in Self.moments {
            former.append(try store.formerOccurrences(of: Set(Self.fingerprints), upTo: moment))
            lately += try [3, .max].map { try store.notifications(since: moment, limit: $0) }
            configurations.append(try store.configuration(at: moment))
            for limit in Self.limits {
                let asked = Set(Self.fingerprints)
                tellings.append(try store.notifications(about: asked, upTo: moment, limit: limit))
                mutes.append(try store.muteHistory(of: asked, upTo: moment, limit: limit))
            }
        }
    }

    init(_ records: StoredRecords) {
        silences = records.silencesByID
        for fingerprint in Self.fingerprints {
            alerts.append(records.alertRecords(of: fingerprint))
        }
        for moment in Self.moments {
            former.append(records.formerOccurrences(of: Set(Self.fingerprints), upTo: moment))
            lately += [3, .max].map { records.notifications(since: moment, limit: $0) }
            configurations.append(records.configuration(at: moment))
            for limit in Self.limits {
                let asked = Set(Self.fingerprints)
                tellings.append(records.notifications(about: asked, upTo: moment, limit: limit))
                mutes.append(records.muteHistory(of: asked, upTo: moment, limit: limit))
            }
        }
    }
}

extension Silence {
    /// A silence of one name, with what does not matter filled in.
    static func sample(_ number: Int, endsAt: Timestamp) -> Silence {
        Silence(
            id: SilenceID(high: UInt64(number), low: 0), matchers: [SilenceMatcher(name: "alertname", value: "Down")],
            startsAt: .start - .hours(1), endsAt: endsAt, updatedAt: .start, createdBy: "kim", comment: "known")
    }
}

extension Notification {
    /// A telling of some alerts as firing, with what does not matter filled in.
    static func sample(
        _ key: UInt64, at moment: Timestamp = .start, _ firing: [Alert], resolved: [Alert] = [],
        outcome: NotificationOutcome = .sent
    ) -> Notification {
        Notification(
            key: NotificationKey(key), groupKey: "{}:{}", receiver: "ops", integration: "webhook[0]",
            decidedAt: moment, at: moment, firing: firing.map(\.fingerprint).sorted(),
            resolved: resolved.map(\.fingerprint).sorted(), outcome: outcome)
    }
}

extension StoreContract {
    static let down = Alert.sample("Down")
    static let slow = Alert.sample("Slow")
    static func after(_ minutes: Int64) -> Timestamp { .start + .minutes(minutes) }

    static let explaining: [Clause] = [
        silencesStay, tellingsAreFound, manyAreFound, lastTellings, mutesAreTold, configurationOfAMoment, occurrences,
        former,
    ]

    private static let silencesStay = Clause(
        "silences are read as they stand, over or not; a restart is handed those that are not long over"
    ) { bed in
        let (old, pending) = (Silence.sample(3, endsAt: after(-1)), Silence.sample(1, endsAt: after(60)))
        var expired = Silence.sample(2, endsAt: after(90))
        try bed.store.commit(ChangeBatch(1, .silence(old), .silence(expired), .silence(pending)))
        try bed.store.fold(batches: 1)
        expired.endsAt = .start
        try bed.store.commit(ChangeBatch(2, .silence(expired)))
        for _ in 1...2 {
            try expect(try bed.store.silences(), is: [pending, expired, old], "all of them, as they stand")
            try bed.store.fold(batches: 1)
        }
        try bed.reopen()
        try expect(try bed.store.load(resolvedSince: .start).silences, is: [pending, expired], "not the old one")
    }

    private static let tellingsAreFound = Clause(
        "who was told of an alert is found, newest first, across the fold"
    ) { bed in
        var told: [Notification] = []
        for number: Int64 in 1...6 {
            let alerts = number == 3 ? [slow] : [down, slow]
            var notification = Notification.sample(UInt64(number % 2), at: after(number), alerts)
            if number == 5 { notification.outcome = .failed("no route to host") }
            told.append(notification)
        }
        let cleared = Notification.sample(1, at: after(7), [slow], resolved: [down])
        for (index, notification) in (told + [cleared]).enumerated() {
            try bed.store.commit(ChangeBatch(Int64(index + 1), .notified(notification)))
            if index == 3 { try bed.store.fold(batches: 9) }
        }
        let read = { (limit: Int) in try bed.store.notifications(about: down.fingerprint, limit: limit) }
        let all: [Notification] = [cleared, told[5], told[4], told[3], told[1], told[0]]
        for _ in 1...2 {
            try expect(try read(.max), is: all, "what failed too, and not what named others only")
            try expect(try read(4), is: Array(all.prefix(4)), "across the fold")
            try expect(try read(0), is: [], "a page of nothing")
            for (minute, first) in [(7, 0), (6, 1), (4, 3), (3, 4), (0, 6)] {
                try expect(
                    try bed.store.notifications(about: down.fingerprint, upTo: after(Int64(minute)), limit: 2),
                    is: Array(all.dropFirst(first).prefix(2)), "up to a moment, however much came later")
            }
            try expect(
                try bed.store.notifications(since: after(4), limit: 3), is: [cleared, told[5], told[4]],
                "the newest")
            try expect(
                try bed.store.notifications(since: after(4), limit: 9), is: [cleared, told[5], told[4], told[3]],
                "of that moment on")
            try expect(
                try bed.store.notifications(about: Fingerprint(1), limit: 9), is: [], "another has none")
            try bed.store.fold(batches: 9)
        }
    }

    private static let manyAreFound = Clause(
        "a notification of very many alerts is found by each of them, folded or not"
    ) { bed in
        let alerts = (0..<3000).map { Alert.sample("A\($0)") }
        let many = Notification.sample(1, alerts)
        let few = Notification.sample(1, at: after(1), Array(alerts.prefix(2)))
        try bed.store.commit(ChangeBatch(1, .notified(many), .notified(few)))
        for _ in 1...2 {
            for alert in [alerts[2], alerts[1500], alerts[2999]] {
                try expect(
                    try bed.store.notifications(about: alert.fingerprint, limit: 9), is: [many], "the large one")
            }
            try expect(
                try bed.store.notifications(about: alerts[0].fingerprint, limit: 9), is: [few, many], "both")
            try bed.store.fold(batches: 9)
        }
    }

    private static let lastTellings = Clause(
        "a restart is handed what each key was last told of, and the clocks of groups that have not ended"
    ) { bed in
        let (first, second) = (Notification.sample(1, [down]), Notification.sample(1, at: after(5), [down, slow]))
        let withheld = Notification.sample(.max, [down], outcome: .withheld)
        let failed = Notification.sample(1, at: after(9), [slow], outcome: .failed("no route to host"))
        let never = Notification.sample(2, [slow], outcome: .failed("no route to host"))
        try bed.store.commit(
            ChangeBatch(
                1, .notified(first), .notified(withheld), .groupStarted(DispatchID(1), first: .start),
                .groupStarted(DispatchID(.max), first: after(1))))
        try bed.store.fold(batches: 1)
        try bed.store.commit(
            ChangeBatch(
                2, .notified(second), .notified(failed), .notified(never), .groupEnded(DispatchID(1))))
        try bed.store.fold(batches: 1)
        try bed.reopen()
        let watch = try bed.store.load(resolvedSince: .start)
        try expect(watch.notifications, is: [second, withheld], "the last that was taken, by key")
        try expect(watch.groups, is: [StoredGroup(id: DispatchID(.max), first: after(1))], "the other one ended")
    }

    private static let mutesAreTold = Clause(
        "an alert says when it was muted and unmuted, the latest word first"
    ) { bed in
        var words: [MuteRecord] = []
        for number: Int64 in 0..<5 {
            let mute = Mute(by: "kim", cause: .silence(SilenceID(high: 1, low: UInt64(number))))
            words.append(
                MuteRecord(
                    fingerprint: down.fingerprint, mute: number.isMultiple(of: 2) ? mute : nil, at: after(number)))
        }
        for (index, word) in words.enumerated() {
            try bed.store.commit(
                ChangeBatch(
                    Int64(index + 1), .alertMuted(word.fingerprint, word.mute, at: word.at),
                    .alertMuted(slow.fingerprint, Mute(by: "sam"), at: .start)))
            if index == 2 { try bed.store.fold(batches: 9) }
        }
        let read = { (limit: Int) in try bed.store.muteHistory(of: down.fingerprint, limit: limit) }
        for _ in 1...2 {
            try expect(try read(9), is: words.reversed(), "all of them")
            try expect(try read(3), is: [words[4], words[3], words[2]], "across the fold")
            try expect(try read(0), is: [], "a page of nothing")
            try expect(
                try bed.store.muteHistory(of: down.fingerprint, upTo: after(1), limit: 2), is: [words[1], words[0]],
                "up to a moment, however much came later")
            let both = try bed.store.muteHistory(of: [down.fingerprint, slow.fingerprint], upTo: after(0), limit: 1)
            try expect(both[down.fingerprint] ?? [], is: [words[0]], "of each its own")
            try expect(both[slow.fingerprint]?.count ?? 0, is: 1, "of each its own")
            try bed.store.fold(batches: 9)
        }
        let standing = try bed.store.load(resolvedSince: .start).mutes.filter { $0.fingerprint == down.fingerprint }
        try expect(standing.map(\.since), is: [after(4)], "the one that stands says since when")
    }

    private static let configurationOfAMoment = Clause(
        "the configuration of a moment is the last one that was loaded up to then"
    ) { bed in
        let minutes: [Int64] = [1, 5, 3]
        let loaded = minutes.map { minute in
            LoadedConfiguration(
                at: after(minute), text: "route: \(minute)\u{0}", paging: minute == 5 ? nil : .shadow,
                unspoken: minute == 5 ? [:] : ["ops\u{0}": ["sns", "\(minute)"]])
        }
        for (index, configuration) in loaded.enumerated() {
            try bed.store.commit(ChangeBatch(Int64(index + 1), .configured(configuration)))
            if index == 0 { try bed.store.fold(batches: 1) }
        }
        for _ in 1...2 {
            let asked: [Int64] = [0, 1, 2, 4, 60]
            let found = try asked.map { (minute: Int64) in try bed.store.configuration(at: after(minute)) }
            let wanted: [LoadedConfiguration?] = [nil, loaded[0], loaded[0], loaded[2], loaded[2]]
            try expect(found, is: wanted, "also when the clock was set back")
            try bed.store.fold(batches: 9)
        }
        try bed.reopen()
        try expect(try bed.store.load(resolvedSince: .start).configuration, is: loaded[2], "the last one")
    }
}
