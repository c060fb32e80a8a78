/// A line of a comparison of two texts.
enum DiffLine: Equatable {
    case same(String)
    case removed(String)
    case added(String)
    /// Unchanged lines that are not shown.
    case gap
}

/// The lines in which two texts differ, with `context` unchanged lines around them.
func lineDiff(_ before: [UInt8], _ after: [UInt8], context: Int) -> [DiffLine] {
    let old = lines(before)
    let new = lines(after)
    var prefix = 0
    while prefix < old.count, prefix < new.count, old[prefix] == new[prefix] { prefix += 1 }
    var suffix = 0
    while suffix < old.count - prefix, suffix < new.count - prefix,
        old[old.count - 1 - suffix] == new[new.count - 1 - suffix]
    {
        suffix += 1
    }
    let middle = script(Array(old[prefix..<(old.count - suffix)]), Array(new[prefix..<(new.count - suffix)]))
    let all =
        old[..<prefix].map { DiffLine.same(text($0)) } + middle + old[(old.count - suffix)...].map { .same(text($0)) }
    return trimmed(all, context: context)
}

/// Lines without their ends, as bytes: texts that differ only in their Unicode form do differ.
private func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
}

private func text(_ line: ArraySlice<UInt8>) -> String {
    String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
}

/// A shortest edit script by the longest common subsequence; for very long stretches everything out, everything in.
private func script(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [DiffLine] {
    guard old.count * new.count <= 4_000_000 else {
        return old.map { .removed(text($0)) } + new.map { .added(text($0)) }
    }
    var length = [[Int32]](repeating: [Int32](repeating: 0, count: new.count + 1), count: old.count + 1)
    for i in old.indices.reversed() {
        for j in new.indices.reversed() {
            length[i][j] = old[i] == new[j] ? length[i + 1][j + 1] + 1 : max(length[i + 1][j], length[i][j + 1])
        }
    }
    var result: [DiffLine] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
        if i < old.count, j < new.count, old[i] == new[j] {
            result.append(.same(text(old[i])))
            (i, j) = (i + 1, j + 1)
        } else if i < old.count, j == new.count || length[i + 1][j] >= length[i][j + 1] {
            result.append(.removed(text(old[i])))
            i += 1
        } else {
            result.append(.added(text(new[j])))
            j += 1
        }
    }
    return result
}

private func trimmed(_ lines: [DiffLine], context: Int) -> [DiffLine] {
    var keep = [Bool](repeating: false, count: lines.count)
    for index in lines.indices {
        if case .same = lines[index] { continue }
        for near in max(0, index - context)...min(lines.count - 1, index + context) { keep[near] = true }
    }
    var result: [DiffLine] = []
    for index in lines.indices {
        if keep[index] {
            result.append(lines[index])
        } else if let last = result.last, last != .gap, context > 0 {
            result.append(.gap)
        }
    }
    if result.last == .gap { result.removeLast() }
    return result
}
