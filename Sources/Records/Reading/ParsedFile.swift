package import LosslessYAML

/// A YAML file once it has been read: its tree, or why there is none.
package struct ParsedFile: Sendable {
    package let path: RecordPath
    /// nil when the text is not YAML that a record may use.
    package let text: RecordText?
    package let problems: [Problem]

    package init(path: RecordPath, bytes: [UInt8]) {
        var reader = YAMLReader()
        self.init(path: path, bytes: bytes, reader: &reader)
    }

    /// Reads with the buffers of a reader that is used for many files.
    package init(path: RecordPath, bytes: [UInt8], reader: inout YAMLReader) {
        self.path = path
        if bytes.isEmpty || bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) {
            text = nil
            problems = [Self.empty(path)]
            return
        }
        switch reader.readAll(bytes) {
        case .tree(let tree):
            text = RecordText(tree)
            problems = []
        case .problems(let first, let rest):
            text = nil
            problems = ([first] + rest).map { Self.problem(path, $0, bytes) }
        }
    }

    private static func problem(_ path: RecordPath, _ error: YAMLError, _ bytes: [UInt8]) -> Problem {
        let wording = YAMLErrorWording(error)
        let rule: Rule =
            switch error.reason {
            case .conflictMarker: .conflictMarker
            case .duplicateKey: .duplicateKey
            case .noDocument: .emptyFile
            default: .yaml
            }
        return Problem(
            rule, path: path, place: TextPlace(line: error.position.line, column: error.position.column),
            message: wording.message, remedy: wording.remedy, sourceLine: sourceLine(error.position.line, of: bytes))
    }

    private static func empty(_ path: RecordPath) -> Problem {
        Problem(
            .emptyFile, path: path, place: TextPlace(line: 1, column: 1),
            message: Text(en: "the file is empty", zh: "文件是空的"),
            remedy: Text(en: "fill it in or delete it", zh: "请填写内容，或删除该文件"))
    }
}

/// Line `number` (from 1) of a text, without its end; at most 400 bytes, undecodable bytes replaced, secrets hidden.
package func sourceLine(_ number: Int, of bytes: [UInt8]) -> String? {
    var line = 1
    var start = 0
    while line < number {
        guard let end = bytes[start...].firstIndex(of: 0x0A) else { return nil }
        start = end + 1
        line += 1
    }
    let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
    let shown = start..<min(end, start + 400)
    var text = String(decoding: withoutSecrets(bytes, shown), as: UTF8.self)
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    // A database ends a text at its first zero; shown, it is this sign anyway.
    if text.utf8.contains(0) {
        text = String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\0" ? "\u{2400}" : $0 }))
    }
    return text
}

/// A part of a text; what lies before it decides whether it is in the middle of a key.
private func withoutSecrets(_ bytes: [UInt8], _ part: Range<Int>) -> [UInt8] {
    bytes.withUnsafeBufferPointer { bytes in
        let start = max(0, part.lowerBound - 1 << 13)
        let window = UnsafeBufferPointer(rebasing: bytes[start..<min(bytes.count, part.upperBound + 64)])
        return hiding(
            secrets(in: window, anyContext: true), in: window, (part.lowerBound - start)..<(part.upperBound - start))
    }
}
