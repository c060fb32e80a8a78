/// JSON pointers and UUIDs.
extension FormatText {
    /// RFC 6901: empty, or steps that each begin with `/`; `~` only in `~0` and `~1`.
    var isJSONPointer: Bool {
        if isEmpty { return true }
        guard has("/", at: 0) else { return false }
        return bytes.indices.allSatisfy { index in
            !has("~", at: index) || has("0", at: index + 1) || has("1", at: index + 1)
        }
    }

    /// A number of levels to go up, then a pointer or `#`.
    var isRelativeJSONPointer: Bool {
        let end = endOfDigits(from: 0)
        if end == 0 || (has("0", at: 0) && end > 1) { return false }
        if has("#", at: end) { return end + 1 == count }
        return self[end..<count].isJSONPointer
    }

    /// RFC 9562: 8-4-4-4-12 hexadecimal digits.
    var isUUID: Bool {
        guard count == 36 else { return false }
        return bytes.indices.allSatisfy { index in
            switch index {
            case 8, 13, 18, 23: has("-", at: index)
            default: hexDigit(self[index]) != nil
            }
        }
    }
}
