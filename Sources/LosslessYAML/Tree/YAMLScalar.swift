/// A scalar resolved by the core schema of YAML 1.2.2 (section 10.3.2). Numbers keep the text they were typed with.
package enum YAMLScalar: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(String)
    case float(String)
    case string(String)
}

/// The same without the content, for checks that must not allocate.
package enum YAMLScalarType: UInt8, Sendable {
    case null, `true`, `false`, integer, float, string
}

extension YAMLScalarType {
    /// The core schema's type of an untagged plain scalar.
    package init(plain text: UnsafeBufferPointer<UInt8>) {
        guard let first = text.first else {
            self = .null
            return
        }
        switch first {
        case UInt8(ascii: "~"):
            self = text.count == 1 ? .null : .string
        case UInt8(ascii: "n"), UInt8(ascii: "N"):
            self = Self.isWord(text, "null", "Null", "NULL") ? .null : .string
        case UInt8(ascii: "t"), UInt8(ascii: "T"):
            self = Self.isWord(text, "true", "True", "TRUE") ? .true : .string
        case UInt8(ascii: "f"), UInt8(ascii: "F"):
            self = Self.isWord(text, "false", "False", "FALSE") ? .false : .string
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            self = Self.number(text)
        default:
            self = .string
        }
    }

    private static func isWord(
        _ text: UnsafeBufferPointer<UInt8>, _ a: StaticString, _ b: StaticString, _ c: StaticString
    ) -> Bool {
        matches(text[...], a) || matches(text[...], b) || matches(text[...], c)
    }

    private static func matches(_ text: Slice<UnsafeBufferPointer<UInt8>>, _ word: StaticString) -> Bool {
        text.count == word.utf8CodeUnitCount
            && text.elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }

    private static func number(_ text: UnsafeBufferPointer<UInt8>) -> YAMLScalarType {
        var i = 0
        let n = text.count
        if n > 2, text[0] == UInt8(ascii: "0"), text[1] == UInt8(ascii: "o") || text[1] == UInt8(ascii: "x") {
            let hex = text[1] == UInt8(ascii: "x")
            for byte in text[2...] where !(hex ? byte.isHexDigit : (0x30...0x37).contains(byte)) { return .string }
            return .integer
        }
        let signed = text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-")
        if signed { i = 1 }
        if i < n, text[i] == UInt8(ascii: ".") {
            let rest = text[i...]
            if matches(rest, ".inf") || matches(rest, ".Inf") || matches(rest, ".INF") { return .float }
            if !signed, matches(rest, ".nan") || matches(rest, ".NaN") || matches(rest, ".NAN") { return .float }
        }
        let whole = i
        while i < n, text[i].isDigit { i += 1 }
        let wholeDigits = i - whole
        if i == n { return wholeDigits > 0 ? .integer : .string }
        if text[i] == UInt8(ascii: ".") {
            i += 1
            let fraction = i
            while i < n, text[i].isDigit { i += 1 }
            if wholeDigits == 0, i == fraction { return .string }
        } else if wholeDigits == 0 {
            return .string
        }
        if i < n, text[i] | 0x20 == UInt8(ascii: "e") {
            i += 1
            if i < n, text[i] == UInt8(ascii: "+") || text[i] == UInt8(ascii: "-") { i += 1 }
            let exponent = i
            while i < n, text[i].isDigit { i += 1 }
            if i == exponent { return .string }
        }
        return i == n ? .float : .string
    }
}

extension YAMLScalarType {
    /// The type once a tag has its say: `!!str` and unknown tags make a string of it, the others hold only where the text fits them.
    func narrowed(byTag tag: [UInt8]) -> YAMLScalarType {
        switch String(decoding: tag, as: UTF8.self) {
        case "tag:yaml.org,2002:null" where self == .null,
            "tag:yaml.org,2002:bool" where self == .true || self == .false,
            "tag:yaml.org,2002:int" where self == .integer,
            "tag:yaml.org,2002:float" where self == .float:
            self
        case "tag:yaml.org,2002:float" where self == .integer:
            .float
        default:
            .string
        }
    }
}
