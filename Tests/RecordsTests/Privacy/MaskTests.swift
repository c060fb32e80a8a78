import LosslessYAML
import Records
import Testing

/// Names and contact data as a masked repository keeps them (R53, R54, R195).
@Suite struct MaskTests {
    @Test(arguments: [
        ("张伟", "张*"), ("李小龙", "李**"), ("欧阳娜娜", "欧阳**"), ("欧阳锋", "欧阳*"), ("欧阳", "欧*"), ("李经理", "李经理"),
        ("王总监", "王总监"), ("张伟经理", "张*经理"), ("张*", "张*"), ("李某", "李某"), ("John Smith", "J*** S****"),
        ("Dr Jane Doe", "Dr J*** D**"),
        ("Mary-Ann O'Neil", "M***-A** O'N***"), ("J.", "J."), ("佐藤 健", "佐* 健"), ("", ""), ("王", "王"),
    ])
    func names(plain: String, masked: String) {
        #expect(maskedName(plain) == masked)
        #expect(maskedName(masked) == masked)
    }

    @Test(arguments: [
        ("13812348000", "138****8000"), ("138 1234 8000", "138 **** 8000"), ("+86 138-1234-8000", "+86 138-****-8000"),
        ("0571-88881234", "0571-****1234"), ("021-65431234", "021-****1234"), ("65431234", "65****34"),
        ("95588", "95588"),
        ("0571-88881234 转 801", "0571-****1234 转 801"), ("138****8000", "138****8000"), ("1381234****", "1381234****"),
        ("(0571) 88881234 ext 8001", "(0571) ****1234 ext 8001"),
    ])
    func phones(plain: String, masked: String) {
        #expect(maskedPhone(plain) == masked)
        #expect(maskedPhone(masked) == masked)
    }

    @Test(arguments: [
        ("lina@example.com", "l***@example.com"), ("l***@example.com", "l***@example.com"), ("l@x.cn", "l***@x.cn"),
        ("***@x.cn", "***@x.cn"), ("李娜@例子.cn", "李***@例子.cn"),
    ])
    func addresses(plain: String, masked: String) { #expect(maskedEmail(plain) == masked) }

    @Test(arguments: [
        ("电话13812348000，邮箱 li.na+x@example.com。", "电话138****8000，邮箱 l***@example.com。"),
        ("138-1234-8000 或 139 1234 8000", "138-****-8000 或 139 **** 8000"),
        ("订单 2026111312345678，合同 HT13812348000", "订单 2026111312345678，合同 HT13812348000"),
        ("138****8000 l***@example.com", "138****8000 l***@example.com"), ("12 @ 3.5", "12 @ 3.5"), ("@", "@"),
        ("1", "1"),
        ("2026-11-13 138", "2026-11-13 138"), ("13812348000-1", "13812348000-1"),
    ])
    func runningText(plain: String, masked: String) {
        #expect(maskedContacts(inText: plain) == masked)
        #expect(maskedContacts(inText: masked) == masked)
    }

    @Test func otherData() {
        #expect(PersonalData.birthday.masked("1985-05-12") == "05-12")
        #expect(PersonalData.birthday.masked("05-12") == "05-12")
        #expect(PersonalData.account.masked("zhoumin-zy") == "z***")
        #expect(PersonalData.address.masked("文三路 100 号 3-501") == "文三路 *** 号 *-***")
    }

    @Test func recordsAreMaskedInPlace() throws {
        let text = """
            id: KH2026-AAAAAA
            name: 王小明   # 个人
            entity: person
            contacts:
              - name: 王小明
                mobile: '13812348000'
              - {name: 王大明, email: "wang@example.com"}
              - name: 李娜
                address: &a 文三路 1 号
            address: *a
            remarks: |
              电话 13812348000
            need_description: x

            """
        let masked = try Shipped.customer(text).masked
        #expect(
            String(decoding: masked.tree.bytes, as: UTF8.self) == """
                id: KH2026-AAAAAA
                name: 王**   # 个人
                entity: person
                contacts:
                  - name: 王**
                    mobile: '138****8000'
                  - {name: 王**2, email: "w***@example.com"}
                  - name: 李*
                    address: &a '文三路 * 号'
                address: *a
                remarks: |
                  电话 138****8000
                need_description: x

                """)
        #expect(masked.unmaskedData.isEmpty)
        let company = try Shipped.customer("id: KH2026-AAAAAA\nname: 王小明\nentity: company\nphone: x\n")
        #expect(company.unmaskedData.isEmpty)
    }

    @Test func aMaskedRepositoryTakesNothingElse() throws {
        let files = [
            "customers/a/customer.yaml":
                "id: KH2026-AAAAAA\nname: 甲\ncontacts: [{name: 张伟, mobile: '13812348000'}]\nneed_description: 试用\n",
            "team/lina.yaml": "id: lina\nname: 李娜\nrole: sales\nphone: '13812348000'\nemails: [lina@example.com]\n",
        ]
        #expect(Shipped.problems(files).isEmpty)
        var settings = Settings()
        settings.privacy = .masked
        let problems = Shipped.problems(files, settings: settings)
        #expect(problems.map(\.field) == ["/contacts/0/name", "/contacts/0/mobile"])
        #expect(problems.map(\.allowed) == [["张*"], ["138****8000"]])
        #expect(problems.allSatisfy { $0.rule == .unmasked && $0.severity == .error && $0.sourceLine == nil })
        #expect(!problems.contains { ($0.message.zh + ($0.remedy?.zh ?? "")).contains("张伟") })
    }

    @Test func encryptionIsNotPretended() {
        let problems = Shipped.problems(["crm.yaml": "name: x\nprivacy: encrypted\n"])
        #expect(
            problems.map { "\($0.place?.line ?? 0):\($0.place?.column ?? 0) \($0.rule.rawValue)" } == ["2:10 settings"])
    }
}
