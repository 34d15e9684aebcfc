"""Catalogs of translations: read and written as .po files, compiled to the .mo files that gettext reads.

A bare machine has no `msgfmt`, so the few lines that make a .mo file are here. Format: the GNU gettext manual,
"The Format of GNU MO Files" and "The Format of PO Files".
"""

import ast
import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

CONTEXT_END = "\x04"
MAGIC = 0x950412DE
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
PLURALS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "en": "nplurals=2; plural=(n != 1);",
    "uk": "nplurals=4; plural=(n % 1 == 0 && n % 10 == 1 && n % 100 != 11 ? 0 : n % 1 == 0 && n % 10 >= 2 && n % 10 "
    "<= 4 && (n % 100 < 12 || n % 100 > 14) ? 1 : n % 1 == 0 && (n % 10 ==0 || (n % 10 >=5 && n % 10 <=9) || "
    "(n % 100 >=11 && n % 100 <=14 )) ? 2: 3);",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && "
    "n%100<=99 ? 4 : 5;",
}
"""How each language counts, exactly as in Django's own catalogs: a different formula would hide Django's strings."""
COUNTING = {**PLURALS, "nl": "nplurals=2; plural=(n != 1);"}
"""Dutch is the source; its catalog holds only the sentences of Django that say "u" to a colleague."""


@dataclass
class Entry:
    """One string with its translations (one, or one for each plural form) and the files that show it."""

    msgid: str
    plural: str = ""
    context: str = ""
    texts: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    fuzzy: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What makes it one string: its context and its words."""
        return self.context, self.msgid

    def is_done(self, forms: int) -> bool:
        """Whether every form has words and nobody doubts them."""
        wanted = forms if self.plural else 1
        return len(self.texts) == wanted and all(self.texts) and not self.fuzzy


def plural_forms(language: str) -> int:
    """Return how many plural forms a language has."""
    return int(COUNTING[language].partition("nplurals=")[2].partition(";")[0])


def read_po(path: Path) -> dict[tuple[str, str], Entry]:
    """Return the entries of a catalog by context and words; an absent file has none. The header is left out."""
    entries: dict[tuple[str, str], Entry] = {}
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")) if path.is_file() else []:
        entry = _entry(block)
        if entry is not None and entry.msgid:
            entries[entry.key] = entry
    return entries


def _entry(block: str) -> Entry | None:
    found: dict[str, str] = {}
    entry, word = Entry(""), ""
    for line in block.splitlines():
        if line.startswith("#:"):
            entry.files += line[2:].split()
        elif line.startswith("#,"):
            entry.fuzzy = "fuzzy" in line
        elif line and not line.startswith("#"):
            keyword = line.partition('"')[0].strip()
            word = keyword or word
            found[word] = found.get(word, "") + "".join(_unquote(part) for part in QUOTED.findall(line))
    if "msgid" not in found:
        return None
    entry.msgid, entry.plural, entry.context = found["msgid"], found.get("msgid_plural", ""), found.get("msgctxt", "")
    entry.texts = [text for name, text in sorted(found.items()) if name.startswith("msgstr")]
    return entry


def _unquote(text: str) -> str:
    return str(ast.literal_eval(text))


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def po_text(entries: Iterable[Entry], language: str) -> str:
    """Return a catalog as text, in the order given."""
    return "\n".join([_header_block(language), *(_block(entry, plural_forms(language)) for entry in entries)])


def _header(language: str) -> str:
    return f"Language: {language}\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: {COUNTING[language]}\n"


def _header_block(language: str) -> str:
    lines = _header(language).splitlines(keepends=True)
    return "\n".join(['msgid ""', 'msgstr ""', *(_quote(line) for line in lines), ""])


def _block(entry: Entry, forms: int) -> str:
    lines = [f"#: {name}" for name in entry.files]
    lines += ["#, fuzzy"] if entry.fuzzy else []
    lines += [f"msgctxt {_quote(entry.context)}"] if entry.context else []
    lines.append(f"msgid {_quote(entry.msgid)}")
    if entry.plural:
        texts = [*entry.texts, *[""] * forms][:forms]
        lines.append(f"msgid_plural {_quote(entry.plural)}")
        lines += [f"msgstr[{number}] {_quote(text)}" for number, text in enumerate(texts)]
    else:
        lines.append(f"msgstr {_quote(entry.texts[0] if entry.texts else '')}")
    return "\n".join([*lines, ""])


def mo_bytes(entries: Iterable[Entry], language: str) -> bytes:
    """Return a compiled catalog of what is translated in full; the rest stays Dutch on the page."""
    forms = plural_forms(language)
    pairs = {b"": _header(language).encode()}
    for entry in entries:
        if entry.is_done(forms):
            before = f"{entry.context}{CONTEXT_END}" if entry.context else ""
            words = f"{entry.msgid}\0{entry.plural}" if entry.plural else entry.msgid
            pairs[f"{before}{words}".encode()] = "\0".join(entry.texts).encode()
    keys = sorted(pairs)
    start = 28 + 16 * len(keys)
    ids, texts = b"".join(key + b"\0" for key in keys), b"".join(pairs[key] + b"\0" for key in keys)
    tables = _table(keys, start) + _table([pairs[key] for key in keys], start + len(ids))
    return struct.pack("<7I", MAGIC, 0, len(keys), 28, 28 + 8 * len(keys), 0, 0) + tables + ids + texts


def _table(parts: list[bytes], start: int) -> bytes:
    table = b""
    for part in parts:
        table += struct.pack("<2I", len(part), start)
        start += len(part) + 1
    return table


def po_path(locale: Path, language: str) -> Path:
    """Return where the catalog of a language lives."""
    return locale / language / "LC_MESSAGES" / "django.po"


def dates_path(source: Path) -> Path:
    """Return where a language keeps Django's own words for days and months, as they read inside a date."""
    return source.with_name("dates.po")


def compile_all(locale: Path) -> list[str]:
    """Compile every catalog that is newer than its compiled twin. Returns the languages that were compiled."""
    done = []
    for language in COUNTING:
        source = po_path(locale, language)
        target = source.with_suffix(".mo")
        parts = [path for path in (source, dates_path(source)) if path.is_file()]
        newest = max((path.stat().st_mtime_ns for path in parts), default=0)
        if source in parts and not (target.is_file() and target.stat().st_mtime_ns >= newest):
            part = target.with_suffix(".part")
            part.write_bytes(mo_bytes([entry for path in parts for entry in read_po(path).values()], language))
            part.replace(target)
            done.append(language)
    return done
