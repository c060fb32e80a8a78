"""Writes a record as YAML the way different people would: quotes, indents, blank lines, comments and key order vary."""

import json
import re
from decimal import Decimal


class Word(str):
    """Text that nobody would quote: an id, a date, a value of a list of choices."""


class Prose(str):
    """Text of one or more sentences."""


# What a YAML 1.1 or 1.2 reader would take for something other than text.
_NOT_TEXT = re.compile(
    r"(?:y|yes|n|no|true|false|on|off|null|~|=|<<|)"
    r"|[-+]?(?:0b[01_]+|0x[0-9a-f_]+|0o?[0-7_]+|[0-9][0-9_]*(?::[0-5]?[0-9])*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?|\.[0-9_]+)"
    r"|[-+]?\.(?:inf|nan)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*",
    re.IGNORECASE,
)


def must_quote(text, in_flow=False):
    return bool(
        _NOT_TEXT.fullmatch(text)
        or text != text.strip()
        or text[0] in "-?:,[]{}#&*!|>'\"%@`"
        or ": " in text
        or " #" in text
        or text.endswith(":")
        or any(ord(c) < 32 for c in text)
        or (in_flow and any(c in ",[]{}" for c in text))
    )


class Hand:
    """One way of writing. `careless` goes from 0 (as crm writes) to 1."""

    def __init__(self, rng, careless=0.5):
        odd = lambda share: rng.random() < share * careless
        self.rng = rng
        self.quote = rng.choice("'\"") if odd(0.4) else ""
        self.indent = 4 if odd(0.25) else 2
        self.item_indent = 0 if odd(0.4) else 2
        self.flow = not odd(0.5)
        self.prose = rng.choice(["|", "|-", "line", "line", self.quote or '"'])
        self.blank_lines = odd(0.5)
        self.shuffled = odd(0.3)

    # Scalars

    def scalar(self, value, in_flow=False):
        if value is None:
            return "null"
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, (int, Decimal)):
            return str(value)
        if isinstance(value, Word):
            dated = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:]{8}\+[0-9:]{5})?", value)
            return str(value) if dated or not must_quote(value, in_flow) else self.quoted(value, "'")
        if self.quote or must_quote(value, in_flow):
            return self.quoted(value, self.quote or "'")
        return str(value)

    @staticmethod
    def quoted(text, mark):
        if mark == "'" and "\n" not in text:
            return "'" + text.replace("'", "''") + "'"
        return json.dumps(text, ensure_ascii=False)

    # Collections

    def lines(self, value, comments, margin=0):
        """The lines of a map; `comments` maps a field to what stands behind it."""
        keys = list(value)
        if self.shuffled and margin == 0:
            moved = keys.pop(0)
            keys.insert(self.rng.choice([1, len(keys)]), moved)
            if "remarks" in keys:
                keys.remove("remarks")
                keys.insert(2, "remarks")
        pad = " " * margin
        for number, key in enumerate(keys):
            item = value[key]
            if self.blank_lines and margin == 0 and number and isinstance(item, (list, dict)) and item:
                yield ""
            behind = f"   {comments[key]}" if key in comments else ""
            if isinstance(item, dict):
                yield f"{pad}{key}:{behind}"
                yield from self.lines(item, {}, margin + self.indent)
            elif isinstance(item, list) and item and isinstance(item[0], dict):
                yield f"{pad}{key}:{behind}"
                inside = margin + self.item_indent
                for entry in item:
                    entry_lines = list(self.lines(entry, {}, inside + 2))
                    yield " " * inside + "- " + entry_lines[0].lstrip()
                    yield from entry_lines[1:]
            elif isinstance(item, list):
                if self.flow or not item:
                    yield f"{pad}{key}: [{', '.join(self.scalar(x, True) for x in item)}]{behind}"
                else:
                    yield f"{pad}{key}:{behind}"
                    yield from (" " * (margin + self.item_indent) + f"- {self.scalar(x)}" for x in item)
            elif isinstance(item, Prose) and (len(item) > 45 or "\n" in item) and self.prose in ("|", "|-"):
                yield f"{pad}{key}: {self.prose}{behind}"
                sentences = re.sub(r"(?<=[。；])(?=[^\n”）])", "\n", item) if len(item) > 90 else item
                yield from (f"{pad}{' ' * self.indent}{line}" for line in sentences.splitlines())
            elif isinstance(item, Prose) and self.prose in "'\"":
                yield f"{pad}{key}: {self.quoted(item, self.prose)}{behind}"
            else:
                yield f"{pad}{key}: {self.scalar(item)}{behind}"

    def write(self, record, comments=None, head=()):
        """The text of a record; empty values are left out."""
        full = {key: item for key, item in record.items() if item not in (None, "", [], {})}
        return "\n".join([*head, *self.lines(full, comments or {})]) + "\n"
