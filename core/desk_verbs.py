"""Verbs of a page on the staff desk: a word in the address, the service it calls, and what the page says when it worked."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.urls import reverse

from core.states import MoveRefused

Verbs = Mapping[str, tuple[Callable[..., Any], str]]


def carry_out(request: HttpRequest, verbs: Verbs, verb: str, **subject: Any) -> None:
    """Run one verb on its subject and say how it went; an unknown verb is not found."""
    if verb not in verbs:
        raise Http404(verb)
    service, sentence = verbs[verb]
    try:
        service(actor=request.actor, **subject)  # type: ignore[attr-defined]
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, sentence)


def desk_urls(prefix: str, public_id: UUID, verbs: Iterable[str], **pages: str) -> dict[str, str]:
    """Return the addresses a page of the desk shows: each verb as `<verb>_url`, and each page by the name given."""
    urls = {f"{verb.replace('-', '_')}_url": reverse(f"{prefix}_act", args=[public_id, verb]) for verb in verbs}
    return urls | {f"{name}_url": reverse(f"{prefix}_{page}", args=[public_id]) for name, page in pages.items()}
