package import Records

/// What of a record can show that it means the same as another one.
package struct DuplicateTraits: Sendable {
    package let path: RecordPath
    package let id: String?
    package let title: String
    let names: [CompanyName]
    let isPerson: Bool
    let phones: Set<String>
    let emails: Set<String>
    let hosts: Set<String>
    let domains: Set<String>
    let taxNumber: String?
    let address: String?
    /// The folder of the record that it lies in: only within one folder are its like compared.
    let parent: String?
    /// Ids of records that people said it is not (`not_same_as`), and of those it belongs to.
    let others: Set<String>

    package init(_ record: Record) {
        path = record.path
        id = record.id
        title = record.title
        parent = record.parentFolder
        var names = [record.title]
        for key in ["short_name", "other_names"] {
            names += record.value(key).map { $0.string.map { [$0] } ?? $0.items.compactMap(\.string) } ?? []
        }
        // Two branches have one short name and are two all the same.
        let places = CompanyName(record.title).places
        let parts = names.filter { !$0.isEmpty && !Self.isMasked($0) }.prefix(20).map {
            CompanyName($0).inPlaces(places)
        }
        self.names = Array(Set(parts.filter { !$0.core.isEmpty }))
        isPerson = record.string("entity") == "person" || record.kind.key == "member"
        var reach = Reach()
        if case .map(let members) = record.value { reach.add(members, record.kind.fields, depth: 0) }
        phones = reach.phones
        emails = reach.emails
        domains = Set(reach.emails.compactMap { Self.domain($0) })
        hosts = Set([record.string("website")].compactMap { $0.flatMap { Self.host($0) } })
        taxNumber = record.string("tax_number").map { Self.plain($0) }.flatMap { $0.utf8.count >= 6 ? $0 : nil }
        address = record.string("address").map { Self.plain($0) }.flatMap { $0.unicodeScalars.count >= 8 ? $0 : nil }
        var others: [String] = (record.value("not_same_as")?.items ?? []).compactMap(\.string)
        if let above = record.string("parent_customer") { others.append(above) }
        self.others = Set(others)
    }

    /// `*科技有限公司`, `张*`: two such names are the same text and say nothing of who is behind them (R53).
    private static func isMasked(_ name: String) -> Bool {
        name.unicodeScalars.contains { $0 == "*" || $0 == "\u{FF0A}" }
    }

    /// Letters, digits and characters only, folded.
    private static func plain(_ text: String) -> String {
        let scalars = String(decoding: folded(text), as: UTF8.self).unicodeScalars
        return String(
            String.UnicodeScalarView(scalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }))
    }

    /// `https://www.Acme.example/about` is `acme.example`.
    static func host(_ address: String) -> String? {
        var text = String(decoding: folded(address), as: UTF8.self)[...]
        if text.hasPrefix("http://") || text.hasPrefix("https://") { text = text.drop { $0 != "/" }.drop { $0 == "/" } }
        text = text.prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != ":" }
        if text.hasPrefix("www.") { text = text.dropFirst(4) }
        return text.contains(".") && !isPublic(String(text)) ? String(text) : nil
    }

    private static func domain(_ email: String) -> String? {
        guard let sign = email.lastIndex(of: "@") else { return nil }
        let domain = String(email[email.index(after: sign)...])
        return isPublic(domain) ? nil : domain
    }

    /// Where everybody may have a mailbox, a domain says nothing.
    private static func isPublic(_ domain: String) -> Bool {
        publicHosts.contains { domain == $0 || domain.hasSuffix("." + $0) }
    }

    private static let publicHosts = [
        "qq.com", "foxmail.com", "163.com", "126.com", "yeah.net", "sina.com", "sina.cn", "sohu.com", "139.com",
        "189.cn",
        "aliyun.com", "21cn.com", "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com",
        "yahoo.com", "icloud.com", "me.com", "gmx.de", "gmx.net", "web.de", "t-online.de", "proton.me", "mail.ru",
        "alibaba.com", "1688.com", "taobao.com", "weixin.qq.com", "linkedin.com", "facebook.com", "github.com",
    ]
}

/// Every phone number and e-mail address of a record.
private struct Reach {
    var phones: Set<String> = []
    var emails: Set<String> = []

    mutating func add(_ members: [RecordValue.Member], _ fields: [Field], depth: Int) {
        guard depth < 4 else { return }
        for member in members {
            guard let field = fields.first(where: { $0.key == member.key }) else { continue }
            for value in member.value.isList ? member.value.items : [member.value] {
                if case .map(let inner) = value { add(inner, field.fields, depth: depth + 1) }
                guard let text = value.string else { continue }
                if field.format == "phone" { for digits in phoneDigits(text) { phones.insert(Self.plain(digits)) } }
                if field.format == "email", text.contains("@"), !text.contains("*") {
                    emails.insert(String(decoding: folded(text), as: UTF8.self).filter { $0 != " " })
                }
            }
        }
    }

    /// Without the country's prefix and the zero of the area code.
    private static func plain(_ digits: [UInt8]) -> String {
        var digits = digits[...]
        if digits.starts(with: "0086".utf8) { digits = digits.dropFirst(4) }
        if digits.count > 11, digits.starts(with: "86".utf8) { digits = digits.dropFirst(2) }
        while digits.first == 0x30 { digits = digits.dropFirst() }
        return String(decoding: digits, as: UTF8.self)
    }
}

extension RecordValue {
    fileprivate var isList: Bool {
        if case .list = self { return true }
        return false
    }
}
