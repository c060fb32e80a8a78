import JSONSchema
import Records

extension IndexEntry.Content {
    /// What the record adds to the derived values of the folder that it lies in. Amounts count in the currency of the
    /// repository; adding up others would need a rate.
    func addTotals(_ record: Record, currency: String) {
        switch record.kind.key {
        case "follow-up": contactDay = record.date("at")?.description
        case "deal":
            let stage = record.string("stage")
            let amount = record.string("amount").flatMap { ExactDecimal($0) }
            let counts = record.string("currency").map { $0 == currency } ?? true
            let exact = counts ? (amount ?? .zero).description : "0"
            if isOpenStage(stage) { openAmount = exact }
            if stage == "won" || stage == "after-sales" { wonAmount = exact }
        default: break
        }
    }
}
