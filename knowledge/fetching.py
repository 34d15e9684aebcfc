"""Looking at a web page as a polite visitor: HEAD first, GET when that is refused, never longer than it takes.

The one place of this app that leaves the house; a test hands in a fetcher of its own.
"""

import http.client
import ipaddress
import socket
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

TIMEOUT = 10
AGENT = "SteunpuntDuaalLeren-linkcontrole"
TRY_GET = (400, 403, 404, 405, 406, 501)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a website said: its status, or None with the reason why there was none."""

    status: int | None
    note: str = ""


Fetcher = Callable[[str], Answer]


class PrivateAddress(Exception):
    """The name of a website leads into our own network."""


class _Guarded(urllib.request.HTTPRedirectHandler):
    """Follow a redirect only to a public website."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        """Refuse a redirect into our own network."""
        _refuse_private(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(url: str) -> Answer:
    """Return what a website answers for an address."""
    answer = _ask(url, "HEAD")
    return _ask(url, "GET") if answer.status in TRY_GET else answer


def _ask(url: str, method: str) -> Answer:
    try:
        _refuse_private(url)
        opener = urllib.request.build_opener(_Guarded)
        request = urllib.request.Request(url, method=method, headers={"User-Agent": AGENT})  # noqa: S310 - http(s) only
        with opener.open(request, timeout=TIMEOUT) as response:
            return Answer(int(response.status))
    except urllib.error.HTTPError as error:
        return Answer(error.code, str(error.reason)[:120])
    except PrivateAddress:
        return Answer(None, "adres in een eigen netwerk")
    except (OSError, ValueError, http.client.HTTPException) as error:
        return Answer(None, type(error).__name__[:120])


def _refuse_private(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    for found in socket.getaddrinfo(parts.hostname, port, proto=socket.IPPROTO_TCP):
        if not ipaddress.ip_address(found[4][0]).is_global:
            raise PrivateAddress(parts.hostname)
