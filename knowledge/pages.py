"""Which pages of the website people may say something about."""

from django.urls import Resolver404, resolve

ASKED = {
    "frontoffice:door_learners", "frontoffice:door_companies", "frontoffice:door_schools", "frontoffice:door_partners",
    "knowledge:article",
}  # fmt: skip


def known_page(path: str) -> str:
    """Return the path when it is a page we ask about, else nothing."""
    try:
        match = resolve(path) if path.startswith("/") else None
    except Resolver404:
        return ""
    return path if match and match.view_name in ASKED else ""
