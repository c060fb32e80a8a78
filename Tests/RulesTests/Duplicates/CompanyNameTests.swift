import Rules
import Testing

@Suite struct CompanyNameTests {
    @Test(arguments: [
        ("上海云帆科技有限公司", "云帆科技", "云帆", "上海"), ("云帆科技（上海）有限公司", "云帆科技", "云帆", "上海"),
        ("上海市雲帆科技股份有限公司", "云帆科技", "云帆", "上海"), ("云帆", "云帆", "云帆", ""), ("云帆集团", "云帆", "云帆", ""),
        ("深圳市远景智能装备集团有限公司", "远景智能装备", "远景", "深圳"), ("中国移动通信集团公司", "移动通信", "移动", "中国"),
        ("南京", "南京", "南京", ""), ("上海电气", "电气", "电气", "上海"), ("Müller GmbH & Co. KG", "muller", "muller", ""),
        ("The Acme Corporation", "acme", "acme", ""), ("ACME, Inc.", "acme", "acme", ""), ("株式会社日立", "日立", "日立", ""),
        ("ＡＢＢ（中国）有限公司", "abb", "abb", "中国"), ("S.A. Dupont S.A.S.", "dupont", "dupont", ""), ("3M公司", "3m", "3m", ""),
        ("有限公司", "有限公司", "有限公司", ""), ("Co., Ltd.", "coltd", "coltd", ""), ("云帆科技 Co., Ltd.", "云帆科技", "云帆", ""),
    ])
    func parts(name: String, core: String, brand: String, place: String) {
        let parts = CompanyName(name)
        #expect(String(String.UnicodeScalarView(parts.core)) == core)
        #expect(String(String.UnicodeScalarView(parts.brand)) == brand)
        #expect(parts.places.sorted().joined() == place)
    }

    @Test func aBranchIsNotItsCompany() {
        let name = CompanyName("中国建设有限公司上海分公司")
        #expect(name.branch == "上海分公司")
        #expect(name.core == CompanyName("中国建设有限公司").core)
    }

    @Test(arguments: [
        ("上海云帆科技有限公司", "云帆科技（上海）", NameLikeness.sameName), ("云帆科技", "云凡科技", .sameSound), ("重庆长安机械", "長安機械廠", .spelling),
        ("云帆科技", "云帆信息技术有限公司", .sameBrand), ("远景能源装备", "远景能原装备", .sameSound), ("北方重型机械厂", "北方重形机械厂", .sameSound),
        ("鲜果时光餐饮", "鲜菜时光餐饮", .spelling), ("Yunfan Ltd", "云帆科技", .pinyin), ("Siemens AG", "Simens", .spelling),
        ("Siemens", "Seimens", nil), ("云帆科技", "远景智能", nil), ("海天", "海天下", nil), ("Acme", "Acne", nil),
    ])
    func likeness(left: String, right: String, expected: NameLikeness?) {
        #expect(CompanyName(left).likeness(to: CompanyName(right))?.likeness == expected)
        #expect(CompanyName(right).likeness(to: CompanyName(left))?.likeness == expected)
    }
}
