import LosslessYAML
import Records

/// The text of a record, prepared for searching.
func searchText(_ record: Record) -> String {
    String(decoding: record.tree.bytes, as: UTF8.self).lowercased()
}

/// The names by which a person may mean a record.
func searchNames(_ record: Record) -> [(form: String, name: String)] {
    []
}
