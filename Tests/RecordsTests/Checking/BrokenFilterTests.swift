import Records
import Testing

/// Filters in records are checked with all else.
@Suite struct BrokenFilterTests {
    private func problems(_ path: String, _ text: String) -> [String] {
        Shipped.problems([path: text]).filter { $0.rule == .brokenFilter }.map {
            "\($0.place?.line ?? 0):\($0.place?.column ?? 0) \($0.field) \($0.message.en)"
        }
    }

    @Test func placesWithinTheText() {
        let head = "id: v\nname: V\nkind: customer\nfilter: "
        let said = "/filter a customer has no field `stauts`"
        #expect(problems("views/v.yaml", head + "grade=A and stauts=won\n") == ["4:21 " + said])
        #expect(problems("views/v.yaml", head + "'grade=A and stauts=won'\n") == ["4:22 " + said])
        #expect(problems("views/v.yaml", head + "\"grade=A and stauts=won\"\n") == ["4:22 " + said])
        // Where the text does not stand in the file letter by letter, the value as a whole is meant.
        #expect(problems("views/v.yaml", head + ">-\n  grade=A and\n  stauts=won\n") == ["4:9 " + said])
        #expect(problems("views/v.yaml", head + "\"grade=A and \\x73tauts=won\"\n") == ["4:9 " + said])
    }

    @Test func columnsOrderAndGroup() {
        let view =
            "id: v\nname: V\nkind: deal\ncolumns: [name, customer.nmae]\nsort: [-amount, stag]\ngroup: owner.team\n"
        #expect(
            problems("views/v.yaml", view) == [
                "4:17 /columns a customer has no field `nmae`", "5:17 /sort a deal has no field `stag`",
            ])
    }

    @Test func kindsOfViews() {
        #expect(
            problems("views/v.yaml", "id: v\nname: V\nkind: nothing\n") == [
                "3:7 /kind there is no kind of record `nothing`"
            ])
        #expect(problems("views/v.yaml", "id: v\nname: V\nkind: 客户\nfilter: 行业=IT服务业+近6个月有跟进记录\n") == [])
        #expect(problems("views/v.yaml", "id: v\nname: V\nkind: customer\nfilter: owner=谁也不是\n") == [])
    }

    @Test func segmentsAndScopes() {
        let strategy = "id: CL2026-AAAAAA\nname: S\nstatus: draft\nsegment: "
        #expect(problems("strategies/s.yaml", strategy + "行业=制造业+年采购额≥50万\n") == [])
        #expect(problems("strategies/s.yaml", strategy + "所有老客户\n").count == 1)
        let goal = "id: MB2026-AAAAAA\nname: G\nmetric: revenue\ntarget: 1\nperiod: 2026-Q4\nscope: "
        #expect(problems("goals/g.yaml", goal + "商机阶段=成交\n") == [])
        #expect(problems("goals/g.yaml", goal + "客户等级=A\n") == [])
        #expect(problems("goals/g.yaml", goal + "客户等级=S\n").count == 1)
    }
}
