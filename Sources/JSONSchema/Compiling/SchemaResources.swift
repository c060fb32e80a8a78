/// The documents of one compilation and what can be named in them: resources (`$id`), anchors and dynamic anchors.
struct SchemaResources {
    /// One value in one document.
    struct Place: Equatable {
        /// Position in `documents`.
        let document: Int
        /// Index of the node in that document.
        let node: Int

        /// Tells it from every other place.
        var key: Int { document << 40 | node }
    }

    /// A schema with a URI of its own, or the root of a document.
    struct Resource {
        let uri: URIReference
        let root: Place
        let dialect: SchemaDialect
        var anchors: [String: Place] = [:]
        var dynamicAnchors: [String: Place] = [:]
    }

    struct Document {
        let json: JSONDocument
        /// The node where the schema begins.
        let root: Int
        /// Where it was found.
        let uri: String
    }

    /// The name under which `$recursiveAnchor` of 2019-09 is kept among dynamic anchors; no `$dynamicAnchor` can be empty.
    static let recursiveAnchor = ""

    /// More documents than this are not loaded for one schema.
    static let documentLimit = 1000

    let registry: SchemaRegistry
    let defaultDraft: SchemaDraft
    private(set) var documents: [Document] = []
    private(set) var resources: [Resource] = []
    /// By the key of the place of its root.
    private(set) var resourceAt: [Int: Int] = [:]
    private var resourceByURI: [String: Int] = [:]
    private var memberIndex: [Int: [[UInt8]: Int]] = [:]
    /// URIs that lead nowhere, and those whose document is being read right now (a metaschema may name itself).
    private var missing: Set<String> = []
    var errors: [SchemaError] = []

    init(registry: SchemaRegistry, defaultDraft: SchemaDraft) {
        self.registry = registry
        self.defaultDraft = defaultDraft
    }

    func value(at place: Place) -> JSONValue {
        JSONValue(document: documents[place.document].json, index: place.node)
    }

    mutating func report(_ reason: SchemaError.Reason, at place: Place) {
        let value = value(at: place)
        let document = documents[place.document]
        errors.append(
            SchemaError(
                reason: reason, node: value, documentURI: document.uri, pointer: value.pointer(from: document.root)))
    }

    /// Adds a document found at `uri` and everything in it that can be named. Returns the resource of its root.
    @discardableResult
    mutating func add(_ json: JSONDocument, root: Int = 0, uri: String) -> Int {
        documents.append(Document(json: json, root: root, uri: uri))
        let place = Place(document: documents.count - 1, node: root)
        let base = URIReference(uri)
        let resource = open(place, uri: base, inherited: SchemaDialect(draft: defaultDraft))
        scan(place, resource: resource, isResourceRoot: true)
        return resource
    }

    /// The resource at an absolute URI without fragment; loads its document when it is registered.
    mutating func resource(at uri: String) -> Int? {
        if let known = resourceByURI[uri] { return known }
        if missing.contains(uri) || documents.count >= Self.documentLimit { return nil }
        guard let json = registry.documents[uri] ?? Metaschemas.document(at: uri) ?? registry.loader?(uri) else {
            missing.insert(uri)
            return nil
        }
        missing.insert(uri)
        let resource = add(json, uri: uri)
        missing.remove(uri)
        // The document may name itself differently; the way it was found leads to it too.
        if resourceByURI[uri] == nil { resourceByURI[uri] = resource }
        return resourceByURI[uri]
    }

    /// What `reference` leads to from inside `resource`: a place and the resource it belongs to.
    mutating func resolve(_ reference: String, from resource: Int) -> (place: Place, resource: Int)? {
        let target = URIReference(reference).resolved(against: resources[resource].uri)
        guard let found = self.resource(at: target.withoutFragment) else { return nil }
        let fragment = URIReference.percentDecoded(target.fragment ?? "")
        if fragment.utf8.isEmpty { return (resources[found].root, found) }
        if fragment.utf8.first != UInt8(ascii: "/") {
            guard let place = resources[found].anchors[fragment] else { return nil }
            return (place, resourceAt[place.key] ?? found)
        }
        guard let steps = JSONPointer.steps(fragment) else { return nil }
        let document = resources[found].root.document
        var value = value(at: resources[found].root)
        var current = found
        for step in steps {
            let child: JSONValue? =
                switch value.type {
                case .object: member(step, of: value, in: document)
                case .array: Self.position(step).flatMap { value[$0] }
                default: nil
                }
            guard let child else { return nil }
            value = child
            if let inner = resourceAt[Place(document: document, node: child.index).key] { current = inner }
        }
        return (Place(document: document, node: value.index), current)
    }

    /// Looks a member up; large objects get an index on first use, for schemas with thousands of definitions.
    private mutating func member(_ name: String, of object: JSONValue, in document: Int) -> JSONValue? {
        if object.count <= 16 { return object[name] }
        let place = Place(document: document, node: object.index).key
        if memberIndex[place] == nil {
            var index: [[UInt8]: Int] = [:]
            for (key, value) in object.members { index[Array(key.text.utf8)] = value.index }
            memberIndex[place] = index
        }
        return memberIndex[place]?[Array(name.utf8)].map { JSONValue(document: object.document, index: $0) }
    }

