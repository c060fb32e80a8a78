import Records
import Testing

@Suite struct SoundQueryTests {
    private func match(_ typed: String, _ name: String) -> SoundQuery.Match? {
        SoundQuery(folded: folded(typed))?.match(
            Array(String(decoding: folded(name), as: UTF8.self).unicodeScalars))
    }

    @Test(arguments: [
        ("yuanjing", "远景智能"), ("yjzn", "远景智能"), ("yuanjzn", "远景智能"), ("yuanjing智能", "远景智能"), ("远景zhineng", "远景智能"),
        ("yuanjingzh", "远景智能"), ("yuanj", "远景智能"), ("chongqing", "重庆长安"), ("zhongqing", "重庆长安"),
        ("chongqingchangan", "重庆长安汽车"), ("cqca", "重庆长安汽车"), ("shanzhigang", "单志刚"), ("qiuhe", "仇和"), ("zengli", "曾丽"),
        ("xiamen", "厦门航空"), ("xmhk", "厦门航空"), ("yinhang", "招商银行"), ("zsyh", "招商银行"), ("lvdi", "绿地集团"), ("ludi", "绿地集团"),
        ("lvdijituan", "绿地集团"), ("Xi'an", "西安软件园"), ("zhangsan", "张三"), ("zhsan", "张三"), ("yunfan", "雲帆科技"),
        ("abckeji", "ABC 科技"), ("yunfankejishanghai", "云帆科技（上海）有限公司"), ("fankeji", "云帆科技"), ("bengbu", "蚌埠"),
        ("liuan", "六安"), ("luan", "六安"), ("panyu", "番禺"), ("li", "李娜"),
    ])
    func found(typed: String, name: String) {
        #expect(match(typed, name) != nil)
    }

    @Test(arguments: [
        ("yuanjingg", "远景智能"), ("znyj", "远景智能"), ("l", "李娜"), ("na", "李娜"), ("jz", "远景智能"), ("云帆", "云帆科技"),
        ("138", "云帆"), ("yunfan2", "云帆科技"), ("", "云帆"), ("shanghai", "云帆科技"),
    ])
    func notFound(typed: String, name: String) {
        #expect(match(typed, name) == nil)
    }

    @Test func wholeBeforeStartBeforeWithin() {
        #expect(match("yuanjing", "远景") == .init(place: .whole, isByInitials: false))
        #expect(match("yuanjing", "远景智能") == .init(place: .start, isByInitials: false))
        #expect(match("yuanjing", "上海远景智能") == .init(place: .within, isByInitials: false))
        #expect(match("yjzn", "远景智能") == .init(place: .whole, isByInitials: true))
        #expect(match("xian", "西安") == .init(place: .whole, isByInitials: false))
        #expect(match("xian", "先锋") == .init(place: .start, isByInitials: false))
    }

    /// What is meant to make a matcher go through all ways of division costs nothing.
    @Test func manyWaysToDivide() {
        let name = String(repeating: "啊安昂", count: 2000)
        #expect(match(String(repeating: "a", count: 59) + "b", name) == nil)
        #expect(match(String(repeating: "an", count: 29) + "x", String(repeating: "安", count: 6000)) == nil)
    }

    @Test(arguments: [
        ("重", ["chong", "zhong"]), ("曾", ["ceng", "zeng"]), ("〇", ["ling"]), ("绿", ["lu", "lv"]), ("A", []), ("，", []),
    ])
    func readings(character: String, expected: [String]) {
        #expect(character.unicodeScalars.first.map { Pinyin.shared.readings($0) } == expected)
    }

    /// Nearly every character of the first block has a reading, and every standard character.
    @Test func coverage() {
        let covered = (0x4E00...0x9FFF as ClosedRange<UInt32>).compactMap { Unicode.Scalar($0) }
            .filter { scalar in
                let plain = String(decoding: folded(String(scalar)), as: UTF8.self).unicodeScalars.first ?? scalar
                return !Pinyin.shared.readings(plain).isEmpty
            }
        #expect(covered.count > 20_800)
    }
}
