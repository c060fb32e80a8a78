import Records
import Testing

/// A thousand numbers in the words of a sales team are found, and ten thousand clean records raise no alarm (R194).
@Suite struct SecretRatesTests {
    private static let regions = [
        "110101", "120103", "130102", "140105", "210102", "310115", "320106", "330106", "350203", "370202", "410105",
        "420106",
        "440305", "450103", "500112", "510107", "520103", "530102", "610113", "620102", "650104", "810000",
    ]

    static func identity(_ random: inout SplitMix) -> String {
        let day = CalendarDate(daysSinceEpoch: -14_000 + random.below(30_000)).description.filter { $0 != "-" }
        let body = random.pick(regions) + day + random.digits(3)
        let sum = body.utf8.reduce(0) { ($0 * 2 + Int($1 - 0x30)) % 11 }
        // The check digit makes twice the sum of the others and itself one, modulo eleven.
        let check = (12 - sum * 2 % 11) % 11
        return body + (check == 10 ? random.pick(["X", "x"]) : String(check))
    }

    static func card(_ random: inout SplitMix) -> String {
        let (prefix, length) = random.pick([
            ("622202", 19), ("621700", 19), ("622848", 19), ("625912", 16), ("453957", 16), ("411111", 16), ("52", 16),
            ("2223", 16),
            ("3530", 16), ("37", 15), ("34", 15),
        ])
        let body = prefix + random.digits(length - 1 - prefix.count)
        var sum = 0
        for (index, byte) in body.utf8.reversed().enumerated() {
            let value = Int(byte - 0x30) * (index % 2 == 0 ? 2 : 1)
            sum += value > 9 ? value - 9 : value
        }
        return body + String((10 - sum % 10) % 10)
    }

    private static func grouped(_ number: String) -> String {
        let characters = Array(number)
        return stride(from: 0, to: characters.count, by: 4).map {
            String(characters[$0..<min($0 + 4, characters.count)])
        }.joined(separator: " ")
    }

    private static func wide(_ number: String) -> String {
        String(
            String.UnicodeScalarView(
                number.unicodeScalars.compactMap { scalar in
                    scalar.isASCII ? Unicode.Scalar(scalar.value + 0xFEE0) : scalar
                }))
    }

    @Test func aThousandAreFound() {
        var random = SplitMix(seed: 20_261_103)
        var missed: [String] = []
        for index in 0..<1000 {
            let isIdentity = index % 2 == 0
            let number = isIdentity ? Self.identity(&random) : Self.card(&random)
            let phone = "138" + random.digits(8)
            let day = "2026-11-\(10 + random.below(20))"
            let spaced = [number.prefix(6), number.dropFirst(6).prefix(8), number.dropFirst(14)].joined(separator: " ")
            let texts =
                isIdentity
                ? [
                    "summary: 客户办理开户，身份证号\(number)，电话\(phone)", "remarks: |\n  \(day) 来电\n  证件：\(number)\n",
                    "# \(number)\n",
                    "张先生 \(phone) \(number) 下周三前回复", "身份证 \(spaced)，已核对", "ID: \(Self.wide(number))",
                    "note: \"复印件 \(number)\"",
                ]
                : [
                    "summary: 退款到卡号\(number)，电话\(phone)", "remarks: |\n  \(day) 来电\n  银行卡：\(number)\n",
                    "账号 \(number)（工行）",
                    "请打款至 \(Self.grouped(number))", "card \(number), expires 11/29",
                    "\(day) \(Self.grouped(number)) 已收",
                    "信用卡\(Self.wide(number))",
                ]
            let text = random.pick(texts)
            let found = secrets(in: Array(text.utf8))
            if found.map(\.kind) != [isIdentity ? .identity : .card] { missed.append(text) }
            for finding in found { #expect(!finding.preview.contains(number.dropFirst(4).dropLast(4))) }
        }
        #expect(missed == [])
    }

    @Test func tenThousandCleanRecords() {
        var random = SplitMix(seed: 42)
        var alarms: [String] = []
        let letters = Array("ABCDEFGHJKLMNPQRTUWXY0123456789").map { String($0) }
        for _ in 0..<10_000 {
            let day = CalendarDate(daysSinceEpoch: 18_000 + random.below(4000)).description
            let compact = day.filter { $0 != "-" }
            let code = (0..<17).map { _ in random.pick(letters) }.joined()
            let hash = (0..<40).map { _ in random.pick("0123456789abcdef".map { String($0) }) }.joined()
            let lines = [
                "mobile: 1\(random.pick(["38", "39", "86", "50"]))\(random.digits(8))",
                "phone: +86 571 8\(random.digits(7)) 转 801",
                "order: \(compact)\(random.digits(8))", "remarks: 订单号 \(random.digits(18))，运单 SF\(random.digits(13))",
                "remarks: 快递 \(random.digits(12))，发票 \(random.digits(20))",
                "amount: \(random.digits(7)).\(random.digits(2))",
                "tax_number: 9133\(code.prefix(14))", "tax_number: 91\(random.digits(16))",
                "no: HT\(compact)\(random.digits(4))",
                "at: \(day)T14:30:00+08:00", "commit: \(hash)",
                "iban: DE\(random.digits(2)) \(random.digits(4)) \(random.digits(4)) \(random.digits(4)) \(random.digits(4)) \(random.digits(2))",
                "remarks: 流水号 \(random.digits(16))", "barcode: 69\(random.digits(11))",
                "trade: 4200\(random.digits(24))",
                "stamp: 17\(random.digits(11))", "id: KH2026-\(code.prefix(6))",
                "remarks: 电话 138-\(random.digits(4))-\(random.digits(4))、139 \(random.digits(4)) \(random.digits(4))",
                "wechat: wx\(random.digits(9))", "amount: ¥\(random.digits(3)),\(random.digits(3)),\(random.digits(3))",
            ]
            let text = "id: KH2026-7F3K2Q\nname: 云帆科技\n" + (0..<6).map { _ in random.pick(lines) + "\n" }.joined()
            if !secrets(in: Array(text.utf8)).isEmpty { alarms.append(text) }
        }
        #expect(alarms.isEmpty, "\(alarms.count): \(alarms.first ?? "")")
    }
}
