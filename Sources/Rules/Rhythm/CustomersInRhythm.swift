import Records

/// The customers whom time asks somebody to contact: by the rhythm of their grade (R108), because they have fallen silent
/// (R114), or for the quarterly call (R111). A customer that is silent needs no second reminder of its rhythm.
///
/// - Parameter states: of the customers that are asked for; nil looks them up.
func customersInRhythm(
    _ records: RecordSet, _ situation: DueSituation, _ states: [CustomerState]? = nil
) -> [DueItem] {
    let settings = situation.settings
    let silence = Silence(settings)
    // Only who was not contacted for the shortest of all rhythms can have become due.
    let numbers: [Int]
    if case .map(let members)? = settings.all["cadences"] {
        numbers = members.compactMap { $0.value.string.flatMap { Int($0) } }.filter { $0 > 0 }
    } else {
        numbers = [7]
    }
    let shortest = (numbers + [silence.afterDays]).min() ?? 0
    let until = situation.until ?? situation.today
    let states =
        states
        ?? records.customerStates(
            owners: situation.owners, quietSince: situation.until == nil ? nil : until + -shortest)
    let wanted = states.filter { situation.isWanted(owner: $0.owner) }.map { state in
        (state, situation.isOn(.silent) ? silence.start(state, today: situation.today, by: until) : nil)
    }
    let withTask = silence.withTask(wanted.compactMap { state, from in from == nil ? nil : state }, records)
    var found: [Finding] = []
    for (state, silentFrom) in wanted {
        func add(_ reason: DueItem.Reason, _ date: CalendarDate, from: CalendarDate? = nil, _ text: String) {
            guard situation.isOn(reason), situation.until.map({ (from ?? date) <= $0 }) ?? true else { return }
            found.append(Finding(state: state, reason: reason, date: date, from: from, text: text))
        }
        if let silentFrom {
            if !withTask.contains(state.path) {
                add(.silent, silence.limit(state), from: silentFrom, state.lastContact?.description ?? "")
            }
        } else if let next = contactDay(state, situation) {
            add(.contact, next.day, next.last.description)
        }
        if let day = surveyDay(state, situation) { add(.survey, day, state.lastSurvey?.description ?? "") }
    }
    // Files are only read for what there is to say, all at once.
    let customers = Dictionary(
        records.records(at: Array(Set(found.map(\.state.path))).sorted()).map { ($0.path, $0) },
        uniquingKeysWith: { first, _ in first })
    return found.compactMap { finding in
        guard let customer = customers[finding.state.path] else { return nil }
        var item = DueItem(
            finding.reason, date: finding.date, record: customer, customer: customer, owner: finding.state.owner,
            text: finding.text)
        item.shownFrom = finding.from
        return item
    }
}

/// Something that a customer's state asks for.
private struct Finding {
    let state: CustomerState
    let reason: DueItem.Reason
    let date: CalendarDate
    let from: CalendarDate?
    let text: String
}

/// When the rhythm of a customer asks for the next contact, and the last one. A customer with an open next step needs no
/// reminder besides it; for one whom nobody ever contacted the first contact day counts.
private func contactDay(
    _ state: CustomerState, _ situation: DueSituation
) -> (day: CalendarDate, last: CalendarDate)? {
    guard !state.hasOpenNextStep, let last = state.lastContact ?? state.firstContact else { return nil }
    guard let cadence = Cadence(state, situation.settings) else { return nil }
    return (situation.rolled(cadence.next(after: last)), last)
}

/// When a won customer of grade A is asked the next time whether it is satisfied (R111): a quarter after the last time, or after it became
/// a customer. Quarters that went by are not made up for, so that what was never done for years is late by one quarter at most.
private func surveyDay(_ state: CustomerState, _ situation: DueSituation) -> CalendarDate? {
    guard state.grade == "A", state.status == "won" else { return nil }
    let began = [state.firstContact, state.firstWon].compactMap { $0 }.max()
    guard let last = state.lastSurvey ?? began else { return nil }
    let days = situation.settings.thresholds.surveyEveryDays
    let missed = max(1, (situation.today - last) / days)
    return situation.rolled(last + missed * days)
}
