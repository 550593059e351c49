internal import Incidents
internal import Routing

extension ConfigurationReader {
    /// Reads `time_intervals:`, or `mute_time_intervals:` as they were called before.
    mutating func readTimeIntervals(_ node: ConfigurationNode?, _ key: String) {
        for item in items(node, key, "write - name: NAME below it") {
            guard let block = block(item, "a time interval", KnownKeys.timeInterval) else { continue }
            var specs: [TimeInterval] = []
            for spec in items(block["time_intervals"], "time_intervals", "write - weekdays: [monday:friday] below it") {
                if let interval = timeInterval(spec) { specs.append(interval) }
            }
            guard let nameNode = block["name"], let name = text(nameNode, "name", "write name: NAME"), !name.isEmpty
            else {
                if block["name"] == nil || block["name"]?.isText == true {
                    findings.fault(item.place, "a time interval has no name", "write name: NAME in it")
                }
                continue
            }
            guard places.intervals[name] == nil else {
                findings.fault(
                    nameNode.place, "the time interval \"\(name)\" is already defined", "give one of them another name")
                continue
            }
            places.intervals[name] = nameNode.place
            intervals.append(NamedInterval(name: name, intervals: specs))
        }
    }

    private mutating func timeInterval(_ node: ConfigurationNode) -> TimeInterval? {
        guard let block = block(node, "a time interval", KnownKeys.timeIntervalSpec) else { return nil }
        var interval = TimeInterval()
        if let times = block["times"] {
            interval.times = items(times, "times", "write - {start_time: '09:00', end_time: '17:00'} below it")
                .compactMap { timeRange($0) }
        }
        interval.weekdays = ranges(block, "weekdays", "monday:friday", TimeInterval.weekdays)
        interval.daysOfMonth = ranges(block, "days_of_month", "1:5", TimeInterval.daysOfMonth)
        interval.months = ranges(block, "months", "january:march", TimeInterval.months)
        interval.years = ranges(block, "years", "2026:2028", TimeInterval.years)
        if let node = block["location"], let name = text(node, "location", "write location: Europe/Berlin") {
            guard let zone = ZoneDatabase.zone(name) else {
                findings.fault(
                    node.place, "the time zone \"\(name)\" is not known to this machine",
                    "write a name as in Europe/Berlin, and see that the package tzdata is installed")
                return interval
            }
            interval.zone = zone
        }
        return interval
    }

    private mutating func timeRange(_ node: ConfigurationNode) -> Range<Int>? {
        guard let block = block(node, "a time range", KnownKeys.timeRange) else { return nil }
        guard let start = text(block["start_time"], "start_time", "write start_time: '09:00'"),
            let end = text(block["end_time"], "end_time", "write end_time: '17:00'")
        else {
            if block["start_time"] == nil || block["end_time"] == nil {
                findings.fault(
                    node.place, "a time range needs both start_time and end_time",
                    "write {start_time: '09:00', end_time: '17:00'}")
            }
            return nil
        }
        do {
            return try TimeInterval.times(from: start, to: end)
        } catch {
            findings.fault(node.place, error.description, error.remedy)
            return nil
        }
    }

    /// The ranges of one field; nil where the field is not given.
    private mutating func ranges<Range>(
        _ block: Block, _ key: String, _ example: String, _ read: (String) throws(TimeIntervalFault) -> Range
    ) -> [Range]? {
        guard let node = block[key] else { return nil }
        var ranges: [Range] = []
        for item in items(node, key, "write \(key): ['\(example)']") {
            guard let text = text(item, "a value of \(key)", "write it as '\(example)'") else { continue }
            do {
                ranges.append(try read(text))
            } catch {
                findings.fault(item.place, error.description, error.remedy)
            }
        }
        return ranges
    }
}
