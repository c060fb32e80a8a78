/// The records of a repository with the ways from one to another.
package struct RecordSet: Sendable {
    /// Sorted by path.
    package let all: [Record]
    private let byID: [String: Int]
    private let byFolder: [String: [Int]]
    private let ownerOfFolder: [String: Int]

    package init(_ records: [Record]) {
        all = records
        var byID: [String: Int] = [:]
        var byFolder: [String: [Int]] = [:]
        var ownerOfFolder: [String: Int] = [:]
        for (index, record) in records.enumerated() {
            if let id = record.id, byID[id] == nil { byID[id] = index }
            if let folder = record.parentFolder {
                byFolder[folder, default: []].append(index)
            } else if record.kind.location.tail.count == 1, record.kind.identity != .none {
                ownerOfFolder[record.path.folder] = index
            }
        }
        self.byID = byID
        self.byFolder = byFolder
        self.ownerOfFolder = ownerOfFolder
    }

    /// The record with this id; nil when there is none.
    package func record(id: String) -> Record? {
        byID[id].map { all[$0] }
    }

    /// All records of a kind, by its key, sorted by path.
    package func records(of kind: String) -> [Record] {
        all.filter { $0.kind.key == kind }
    }

    /// The records of a kind that lie in the folder of `parent`; all kinds when `kind` is nil.
    package func children(of parent: Record, kind: String? = nil) -> [Record] {
        (byFolder[parent.path.folder] ?? []).map { all[$0] }.filter { kind == nil || $0.kind.key == kind }
    }

    /// The record in whose folder `child` lies.
    package func parent(of child: Record) -> Record? {
        child.parentFolder.flatMap { ownerOfFolder[$0] }.map { all[$0] }
    }

    /// The name of a member or other record for showing; the id itself when there is no such record.
    package func title(ofID id: String) -> String {
        record(id: id)?.title ?? id
    }
}
