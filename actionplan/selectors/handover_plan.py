"""The plan and its figures, as tables of the hand-over file."""

from actionplan.models import (
    Action,
    Formula,
    FoundingItem,
    Indicator,
    Milestone,
    MilestoneRecord,
    OperationalGoal,
    Reading,
    SnapshotLine,
    SuccessFactor,
)
from actionplan.selectors.handover_parts import Table, c
from core.tables import Column


def _goals() -> Table:
    return Table(
        "doelen",
        "Operationele doelstellingen onder hun strategische doelstelling, van elke versie van het plan.",
        (
            c("versie", "strategic_goal.version.key", "de versie van het plan"),
            c("strategische doelstelling", lambda row: str(row.strategic_goal), "nummer en titel"),
            c("nummer", "number", "nummer van de operationele doelstelling"),
            c("titel", "title", "wat bezoekers lezen"),
            c("woorden in de nota", "note_text", "letterlijk uit de visienota"),
        ),
        OperationalGoal.objects.select_related("strategic_goal__version").order_by("pk"),
    )


def _factors() -> Table:
    return Table(
        "succesfactoren",
        "Kritieke succesfactoren van elke versie van het plan.",
        (
            c("versie", "version.key", "de versie van het plan"),
            c("nummer", "number", "nummer"),
            c("titel", "title", "titel"),
            c("woorden in de nota", "note_text", "letterlijk uit de visienota"),
        ),
        SuccessFactor.objects.select_related("version").order_by("pk"),
    )


def _actions() -> Table:
    rows = Action.objects.with_all().select_related("follows").prefetch_related("strands", "factors")
    return Table("acties", "Alle acties met hun stand.", _action_columns(), rows.order_by("pk"))


def _milestones() -> Table:
    return Table(
        "mijlpalen",
        "De stappen van 7.4 met hun stand.",
        (
            c("stap", "number", "nummer"),
            c("wanneer", "timing", "timing in de woorden van de nota"),
            c("wat", "what", "wat er gebeurt"),
            c("doelstelling", "aim", "wat we willen bereiken"),
            c("financiering", "funding", "wie betaalt"),
            c("status", "get_state_display", "gepland, bereikt of niet doorgegaan"),
        ),
        Milestone.objects.order_by("number"),
    )


def _decisions() -> Table:
    return Table(
        "beslissingen",
        "Beslissingen en documenten bij de mijlpalen.",
        (
            c("stap", "milestone.number", "mijlpaal"),
            c("soort", "get_kind_display", "beslissing of document"),
            c("datum", "on", "dag"),
            c("wat", "text", "wat er beslist is"),
            c("wie", "body", "wie besliste of schreef"),
            c("adres", "url", "waar het document staat"),
        ),
        MilestoneRecord.objects.select_related("milestone").order_by("on", "pk"),
    )


def _founding() -> Table:
    return Table(
        "visienota",
        "Rolverdeling, succesfactoren van 5.1 en leden van POF en kerngroep.",
        (
            c("nummer", "number", "nummer"),
            c("soort", "get_kind_display", "soort regel"),
            c("tekst", "text", "woorden van de nota"),
            c("vindplaats", "source", "hoofdstuk"),
        ),
        FoundingItem.objects.order_by("number"),
    )


def _indicators() -> Table:
    return Table(
        "indicatoren",
        "De indicatoren van 5.2 en 5.3 en onze eigen.",
        (
            c("nummer", "number", "nummer"),
            c("soort", "get_kind_display", "output, impact of eigen"),
            c("titel", "title", "titel"),
        ),
        Indicator.objects.order_by("number"),
    )


def _formulas() -> Table:
    return Table(
        "formules",
        "Hoe elk cijfer gemaakt wordt, elke versie.",
        (
            c("cijfer", "measure.code", "webnaam van het cijfer"),
            c("indicator", "measure.indicator.number", "nummer van de indicator"),
            c("versie", "number", "versie van de formule"),
            c("wat we tellen", "definition", "definitie"),
            c("teller", "numerator", "teller in woorden"),
            c("noemer", "denominator", "noemer in woorden, leeg bij een aantal"),
            c("bron", "source", "waar het vandaan komt"),
            c("geldt vanaf", "valid_from", "eerste dag"),
        ),
        Formula.objects.select_related("measure__indicator").order_by("measure__code", "number"),
    )


def _readings() -> Table:
    return Table(
        "cijfers",
        "De laatste stand van elk cijfer per schooljaar en per versie van de formule.",
        (
            c("cijfer", "formula.measure.code", "webnaam van het cijfer"),
            c("versie", "formula.number", "versie van de formule"),
            c("schooljaar", "school_year", "schooljaar"),
            c("waarde", "value", "leeg is onbekend, nooit nul"),
            c("teller", "numerator", "teller"),
            c("noemer", "denominator", "noemer"),
            c("wat ontbreekt", "get_missing_display", "waarom er geen waarde is"),
            c("stand op", "as_of", "dag"),
            c("vindplaats", "note", "bron van een ingevoerd cijfer"),
        ),
        Reading.objects.select_related("formula__measure").order_by("formula__measure__code", "school_year"),
    )


def _reports() -> Table:
    return Table(
        "jaarverslagen",
        "De vastgelegde cijfers per schooljaar.",
        (
            c("schooljaar", "snapshot.school_year", "schooljaar"),
            c("indicator", "indicator_number", "nummer van de indicator"),
            c("cijfer", "title", "titel van toen"),
            c("waarde", "value", "leeg is onbekend"),
            c("wat we telden", "definition", "definitie van toen"),
            c("bron", "source", "bron van toen"),
        ),
        SnapshotLine.objects.select_related("snapshot").order_by("snapshot__school_year", "pk"),
    )


def _action_columns() -> tuple[tuple[Column, str], ...]:
    return (
        c("code", lambda row: str(row.public_id), "vaste code van de actie"),
        c("versie", "version.key", "de versie van het plan"),
        c("nummer", "number", "nummer in het plan"),
        c("titel", "title", "wat we doen"),
        c("hoort bij", lambda row: str(row.parent), "doel of succesfactor"),
        c("status", "get_state_display", "gepland, loopt, klaar of gestopt"),
        c("begint op", "starts_on", "eerste dag"),
        c("klaar tegen", "due_on", "laatste dag"),
        c("procent", "percent", "hoe ver, leeg is onbekend"),
        c("budget", "budget", "euro, leeg is onbekend"),
        c("wie betaalt", "budget_source", "herkomst van het geld"),
        c("partners", lambda row: ", ".join(one.name for one in row.partners.all()), "organisaties die meedoen"),
        c("krachtlijnen", lambda row: ", ".join(one.name for one in row.strands.all()), "krachtlijnen"),
        c("succesfactoren", lambda row: ", ".join(one.title for one in row.factors.all()), "wat ze vooruithelpt"),
        c("stand van zaken", "progress", "vrije tekst"),
        c("woorden in de nota", "note_text", "letterlijk uit de visienota"),
        c("volgt op", lambda row: str(row.follows.public_id) if row.follows else None, "code in de versie ervoor"),
    )


TABLES = (_goals, _factors, _actions, _milestones, _decisions, _founding, _indicators, _formulas, _readings, _reports)
