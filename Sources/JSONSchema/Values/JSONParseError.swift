/// Why a text is not one JSON value.
package struct JSONParseError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong with the text.
    package enum Reason: Sendable, Hashable {
        case unexpectedEnd
        case unexpectedByte(UInt8)
        case invalidUTF8
        case controlCharacterInString(UInt8)
        case invalidEscape
        case loneSurrogate
        case invalidNumber
        case textAfterValue
        case duplicateKey(String)
        case tooDeep(limit: Int)
        case tooLarge
    }

    package let reason: Reason
    /// Offset of the offending byte in the text.
    package let byteOffset: Int
    package let position: TextPosition

    package var description: String {
        let what =
            switch reason {
            case .unexpectedEnd: "the text ends before the value does"
            case .unexpectedByte(let byte):
                byte >= 0x20 && byte < 0x7F
                    ? "unexpected character '\(Character(Unicode.Scalar(byte)))'" : "unexpected byte \(byte)"
            case .invalidUTF8: "invalid UTF-8"
            case .controlCharacterInString(let byte): "control character \(byte) in a string"
            case .invalidEscape: "invalid escape"
            case .loneSurrogate: "escape of half a surrogate pair"
            case .invalidNumber: "invalid number"
            case .textAfterValue: "text after the value"
            case .duplicateKey(let key): "the key \(key.debugDescription) is given twice"
            case .tooDeep(let limit): "nested deeper than \(limit) levels"
            case .tooLarge: "larger than 1 GiB"
            }
        return "\(position): \(what)"
    }
}
