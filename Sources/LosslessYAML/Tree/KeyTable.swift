/// The keys of a mapping that somebody knows, found by their bytes.
package struct KeyTable: Sendable {
    private let bytes: [UInt8]
    private let ends: [Int]

    package init(_ keys: [String]) {
        var bytes: [UInt8] = []
        ends = keys.map { key in
            bytes.append(contentsOf: key.utf8)
            return bytes.count
        }
        self.bytes = bytes
    }

    /// The place of a key among them; nil for one that is not.
    ///
    /// - Parameter guess: where to look first: files keep the order of their schema more often than not.
    package func place(of key: UnsafeBufferPointer<UInt8>, guess: inout Int) -> Int? {
        ends.withUnsafeBufferPointer { ends in
            bytes.withUnsafeBufferPointer { bytes in
                var index = guess
                for _ in 0..<ends.count {
                    if index >= ends.count { index = 0 }
                    let start = index == 0 ? 0 : ends[index - 1]
                    if ends[index] - start == key.count,
                        UnsafeBufferPointer(rebasing: bytes[start..<ends[index]]).hasBytes(of: key)
                    {
                        guess = index + 1
                        return index
                    }
                    index += 1
                }
                return nil
            }
        }
    }
}
