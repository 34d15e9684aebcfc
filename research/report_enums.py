"""Closed lists of region reports."""

from django.db.models import TextChoices


class ReportState(TextChoices):
    """A report is written, stands on the web with frozen figures, or was taken off the web."""

    DRAFT = "draft", "In opmaak"
    PUBLISHED = "published", "Gepubliceerd"
    WITHDRAWN = "withdrawn", "Van het web gehaald"


REGION_REPORT_MOVES: dict[str, frozenset[str]] = {
    ReportState.DRAFT: frozenset({ReportState.PUBLISHED}),
    ReportState.PUBLISHED: frozenset({ReportState.WITHDRAWN}),
    ReportState.WITHDRAWN: frozenset({ReportState.PUBLISHED}),
}


class ReportScope(TextChoices):
    SUBREGION = "subregion", "Een subregio"
    SECTOR = "sector", "Een sector"


class ReportColumn(TextChoices):
    """The columns of a report, in order; those about people are hidden when small."""

    SCHOOLS = "schools", "Scholen"
    CAPACITY = "capacity", "Plaatsen op school"
    ENROLLED = "enrolled", "Lerenden"
    WAITING = "waiting", "Lerenden zonder werkplek"
    RECOGNISED = "recognised", "Erkende vestigingen"
    ACTIVE = "active", "Daarvan actief"
    GREEN = "green", "Vrije werkplekken"
    WISHES = "wishes", "Bedrijven met een wens"
