/// Text from a file or from the network with its control characters made visible, so that it cannot steer the terminal:
/// C0 and C1 controls, line and paragraph separators, and the marks that reorder text (Trojan Source).
func visible(_ text: String, keepingLines: Bool = false) -> String {
    guard text.unicodeScalars.contains(where: { isHidden($0, keepingLines) }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
        if !isHidden(scalar, keepingLines) {
            result.unicodeScalars.append(scalar)
        } else if scalar == "\n" {
            result += "⏎"
        } else if scalar == "\t" {
            result += " "
        } else if scalar.value < 0x20 {
            // The picture of the control character, from the block Control Pictures.
            result.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "?")
        } else {
            result += "<U+" + String(scalar.value, radix: 16, uppercase: true) + ">"
        }
    }
    return result
}

private func isHidden(_ scalar: Unicode.Scalar, _ keepingLines: Bool) -> Bool {
    switch scalar.value {
    case 0x0A: !keepingLines
    case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0xFEFF: true
    default: false
    }
}
