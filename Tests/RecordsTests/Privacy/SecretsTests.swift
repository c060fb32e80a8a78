import Records
import Testing

/// What is found and what is not, one text each.
@Suite struct SecretsTests {
    private func found(_ text: String) -> [String] {
        secrets(in: Array(text.utf8)).map { "\($0.kind.rawValue) \($0.preview)" }
    }

    @Test(arguments: [
        "身份证号：11010519491231002X", "身份证11010519491231002x。", "110105 19491231 002X", "110105-19491231-002X",
        "１１０１０５１９４９１２３１００２Ｘ", "id: '11010519491231002X' # 王", "1101 0519 4912 3100 2X", "\"\\n11010519491231002X\"",
        "2026-11-03 11010519491231002X", "SFZ11010519491231002X",
    ])
    func identityNumbers(text: String) {
        #expect(found(text) == ["identity-number 110*************2X"])
    }

    @Test func whatIsNoIdentityNumber() {
        // Check digit, region, day, length; longer numbers and decimals.
        for text in [
            "110105194912310021", "160105194912310027", "110105194913310025", "11010519491231002",
            "0110105194912310021",
            "0.11010519491231002X", "91110108MA01ABCD2X", "13800138000", "2026-11-03T10:00:00+08:00",
        ] { #expect(found(text) == [], "\(text)") }
        #expect(secrets(in: Array("11010519491231002X".utf8), latest: CalendarDate(daysSinceEpoch: -8000)) == [])
    }

    @Test func oldIdentityNumbersNeedAWord() {
        #expect(found("订单 110105491231002") == [])
        #expect(found("身份证 110105491231002") == ["identity-number 110**********02"])
        #expect(found("身份证 110105491331002") == [])
    }

    @Test func cardsWithAWordOrTheLookOfOne() {
        #expect(found("卡号 4539578763621486") == ["card-number 4539********1486"])
        #expect(found("4539 5787 6362 1486") == ["card-number 4539********1486"])
        #expect(found("4539-5787-6362-1486。") == ["card-number 4539********1486"])
        #expect(found("VISA4539578763621486") == ["card-number 4539********1486"])
        #expect(found("card_no: 378282246310005") == ["card-number 3782*******0005"])
        #expect(found("3782 822463 10005") == ["card-number 3782*******0005"])
        #expect(found("mastercard 2223003122003222") == ["card-number 2223********3222"])
        #expect(found("6222021001116245702") == ["card-number 6222***********5702"])
        #expect(found("6222 0210 0111 6245 702") == ["card-number 6222***********5702"])
        #expect(found("工行 622202 1001116245702") == ["card-number 6222***********5702"])
    }

    @Test func whatIsNoCard() {
        for text in [
            "4539578763621486", "订单号 4539578763621486", "卡号 4539578763621487", "单号：6222021001116245702",
            "卡 1，订单号 4539578763621486", "https://example.com/6222021001116245702", "GB29 NWBK 6016 1331 9268 19",
            "DE89 3704 0044 0532 0130 00", "6222021001116245702.50", "卡号 6222 0000 0000 0000",
            "SF1234567890123", "+86 138 0013 8000", "cardboard 4539578763621486", "¥4,539,578,763,621,486",
        ] { #expect(found(text) == [], "\(text)") }
    }

    @Test func keys() {
        let pem = "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA1234567890123456\n-----END RSA PRIVATE KEY-----"
        let text = "key: |\n  " + pem.replacing("\n", with: "\n  ") + "\nname: x\n"
        let finding = secrets(in: Array(text.utf8))
        #expect(finding.map(\.kind) == [.privateKey])
        #expect(finding.first.map { text.utf8.count - $0.range.upperBound } == "\nname: x\n".utf8.count)
        #expect(found("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn").count == 1)
        #expect(found("-----BEGIN PGP PRIVATE KEY BLOCK-----\n").count == 1)
        #expect(found("---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n").count == 1)
        #expect(found("PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\n").count == 1)
        let age = "AGE-SECRET-KEY-1" + String(repeating: "QPZRY9X8GF", count: 6).prefix(58)
        #expect(found("identity: \(age)") == ["private-key AGE-SECRET-KEY-1****"])
        #expect(found("AKIAIOSFODNN7EXAMPLE") == ["access-token AKIA****"])
        #expect(found("ghp_" + String(repeating: "aB3", count: 12)) == ["access-token ghp_****"])
        for text in [
            "-----BEGIN PUBLIC KEY-----\nMIIB", "-----BEGIN CERTIFICATE-----", "the PRIVATE KEY of success",
            "--- BEGIN ---",
            "AGE-SECRET-KEY-1SHORT", "XAKIAIOSFODNN7EXAMPLE", "ghp_short", "PuTTY-User", "-", "----", "_K",
        ] { #expect(found(text) == [], "\(text)") }
    }

    @Test func shownTextHidesThem() {
        #expect(hidingSecrets("号 11010519491231002X 完") == "号 110*************2X 完")
        #expect(hidingSecrets("6222 0210 0111 6245 702") == "6222 **** **** ***5 702")
        #expect(hidingSecrets("１１０１０５１９４９１２３１００２Ｘ") == "１１０*************２Ｘ")
        #expect(hidingSecrets("2026-11-03 13800138000") == "2026-11-03 13800138000")
        let lines = "a\n-----BEGIN PRIVATE KEY-----\nMIIEowIB\n-----END PRIVATE KEY-----\n"
        #expect(sourceLine(3, of: Array(lines.utf8)) == "********")
    }

    @Test func anyBytesDoNoHarm() {
        var random = SplitMix(seed: 7)
        let alphabet: [UInt8] =
            Array("0123456789xX -_K\n.BEGINPRIVATE".utf8) + [0xEF, 0xBC, 0x90, 0xE3, 0x80, 0xFF, 0xC2, 0xA0]
        for _ in 0..<3000 {
            let text = (0..<Int(random.next() % 90)).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }
            for finding in secrets(in: text) { #expect(finding.range.upperBound <= text.count) }
            _ = sourceLine(1, of: text)
            _ = hidingSecrets(String(decoding: text, as: UTF8.self))
        }
    }
}

/// A small seeded generator (Steele, Lea and Flood 2014).
struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

    mutating func digits(_ count: Int) -> String { (0..<count).map { _ in String(below(10)) }.joined() }
}
