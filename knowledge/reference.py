"""Tables of the knowledge corner that live in a file: the tools we know of and our first pages, each with its source."""

from pathlib import Path

from catalogue.services.reference import Parse, ReferenceTable, Row, Values
from core.db import fold
from knowledge.enums import ArticleState
from knowledge.models import Article, Tool

DATA = Path(__file__).resolve().parent / "data"
TOOL = (
    *("slug", "name", "kind", "moment", "audience", "status", "what", "limits", "owner", "website", "cost"),
    *("licence", "languages", "source", "certainty", "last_checked", "position"),
)

ARTICLE = (
    *(
        "slug",
        "kind",
        "audience",
        "position",
        "title",
        "summary",
        "body",
        "source",
        "dated",
        "checked_on",
        "review_by",
    ),
)


def _article_parser() -> Parse:
    def parse(row: Row) -> list[Values]:
        values: Values = {name: row[name] for name in ARTICLE}
        return [values | {"dated": row["dated"] or None, "state": ArticleState.PUBLISHED}]

    return parse


def _tool_parser() -> Parse:
    def parse(row: Row) -> list[Values]:
        values: Values = {name: row[name] for name in TOOL}
        values["search_text"] = fold(row["name"], row["what"], row["limits"], row["owner"])
        return [values]

    return parse


TABLES = (
    ReferenceTable(
        name="hulpmiddelen",
        path=DATA / "tools.csv",
        columns=TOOL,
        model=Tool,
        key=("slug",),
        parser=_tool_parser,
        staff_edits=True,
    ),
    ReferenceTable(
        name="kennisbank",
        path=DATA / "articles.csv",
        columns=ARTICLE,
        model=Article,
        key=("slug",),
        parser=_article_parser,
        staff_edits=True,
    ),
)
