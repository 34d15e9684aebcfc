"""Text with simple marks (CommonMark) as safe HTML for a page, and as plain text for a mail.

Two locks: the reader of marks passes no HTML through, and what it writes goes through a cleaner that knows a short list
of tags. No pictures: a page loads nothing from elsewhere.
"""

import html
import re
from typing import Any

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {
    "p", "br", "hr", "strong", "em", "s", "a", "ul", "ol", "li", "blockquote", "code", "pre",
    "h2", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
SCHEMES = {"https", "http", "mailto", "tel"}
EMPTY_LINES = re.compile(r"\n{3,}")
BLOCK_ENDS = re.compile(r"</(?:p|h[2-4]|ul|ol|table|pre)>|<hr ?/?>")  # the reader ends a line after every block itself
LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>(?=([.,;:!?)]?))', re.DOTALL)
TAG = re.compile(r"<[^>]+>")


def _in_order(state: Any) -> None:
    """Give the headings a whole outline under the heading of the page: none skips a level, none is deeper than four."""
    above: list[int] = []
    for token in state.tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(len(above) + 1, 4)}"


_reader = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
_reader.core.ruler.push("headings_in_order", _in_order)


def to_html(text: str) -> SafeString:
    """Return the text as HTML that is safe to show; scripts, styles, pictures and strange links are gone."""
    cleaned = nh3.clean(
        _reader.render(text), tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel="noopener nofollow"
    )
    return mark_safe(cleaned)  # cleaned on the line above


def to_text(text: str) -> str:
    """Return the text as it reads in a plain mail: no marks, a link as "words: address"."""
    linked = LINK.sub(lambda found: _link(found[1], found[2]) + (" " if found[3] else ""), to_html(text))
    lines = BLOCK_ENDS.sub("\n", linked.replace("<li>", "- ").replace("</td>", " "))
    plain = html.unescape(TAG.sub("", lines))
    tidy = "\n".join(line.strip() for line in plain.splitlines())
    return EMPTY_LINES.sub("\n\n", tidy).replace("<", "‹").strip()


def _link(address: str, words: str) -> str:
    shown = address.removeprefix("mailto:").removeprefix("tel:")
    return shown if TAG.sub("", words) == shown else f"{words}: {shown}"
