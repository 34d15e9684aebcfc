"""What a school asked the Steunpunt, and where its quick scan stands."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from frontoffice.enums import QuestionState
from frontoffice.models import Question
from schools.models import School, SchoolScan
from schools.rules_scan import red_lines


@dataclass(frozen=True, slots=True)
class SchoolSupport:
    """Numbers of the desk: `red` is None when the scan of this year was not filled in."""

    red: int | None
    requests: int
    waiting: int


def support_of(school: School, school_year: str) -> SchoolSupport:
    """Return where the scan and the requests of a school stand (1 query)."""
    scan = SchoolScan.objects.filter(school=OuterRef("pk"), school_year=school_year).values("answers")
    row = (
        School.objects.filter(pk=school.pk)
        .annotate(
            scan_answers=Subquery(scan[:1]),
            asked=Count("questions"),
            unanswered=Count("questions", filter=Q(questions__state=QuestionState.NEW)),
        )
        .values_list("scan_answers", "asked", "unanswered")
        .get()
    )
    return SchoolSupport(None if row[0] is None else len(red_lines(row[0])), row[1], row[2])


def requests_of(school: School) -> QuerySet[Question]:
    """Return what a school asked from its desk, the newest first."""
    return Question.objects.filter(school=school).order_by("-created_at", "-pk")
