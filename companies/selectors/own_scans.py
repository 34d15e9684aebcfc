"""The newest scan of a company, for its desk."""

from django.db.models import OuterRef, QuerySet, Subquery

from companies.models import Company, QuickScan


def with_newest_scan(companies: QuerySet[Company]) -> QuerySet[Company]:
    """Return companies with `scan_ref` (public id), `scan_band` and `scan_on` of their newest scan, or None."""
    newest = QuickScan.objects.filter(company=OuterRef("pk")).order_by("-created_at", "-pk")
    return companies.annotate(
        scan_ref=Subquery(newest.values("public_id")[:1]),
        scan_band=Subquery(newest.values("band")[:1]),
        scan_on=Subquery(newest.values("answered_on")[:1]),
    )
