/// Applies edits to the bytes of a record.
package struct YAMLEditor {
    /// The text as edited so far.
    package private(set) var tree: YAMLTree
    package var bytes: [UInt8] { tree.bytes }

    package init(_ tree: YAMLTree) {
        self.tree = tree
    }

    /// Makes one change, checks the result by reading it again with both readers, and keeps it only if it is the tree that was meant.
    ///
    /// - Throws: why the change was not made; the text stays as it was then.
    package mutating func apply(_ edit: YAMLEdit) throws(YAMLEditError) {
        guard let root = tree.root else { throw .noSuchPath([]) }
        _ = try EditPlanner(tree, EditPlanner.Way()).find(edit.path)
        let before = Shape(root, in: tree)
        let after = try edit.intended(from: before)
        // Nothing to do is nothing done: the way a value is written is the writer's.
        if before == after { return }
        var complaint = ""
        for way in EditPlanner.Way.all {
            let planner = EditPlanner(tree, way)
            guard let splices = try planner.plan(edit), let text = Splice.apply(splices, to: bytes) else { continue }
            switch Self.check(text, after) {
            case .success(let tree):
                self.tree = tree
                return
            case .failure(let failure):
                complaint = complaint.isEmpty ? failure.complaint : complaint
            }
        }
        throw .checkFailed(complaint.isEmpty ? "no way was found to write it" : complaint)
    }

    private struct Unfit: Error {
        var complaint: String
    }

    private static func check(_ text: [UInt8], _ intended: Shape) -> Result<YAMLTree, Unfit> {
        var reader = YAMLReader()
        reader.comparison = .always
        switch reader.readAll(text) {
        case .problems(let problem, _):
            return .failure(Unfit(complaint: "\(problem.position): \(problem)"))
        case .tree(let tree):
            guard let root = tree.root, Shape(root, in: tree) == intended else {
                return .failure(Unfit(complaint: "the text would not mean what was asked for"))
            }
            return .success(tree)
        }
    }
}

extension YAMLEdit {
    /// Where the change is made.
    package var path: YAMLPath {
        switch self {
        case .set(let path, _), .remove(let path), .addItem(let path, _, _), .moveItem(let path, _, _),
            .renameKey(let path, _):
            path
        }
    }

    /// The shape that a text should have after this edit.
    func intended(from before: Shape) throws(YAMLEditError) -> Shape {
        switch self {
        case .set(let path, let value):
            guard let new = Shape(value) else { throw .badValue(path) }
            guard let after = before.changed(path[...], { $0?.replaced(by: new) ?? new }) else {
                throw .noSuchPath(path)
            }
            return after
        case .remove(let path):
            guard !path.isEmpty else { throw .wrongKind(path) }
            var found = false
            let after = before.changed(path[...]) { old in
                found = old != nil
                return nil
            }
            guard found, let after else { throw .noSuchPath(path) }
            return after
        case .addItem(let path, let value, let index):
            guard let new = Shape(value) else { throw .badValue(path) }
            var isList = true
            let after = before.changed(path[...]) { old in
                guard let old else { return .list([new]) }
                let list = old.list { items in
                    let place = index ?? items.count
                    if items.indices.contains(place) || place == items.count {
                        items.insert(new, at: place)
                    } else {
                        isList = false
                    }
                }
                if list == nil { isList = false }
                return list ?? old
            }
            guard let after else { throw .noSuchPath(path) }
            guard isList else { throw .wrongKind(path) }
            return after
        case .moveItem(let path, let from, let to):
            var isList = false
            let after = before.changed(path[...]) { old in
                old?.list { items in
                    guard items.indices.contains(from), items.indices.contains(to) else { return }
                    isList = true
                    items.insert(items.remove(at: from), at: to)
                }
            }
            guard isList, let after else { throw .noSuchPath(path + [.index(from)]) }
            return after
        case .renameKey(let path, let name):
            guard case .key(let key)? = path.last else { throw .wrongKind(path) }
            var exists = false
            var found = false
            let after = before.changed(path.dropLast()) { old in
                guard let old, let new = old.renaming(key, to: name) else { return old }
                found = true
                exists = !key.utf8.elementsEqual(name.utf8) && old.renaming(name, to: name) != nil
                return new
            }
            guard found, let after else { throw .noSuchPath(path) }
            if exists { throw .keyExists(name) }
            return after
        }
    }
}
