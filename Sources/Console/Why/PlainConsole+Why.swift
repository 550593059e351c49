import Incidents

/// The reasons of an incident or an alert, in the router's lines.
extension PlainConsole {
    mutating func explain(_ subject: WhySubject) {
        if state.isStale { return refuse("the router is not reached, and only it knows why", status: 3) }
        explaining = subject
        output.intents.append(.fetchWhy(subject))
    }

    mutating func take(_ lines: [WhyLine], why subject: WhySubject) {
        guard explaining == subject else { return }
        explaining = nil
        for line in lines where !line.text.isEmpty { say(line.text) }
    }

    mutating func missWhy(_ subject: WhySubject, _ why: SafeText, status code: Int32) {
        guard explaining == subject else { return }
        explaining = nil
        refuse(why, status: code)
    }
}
