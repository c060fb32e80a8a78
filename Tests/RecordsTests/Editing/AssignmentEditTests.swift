import LosslessYAML
import Records
import Testing

/// What becomes of the text of a record, byte for byte.
@Suite struct AssignmentEditTests {
    private let text = """
        # 重要客户
        id: KH2026-AAAAAA
        name: 甲   # 简称
        tags: [重点, 续约]
        contacts:
          - name: 王
            mobile: "13800000000"
          - name: 李
        owner: lina

        """

    private func after(_ assignments: String...) throws -> String {
        let records = Shipped.records([
            "customers/a/customer.yaml": text, "team/lina.yaml": "id: lina\nname: 李娜\nrole: sales\n",
            "team/wang.yaml": "id: wang\nname: 王磊\nrole: sales\n",
        ])
        let record = try #require(records.records(of: "customer").first)
        let input = TypedInput(records: records, now: try #require(Instant("2026-11-24T09:30:00+08:00")))
        var editor = YAMLEditor(record.tree)
        for assignment in assignments {
            for edit in try Assignment(assignment).edits(record, input) { try editor.apply(edit) }
        }
        return String(decoding: editor.tree.bytes, as: UTF8.self)
    }

    @Test func onlyTheValueChanges() throws {
        #expect(try after("客户名称=乙") == text.replacing("甲", with: "乙"))
        #expect(try after("owner=王磊") == text.replacing("owner: lina", with: "owner: wang"))
        #expect(try after("name=甲") == text)
        #expect(try after("contacts[李].手机=13900000000").contains("name: 李\n    mobile: "))
        #expect(try after("contacts[1].name=王五") == text.replacing("name: 王", with: "name: 王五"))
        #expect(try after("owner=") == text.replacing("owner: lina\n", with: ""))
        #expect(try after("city=") == text)
        #expect(try after("status=成交").hasSuffix("owner: lina\nstatus: won\n"))
    }

    @Test func listsGrowAndShrink() throws {
        #expect(try after("tags+=VIP") == text.replacing("续约]", with: "续约, VIP]"))
        #expect(try after("tags+=重点") == text)
        #expect(try after("标签-=重点".replacing("标签", with: "客户标签")) == text.replacing("重点, ", with: ""))
        #expect(try after("tags-=重点、续约") == text.replacing("tags: [重点, 续约]\n", with: ""))
        #expect(try after("collaborators+=王磊").contains("collaborators:"))
    }

    @Test(arguments: [
        "name", "=x", "id=KH2026-BBBBBB", "colour=red", "contacts[赵].name=x", "contacts.name=x", "contacts=王",
        "owner=nobody", "tags-=没有", "name+=x", "contacts[].name=x",
        "contacts[王=x", ".=x", "a..b=x", "contacts[王].colour=x", "",
    ])
    func refused(assignment: String) throws {
        let failure = #expect(throws: InputFailure.self) { try after(assignment) }
        #expect(failure?.message.en != failure?.message.zh)
    }
}
