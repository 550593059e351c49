import Incidents

/// The reasons of an incident or an alert, in the router's lines.
extension PlainConsole {
    mutating func explain(_ question: WhyQuestion) {
        if state.isStale { return refuse("the router is not reached, and only it knows why", status: 3) }
        explaining = question
        output.intents.append(.fetchWhy(question))
    }

    mutating func take(_ lines: [WhyLine], why question: WhyQuestion) {
        guard explaining == question else { return }
        explaining = nil
        for line in lines where !line.text.isEmpty { say(line.text) }
    }

    mutating func missWhy(_ question: WhyQuestion, _ why: SafeText, status code: Int32) {
        guard explaining == question else { return }
        explaining = nil
        refuse(why, status: code)
    }
}
