/// How names and contact data are kept (R53, R54, R195): `privacy` in `crm.yaml`.
package enum PrivacyMode: String, Sendable, CaseIterable {
    /// As they are typed.
    case plain
    /// Names and contact data with asterisks in the place of most characters.
    case masked
    /// Named in the schema, not yet supported; `crm.yaml` is told so.
    case encrypted
}

/// A field is about a person only where another one has this value: the name of a customer who is one.
package struct PersonalCondition: Sendable {
    /// Key of the other field, of the same record.
    package let field: String
    package let value: String
}

/// What a field says about a person (`x-crm: {personal: phone}`), and so how it is masked.
package enum PersonalData: String, Sendable, CaseIterable {
    case name, phone, email, address, birthday
    /// A name in some service: WeChat …
    case account

    /// - Parameters:
    ///   - mark: the value of `personal`: one of these names, or `true`, where the format of the field says which.
    init?(mark: RecordValue?, key: String, format: String?) {
        if let named = mark?.string.flatMap({ PersonalData(rawValue: $0) }) {
            self = named
        } else if mark == true || mark?.string != nil {
            self = format == "phone" ? .phone : format == "email" ? .email : key == "name" ? .name : .account
        } else {
            return nil
        }
    }
}
