/// Text of a record made fit for one line of a commit message: no line break (it could forge a trailer), no control
/// character, at most `limit` characters.
func plainLine(_ text: String, limit: Int) -> String {
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .format: line.append(" ")
        default: line.append(scalar)
        }
    }
    let words = String(line).split(separator: " ").joined(separator: " ")
    return words.count > limit ? String(words.prefix(limit - 1)) + "…" : words
}
