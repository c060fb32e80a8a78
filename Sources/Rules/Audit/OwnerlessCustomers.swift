package import Records

/// Customers that nobody who is still here looks after (R24, R158).
///
/// - Parameter today: since then it is so, as far as this says.
package func ownerlessCustomers(_ customers: [Record], _ records: RecordSet, today: CalendarDate) -> [AuditFinding] {
    let members = records.records(of: "member")
    let active = Set(members.filter { $0.value("active") != false }.compactMap(\.id))
    return customers.compactMap { customer in
        guard customer.string("archived_on") == nil else { return nil }
        guard let owner = customer.string("owner") else {
            return AuditFinding(
                .noOwner, customer, day: today, member: nil, message: Text(en: "nobody is named", zh: "没有指定负责人"))
        }
        guard !active.contains(owner) else { return nil }
        let name = members.first { $0.id == owner }?.title ?? owner
        return AuditFinding(
            .noOwner, customer, day: today, member: owner,
            message: Text(
                en: "\(name) has left; crm handover --from \(owner) --to …",
                zh: "\(name)已离职；crm handover --from \(owner) --to …"))
    }
}
