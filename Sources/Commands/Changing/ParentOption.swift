import Records

extension Change {
    /// The customer that a new record belongs to: named, or the one in whose folder the person stands, or asked for; nil for a
    /// kind that needs none.
    func parent(of kind: Kind, named typed: String?) throws -> Record? {
        guard let parentKey = kind.parent, let parentKind = folder.kinds[parentKey] else {
            if let typed {
                throw CommandFailure(
                    .wrongUsage,
                    Text(
                        en: "a \(kind.label.en) belongs to no other record, so `--for \(typed)` means nothing",
                        zh: "\(kind.label.zh)不属于其他记录，不需要 --for \(typed)"))
            }
            return nil
        }
        if let typed { return try namedRecord(typed, records, kinds: [parentKey]) }
        if let record = recordOfFolder(kind: parentKey) { return record }
        if kind.location.fixedPrefix.isEmpty { return nil }
        let terminal = Invocation.current.terminal
        if terminal.canAsk, let answer = terminal.ask(say(parentKind.label) + say(":", ":")), !answer.isEmpty {
            return try namedRecord(answer, records, kinds: [parentKey])
        }
        throw CommandFailure(
            .wrongUsage,
            Text(
                en: "a \(kind.label.en) belongs to a \(parentKind.label.en): which one?",
                zh: "\(kind.label.zh)属于某个\(parentKind.label.zh)，请指明是哪一个"),
            remedy: Text(en: "add --for CUSTOMER (id, number, name or part of it)", zh: "请加上 --for 客户（编号、名称或其中一部分）"))
    }

    /// The record in whose folder the person stands, or above it.
    private func recordOfFolder(kind: String) -> Record? {
        let here = Invocation.current.folder
        guard here.hasPrefix(folder.root + "/") else { return nil }
        var names = here.dropFirst(folder.root.count + 1).split(separator: "/")
        while !names.isEmpty {
            if let owner = records.owner(ofFolder: names.joined(separator: "/")), owner.kind.key == kind {
                return owner
            }
            names.removeLast()
        }
        return nil
    }

    /// Takes `customer=…` (客户=…) out of the assignments for a kind that lies in a customer's folder.
    func splitParent(_ typed: [String], _ kind: Kind) -> (parent: String?, rest: [String]) {
        guard let parent = kind.parent.flatMap({ folder.kinds[$0] }) else { return (nil, typed) }
        var found: String?
        let rest = typed.filter { text in
            guard let sign = text.firstIndex(where: { $0 == "=" || $0 == "\u{FF1D}" }) else { return true }
            let name = String(text[..<sign])
            guard parent.isNamed(name) || parent.titleFields.contains(where: { parent.field($0)?.label?.zh == name }),
                kind.field(named: name) == nil || kind.field(named: name)?.key == parent.key
            else { return true }
            found = String(text[text.index(after: sign)...])
            return false
        }
        return (found, rest)
    }
}
