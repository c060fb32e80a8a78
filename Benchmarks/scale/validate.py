#!/usr/bin/env python3
"""What a Python program does that holds all records against their schemas: PyYAML's C loader and jsonschema.   usage: validate.py FOLDER"""
import json, os, sys
import jsonschema, yaml


class Loader(yaml.CSafeLoader):
    """Days, times, `no` and `on` stay text, as in YAML 1.2 and as the schemas want them."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if not tag.endswith(":timestamp") and not (tag.endswith(":bool") and first not in "tTfF")]
    for first, rules in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
FOLDERS = {"follow-ups": "follow-up", "deals": "deal", "tasks": "task", "contracts": "contract", "team": "member"}
root = sys.argv[1]
checks = {}
for name in os.listdir(root + "/schemas"):
    with open(root + "/schemas/" + name) as file: schema = json.load(file)
    checks[name.split(".")[0]] = jsonschema.validators.validator_for(schema)(schema)
count = problems = 0
for folder, folders, names in os.walk(root):
    folders[:] = [name for name in folders if not name.startswith(".")]
    for name in names:
        if not name.endswith(".yaml"): continue
        kind = {"customer.yaml": "customer", "crm.yaml": "crm"}.get(name) or FOLDERS.get(os.path.basename(folder))
        with open(os.path.join(folder, name), "rb") as file: record = yaml.load(file, Loader)
        count += 1
        problems += sum(1 for _ in checks[kind].iter_errors(record))
print(count, "records,", problems, "problems")
