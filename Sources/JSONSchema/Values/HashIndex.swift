/// Finds equal elements of a list by their hashes.
///
/// A dictionary with the elements as keys would do the same. But when a program uses a type as a key for the first time, Swift's runtime
/// looks through all conformances of the executable: a hundredth of the time of a command that only says who one is.
struct HashIndex {
    private var positions: [Int: [Int]] = [:]

    /// The position of an element of that hash that `isSame`.
    func position(hash: Int, where isSame: (Int) -> Bool) -> Int? { positions[hash]?.first(where: isSame) }

    mutating func add(_ position: Int, hash: Int) { positions[hash, default: []].append(position) }
}
