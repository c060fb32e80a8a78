import Records

/// What the reading of every file depends on: schemas, settings, and the tool itself. An index of another signature is built anew.
///
/// - Throws: FileProblem when a schema or the settings cannot be read.
func repositorySignature(_ root: String, toolVersion: String) throws(FileProblem) -> String {
    var hash = StreamHash()
    hash.add(Array(toolVersion.utf8))
    for file in try walkFolder(root, beneath: ["schemas"]).files where isSchema(file.path.text) {
        hash.add(Array(file.path.text.utf8))
        // What cannot be read is a problem of the folder; when it can be read again the signature is another.
        hash.add((try? readFile(root + "/" + file.path.text, limit: 1 << 22)) ?? [])
    }
    hash.add(try readFile(root + "/crm.yaml", limit: 1 << 20))
    return hash.text
}

/// FNV-1a over 128 bits in two halves: no protection against intent, none is needed for a cache of one's own files.
private struct StreamHash {
    private var high: UInt64 = 0x6C62_272E_07BB_0142
    private var low: UInt64 = 0x62B8_2175_6295_C58D

    mutating func add(_ bytes: [UInt8]) {
        for byte in bytes {
            high = (high ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            low = (low ^ UInt64(byte ^ 0x5A)) &* 0x0000_0100_0000_01B3 ^ low >> 31
        }
        // The end of one text is part of the hash: "ab", "c" is not "a", "bc".
        high = (high ^ UInt64(bytes.count)) &* 0x0000_0100_0000_01B3
        low = (low ^ UInt64(bytes.count)) &* 0x0000_0100_0000_01B3
    }

    var text: String { String(high, radix: 16) + "-" + String(low, radix: 16) }
}
