"""Reading a PDF of the portal as a screen reader would: its tags, its language and title, its text."""

import re
import zlib
from dataclasses import dataclass

OBJECT = re.compile(rb"(\d+) 0 obj(.*?)endobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
PAIR = re.compile(r"<([0-9a-fA-F]+)> <([0-9a-fA-F]+)>")
DRAWN = re.compile(r"/(\S+) [\d.]+ Tf|<([0-9a-fA-F]+)>")


@dataclass(frozen=True)
class Pdf:
    """The objects of a file by number, and its streams unpacked."""

    objects: dict[int, bytes]
    streams: dict[int, str]

    def all(self) -> str:
        return "\n".join(body.decode("latin-1") for body in self.objects.values())

    @property
    def language(self) -> str:
        return re.search(r"/Lang \((.*?)\)", self.all()).group(1)

    @property
    def tags(self) -> set[str]:
        """The kinds of structure in the tree of tags, such as {"H1", "Table", "TH"}."""
        assert "/StructTreeRoot" in self.all()
        assert re.search(r"/MarkInfo <<\s*/Marked true", self.all())
        return set(re.findall(r"/S /(\w+)", self.all()))

    @property
    def text(self) -> str:
        """The drawn text, letter by letter through the tables from glyph to letter, without spaces."""
        fonts = {
            name: self._letters(int(number))
            for body in self.objects.values()
            for name, number in re.findall(r"/(\S+) (\d+) 0 R", body.decode("latin-1"))
            if b"/ToUnicode" in self.objects.get(int(number), b"")
        }
        return "".join(self._drawn(stream, fonts) for stream in self.streams.values() if " Tf" in stream)

    def _letters(self, font: int) -> dict[str, str]:
        number = int(re.search(rb"/ToUnicode (\d+) 0 R", self.objects[font]).group(1))
        pairs = PAIR.findall(self.streams[number])
        return {glyph.lower(): bytes.fromhex(letter).decode("utf-16-be") for glyph, letter in pairs}

    @staticmethod
    def _drawn(stream: str, fonts: dict[str, dict[str, str]]) -> str:
        found, letters = [], {}
        for font, glyphs in DRAWN.findall(stream):
            if font:
                letters = fonts.get(font, {})
            found += [letters.get(glyphs[at : at + 4].lower(), "") for at in range(0, len(glyphs), 4)]
        return re.sub(r"\s", "", "".join(found))


def read(content: bytes) -> Pdf:
    """Read a file as WeasyPrint writes it."""
    assert content.startswith(b"%PDF-")
    objects = {int(number): body for number, body in OBJECT.findall(content)}
    streams = {}
    for number, body in objects.items():
        if packed := STREAM.search(body):
            try:  # the last byte of the sum at the end of a stream can be a line end: then it is not there any more
                streams[number] = zlib.decompressobj().decompress(packed.group(1)).decode("latin-1")
            except zlib.error:
                streams[number] = packed.group(1).decode("latin-1")
    for number in list(streams):
        if b"/ObjStm" in objects[number]:
            objects |= _packed_in(objects[number], streams.pop(number))
    return Pdf(objects, streams)


def _packed_in(body: bytes, stream: str) -> dict[int, bytes]:
    """Return the objects that one stream of objects holds: a table of numbers and places, then the objects."""
    first = int(re.search(rb"/First (\d+)", body).group(1))
    table = [int(word) for word in stream[:first].split()]
    numbers, starts = table[::2], table[1::2]
    ends = [*starts[1:], len(stream)]
    found = zip(numbers, starts, ends, strict=True)
    return {number: stream[first + start : first + end].encode("latin-1") for number, start, end in found}
