import Records

/// Signed contracts within their notice period, or ended and not settled (R131).
func expiringContracts(_ contracts: [Record], _ records: RecordSet, _ situation: DueSituation) -> [DueItem] {
    let usual = situation.settings.thresholds.contractNoticeDays
    return contracts.compactMap { contract in
        guard let end = contract.date("ends_on"), contract.string("status") ?? "signed" == "signed",
            contract.string("renewal") != "automatic"
        else { return nil }
        let notice = contract.string("notice_days").flatMap { Int($0) } ?? usual
        // Without a last day of interest, the notice still decides whether it is brought up.
        guard situation.until != nil || end + -notice <= situation.today else { return nil }
        let customer = records.parent(of: contract)
        var item = DueItem(
            .contract, date: end, record: contract, customer: customer,
            owner: records.responsible(nil, contract, customer), text: contract.title)
        item.shownFrom = end + -notice
        return item
    }
}

/// Payments of a contract's plan that have not arrived (R131).
func openPayments(_ contracts: [Record], _ records: RecordSet) -> [DueItem] {
    contracts.flatMap { contract -> [DueItem] in
        guard !["draft", "review", "terminated"].contains(contract.string("status") ?? "") else { return [] }
        let customer = records.parent(of: contract)
        return (contract.value("payments")?.items ?? []).enumerated().compactMap { index, payment in
            guard payment["paid_on"]?.string == nil, let due = payment["due"]?.string.flatMap({ CalendarDate($0) })
            else { return nil }
            let parts = [contract.title, payment["term"]?.string, payment["amount"]?.string.map { grouped($0) }]
            var item = DueItem(
                .payment, date: due, record: contract, customer: customer,
                owner: records.responsible(nil, contract, customer),
                text: parts.compactMap { $0 }.joined(separator: " "))
            item.index = index
            return item
        }
    }
}
