import Records
import Testing

@Suite struct RecordTests {
    /// What a scalar is follows from the schema (requirement behind phones, numbers, postcodes).
    @Test func textStaysTheTextThatWasTyped() throws {
        let record = try Shipped.customer(
            """
            id: KH2026-AAAAAA
            no: 007
            name: no
            postcode: 0310
            tax_number: 1e5
            short_name: 1.10
            remarks: on
            tags: [yes, 12, null]
            annual_spend: 1.50
            cadence_days: 0x10
            do_not_contact: true
            contacts:
              - {name: 12, mobile: 13800000000}

            """)
        #expect(record.value("no") == "007")
        #expect(record.value("name") == "no")
        #expect(record.value("postcode") == "0310")
        #expect(record.value("tax_number") == "1e5")
        #expect(record.value("short_name") == "1.10")
        #expect(record.value("remarks") == "on")
        #expect(record.value("tags") == ["yes", "12", nil])
        #expect(record.value("annual_spend") == .number("1.50"))
        #expect(record.value("cadence_days") == .number("16"))
        #expect(record.value("do_not_contact") == true)
        #expect(record.value("contacts")?.items.first?["mobile"] == "13800000000")
        #expect(record.value.json(indented: false).hasPrefix(#"{"id":"KH2026-AAAAAA","no":"007","#))
    }

    @Test func absentAndEmpty() throws {
        let record = try Shipped.customer("id: KH2026-AAAAAA\nname: 甲\nowner:\ncity: \"\"\n")
        #expect(record.value("owner") == .null)
        #expect(record.string("owner") == nil)
        #expect(record.string("city") == "")
        #expect(record.value("region") == nil)
        #expect(record.title == "甲")
        #expect(record.id == "KH2026-AAAAAA")
        #expect(record.parentFolder == nil)
    }

    @Test func identityOfAMemberIsItsFileName() throws {
        let records = Shipped.records(["team/lina.yaml": "name: 李娜\nrole: sales\n"])
        #expect(records.all.first?.id == "lina")
        #expect(records.record(id: "lina")?.title == "李娜")
    }

    @Test func datesOfTimes() throws {
        let records = Shipped.records([
            "customers/a/follow-ups/f.yaml": "id: GJ2026-AAAAAA\nat: 2026-11-03T23:30:00+08:00\nby: lina\nsummary: x\n"
        ])
        let record = try #require(records.all.first)
        #expect(record.date("at")?.description == "2026-11-03")
        #expect(record.instant("at")?.clock == "23:30")
        #expect(record.date("summary") == nil)
        #expect(record.parentFolder == "customers/a")
    }
}
