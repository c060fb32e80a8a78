/// A name of a field in a record, from the top: `next`, `due`.
package typealias FieldKeys = [String]
