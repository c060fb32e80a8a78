import Records

/// A company's name taken apart, so that its variants can be compared: `上海云帆科技有限公司`, `云帆科技（上海）`, `雲帆科技股份有限公司`.
package struct CompanyName: Sendable, Hashable {
    /// What is left without legal form, place and signs; the whole when nothing else is left.
    package let core: [Unicode.Scalar]
    /// The core without words such as 科技 and 贸易 behind it, by which many companies are called.
    package let brand: [Unicode.Scalar]
    /// Cities and provinces in the name, without 市 and 省.
    package private(set) var places: Set<String>
    /// What tells a branch from its company: `第一分公司`.
    package let branch: String

    package init(_ name: String) {
        var words = Self.words(name)
        var places: Set<String> = []
        var branch = ""
        // From the outside in, for as long as something comes off: 上海市 云帆 科技 股份 有限公司.
        var isChanged = true
        while isChanged {
            isChanged = false
            for index in words.indices where words[index].count > 1 {
                if let (rest, part) = Self.withoutBranch(words[index]), branch.isEmpty {
                    (words[index], branch, isChanged) = (rest, part, true)
                }
                if let rest = Self.withoutForm(words[index]), Self.leavesName(rest, words) {
                    (words[index], isChanged) = (rest, true)
                }
                if let (rest, place) = Self.withoutPlace(words[index]), Self.leavesName(rest, words) {
                    (words[index], isChanged) = (rest, true)
                    places.insert(place)
                }
            }
            words.removeAll { $0.isEmpty }
        }
        let named = words.filter { !Self.latinForms.contains(String(String.UnicodeScalarView($0))) }
        let core = (named.isEmpty ? words : named).flatMap { $0 }
        self.core = core
        self.places = places
        self.branch = branch
        brand = Self.brand(of: core)
    }

    /// The same name where it says no place itself: that of the company whose short name it is.
    func inPlaces(_ others: Set<String>) -> CompanyName {
        var name = self
        if places.isEmpty { name.places = others }
        return name
    }

    /// Pieces between spaces and signs, folded; Latin and Chinese apart.
    private static func words(_ name: String) -> [[Unicode.Scalar]] {
        var words: [[Unicode.Scalar]] = []
        var word: [Unicode.Scalar] = []
        func isChinese(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x2E80 }
        for scalar in String(decoding: folded(name), as: UTF8.self).unicodeScalars {
            // `S.A.` and `Chang'an` are one word each.
            if scalar == "." || scalar == "'" { continue }
            guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
                if !word.isEmpty { words.append(word) }
                word = []
                continue
            }
            if let last = word.last, isChinese(last) != isChinese(scalar) {
                words.append(word)
                word = []
            }
            word.append(scalar)
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    /// One character is no name any more, unless there are other words.
    private static func leavesName(_ rest: [Unicode.Scalar], _ words: [[Unicode.Scalar]]) -> Bool {
        rest.count >= 2 || rest.isEmpty && words.filter { !$0.isEmpty }.count > 1
    }

    private static func withoutForm(_ word: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        guard
            let form = chineseForms.first(where: { word.count >= $0.count && word.suffix($0.count).elementsEqual($0) })
        else { return chineseFront.first(where: { word.starts(with: $0) }).map { Array(word.dropFirst($0.count)) } }
        return Array(word.dropLast(form.count))
    }

    private static func withoutBranch(_ word: [Unicode.Scalar]) -> ([Unicode.Scalar], String)? {
        for ending in ["分公司", "办事处", "分行", "支行", "分店"].map({ Array($0.unicodeScalars) })
        where word.count > ending.count && word.suffix(ending.count).elementsEqual(ending) {
            // What lies between the form of the company and the ending: 有限公司 + 上海 + 分公司.
            let front = word.dropLast(ending.count)
            let cut = front.indices.last { index in
                chineseForms.contains {
                    front[...index].count >= $0.count && front[...index].suffix($0.count).elementsEqual($0)
                }
            }
            guard let cut else { return (Array(front), String(String.UnicodeScalarView(ending))) }
            return (Array(front[...cut]), String(String.UnicodeScalarView(word[(cut + 1)...])))
        }
        return nil
    }

    private static func withoutPlace(_ word: [Unicode.Scalar]) -> ([Unicode.Scalar], String)? {
        guard word.count >= 2 else { return nil }
        for length in [3, 2] where word.count >= length {
            let place = String(String.UnicodeScalarView(word.prefix(length)))
            guard PlaceNames.all.contains(place) else { continue }
            var rest = word.dropFirst(length)
            if rest.first == "市" || rest.first == "省" { rest = rest.dropFirst() }
            return (Array(rest), place)
        }
        return nil
    }

    private static func brand(of core: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var brand = core[...]
        while let word = trades.first(where: {
            brand.count >= $0.count + 2 && brand.suffix($0.count).elementsEqual($0)
        }) {
            brand = brand.dropLast(word.count)
        }
        return Array(brand)
    }
}
