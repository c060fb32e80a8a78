import LosslessYAML
import Records

/// The text of a record, prepared for searching.
func searchText(_ record: Record) -> String {
    String(decoding: record.tree.bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
}

/// The names by which a person may mean a record.
func searchNames(_ record: Record) -> [(form: String, name: String)] {
    []
}
