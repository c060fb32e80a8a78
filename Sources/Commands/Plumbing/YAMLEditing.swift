import ArgumentParser
import LosslessYAML

/// What the plumbing commands that edit share.
enum YAMLEditing {
    /// An edit that could not be read or made.
    enum Failure: Error {
        case text(YAMLError)
        case edit(YAMLEditError)
        case pointer(String)
        case request(String)

        var message: String {
            switch self {
            case .text(let error): "\(error.position): \(error)"
            case .edit(let error): "\(error)"
            case .pointer(let pointer): "`\(pointer)` is not a JSON pointer"
            case .request(let words): words
            }
        }
    }

    /// Reads a file, makes one edit and prints the new text. Exit code 65 or 66 for a file that cannot be read, 1 for an edit that cannot
    /// be made.
    static func run(
        _ file: String, _ edit: (YAMLTree, inout YAMLReader) throws(Failure) -> YAMLEdit
    ) throws {
        let bytes = try YAMLPlumbing.read(file)
        var reader = YAMLReader()
        let tree: YAMLTree
        do throws(YAMLError) {
            tree = try reader.read(bytes)
        } catch {
            YAMLPlumbing.report(error, in: file)
            throw YAMLPlumbing.exitCode(for: error)
        }
        do throws(Failure) {
            YAMLPlumbing.print(try apply(try edit(tree, &reader), to: tree))
        } catch {
            YAMLPlumbing.complain("\(file): \(error.message)")
            throw QuietExit(status: .failed)
        }
    }

    static func apply(_ edit: YAMLEdit, to tree: YAMLTree) throws(Failure) -> [UInt8] {
        var editor = YAMLEditor(tree)
        do throws(YAMLEditError) {
            try editor.apply(edit)
        } catch {
            throw .edit(error)
        }
        return editor.bytes
    }

    /// A JSON pointer (RFC 6901); whether a step is a key or an index follows from the tree, for what does not exist from its look.
    static func path(_ pointer: String, in tree: YAMLTree) throws(Failure) -> YAMLPath {
        if pointer.isEmpty { return [] }
        guard pointer.utf8.first == UInt8(ascii: "/") else { throw .pointer(pointer) }
        var path: YAMLPath = []
        var node = tree.root
        for part in pointer.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            let name = unescaped(part)
            if let here = node.map(tree.resolvingAlias), tree.kind(here) == .sequence, let index = Int(name), index >= 0
            {
                path.append(.index(index))
                node = tree.children(here).enumerated().first { $0.offset == index }?.element
            } else {
                path.append(.key(name))
                node = node.flatMap { tree.entry(of: name, in: $0)?.value }
            }
        }
        return path
    }

    private static func unescaped(_ part: Substring.UTF8View) -> String {
        var bytes: [UInt8] = []
        var isEscape = false
        for byte in part {
            if isEscape {
                bytes.append(byte == UInt8(ascii: "1") ? UInt8(ascii: "/") : UInt8(ascii: "~"))
                if byte != UInt8(ascii: "0"), byte != UInt8(ascii: "1") { bytes.append(byte) }
                isEscape = false
            } else if byte == UInt8(ascii: "~") {
                isEscape = true
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A value given as YAML text.
    static func value(_ text: String, _ reader: inout YAMLReader) throws(Failure) -> YAMLValue {
        if text.isEmpty { return .string("") }
        do throws(YAMLError) {
            let tree = try reader.read(Array(text.utf8))
            return tree.root.map { YAMLValue($0, in: tree) } ?? .null
        } catch {
            throw .text(error)
        }
    }
}
