"""The code of the channel (a flyer, a post, a letter) through which a visitor came.

It travels in the address and in a draft, never in a cookie, so that a channel can be counted and nobody followed.
"""

import re

from django.http import HttpRequest

VIA = "k"
CODE = re.compile(r"[a-z0-9]{4,12}")


def via_of(request: HttpRequest) -> str:
    """Return the code of the channel in the address of this request, "" without one."""
    code = request.GET.get(VIA, "")
    return code if CODE.fullmatch(code) else ""
