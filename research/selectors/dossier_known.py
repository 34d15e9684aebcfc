"""Facts of a dossier that the portal knows by heart: school, campus, programme, forum, and what companies near cannot teach."""

from catalogue.enums import VariantKind
from catalogue.models import ProgrammeActivity
from companies.enums import CompanyState
from companies.selectors.coverage import Ticks
from research.models import ForumSeat
from research.request_enums import FigureKey
from research.selectors.dossier_figures import NO_LIST
from research.selectors.dossier_scope import Found, Scope, counts, told

OF_SCHOOL, NAMED = "Gegevens van de school in het portaal", 8


@counts(FigureKey.SCHOOL)
def school(scope: Scope) -> Found:
    """Tell the school with its network and number."""
    one = scope.school
    number = (
        f"instellingsnummer {one.institution_number}" if one.institution_number else "instellingsnummer niet bekend"
    )
    return Found(f"{one.name}, {one.get_network_display()}, {number}", source=one.source or OF_SCHOOL)


@counts(FigureKey.CAMPUS)
def campus(scope: Scope) -> Found:
    """Tell the campus and where it stands."""
    one = scope.campus
    place = " ".join(filter(None, (one.postal_code, one.municipality.name)))
    return Found(f"{one.name}, {place}", source=OF_SCHOOL)


@counts(FigureKey.CODE)
def code(scope: Scope) -> Found:
    """Tell the official name with the codes of its variants, the standard one first."""
    rows = [
        one
        for one in scope.programme.variants.exclude(admin_group_code="").order_by("admin_group_code")
        if (one.valid_from is None or one.valid_from <= scope.today)
        and (one.valid_until is None or scope.today <= one.valid_until)
    ]
    if not rows:
        return Found(missing="Van deze opleiding staat nog geen officiële code in de catalogus.", source="Catalogus")
    rows.sort(key=lambda one: (one.kind != VariantKind.STANDARD, one.admin_group_code))
    codes = ", ".join(f"{one.admin_group_code} ({str(one.get_kind_display()).lower()})" for one in rows[:NAMED])
    return Found(f"{scope.programme.name}: administratieve groep {codes}", source=rows[0].source)


@counts(FigureKey.FORUM)
def forum(scope: Scope) -> Found:
    """Name the organisations with a seat in the forum."""
    names = list(
        ForumSeat.objects.filter(since__lte=scope.today)
        .order_by("organisation__name")
        .values_list("organisation__name", flat=True)
    )
    if not names:
        return Found(
            missing="Nog geen enkele organisatie heeft in het portaal een zetel in het POF.",
            source="Zetels in het POF",
        )
    return Found(f"{told(len(names), 'lid', 'leden')}: {'; '.join(names)}", len(names), source="Zetels in het POF")


@counts(FigureKey.GAPS)
def gaps(scope: Scope) -> Found:
    """Name the activities that no company in the sub-region does: the school or the RTC must teach them."""
    rows = ProgrammeActivity.objects.filter(programme=scope.programme).order_by("position")
    wanted = dict(rows.values_list("activity", "activity__text"))
    if not wanted:
        return Found(missing=NO_LIST)
    done = Ticks.objects.filter(
        activity__in=wanted, establishment__closed_on=None, establishment__company__state=CompanyState.ACTIVE,
        establishment__municipality__subregion=scope.subregion,
    )  # fmt: skip
    covered = set(done.values_list("activity", flat=True).distinct())
    if not covered:
        return Found(missing=f"Geen enkel bedrijf in {scope.subregion.name} vulde in wat het van deze lijst doet.")
    left = [text for pk, text in wanted.items() if pk not in covered]
    if not left:
        return Found(
            f"Niets: bedrijven in {scope.subregion.name} doen samen alle {len(wanted)} activiteiten van de lijst.", 0
        )
    more = f"; en nog {len(left) - NAMED} andere" if len(left) > NAMED else ""
    shown = "; ".join(left[:NAMED])
    return Found(
        f"{len(left)} van de {len(wanted)} activiteiten doet daar geen enkel bedrijf: {shown}{more}.", len(left)
    )
