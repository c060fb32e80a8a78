import LosslessYAML
import Records
import Testing

@Suite struct TypedInputTests {
    private static let records = Shipped.records([
        "team/lina.yaml": "id: lina\nname: 李娜\nrole: sales\n", "team/lifei.yaml": "id: lifei\nname: 李飞\nrole: sales\n",
        "customers/a/customer.yaml": "id: KH2026-AAAAAA\nno: KH001\nname: 甲\n",
    ])

    private func input() throws -> TypedInput {
        // Tuesday
        TypedInput(records: Self.records, now: try #require(Instant("2026-11-24T09:30:00+08:00")))
    }

    private func value(_ typed: String, _ field: String, _ kind: String = "customer") throws -> YAMLValue {
        try input().value(typed, try #require(try Shipped.kind(kind).field(field)))
    }

    @Test(arguments: [
        ("status", "成交", YAMLValue.string("won")), ("status", "WON", .string("won")), ("owner", "李娜", .string("lina")),
        ("owner", "lina", .string("lina")),
        ("parent_customer", "KH001", .string("KH2026-AAAAAA")),
        ("tags", "重点、VIP\u{FF0C}续约", .list([.string("重点"), .string("VIP"), .string("续约")])),
        ("collaborators", "李娜,lifei", .list([.string("lina"), .string("lifei")])),
        ("first_contact", "昨天", .timestamp("2026-11-23")),
        ("do_not_contact", "是", .bool(true)), ("do_not_contact", "no", .bool(false)),
        ("annual_spend", "300000.50", .number("300000.50")),
        ("annual_spend", "30万", .number("300000")), ("annual_spend", "1.5亿", .number("150000000")),
        ("annual_spend", "\u{FFE5}12,000", .number("12000")),
        ("annual_spend", "0.1万", .number("1000")), ("name", "007", .string("007")), ("name", "true", .string("true")),
        ("tags", " , ", .list([])),
    ])
    func understood(field: String, typed: String, value: YAMLValue) throws {
        #expect(try self.value(typed, field) == value)
    }

    @Test(arguments: [
        ("2026-11-03 14:30", "2026-11-03T14:30:00+08:00"), ("昨天 14:30", "2026-11-23T14:30:00+08:00"),
        ("14:30", "2026-11-24T14:30:00+08:00"),
        ("now", "2026-11-24T09:30:00+08:00"), ("昨天", "2026-11-23T09:30:00+08:00"),
        ("2026-11-03T01:00:00Z", "2026-11-03T01:00:00Z"),
        ("14\u{FF1A}30", "2026-11-24T14:30:00+08:00"),
    ])
    func times(typed: String, time: String) throws {
        #expect(try value(typed, "at", "follow-up") == .timestamp(time))
    }

    @Test(arguments: [
        ("status", "won't"), ("owner", "李"), ("owner", "王磊"), ("owner", "甲"), ("first_contact", "2026-02-30"),
        ("first_contact", "改天"), ("do_not_contact", "也许"),
        ("annual_spend", "三十万"), ("annual_spend", ""), ("annual_spend", "1e5"), ("annual_spend", "万"),
        ("annual_spend", "1.2.3"), ("contacts", "王"),
    ])
    func refused(field: String, typed: String) throws {
        let failure = #expect(throws: InputFailure.self) { try value(typed, field) }
        #expect(failure?.message.en != failure?.message.zh)
    }
}
