/// What a record may not use, although YAML allows it.
struct RecordRestrictions {
    let text: UnsafeBufferPointer<UInt8>
    let stream: YAMLStream
    let limits: YAMLLimits

    typealias Found = (reason: YAMLError.Reason, offset: Int)

    func problems() -> [Found] {
        var found: [Found] = []
        if stream.documents.isEmpty { found.append((.noDocument, 0)) }
        if stream.documents.count > 1 { found.append((.severalDocuments, stream.documents[1].start)) }
        return found
    }
}
