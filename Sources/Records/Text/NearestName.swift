/// The candidates that a person may have meant by `typed`, best first: equal but for case, containing it, or a few
/// edits away (at most a third of its length).
package func nearestNames(to typed: String, among candidates: some Sequence<String>, limit: Int = 3) -> [String] {
    let wanted = Array(typed.lowercased().unicodeScalars)
    guard !wanted.isEmpty, wanted.count <= 60 else { return [] }
    let allowance = max(1, wanted.count / 3)
    var scored: [(distance: Int, name: String)] = []
    for name in candidates {
        let candidate = Array(name.lowercased().unicodeScalars)
        guard candidate.count <= 80 else { continue }
        let distance = editDistance(wanted, candidate, atMost: allowance)
        if let distance {
            scored.append((distance, name))
        } else if wanted.count >= 2, contains(candidate, wanted) || contains(wanted, candidate) && candidate.count >= 2
        {
            scored.append((allowance + 1, name))
        }
    }
    scored.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
    var seen: Set<String> = []
    return scored.map(\.name).filter { seen.insert($0).inserted }.prefix(limit).map { $0 }
}

private func contains(_ text: [Unicode.Scalar], _ part: [Unicode.Scalar]) -> Bool {
    guard part.count <= text.count, !part.isEmpty else { return false }
    return (0...(text.count - part.count)).contains { text[$0..<($0 + part.count)].elementsEqual(part) }
}

/// Edit distance with neighbouring letters swapped as one edit (optimal string alignment); nil above `limit`.
func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], atMost limit: Int) -> Int? {
    guard abs(a.count - b.count) <= limit else { return nil }
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var beforePrevious = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    var current = previous
    for i in 1...a.count {
        current[0] = i
        for j in 1...b.count {
            let substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
            current[j] = min(previous[j] + 1, current[j - 1] + 1, substitution)
            if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                current[j] = min(current[j], beforePrevious[j - 2] + 1)
            }
        }
        if (current.min() ?? 0) > limit { return nil }
        beforePrevious = previous
        previous = current
    }
    return previous[b.count] <= limit ? previous[b.count] : nil
}
