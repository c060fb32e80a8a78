package import Records

/// Open deals by their expected closing day (R126): either they close, or the day has to be corrected.
func closingDeals(_ deals: [Record], _ records: RecordSet) -> [DueItem] {
    deals.compactMap { deal in
        guard isOpenDeal(deal), let day = deal.date("expected_close") else { return nil }
        let customer = records.parent(of: deal)
        let amount = deal.string("amount").map { " " + grouped($0) } ?? ""
        return DueItem(
            .deal, date: day, record: deal, customer: customer, owner: records.responsible(nil, deal, customer),
            text: deal.title + amount)
    }
}

/// Neither won (after-sales comes behind it, R129) nor lost.
package func isOpenDeal(_ deal: Record) -> Bool {
    !["won", "after-sales", "lost"].contains(deal.string("stage") ?? "")
}

/// A decimal number with a comma between thousands: `1,280,000.50`.
package func grouped(_ number: String) -> String {
    let parts = number.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, !whole.isEmpty, whole.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "-" }) else {
        return number
    }
    let digits = whole.drop { $0 == "-" }
    var result = ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
        result.append(digit)
    }
    return (whole.hasPrefix("-") ? "-" : "") + result + (parts.count > 1 ? "." + parts[1] : "")
}
