import LosslessYAML

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The place of a file in a CRM repository: names joined by `/`, relative to the folder of `crm.yaml`.
///
/// Never absolute, no empty name, `.` or `..`, nothing beneath `.git` in any spelling, no NUL: a path from a pulled tree
/// can be joined to the work tree without leaving it.
package struct RecordPath: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let text: String

    package init?(_ text: String) {
        let names = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard !text.isEmpty, text.utf8.count <= 4096, names.allSatisfy({ Self.isSafe($0) }) else { return nil }
        self.text = text
    }

    /// For paths that come from our own walk of the folder, whose names the system has vouched for.
    package init(walked text: String) {
        self.text = text
    }

    private static func isSafe(_ name: Substring.UTF8View) -> Bool {
        guard !name.isEmpty, name.count <= 255, !name.contains(0) else { return false }
        if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { return false }
        return Substring(name).lowercased() != ".git"
    }

    package var names: [Substring] { text.split(separator: "/") }

    package var name: Substring {
        guard let slash = lastSlash(before: text.utf8.count) else { return text[...] }
        return text[text.utf8.index(text.startIndex, offsetBy: slash + 1)...]
    }

    /// Where the last `/` in front of a byte stands.
    func lastSlash(before end: Int) -> Int? {
        var text = text
        return text.withUTF8 { bytes in
            var index = end
            while index > 0 {
                index -= 1
                if bytes[index] == UInt8(ascii: "/") { return index }
            }
            return nil
        }
    }

    /// The name without `.yaml`.
    package var stem: Substring {
        let name = name
        guard name.utf8.count > 5 else { return name }
        var text = text
        let isYAML = text.withUTF8 { $0.hasSuffix(".yaml") }
        return isYAML ? name[..<name.utf8.index(name.endIndex, offsetBy: -5)] : name
    }

    /// The folder, empty for a file at the top.
    package var folder: String {
        lastSlash(before: text.utf8.count).map { String(text.utf8.prefix($0)) ?? "" } ?? ""
    }

    package var description: String { text }

    /// By UTF-8 bytes, as git sorts.
    package static func < (left: RecordPath, right: RecordPath) -> Bool {
        var (left, right) = (left.text, right.text)
        return left.withUTF8 { left in
            right.withUTF8 { right in
                let common = Swift.min(left.count, right.count)
                guard let first = left.baseAddress, let second = right.baseAddress else {
                    return left.count < right.count
                }
                let order = memcmp(first, second, common)
                return order != 0 ? order < 0 : left.count < right.count
            }
        }
    }

    package static func == (left: RecordPath, right: RecordPath) -> Bool {
        var (left, right) = (left.text, right.text)
        return left.withUTF8 { left in right.withUTF8 { right in left.hasBytes(of: right) } }
    }

    package func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether these bytes end so.
    @inline(__always)
    func hasSuffix(_ end: StaticString) -> Bool {
        guard count >= end.utf8CodeUnitCount else { return false }
        let start = count - end.utf8CodeUnitCount
        for index in 0..<end.utf8CodeUnitCount where self[start + index] != end.utf8Start[index] { return false }
        return true
    }
}
