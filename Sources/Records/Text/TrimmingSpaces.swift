extension String {
    /// Without spaces at both ends, the ideographic one too.
    package var trimmingSpaces: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { $0 != " " && $0 != "\u{3000}" }),
            let last = scalars.lastIndex(where: { $0 != " " && $0 != "\u{3000}" })
        else { return "" }
        return String(scalars[first...last])
    }
}
