/// Words beside a number that say what it is. Looked at only for numbers that could be something to report.
struct SurroundingWords {
    private let before: [UInt8]
    private let behind: [UInt8]

    private static let reach = 72
    private static let reachBehind = 32

    /// - Parameter range: of the number, in bytes of the text.
    init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        // A label may stand in the line above; never further away.
        var start = range.lowerBound
        var breaks = 0
        while start > max(0, range.lowerBound - Self.reach) {
            if bytes[start - 1] == 0x0A {
                breaks += 1
                if breaks == 2 { break }
            }
            start -= 1
        }
        var end = range.upperBound
        while end < min(bytes.count, range.upperBound + Self.reachBehind), bytes[end] != 0x0A { end += 1 }
        func folded(_ slice: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
            slice.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
        }
        before = folded(bytes[start..<range.lowerBound])
        behind = folded(bytes[range.upperBound..<end])
    }

    /// A word about identity documents stands near.
    var nameIdentity: Bool { Self.identity.contains { last($0, in: before) != nil || last($0, in: behind) != nil } }

    /// A word about cards or accounts stands near, and none of orders, shipments or contracts nearer.
    var nameCard: Bool {
        let card = Self.card.compactMap { last($0, in: before) }.max()
        if let card {
            return Self.others.compactMap { last($0, in: before) }.allSatisfy { $0 <= card }
        }
        return !nameSomethingElse && Self.card.contains { last($0, in: behind) != nil }
    }

    /// The number is said to be one of an order, a shipment, a contract …
    var nameSomethingElse: Bool { Self.others.contains { last($0, in: before) != nil } }

    private static let identity = [
        "身份证", "证件号", "公民身份", "身份号", "居民证", "sfz", "identity", "id card", "idcard", "id_card", "id-card", "id no",
        "id number",
    ].map { Array($0.utf8) }

    private static let card = [
        "卡号", "银行卡", "账号", "帐号", "账户", "帐户", "信用卡", "储蓄卡", "借记卡", "工资卡", "银联", "刷卡", "绑卡", "开户行", "收款",
        "付款", "打款", "汇款", "转账", "还款", "扣款", "工行", "农行", "中行", "建行", "交行", "招行", "银行", "card", "visa",
        "mastercard", "unionpay", "amex", "american express", "jcb", "diners", "discover", "bank account", "account no",
        "account number", "acct", "credit", "debit", "cvv",
    ].map { Array($0.utf8) }

    private static let others = [
        "订单", "单号", "运单", "快递", "物流", "合同", "流水", "编号", "发票", "批次", "条码", "序列号", "工单", "项目号", "货号",
        "order", "tracking", "shipment", "invoice", "contract", "serial", "waybill", "batch", "ticket", "barcode",
        "imei",
    ].map { Array($0.utf8) }

    /// Where the word last ends; a word of letters is a word of its own, underscores aside.
    private func last(_ word: [UInt8], in text: [UInt8]) -> Int? {
        guard text.count >= word.count, let first = word.first else { return nil }
        var at = text.count - word.count
        while at >= 0 {
            if text[at] == first, text[at..<(at + word.count)].elementsEqual(word),
                first >= 0x80 || !isLetter(text, at - 1) && !continues(text, at + word.count)
            {
                return at + word.count
            }
            at -= 1
        }
        return nil
    }

    private func isLetter(_ text: [UInt8], _ at: Int) -> Bool {
        at >= 0 && at < text.count && text[at] &- 0x61 < 26
    }

    /// `cards` still is a card, `cardboard` is none.
    private func continues(_ text: [UInt8], _ at: Int) -> Bool {
        isLetter(text, at) && !(text[at] == UInt8(ascii: "s") && !isLetter(text, at + 1))
    }
}
