"""Taking in a file from a stranger: only what we know, no bigger than we want, and images written anew."""

import io
import re
import socket
import struct
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SIDE = 2400
PDF_START = b"%PDF-"
PDF_ACTIONS = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|RichMedia|OpenAction)\b")
IMAGES = {"JPEG": ("image/jpeg", "jpg"), "PNG": ("image/png", "png")}
PIECE = 64 * 1024


class FileRefused(Exception):
    """A file that we do not take. The message is a Dutch sentence."""


class ScannerUnreachable(Exception):
    """The virus scanner does not answer."""


@dataclass(frozen=True, slots=True)
class CleanFile:
    """What may be kept: bytes, the type by content (never by name), and the ending that belongs to it."""

    content: bytes
    content_type: str
    extension: str


def clean_file(upload: Any) -> CleanFile:
    """Return an uploaded file (with `size` and `read()`) as we keep it. Raises `FileRefused`.

    The type follows from the content. An image is decoded and written again, so hidden data stay behind.
    """
    if upload.size > MAX_BYTES:
        raise FileRefused("Dit bestand is te groot. Het mag hoogstens 5 MB zijn.")
    content: bytes = upload.read()
    if not content:
        raise FileRefused("Dit bestand is leeg. Kies een ander bestand.")
    if content.startswith(PDF_START):
        return _pdf(content)
    return _image(content)


def _pdf(content: bytes) -> CleanFile:
    if b"%%EOF" not in content[-2048:]:
        raise FileRefused("Dit pdf-bestand is beschadigd. Bewaar het opnieuw en probeer nog eens.")
    if PDF_ACTIONS.search(content):
        raise FileRefused(
            "Dit pdf-bestand bevat een script of een ingesloten bestand. Druk het af naar een nieuwe pdf."
        )
    return CleanFile(content, "application/pdf", "pdf")


def _image(content: bytes) -> CleanFile:
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # the maker of PDFs lets half a photo pass, for the whole process
    try:
        with Image.open(io.BytesIO(content), formats=tuple(IMAGES)) as found:
            kind = found.format or ""
            if found.width * found.height > MAX_PIXELS:
                raise FileRefused("Deze foto is te groot. Maak ze kleiner dan 40 miljoen beeldpunten.")
            picture = ImageOps.exif_transpose(found)
            picture.thumbnail((MAX_SIDE, MAX_SIDE))
            written = io.BytesIO()
            if kind == "JPEG":
                picture = picture.convert("RGB")
            picture.info.clear()
            picture.save(written, format=kind)
    except UnidentifiedImageError:
        raise FileRefused("Dit soort bestand nemen we niet aan. Kies een pdf, een jpg of een png.") from None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise FileRefused("Deze foto is beschadigd. Kies een andere foto.") from None
    content_type, extension = IMAGES[kind]
    return CleanFile(written.getvalue(), content_type, extension)


def is_free_of_viruses(content: bytes, address: str, *, timeout: float = 20) -> bool:
    """Ask clamd at "host:port" (command INSTREAM) whether bytes are clean. Raises `ScannerUnreachable`."""
    host, _colon, port = address.rpartition(":")
    try:
        with socket.create_connection((host, int(port)), timeout=timeout) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), PIECE):
                piece = content[start : start + PIECE]
                line.sendall(struct.pack("!I", len(piece)) + piece)
            line.sendall(struct.pack("!I", 0))
            answer = line.recv(4096)
    except OSError as error:
        raise ScannerUnreachable(str(error)) from error
    if answer.rstrip(b"\0\n").endswith(b"OK"):
        return True
    if b"FOUND" in answer:
        return False
    raise ScannerUnreachable(f"unexpected answer: {answer[:80]!r}")
