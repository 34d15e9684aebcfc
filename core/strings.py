"""Finds the strings that a visitor reads in another language: in templates and in Python files."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

from core.catalogs import Entry

STRING = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
IN_TEMPLATE = re.compile(
    rf"\b(_|gettext|ngettext|pgettext|npgettext)\({STRING}(?:\s*,\s*{STRING})?(?:\s*,\s*{STRING})?"
)
ONE = {"_", "_now", "_lazy", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
CONTEXT_PLURAL = {"npgettext", "npgettext_lazy"}


def sources(root: Path) -> list[Path]:
    """Return the files that `locale/sources.txt` names, in its order; each once."""
    found: dict[Path, None] = {}
    for line in (root / "locale" / "sources.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("!"):
            for path in root.glob(line[1:]):
                found.pop(path, None)
        elif line and not line.startswith("#"):
            found |= dict.fromkeys(sorted(root.glob(line)))
    return list(found)


def strings_of(root: Path) -> dict[tuple[str, str], Entry]:
    """Return every string of the journeys by context and words, each with the files that show it."""
    found: dict[tuple[str, str], Entry] = {}
    for path in sources(root):
        text = path.read_text(encoding="utf-8")
        for entry in in_python(text) if path.suffix == ".py" else in_template(text):
            known = found.setdefault(entry.key, entry)
            known.plural = known.plural or entry.plural
            name = str(path.relative_to(root))
            if name not in known.files:
                known.files.append(name)
    return found


def in_template(text: str) -> Iterator[Entry]:
    """Yield the strings of a template, as Django's own `makemessages` sees them."""
    for function, *quoted in IN_TEMPLATE.findall(templatize(text)):
        yield _made(function, [str(ast.literal_eval(part)).replace("%%", "%") for part in quoted if part])


def in_python(text: str) -> Iterator[Entry]:
    """Yield the strings of a Python file."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            words = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            if words and node.func.id in ONE | PLURAL | CONTEXT | CONTEXT_PLURAL:
                yield _made(node.func.id, words)


def _made(function: str, words: list[str]) -> Entry:
    if function in CONTEXT_PLURAL:
        return Entry(words[1], words[2], words[0])
    if function in CONTEXT:
        return Entry(words[1], context=words[0])
    return Entry(words[0], words[1]) if function in PLURAL else Entry(words[0])
