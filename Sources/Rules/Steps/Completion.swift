package import Records

extension WorkStep {
    /// What ticks the step off, or opens it again.
    ///
    /// - Parameters:
    ///   - now: the day, and for a ticket the time, that it was done; nil opens it again.
    ///   - resolution: what solved a ticket.
    package func completion(at now: Instant?, resolution: String? = nil) -> [FieldChange] {
        let day = now.map { RecordValue.text($0.date.description) }
        switch reason {
        case .nextStep: return [FieldChange("next", inner: "done", day)]
        case .commitment: return [FieldChange("commitments", index: index, inner: "done", day)]
        case .payment: return [FieldChange("payments", index: index, inner: "paid_on", day)]
        case .ticket:
            guard let now else { return [FieldChange("status", "in-progress"), FieldChange("closed_at", nil)] }
            var changes = [FieldChange("status", "closed"), FieldChange("closed_at", .text(now.description))]
            if let resolution { changes.append(FieldChange("resolution", .text(resolution))) }
            return changes
        default: return [FieldChange("done", day)]
        }
    }
}
