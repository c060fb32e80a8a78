/// A keyword that can fail.
@usableFromInline package enum SchemaKeyword: String, Sendable {
    case type, `enum`, const
    case multipleOf, maximum, exclusiveMaximum, minimum, exclusiveMinimum
    case maxLength, minLength, pattern, format, contentEncoding, contentMediaType
    case maxItems, minItems, uniqueItems, contains, minContains, maxContains
    case items, additionalItems, unevaluatedItems
    case maxProperties, minProperties, required, dependentRequired, dependentSchemas, dependencies
    case additionalProperties, unevaluatedProperties, propertyNames
    case anyOf, oneOf, not
    case ref = "$ref"
    case dynamicRef = "$dynamicRef"
}
