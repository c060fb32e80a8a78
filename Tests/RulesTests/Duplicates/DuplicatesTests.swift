import Records
import Rules
import Testing

/// Pairs of customers, and whether they are taken for one.
@Suite struct DuplicatesTests {
    private static func score(_ left: String, _ right: String) -> (score: Int, reasons: [String]) {
        let known = records([
            "customers/a/customer.yaml": "id: KH2026-AAAAAA\n" + left,
            "customers/b/customer.yaml": "id: KH2026-BBBBBB\n" + right,
        ])
        let found = duplicates(among: known.all.map { DuplicateTraits($0) }, least: 1)
        return (found.first?.score ?? 0, found.first?.reasons.map(\.key) ?? [])
    }

    @Test(arguments: [
        // legal forms, places, brackets, width, script
        ("name: 上海云帆科技有限公司", "name: 云帆科技（上海）有限公司"), ("name: 云帆科技有限公司", "name: 雲帆科技股份有限公司"),
        ("name: 云帆科技集团", "name: 云帆科技有限责任公司"), ("name: ＡＢＢ（中国）有限公司", "name: abb中国"),
        ("name: 深圳市远景智能有限公司", "name: 远景智能"), ("name: Acme Inc.", "name: ACME Co., Ltd."),
        ("name: Müller GmbH", "name: Muller GmbH & Co. KG"), ("name: 甲乙丙丁\nshort_name: 云帆科技", "name: 云帆科技有限公司"),
        // spelling
        ("name: 鲜果时光餐饮管理有限公司", "name: 鲜菓时光餐饮管理有限公司"), ("name: 云帆精密机械", "name: 云凡精密机械"),
        ("name: Siemens Energy", "name: Simens Energy"),
        // the same numbers and addresses
        ("name: 甲\ntax_number: 91310000MA1FL0X12A", "name: 乙\ntax_number: 91310000ma1fl0x12a"),
        ("name: 甲\ncontacts: [{name: 张三, mobile: 138 0013 8000}]", "name: 乙\nswitchboard: +86-13800138000"),
        ("name: 甲\ncontacts: [{name: 张三, phone: (0755) 8888-6666}]", "name: 乙\nswitchboard: 86 755 88886666"),
        (
            "name: 甲\ncontacts: [{name: 张三, email: A@acme.example}]",
            "name: 乙\ncontacts: [{name: 李四, email: a@ACME.example}]"
        ),
        ("name: 甲\nwebsite: https://www.acme.example/about", "name: 乙\nwebsite: acme.example"),
        ("name: 云帆科技\nwebsite: http://yunfan.example", "name: Yunfan\nwebsite: www.yunfan.example"),
        ("name: 云帆科技\naddress: 上海市浦东新区世纪大道 100 号", "name: 云帆信息技术\naddress: 上海市浦东新区世纪大道100号"),
    ])
    func one(left: String, right: String) {
        let (score, reasons) = Self.score(left, right)
        #expect(score >= 60, "\(score) \(reasons)")
    }

    @Test(arguments: [
        ("name: 云帆科技", "name: 远景智能"), ("name: 上海云帆科技有限公司", "name: 北京云帆科技有限公司"), ("name: 云帆科技", "name: 云帆信息技术"),
        (
            "name: 北京方盛科技有限公司\nshort_name: 方盛科技", "name: 长沙方盛科技有限公司\nshort_name: 方盛科技"
        ),
        // What a mask hides may be anything.
        ("name: '*科技有限公司'", "name: '*科技有限公司'"),
        ("name: 建设银行", "name: 建设银行上海分行"), ("name: 海天", "name: 海天下"), ("name: 甲", "name: 乙"),
        ("name: 王伟\nentity: person", "name: 王伟\nentity: person"),
        ("name: 甲\ncontacts: [{name: 张三, email: a@qq.com}]", "name: 乙\ncontacts: [{name: 李四, email: b@qq.com}]"),
        (
            "name: 甲\ncontacts: [{name: 张三, mobile: 138****0000}]",
            "name: 乙\ncontacts: [{name: 张三, mobile: 138****0000}]"
        ),
        ("name: 云帆科技\ntax_number: 91310000MA1FL0X12A", "name: 云帆科技有限公司\ntax_number: 91310000MA1FL0X99Z"),
        ("name: 云帆科技", "name: 云帆科技\nnot_same_as: [KH2026-AAAAAA]"),
        ("name: 云帆科技\nparent_customer: KH2026-BBBBBB", "name: 云帆科技集团"),
    ])
    func two(left: String, right: String) {
        let (score, reasons) = Self.score(left, right)
        #expect(score < 60, "\(score) \(reasons)")
    }

    @Test func theSurestComesFirstWithItsReasons() {
        let (score, reasons) = Self.score(
            "name: 云帆科技\ntax_number: 91310000MA1FL0X12A\nwebsite: a.example",
            "name: 云帆科技\ntax_number: 91310000MA1FL0X12A\nwebsite: a.example")
        #expect(score == 99)
        #expect(reasons == ["tax-number", "same-name", "website"])
    }

    /// Three thousand customers with names from few characters, so that many are alike: seconds, not minutes.
    @Test(.timeLimit(.minutes(1))) func manyRecords() {
        let syllables = Array("云帆远景智能海天华信中科同创金鼎盛达恒通顺丰安宁长城东方")
        var state: UInt64 = 7
        func pick() -> Character {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return syllables[Int(state >> 33) % syllables.count]
        }
        var files: [String: String] = [:]
        for number in 0..<3000 {
            let name = String((0..<4).map { _ in pick() })
            files["customers/c\(number)/customer.yaml"] = "id: KH2026-\(100_000 + number)\nname: \(name)科技有限公司\n"
        }
        let traits = records(files).all.map { DuplicateTraits($0) }
        #expect(traits.count == 3000)
        #expect(duplicates(among: traits).count < 30_000)
    }

    @Test func aRecordThatIsAboutToBeMadeIsComparedWithAll() {
        let known = records([
            "customers/a/customer.yaml": "id: KH2026-AAAAAA\nname: 云帆科技\n",
            "customers/b/customer.yaml": "id: KH2026-BBBBBB\nname: 云帆科技有限公司\n",
        ])
        let new = records(["customers/n/customer.yaml": "id: KH2026-NNNNNN\nname: 雲帆科技\n"])
        let found = duplicates(
            among: known.all.map { DuplicateTraits($0) }, with: new.all.map { DuplicateTraits($0) })
        #expect(found.map(\.first.text) == ["customers/a/customer.yaml", "customers/b/customer.yaml"])
        #expect(found.allSatisfy { $0.second.text == "customers/n/customer.yaml" })
    }
}
