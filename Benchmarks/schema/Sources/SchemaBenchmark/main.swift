import JSONSchema

let schemaText = #"""
    {"$schema":"http://json-schema.org/draft-07/schema#","type":"object","additionalProperties":false,
     "required":["id","name","status","owner","created"],
     "properties":{
      "id":{"type":"string","pattern":"^KH[0-9]{4}-[0-9A-HJKMNP-TV-Z]{6}$"},
      "no":{"type":"string","pattern":"^KH[0-9]{7,}$"},
      "name":{"type":"string","minLength":1,"maxLength":200},
      "short_name":{"type":"string","maxLength":40},
      "status":{"enum":["lead","interested","won","dormant","lost"]},
      "grade":{"enum":["A","B","C"]},
      "type":{"enum":["new","existing","prospect"]},
      "industry":{"type":"string"},
      "region":{"type":"string"},
      "address":{"type":"string"},
      "owner":{"type":"string","pattern":"^[a-z][a-z0-9-]*$"},
      "created":{"type":"string","format":"date"},
      "source":{"enum":["referral","web","fair","call"]},
      "annual_spend":{"type":"number","minimum":0,"multipleOf":0.01},
      "employees":{"type":"integer","minimum":0},
      "credit":{"type":["string","null"]},
      "website":{"type":"string","format":"uri"},
      "tags":{"type":"array","items":{"type":"string","minLength":1},"uniqueItems":true},
      "contacts":{"type":"array","minItems":1,"items":{"$ref":"#/definitions/contact"}},
      "note":{"type":"string"}},
     "definitions":{"contact":{"type":"object","additionalProperties":false,"required":["name"],
      "properties":{"name":{"type":"string"},"title":{"type":"string"},
       "phone":{"type":"string","pattern":"^[+0-9][0-9 -]{4,}$"},"email":{"type":"string","format":"email"}}}}}
    """#

let recordText = #"""
    {"id":"KH2026-7F3K2Q","no":"KH2026001","name":"上海云帆信息技术有限公司","short_name":"云帆","status":"interested",
     "grade":"A","type":"new","industry":"IT服务业","region":"上海","address":"浦东新区张江路100号","owner":"zhang-wei",
     "created":"2026-03-14","source":"fair","annual_spend":300000.50,"employees":120,"credit":null,
     "website":"https://yunfan.example.com/","tags":["重点","华东","云"],
     "contacts":[{"name":"李雷","title":"采购经理","phone":"13800138000","email":"lilei@example.com"},
                 {"name":"韩梅梅","phone":"021-5555 0100"}],
     "note":"对方希望在三月底前完成报价，需要技术方案与服务承诺。"}
    """#

/// Only measurements whose name holds the argument are run, when there is one.
func measure(_ name: String, _ count: Int, _ body: () -> Bool) {
    if CommandLine.arguments.count > 1, !name.contains(CommandLine.arguments[1]) { return }
    var best = Double.infinity
    for _ in 0..<7 {
        let clock = ContinuousClock()
        var valid = true
        let time = clock.measure { for _ in 0..<count { valid = body() && valid } }
        if !valid { print("\(name): unexpected verdict") }
        let (seconds, attoseconds) = time.components
        best = min(best, (Double(seconds) * 1e9 + Double(attoseconds) / 1e9) / Double(count))
    }
    print("\(name): \(Int(best)) ns each, \(Int(1e9 / best)) per second")
}

let schemaValue = try JSONDocument.parse(schemaText).root
let schema = try CompiledSchema.compile(schemaValue, formats: .asserted)
let record = try JSONDocument.parse(recordText).root
let invalid = try JSONDocument.parse(recordText.replacing("interested", with: "interestd")).root

let arena = Arena(record)
let invalidArena = Arena(invalid)
print("record of \(record.count) fields, \(arena.nodes.count) nodes, \(recordText.utf8.count) bytes of JSON")
arena.nodes.withUnsafeBufferPointer { nodes in
    arena.bytes.withUnsafeBufferPointer { bytes in
        guard let nodes = nodes.baseAddress, let bytes = bytes.baseAddress else { return }
        let root = ArenaNode(nodes: nodes, bytes: bytes, index: 0)
        measure("valid record, arena", 50_000) { schema.isValid(root) }
        measure("valid record, arena, violations(of:)", 50_000) { schema.violations(of: root).isEmpty }
    }
}
invalidArena.nodes.withUnsafeBufferPointer { nodes in
    invalidArena.bytes.withUnsafeBufferPointer { bytes in
        guard let nodes = nodes.baseAddress, let bytes = bytes.baseAddress else { return }
        let root = ArenaNode(nodes: nodes, bytes: bytes, index: 0)
        measure("one violation, arena, collected", 20_000) { schema.violations(of: root).count == 1 }
    }
}
measure("valid record, JSON value", 50_000) { schema.isValid(record) }
measure("parse the record as JSON", 20_000) { (try? JSONDocument.parse(recordText)) != nil }
measure("compile the schema", 500) { (try? CompiledSchema.compile(schemaValue, formats: .asserted)) != nil }
let phone = try Pattern("^[+0-9][0-9 -]{4,}$")
let bytes = Array("13800138000".utf8)
measure("pattern on 11 bytes", 500_000) { bytes.withUnsafeBufferPointer { phone.matches($0) } }
let nested = try Pattern("^(a+)+$")
let long = Array(repeating: UInt8(ascii: "a"), count: 1_000_000)
measure("^(a+)+$ on 1 MB", 5) { long.withUnsafeBufferPointer { nested.matches($0) } }
let look = try Pattern("^(?=.*a$)(a|b)*$")
measure("^(?=.*a$)(a|b)*$ on 1 MB", 1) { long.withUnsafeBufferPointer { look.matches($0) } }

// The deepest evaluation there is; run it under `ulimit -s` to see how much stack that takes.
let circle = try CompiledSchema.compile(
    JSONDocument.parse(##"{"anyOf":[{"items":{"$ref":"#"},"not":{"$ref":"#"}}]}"##).root)
let nest = try JSONDocument.parse(String(repeating: "[", count: 200) + String(repeating: "]", count: 200)).root
measure("deepest evaluation", 100) { !circle.isValid(nest) }
