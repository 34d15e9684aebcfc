"""Makes what the browser gets from what people write: one style sheet and one small typeface file."""

import re
from pathlib import Path

LAYERS = "reset, tokens, base, layout, components, pages, utilities"
ORDER = (
    "tokens.css",
    "reset.css",
    "base.css",
    "layout.css",
    "components/*.css",
    "pages/*.css",
    "utilities.css",
    "print.css",
)
SEPARATE = frozenset({"staff.css", "staff-work.css", "pdf.css"})
FONT_PATH = "fonts/manrope.woff2"
FONT_FACE = (
    '@font-face{font-family:Manrope;src:url("../fonts/manrope.woff2") format("woff2");'
    "font-weight:400 800;font-style:normal;font-display:swap}"
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s+")
AROUND = re.compile(r"\s*([{};,])\s*")
LETTERS = (
    "U+20-7E,U+A0-FF,U+152-153,U+2010-2015,U+2018-201E,U+2022,U+2026,U+203A,U+20AC,U+2190-2195,U+2212,U+25B2,U+25BC"
)


def sources(folder: Path) -> list[Path]:
    """Return the style sheets in the order in which they are joined."""
    return [file for pattern in ORDER for file in sorted(folder.glob(pattern)) if file.name not in SEPARATE]


def squeeze(css: str) -> str:
    """Return a style sheet without comments and needless white space."""
    return AROUND.sub(r"\1", SPACE.sub(" ", COMMENT.sub("", css))).replace(";}", "}").strip()


def joined(folder: Path, *, with_font: bool) -> str:
    """Return one style sheet: the order of the layers first, then every file of `folder`."""
    parts = [f"@layer {LAYERS};", FONT_FACE if with_font else ""]
    parts += [squeeze(file.read_text(encoding="utf-8")) for file in sources(folder)]
    return "\n".join(part for part in parts if part) + "\n"


def font_file() -> Path | None:
    """Return the full typeface from the package `font-manrope`, or None when it is not installed."""
    try:
        import font_manrope
    except ImportError:
        return None
    files = Path(font_manrope.__file__).parent / "files"
    return next(iter(sorted(files.glob("Manrope-Variable*.ttf"))), None)


def subset_font(source: Path, target: Path) -> None:
    """Write the letters we use, weights 400 to 800, as woff2; the same input gives the same bytes."""
    from fontTools.subset import Options, Subsetter, load_font, parse_unicodes, save_font
    from fontTools.varLib.instancer import instantiateVariableFont

    options = Options()
    options.flavor = "woff2"
    options.layout_features = ["kern", "liga", "tnum", "mark", "mkmk", "ccmp", "locl", "case"]
    options.recalc_timestamp = False
    font = load_font(str(source), options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(LETTERS.replace("U+", "")))
    subsetter.subset(font)
    instantiateVariableFont(font, {"wght": (400, 400, 800)}, inplace=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    save_font(font, str(target), options)


def write_if_changed(target: Path, content: str) -> bool:
    """Write a file unless it already holds this; return whether it was written."""
    if target.is_file() and target.read_text(encoding="utf-8") == content:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(content, encoding="utf-8")
    return True
