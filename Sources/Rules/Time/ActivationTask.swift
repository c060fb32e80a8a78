package import Records

/// The task to activate a silent customer (R114). Everything in it follows from the customer's record and the day of its last contact,
/// so that any number of machines make the same file, byte for byte, and their merge is no conflict.
package struct ActivationTask: Sendable {
    package let path: RecordPath
    /// In the order in which they are written.
    package let fields: [(key: String, value: RecordValue)]

    /// nil for a customer without an id or a contact.
    ///
    /// - Parameter offset: seconds east of UTC in the zone of the repository at a time in seconds since 1970.
    init?(
        _ customer: Record, _ state: CustomerState, _ silence: Silence, language: Language, offset: (Int) -> Int
    ) {
        guard let customerID = customer.id, let last = state.lastContact else { return nil }
        let id = Self.id(customer: customerID, lastContact: last)
        let start = last + silence.afterDays
        let name = "\(start)-activation-\(id.suffix(4).lowercased())"
        guard let path = RecordPath(customer.path.folder + "/tasks/\(name).yaml") else { return nil }
        self.path = path
        let title = Text(
            en: "Activate the silent customer (last contact \(last))", zh: "激活沉默客户（上次联系 \(last)）")
        var fields: [(key: String, value: RecordValue)] = [
            ("id", .text(id)), ("title", .text(title[language])),
        ]
        if let owner = customer.string("owner") { fields.append(("owner", .text(owner))) }
        fields.append(("due", .text(silence.limit(state).description)))
        // Shown from the day of the silence on. The zone is that of crm.yaml, which is the same on every machine.
        let midnight = start.daysSinceEpoch * 86_400
        let zone = offset(midnight - offset(midnight))
        fields.append(
            ("remind_at", .text(Instant(secondsSinceEpoch: midnight - zone, offset: zone).description)))
        // A profile may ask for an owner; somebody has to give the customer one first.
        if customer.string("owner") == nil { fields.append(("draft", true)) }
        self.fields = fields
    }

    /// Of the task that belongs to a customer's silence after a day: `RW2026-` and 30 bits of a digest.
    package static func id(customer: String, lastContact: CalendarDate) -> String {
        let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
        let digest = digest("activation/\(customer)/\(lastContact)")
        let characters = (0..<6).map { alphabet[Int((digest >> (5 * UInt64($0))) & 31)] }
        return "RW\(lastContact.components.year)-" + String(decoding: characters, as: UTF8.self)
    }

    /// FNV-1a of 64 bits, its bits mixed once more (the finalizer of SplitMix64): the same on every machine, for ever.
    private static func digest(_ text: String) -> UInt64 {
        var hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
        return hash ^ (hash >> 31)
    }
}
