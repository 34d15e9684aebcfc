"""Figures of a dossier about the world around it: tables from elsewhere, schools near, and travel."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from catalogue.enums import Shortage
from catalogue.models import Municipality
from learners.enums import CaseState
from learners.models import Learner
from research.request_enums import FigureKey
from research.selectors.dossier_scope import BUS, WAYS, Found, Scope, counts, told
from research.selectors.outside import newest_figure
from schools.models import ProgrammeOffer

NO_TABLES = "De reistijden zijn nog niet ingelezen."
NO_IMPORT = "Deze tabel is nog niet ingelezen, of ze zegt niets over deze opleiding."


@counts(FigureKey.SHORTAGE)
def shortage(scope: Scope) -> Found:
    """Tell whether the work is on the list of shortage occupations."""
    row = newest_figure("shortage", scope.programme, None)
    if row is not None:
        words = {2: "ja", 1: "waarschijnlijk", 0: "nee"}[int(row.value)]
        return Found(f"{words} (lijst {row.period})", float(row.value), source=row.source, data_date=row.data_date)
    if scope.programme.shortage != Shortage.UNKNOWN:
        return Found(scope.programme.get_shortage_display(), source=f"Catalogus: {scope.programme.source}")
    return Found(missing=NO_IMPORT, source="Lijst met knelpuntberoepen")


@counts(FigureKey.VACANCIES)
def vacancies(scope: Scope) -> Found:
    """Tell the vacancies of the newest period, of the sub-region when the table knows it."""
    row = newest_figure("vacancies", scope.programme, scope.subregion)
    if row is None:
        return Found(missing=NO_IMPORT, source="Vacatures")
    return Found(
        f"{int(row.value)} in {row.place}, {row.period}", float(row.value), source=row.source, data_date=row.data_date
    )


@counts(FigureKey.LEAVERS)
def leavers(scope: Scope) -> Found:
    """Tell the share without work after a year; not of a few leavers."""
    share = newest_figure("jobless", scope.programme, scope.subregion)
    if share is None:
        return Found(missing=NO_IMPORT, source="Schoolverlatersonderzoek")
    known: dict[str, Any] = {"source": share.source, "data_date": share.data_date}
    size = newest_figure("leavers", scope.programme, scope.subregion)
    least = scope.whole("smallest-leavers")
    if size is None or (size.period, size.place) != (share.period, share.place) or size.value < least:
        return Found(missing=f"Minder dan {least} schoolverlaters: dan tonen we geen cijfer.", **known)
    shown = f"{share.value:.1f}".replace(".", ",").removesuffix(",0")
    return Found(f"{shown} % van {int(size.value)} in {share.place}, {share.period}", float(share.value), **known)


def _near_offers(scope: Scope) -> "QuerySet[ProgrammeOffer]":
    running = ProgrammeOffer.objects.public().filter(campus__municipality__nis__in=scope.near)
    return running.exclude(campus__school=scope.school).select_related("campus__school", "campus__municipality")


def _named(offers: Iterable[ProgrammeOffer]) -> str:
    return "; ".join(sorted({f"{one.campus.school.name} ({one.campus.municipality.name})" for one in offers}))


@counts(FigureKey.SAME_NEAR)
def same_near(scope: Scope) -> Found:
    """Name the other schools with the programme within reach of the bus."""
    if scope.tables is None:
        return Found(missing=NO_TABLES)
    found = list(_near_offers(scope).filter(programme=scope.programme))
    minutes = scope.whole("neighbour-minutes")
    words = f"{len(found)} binnen {minutes} minuten met de bus of de trein"
    if found:
        return Found(f"{words}: {_named(found)}", len(found), source=scope.travel_source())
    nearest = _nearest(scope, ProgrammeOffer.objects.public().filter(programme=scope.programme))
    rest = nearest or " Geen enkele andere school die we kennen, geeft ze."
    return Found(f"{words}.{rest}", 0, source=scope.travel_source())


@counts(FigureKey.FILL_NEAR)
def fill_near(scope: Scope) -> Found:
    """Tell how full the same programme is at those schools, as far as they told their places."""
    if scope.tables is None:
        return Found(missing=NO_TABLES)
    found = list(_near_offers(scope).filter(programme=scope.programme))
    if not found:
        return Found("geen school in de buurt geeft deze opleiding")
    offers = [one for one in found if one.capacity]
    places = sum(one.capacity or 0 for one in offers)
    least = scope.whole("smallest")
    if not places:
        return _without_places(scope, {one.campus.school_id for one in found}, least)
    here = Learner.objects.filter(programme=scope.programme, school__in={one.campus.school_id for one in offers})
    taken = here.exclude(case__state=CaseState.CLOSED).count()
    if 0 < taken < least:
        return Found(f"minder dan {least} lerenden op {places} plaatsen")
    return Found(f"{round(100 * taken / places)} % ({taken} lerenden op {places} plaatsen)", 100 * taken / places)


def _without_places(scope: Scope, schools: set[int], least: int) -> Found:
    """How many learners those schools have, when none of them told its places."""
    here = Learner.objects.filter(programme=scope.programme, school__in=schools)
    number = here.exclude(case__state=CaseState.CLOSED).count()
    if not number:
        return Found(missing="Geen school in de buurt vulde in hoeveel plaatsen ze heeft.")
    few = f"minder dan {least} lerenden" if number < least else told(number, "lerende", "lerenden")
    return Found(f"{few}; de scholen vulden niet in hoeveel plaatsen ze hebben")


def _nearest(scope: Scope, offers: "QuerySet[ProgrammeOffer]") -> str:
    """Name the school with one of these offers that is reached first by bus or train; empty when there is none."""
    if scope.tables is None:
        return ""
    found = []
    here = scope.campus.municipality.nis
    for one in offers.exclude(campus__school=scope.school).select_related("campus__school", "campus__municipality"):
        minutes = scope.tables.between(here, one.campus.municipality.nis, BUS)
        if minutes is not None:
            found.append((minutes, one.campus.school.name, one.campus.municipality.name))
    if not found:
        return ""
    minutes, name, town = min(found)
    return f" De dichtste is {name} ({town}), op {minutes} minuten."


@counts(FigureKey.SIMILAR_NEAR)
def similar_near(scope: Scope) -> Found:
    """Count other programmes of the same sector and grade at schools within reach."""
    if scope.tables is None:
        return Found(missing=NO_TABLES)
    like = {"programme__sector": scope.programme.sector_id, "programme__grade": scope.programme.grade}
    rows = _near_offers(scope).filter(**like).exclude(programme=scope.programme).select_related("programme")
    if not rows:
        far = ProgrammeOffer.objects.public().filter(**like).exclude(programme=scope.programme)
        return _nothing_like_it(scope, _nearest(scope, far))
    names: dict[str, int] = defaultdict(int)
    for one in rows:
        names[one.programme.name] += 1
    names_told = ", ".join(f"{name} ({number})" for name, number in sorted(names.items()))
    words = told(sum(names.values()), "verwant aanbod", "keer verwant aanbod")
    return Found(f"{words}: {names_told}", sum(names.values()))


def _nothing_like_it(scope: Scope, nearest: str) -> Found:
    """Say how many schools near were looked at; nought says nothing only when the portal knows no other school at all."""
    schools = _near_offers(scope).order_by().values("campus__school").distinct().count()
    if schools:
        among = f"bij de {told(schools, 'school', 'scholen')} met duaal aanbod binnen bereik"
        return Found(f"0 keer verwant aanbod {among}.{nearest}", 0)
    others = ProgrammeOffer.objects.public().exclude(campus__school=scope.school)
    return Found(f"geen andere school met duaal aanbod ligt binnen bereik.{nearest}", 0, is_bare=not others.exists())


@counts(FigureKey.COVERAGE)
def coverage(scope: Scope) -> Found:
    """Count the municipalities from which the campus is reached by bicycle, bus or train."""
    if scope.tables is None:
        return Found(missing=NO_TABLES)
    minutes = scope.whole("reach-minutes")
    found, total = scope.within(minutes, WAYS, towards=True), Municipality.objects.count()
    words = f"{len(found)} van de {total} gemeenten binnen {minutes} minuten met de fiets, de bus of de trein"
    return Found(words, len(found), source=scope.travel_source(), data_date=scope.tables.tables[WAYS[1]].data_date)


@counts(FigureKey.OVERLAP)
def overlap(scope: Scope) -> Found:
    """Draft how the programme fits beside what is there: who gives the same or something like it, and who asks for it."""
    same, like = scope.found(FigureKey.SAME_NEAR), scope.found(FigureKey.SIMILAR_NEAR)
    if same.missing:
        return same
    minutes = scope.whole("neighbour-minutes")
    sentences = [
        f"Andere scholen met dezelfde opleiding: {same.text}".rstrip(".") + ".",
        f"Bezetting daar: {scope.found(FigureKey.FILL_NEAR).text or 'niet bekend'}." if same.number else "",
        f"Verwant aanbod binnen {minutes} minuten: {like.text}".rstrip(".") + ".",
        f"Lerenden in {scope.subregion.name} die een werkplek zoeken: {scope.found(FigureKey.WAITING).text}. Wensen van bedrijven: {scope.found(FigureKey.WISHES).text}.",
        "Stem af met deze scholen." if same.number else "",
    ]
    return Found(" ".join(filter(None, sentences)), same.number)
