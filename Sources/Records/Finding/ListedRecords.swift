/// Records at hand, with the ways from one to another.
struct ListedRecords: Sendable {
    /// Sorted by path.
    let all: [Record]
    private let byID: [String: [Int]]
    private let byFolder: [String: [Int]]
    private let ownerOfFolder: [String: Int]

    init(_ records: [Record]) {
        all = records
        var byID: [String: [Int]] = [:]
        var byFolder: [String: [Int]] = [:]
        var ownerOfFolder: [String: Int] = [:]
        for (index, record) in records.enumerated() {
            if let id = record.id { byID[id, default: []].append(index) }
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

    func records(id: String) -> [Record] { (byID[id] ?? []).map { all[$0] } }

    func records(of kind: String) -> [Record] { all.filter { $0.kind.key == kind } }

    func children(_ folder: String) -> [Record] { (byFolder[folder] ?? []).map { all[$0] } }

    func owner(_ folder: String) -> Record? { ownerOfFolder[folder].map { all[$0] } }
}
