import JSONSchema

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The schema of a kind, ready for evaluation: compiled at once, since that finds its mistakes, or, when it is one of the schemas that
/// are shipped and known to have none, as soon as a record is held against it. Most commands only read, and compiling all fifteen
/// is half of what they do besides.
enum KindSchema: Sendable {
    case compiled(CompiledSchema)
    case shipped(ShippedSchema)

    /// - Throws: what is wrong with a schema of the team's own.
    init(_ file: (path: RecordPath, bytes: [UInt8]), _ root: JSONValue, _ registry: SchemaRegistry) throws(SchemaErrors)
    {
        if Self.isShipped(file.path, file.bytes) {
            self = .shipped(ShippedSchema(root, registry))
        } else {
            self = .compiled(try Self.compile(root, registry))
        }
    }

    var schema: CompiledSchema {
        switch self {
        case .compiled(let schema): schema
        case .shipped(let shipped): shipped.schema
        }
    }

    fileprivate static func compile(
        _ root: JSONValue, _ registry: SchemaRegistry
    ) throws(SchemaErrors) -> CompiledSchema {
        try CompiledSchema.compile(root, draft: .draft07, formats: .asserted, registry: registry)
    }

    private static func isShipped(_ path: RecordPath, _ bytes: [UInt8]) -> Bool {
        guard var text = shippedSchemaFiles.first(where: { path.name.utf8.elementsEqual($0.name.utf8) })?.text else {
            return false
        }
        return text.withUTF8 { text in
            bytes.withUnsafeBytes { bytes in
                guard let here = bytes.baseAddress, let shipped = text.baseAddress, bytes.count == text.count else {
                    return false
                }
                return memcmp(here, shipped, text.count) == 0
            }
        }
    }
}

/// One of the schemas that are shipped. Safe to share between threads.
final class ShippedSchema: Sendable {
    private let root: JSONValue
    private let registry: SchemaRegistry
    private let compiled = Guarded<CompiledSchema?>(nil)

    init(_ root: JSONValue, _ registry: SchemaRegistry) {
        self.root = root
        self.registry = registry
    }

    var schema: CompiledSchema {
        compiled.with { compiled in
            if let compiled { return compiled }
            do throws(SchemaErrors) {
                let schema = try KindSchema.compile(root, registry)
                compiled = schema
                return schema
            } catch {
                preconditionFailure("a schema that is shipped has mistakes, which a test looks for: \(error)")
            }
        }
    }
}
