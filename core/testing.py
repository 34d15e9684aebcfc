"""The test client that polices the pages it fetches."""

import re
from collections import Counter
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from lxml import html

INLINE_HANDLER = re.compile(r"\son[a-z]+\s*=", re.IGNORECASE)


class MarkupFault(AssertionError):
    """A page breaks a rule of the house."""


def check_markup(text: str) -> None:
    """Raise `MarkupFault` when a whole page holds stray template code, inline script or style, doubled ids, inputs
    without a label, or not exactly one h1.
    """
    for stray in ("{{", "{%", "{#"):
        if stray in text:
            raise MarkupFault(f"Stray template code {stray!r} in the page.")
    page = html.document_fromstring(text)
    faults = [*_inline_faults(page), *_id_faults(page), *_label_faults(page)]
    heads = page.xpath("//h1")
    if len(heads) != 1:
        faults.append(f"{len(heads)} h1 elements instead of one")
    if not page.get("lang"):
        faults.append("no lang on html")
    if faults:
        raise MarkupFault("; ".join(faults))


def _inline_faults(page: html.HtmlElement) -> list[str]:
    faults = [f"inline style on <{node.tag}>" for node in page.xpath("//*[@style]")]
    faults += [f"<style> element: {node.text_content()[:40]}" for node in page.xpath("//style")]
    faults += ["script without nonce" for _node in page.xpath("//script[not(@src) and not(@nonce)]")]
    for node in page.iter():
        if isinstance(node.tag, str):
            faults += [f"inline handler {name}" for name in node.attrib if name.lower().startswith("on")]
    return faults


def _id_faults(page: html.HtmlElement) -> list[str]:
    counts = Counter(node.get("id") for node in page.xpath("//*[@id]"))
    return [f"id {name!r} used {count} times" for name, count in counts.items() if count > 1]


def _label_faults(page: html.HtmlElement) -> list[str]:
    labelled = {node.get("for") for node in page.xpath("//label[@for]")}
    faults = []
    for node in page.xpath("//input | //select | //textarea"):
        if node.get("type") in {"hidden", "submit", "button"}:
            continue
        named = node.get("aria-label") or node.get("aria-labelledby") or node.xpath("ancestor::label")
        if not named and node.get("id") not in labelled:
            faults.append(f"no label for {node.get('name')!r}")
    return faults


class PortalClient(Client):
    """A client that runs `on_commit` callbacks and checks the markup of each whole HTML page."""

    def request(self, **request: Any) -> HttpResponse:
        """Serve the request, run what waits for the commit, check the page."""
        connection = transaction.get_connection()
        before = len(connection.run_on_commit)
        response = super().request(**request)
        callbacks = connection.run_on_commit[before:]
        del connection.run_on_commit[before:]
        for _sids, callback, _robust in callbacks:
            callback()
        content_type = response.get("Content-Type", "")
        if content_type.startswith("text/html") and not response.streaming:
            text = response.content.decode()
            if "<html" in text and not request.get("PATH_INFO", "").startswith("/beheer/"):
                check_markup(text)
        return response
