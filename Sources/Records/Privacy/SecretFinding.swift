/// What must not be kept in a CRM (R194, R202), wherever it stands: in a value, in a comment, in an attachment.
package enum SecretKind: String, Sendable, CaseIterable {
    /// Number of a Chinese resident identity document (GB 11643).
    case identity = "identity-number"
    /// Number of a bank card (ISO/IEC 7812).
    case card = "card-number"
    /// A private key, in one of the forms that programs write.
    case privateKey = "private-key"
    /// An access token of a well-known service.
    case token = "access-token"

    package var name: Text {
        switch self {
        case .identity: Text(en: "identity card number", zh: "身份证号码")
        case .card: Text(en: "bank card number", zh: "银行卡号")
        case .privateKey: Text(en: "private key", zh: "私钥")
        case .token: Text(en: "access token", zh: "访问令牌")
        }
    }
}

/// One place in a text that holds something of this kind.
package struct SecretFinding: Sendable, Hashable {
    package let kind: SecretKind
    /// Bytes of the text.
    package let range: Range<Int>
    /// How it may be shown: most of it behind asterisks.
    package let preview: String

    package init(kind: SecretKind, range: Range<Int>, preview: String) {
        self.kind = kind
        self.range = range
        self.preview = preview
    }
}
