/// The formats that can be asserted. Others are annotations.
package enum SchemaFormat: UInt8, Sendable, CaseIterable {
    // 0 means "no format" in a rule.
    case date = 1
    case time, dateTime, duration
    case email, idnEmail
    case hostname, idnHostname
    case ipv4, ipv6
    case uri, uriReference, iri, iriReference, uriTemplate
    case jsonPointer, relativeJSONPointer
    case regex, uuid

    /// The name in a schema's `format` keyword.
    package var name: String {
        switch self {
        case .date: "date"
        case .time: "time"
        case .dateTime: "date-time"
        case .duration: "duration"
        case .email: "email"
        case .idnEmail: "idn-email"
        case .hostname: "hostname"
        case .idnHostname: "idn-hostname"
        case .ipv4: "ipv4"
        case .ipv6: "ipv6"
        case .uri: "uri"
        case .uriReference: "uri-reference"
        case .iri: "iri"
        case .iriReference: "iri-reference"
        case .uriTemplate: "uri-template"
        case .jsonPointer: "json-pointer"
        case .relativeJSONPointer: "relative-json-pointer"
        case .regex: "regex"
        case .uuid: "uuid"
        }
    }

    /// The format of that name, nil when it is not known.
    package init?(name: String) {
        guard let format = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = format
    }

    /// Whether UTF-8 `text` is of this format.
    package func accepts(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let text = FormatText(text)
        return switch self {
        case .date: text.isDate
        case .time: text.isTime
        case .dateTime: text.isDateTime
        case .duration: text.isDuration
        case .email: text.isEmail(international: false)
        case .idnEmail: text.isEmail(international: true)
        case .hostname: text.isHostname
        case .idnHostname: text.isInternationalHostname
        case .ipv4: text.isIPv4
        case .ipv6: text.isIPv6
        case .uri: text.isURI(relative: false, international: false)
        case .uriReference: text.isURI(relative: true, international: false)
        case .iri: text.isURI(relative: false, international: true)
        case .iriReference: text.isURI(relative: true, international: true)
        case .uriTemplate: text.isURITemplate
        case .jsonPointer: text.isJSONPointer
        case .relativeJSONPointer: text.isRelativeJSONPointer
        case .regex: Pattern.isWellFormed(text.string)
        case .uuid: text.isUUID
        }
    }

    /// Whether `text` is of this format.
    package func accepts(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { accepts($0) }
    }
}

/// The evaluator's way in: `format` is the raw value in a rule.
@usableFromInline func accepts(format: UInt8, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    SchemaFormat(rawValue: format)?.accepts(text) ?? true
}
