"""Pure questions about pages of the knowledge base."""

import datetime as dt

from core.verdict import YES, Verdict, no
from knowledge.enums import ArticleKind, ArticleState


def may_publish(
    *, state: str, kind: str, source: str, dated: dt.date | None, review_by: dt.date, today: dt.date
) -> Verdict:
    """Tell whether a page may go on the web: somebody looked at it, and a study says from where and when it is."""
    if state == ArticleState.PUBLISHED:
        return no("Deze pagina staat al op het web.")
    if review_by <= today:
        return no("Kijk de pagina eerst na en zet er een nieuwe dag bij om opnieuw na te kijken.")
    if kind == ArticleKind.STUDY and (dated is None or not source):
        return no("Een studie heeft een bron en een datum. Vul ze eerst in.")
    return YES
