import Records

/// Signed contracts that end within their notice period, or have ended and were not settled (R131).
func expiringContracts(
    _ contracts: [Record], _ records: RecordSet, settings: Settings, today: CalendarDate
) -> [DueItem] {
    let usual = settings.all["thresholds"]?["contract_notice_days"]?.string.flatMap { Int($0) } ?? 30
    return contracts.compactMap { contract in
        guard let end = contract.date("ends_on"), contract.string("status") ?? "signed" == "signed",
            contract.string("renewal") != "automatic",
            end - today <= contract.string("notice_days").flatMap({ Int($0) }) ?? usual
        else { return nil }
        let customer = records.parent(of: contract)
        return DueItem(
            .contract, date: end, record: contract, customer: customer,
            owner: records.responsible(nil, contract, customer), text: contract.title)
    }
}

/// Payments of a contract's plan that have not arrived (R131).
func openPayments(_ contracts: [Record], _ records: RecordSet) -> [DueItem] {
    contracts.flatMap { contract -> [DueItem] in
        guard !["draft", "review", "terminated"].contains(contract.string("status") ?? "") else { return [] }
        let customer = records.parent(of: contract)
        return (contract.value("payments")?.items ?? []).compactMap { payment in
            guard payment["paid_on"]?.string == nil, let due = payment["due"]?.string.flatMap({ CalendarDate($0) })
            else { return nil }
            let parts = [contract.title, payment["term"]?.string, payment["amount"]?.string.map { grouped($0) }]
            return DueItem(
                .payment, date: due, record: contract, customer: customer,
                owner: records.responsible(nil, contract, customer),
                text: parts.compactMap { $0 }.joined(separator: " "))
        }
    }
}
