/// A colour or weight on a terminal (ECMA-48 SGR).
enum Ink: String {
    case bold = "1"
    case faint = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case blue = "34"
    case cyan = "36"
}

/// Colours texts, or leaves them alone when the output is no terminal or `NO_COLOR` is set.
struct Paint: Sendable {
    let isOn: Bool

    func callAsFunction(_ text: String, _ inks: Ink...) -> String {
        guard isOn, !inks.isEmpty, !text.isEmpty else { return text }
        return "\u{1B}[" + inks.map(\.rawValue).joined(separator: ";") + "m" + text + "\u{1B}[0m"
    }
}
