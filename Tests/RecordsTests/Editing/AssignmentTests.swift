import LosslessYAML
import Records
import Testing

struct AssignmentTests {
    private func customer(_ more: String = "") throws -> Record {
        try record("customers/acme/customer.yaml", "id: KH2026-000001\nname: Acme  # as on the sign\n" + more)
    }

    @Test func labelsAndKeysInEitherLanguage() throws {
        let after = try text(customer(), after: ["客户等级=高价值", "status=成交", "Industry=零售业"])
        #expect(
            after == "id: KH2026-000001\nname: Acme  # as on the sign\ngrade: A\nstatus: won\nindustry: retail\n")
    }

    @Test func listsGrowAndShrink() throws {
        let tagged = try customer("tags: [a, b]\n")
        #expect(try text(tagged, after: ["tags+=c,a"]).hasSuffix("tags: [a, b, c]\n"))
        #expect(try text(tagged, after: ["tags-=a"]).hasSuffix("tags: [b]\n"))
        #expect(try text(tagged, after: ["tags-=a,b"]) == String(decoding: customer().tree.bytes, as: UTF8.self))
        #expect(throws: InputFailure.self) { try text(tagged, after: ["tags-=x"]) }
    }

    @Test func entriesAreNamedByTheirFirstField() throws {
        let known = try customer("contacts:\n  - name: 张伟\n    mobile: 138****0000\n")
        #expect(try text(known, after: ["contacts[张伟].mobile=139****1111"]).hasSuffix("    mobile: 139****1111\n"))
        #expect(throws: InputFailure.self) { try text(known, after: ["contacts[李四].mobile=139****1111"]) }
        let more = try text(known, after: ["contacts+=李四", "contacts[李四].职位=采购总监"])
        #expect(more.hasSuffix("  - name: 李四\n    title: 采购总监\n"))
        #expect(try text(known, after: ["contacts+=张伟"]) == String(decoding: known.tree.bytes, as: UTF8.self))
        #expect(!(try text(known, after: ["contacts-=张伟"]).contains("contacts")))
    }

    @Test func aNewRecordGetsItsEntriesByNamingThem() throws {
        let after = try text(
            customer(),
            after: ["contacts[张伟].mobile=138****0000", "contacts[李四].phone=0755-1234567", "contacts[张伟].title=总监"],
            makesEntries: true)
        #expect(
            after.hasSuffix(
                """
                contacts:
                  - name: 张伟
                    mobile: 138****0000
                    title: 总监
                  - name: 李四
                    phone: 0755-1234567

                """))
    }

    @Test func aListWithEntriesIsNotWrittenOver() throws {
        let known = try customer("contacts:\n  - name: 张伟\n")
        #expect(throws: InputFailure.self) { try text(known, after: ["contacts=李四"]) }
    }

    @Test(arguments: ["grade", "=A", "nosuchfield=1", "id=x", "contacts[=x", "grade=Z", "first_contact=someday"])
    func refused(_ typed: String) throws {
        #expect(throws: InputFailure.self) { try text(customer(), after: [typed]) }
    }

    @Test func anEmptyValueRemovesTheField() throws {
        #expect(
            try text(customer("grade: A\n"), after: ["grade="])
                == String(decoding: customer().tree.bytes, as: UTF8.self))
    }
}
