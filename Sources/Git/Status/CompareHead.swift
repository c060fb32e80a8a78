extension Repository {
    /// Compares `HEAD`'s tree with the index, leaving out every folder whose tree the index's cache names: right after a
    /// commit by git that is all of them, after one of ours all but the changed ones.
    func compareHead(with index: IndexFile, into changes: inout StatusChanges) throws {
        let tree = try head().commit.map { try self.tree(of: $0) }
        try compare(tree, with: index, 0..<index.entries.count, at: "", index.cache, into: &changes)
    }

    /// One folder: `range` are the index's entries below it.
    private func compare(
        _ tree: ObjectID?, with index: IndexFile, _ range: Range<Int>, at folder: RepositoryPath, _ cache: CachedTree?,
        into changes: inout StatusChanges
    ) throws {
        if let tree, cache?.tree == tree { return }
        var rest: [RepositoryPath: TreeEntry] = [:]
        for item in try tree.map({ try items(inTree: $0) }) ?? [] { rest[folder.appending(item.name)] = item.entry }
        for child in index.children(of: range, below: folder) {
            let path = folder.appending(String(decoding: child.name, as: UTF8.self))
            let old = rest.removeValue(forKey: path)
            if child.isFolder {
                // A file here in HEAD is gone, as the index has a folder.
                if let old, old.mode != .tree { changes.noteStaged(path, head: old, nil) }
                let below = old.flatMap { $0.mode == .tree ? $0.id : nil }
                try compare(below, with: index, child.range, at: path, cache?.folder(child.name), into: &changes)
            } else {
                if let old, old.mode == .tree { try compare(old.id, with: index, 0..<0, at: path, nil, into: &changes) }
                let entry = index.entries[child.range.lowerBound]
                changes.noteStaged(path, head: old.flatMap { $0.mode == .tree ? nil : $0 }, entry)
            }
        }
        for (path, old) in rest {
            if old.mode == .tree {
                try compare(old.id, with: index, 0..<0, at: path, nil, into: &changes)
            } else {
                changes.noteStaged(path, head: old, nil)
            }
        }
    }
}

extension IndexFile {
    /// One name directly in a folder: a file with its entries (several when conflicted), or a folder with all below it.
    struct Child {
        let name: ArraySlice<UInt8>
        let range: Range<Int>
        let isFolder: Bool
    }

    /// The names directly in a folder, in the order of the index.
    ///
    /// - Parameter range: exactly the entries below `folder`.
    func children(of range: Range<Int>, below folder: RepositoryPath) -> [Child] {
        let prefix = folder.isRoot ? 0 : folder.string.utf8.count + 1
        var children: [Child] = []
        var position = range.lowerBound
        while position < range.upperBound {
            let path = path(of: entries[position]).dropFirst(prefix)
            let name = path.prefix { $0 != UInt8(ascii: "/") }
            let isFolder = name.endIndex < path.endIndex
            let head = isFolder ? name.count + 1 : name.count
            var end = position + 1
            while end < range.upperBound {
                let other = self.path(of: entries[end]).dropFirst(prefix)
                guard other.starts(with: path.prefix(head)), isFolder || other.count == head else { break }
                end += 1
            }
            children.append(Child(name: name, range: position..<end, isFolder: isFolder))
            position = end
        }
        return children
    }
}
