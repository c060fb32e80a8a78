/// JSON Pointer, RFC 6901.
package enum JSONPointer {
    /// `step` with `~` and `/` escaped, ready to follow a `/`.
    package static func escaped(_ step: String) -> String {
        var result = ""
        for scalar in step.unicodeScalars {
            switch scalar {
            case "~": result += "~0"
            case "/": result += "~1"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The unescaped steps of a pointer; nil when it is malformed. "" has no steps.
    package static func steps(_ pointer: String) -> [String]? {
        if pointer.utf8.isEmpty { return [] }
        guard pointer.utf8.first == UInt8(ascii: "/") else { return nil }
        var steps: [String] = []
        for part in pointer.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            var bytes: [UInt8] = []
            var tilde = false
            for byte in part {
                if tilde {
                    guard byte == UInt8(ascii: "0") || byte == UInt8(ascii: "1") else { return nil }
                    bytes.append(byte == UInt8(ascii: "0") ? UInt8(ascii: "~") : UInt8(ascii: "/"))
                    tilde = false
                } else if byte == UInt8(ascii: "~") {
                    tilde = true
                } else {
                    bytes.append(byte)
                }
            }
            if tilde { return nil }
            steps.append(String(decoding: bytes, as: UTF8.self))
        }
        return steps
    }
}