    private static func position(_ step: String) -> Int? {
        let digits = step.utf8
        if digits.isEmpty || (digits.first == UInt8(ascii: "0") && digits.count > 1) { return nil }
        return digits.allSatisfy { (0x30...0x39).contains($0) } ? Int(step) : nil
    }
}

// MARK: Naming what a document holds

extension SchemaResources {
    private mutating func open(_ place: Place, uri: URIReference, inherited: SchemaDialect) -> Int {
        let value = value(at: place)
        var dialect = inherited
        var uri = uri
        if value.type == .object {
            if let metaschema = value["$schema"]?.string {
                dialect = self.dialect(of: metaschema, at: place) ?? dialect
            }
            if let id = identifier(of: value, dialect) {
                uri = URIReference(id).resolved(against: uri)
                uri.fragment = nil
            }
        }
        resources.append(Resource(uri: uri, root: place, dialect: dialect))
        let resource = resources.count - 1
        resourceAt[place.key] = resource
        let name = uri.withoutFragment
        if resourceByURI[name] == nil {
            resourceByURI[name] = resource
        } else {
            report(.duplicateIdentifier(name), at: place)
        }
        return resource
    }

    /// The `$id` that makes `schema` a resource: none beside `$ref` in draft-07, none that is a mere fragment.
    private func identifier(of schema: JSONValue, _ dialect: SchemaDialect) -> String? {
        guard let id = schema["$id"]?.string else { return nil }
        if dialect.draft == .draft07 && schema["$ref"] != nil { return nil }
        return id.utf8.first == UInt8(ascii: "#") ? nil : id
    }

    private mutating func scan(_ place: Place, resource outer: Int, isResourceRoot: Bool) {
        let schema = value(at: place)
        guard schema.type == .object else { return }
        var resource = outer
        if !isResourceRoot, identifier(of: schema, resources[outer].dialect) != nil {
            resource = open(place, uri: resources[outer].uri, inherited: resources[outer].dialect)
        }
        let dialect = resources[resource].dialect
        name(schema, at: place, in: resource, dialect)
        for (key, value) in schema.members {
            guard let kind = dialect.place(of: key.text) else { continue }
            func child(_ value: JSONValue) -> Place { Place(document: place.document, node: value.index) }
            switch kind {
            case .single:
                scan(child(value), resource: resource, isResourceRoot: false)
            case .list, .map, .mapOfSchemasOrNames:
                for element in value.elements where kind == .list {
                    scan(child(element), resource: resource, isResourceRoot: false)
                }
                for member in value.members where kind != .list {
                    scan(child(member.value), resource: resource, isResourceRoot: false)
                }
            case .singleOrList:
                scan(child(value), resource: resource, isResourceRoot: false)
                for element in value.elements {
                    scan(child(element), resource: resource, isResourceRoot: false)
                }
            }
        }
    }

    private mutating func name(_ schema: JSONValue, at place: Place, in resource: Int, _ dialect: SchemaDialect) {
        var anchors: [String] = []
        if dialect.draft == .draft07 {
            if schema["$ref"] == nil, let id = schema["$id"]?.string, let fragment = URIReference(id).fragment,
                !fragment.utf8.isEmpty
            {
                anchors.append(fragment)
            }
        } else if let anchor = schema["$anchor"]?.string {
            anchors.append(anchor)
        }
        if dialect.draft >= .draft2020, let anchor = schema["$dynamicAnchor"]?.string {
            anchors.append(anchor)
            resources[resource].dynamicAnchors[anchor] = place
        }
        if dialect.draft == .draft2019, schema["$recursiveAnchor"]?.bool == true {
            resources[resource].dynamicAnchors[Self.recursiveAnchor] = place
        }
        for anchor in anchors {
            if let known = resources[resource].anchors[anchor], known != place {
                report(.duplicateIdentifier(anchor), at: place)
            } else {
                resources[resource].anchors[anchor] = place
            }
        }
    }

    /// The dialect that a `$schema` asks for; follows the metaschema's own `$schema` and `$vocabulary`.
    private mutating func dialect(of metaschema: String, at place: Place) -> SchemaDialect? {
        if let draft = SchemaDraft(metaschema: metaschema) { return SchemaDialect(draft: draft) }
        let uri = URIReference(metaschema).withoutFragment
        // A metaschema that describes itself is read in the default draft.
        if let known = resourceByURI[uri] { return vocabulary(of: known, at: place) }
        guard let found = resource(at: uri) else {
            report(.unknownDialect(metaschema), at: place)
            return nil
        }
        return vocabulary(of: found, at: place)
    }

    private mutating func vocabulary(of metaschema: Int, at place: Place) -> SchemaDialect {
        var dialect = resources[metaschema].dialect
        guard let vocabularies = value(at: resources[metaschema].root)["$vocabulary"] else { return dialect }
        dialect.vocabularies = []
        for (uri, required) in vocabularies.members {
            if let known = SchemaDialect.Vocabularies(uri: uri.text) {
                dialect.vocabularies.formUnion(known)
            } else if required.bool == true {
                report(.unknownVocabulary(uri.text), at: place)
            }
        }
        return dialect
    }
}
