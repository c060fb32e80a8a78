/// The six types an instance can have. An integer is a `number` whose exact decimal value is whole.
@usableFromInline package enum InstanceType: UInt8, Sendable, Hashable {
    case null, boolean, number, string, array, object

    /// The name of the type in a schema's `type` keyword.
    @usableFromInline package var name: String {
        switch self {
        case .null: "null"
        case .boolean: "boolean"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}

/// The types that a schema's `type` keyword allows. `number` includes `integer`.
@usableFromInline package struct InstanceTypeSet: OptionSet, Sendable, Hashable {
    @usableFromInline package let rawValue: UInt8

    @inlinable package init(rawValue: UInt8) { self.rawValue = rawValue }

    @inlinable package static var null: Self { Self(rawValue: 1) }
    @inlinable package static var boolean: Self { Self(rawValue: 2) }
    @inlinable package static var integer: Self { Self(rawValue: 4) }
    @inlinable package static var number: Self { Self(rawValue: 12) }
    @inlinable package static var string: Self { Self(rawValue: 16) }
    @inlinable package static var array: Self { Self(rawValue: 32) }
    @inlinable package static var object: Self { Self(rawValue: 64) }
    /// Every type: what a schema without a `type` keyword allows.
    @inlinable package static var any: Self { Self(rawValue: 127) }

    /// The set that holds exactly `type` (a number includes the integers).
    @inlinable package init(_ type: InstanceType) {
        switch type {
        case .null: self = .null
        case .boolean: self = .boolean
        case .number: self = .number
        case .string: self = .string
        case .array: self = .array
        case .object: self = .object
        }
    }

    /// The type named `name` in a `type` keyword (`"integer"` included), nil when JSON Schema has no such type.
    @usableFromInline package init?(name: String) {
        switch name {
        case "null": self = .null
        case "boolean": self = .boolean
        case "integer": self = .integer
        case "number": self = .number
        case "string": self = .string
        case "array": self = .array
        case "object": self = .object
        default: return nil
        }
    }

    /// The names of the types, in a fixed order; `integer` only where `number` is not in the set.
    @usableFromInline package var names: [String] {
        var names: [String] = []
        if contains(.string) { names.append("string") }
        if contains(.number) { names.append("number") } else if contains(.integer) { names.append("integer") }
        if contains(.boolean) { names.append("boolean") }
        if contains(.array) { names.append("array") }
        if contains(.object) { names.append("object") }
        if contains(.null) { names.append("null") }
        return names
    }
}
