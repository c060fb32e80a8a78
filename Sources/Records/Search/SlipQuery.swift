/// A word, to be compared with names that differ from it by a slip of the fingers or of the ear: one letter wrong, missing, too many or
/// swapped in Latin words of four letters (two from ten on); in Chinese a character that sounds the same, or one wrong character
/// among three.
package struct SlipQuery: Sendable {
    private enum Form: Sendable {
        case latin(allowance: Int)
        case chinese
    }

    private let word: [Unicode.Scalar]
    private let form: Form
    private let pinyin = Pinyin.shared

    /// nil for a word too short to tell a slip from another word, or of any other script.
    package init?(folded: [UInt8]) {
        let scalars = Array(String(decoding: folded, as: UTF8.self).unicodeScalars)
        guard scalars.count <= 40 else { return nil }
        if scalars.count >= 4, scalars.allSatisfy({ Self.isLetter($0) }) {
            form = .latin(allowance: scalars.count >= 10 ? 2 : 1)
        } else if scalars.count >= 2, scalars.allSatisfy({ Self.isChinese($0) }) {
            form = .chinese
        } else {
            return nil
        }
        word = scalars
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { ("a"..."z").contains(scalar) }

    private static func isChinese(_ scalar: Unicode.Scalar) -> Bool { (0x3400...0x9FFF).contains(scalar.value) }

    /// - Parameter name: folded.
    package func matches(_ name: [Unicode.Scalar]) -> Bool {
        switch form {
        case .latin(let allowance):
            name.split { !Self.isLetter($0) }.contains { editDistance(word, Array($0), atMost: allowance) != nil }
        case .chinese: matchesWindow(name)
        }
    }

    private func matchesWindow(_ name: [Unicode.Scalar]) -> Bool {
        guard name.count >= word.count else { return false }
        let allowance = word.count >= 3 ? 1 : 0
        return (0...(name.count - word.count)).contains { start in
            var wrong = 0
            for index in word.indices where name[start + index] != word[index] {
                guard Self.isChinese(name[start + index]) else { return false }
                if !pinyin.soundsAlike(name[start + index], word[index]) { wrong += 1 }
                if wrong > allowance { return false }
            }
            return true
        }
    }
}
