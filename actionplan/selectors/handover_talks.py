"""The versions of the plan, its proof, its targets and the talks with partners, as tables of the hand-over file."""

from actionplan.enums import EvidenceKind
from actionplan.models import Commitment, Evidence, Measure, PlanVersion, Talk, TalkScore
from actionplan.selectors.handover_parts import Table, c


def _versions() -> Table:
    return Table(
        "plannen",
        "Elke versie van het actieplan, en waarop ze volgt.",
        (
            c("versie", "key", "vaste naam van de versie"),
            c("titel", "title", "titel"),
            c("geldt vanaf", "starts_on", "eerste dag"),
            c("geldt tot", "ends_on", "laatste dag"),
            c("status", "get_state_display", "in voorbereiding, geldt nu of afgesloten"),
            c("volgt op", "follows.key", "de versie ervoor"),
        ),
        PlanVersion.objects.select_related("follows").order_by("starts_on", "pk"),
    )


def _evidence() -> Table:
    rows = Evidence.objects.exclude(kind=EvidenceKind.CASE).select_related("action", "item")
    return Table(
        "bewijzen",
        "Wat toont dat een actie gebeurde: momenten, verslagen en links. Dossiers zitten er niet bij.",
        (
            c("actie", lambda row: str(row.action.public_id), "vaste code van de actie"),
            c("soort", "get_kind_display", "moment, verslag of andere link"),
            c("titel", lambda row: row.item.title if row.item else row.label, "titel"),
            c("adres", "url", "waar het staat"),
            c("iedereen mag het zien", "is_public", "ja of nee"),
        ),
        rows.order_by("action", "created_at", "pk"),
    )


def _targets() -> Table:
    return Table(
        "streefcijfers",
        "Elk cijfer met zijn nulmeting en streefcijfer.",
        (
            c("cijfer", "code", "webnaam van het cijfer"),
            c("titel", "title", "titel"),
            c("indicator", "indicator.number", "nummer van de indicator"),
            c("eenheid", "get_unit_display", "aantal of procent"),
            c("herkomst", "get_origin_display", "geteld of ingevoerd"),
            c("nulmeting", "baseline", "leeg is onbekend"),
            c("bij de nulmeting", "baseline_note", "wanneer en bron"),
            c("streefcijfer", "target", "leeg is nog niet gekozen"),
            c("bij het streefcijfer", "target_note", "tegen wanneer en wie besliste"),
            c("versie van de formule", "compared_number", "bij welke formule die twee horen"),
        ),
        Measure.objects.select_related("indicator").order_by("indicator__number", "code"),
    )


def _talks() -> Table:
    return Table(
        "contactmomenten",
        "De jaarlijkse contactmomenten met partners. Wie erbij was, staat er niet in.",
        (
            c("partner", "partner.name", "naam van de organisatie"),
            c("jaar", "year", "jaar"),
            c("status", "get_state_display", "gepland, gehouden of niet doorgegaan"),
            c("dag", lambda row: row.held_on or row.planned_on, "gehouden of gepland op"),
            c("hoe kijken we terug", "looked_back", "vrije tekst"),
            c("wat nemen we mee", "looked_ahead", "vrije tekst"),
        ),
        Talk.objects.select_related("partner").order_by("year", "partner__name", "pk"),
    )


def _scores() -> Table:
    return Table(
        "scores",
        "De scores van partner en Steunpunt op de vijf succesfactoren van 5.1.",
        (
            c("partner", "talk.partner.name", "naam van de organisatie"),
            c("jaar", "talk.year", "jaar"),
            c("succesfactor", "factor.text", "woorden van de visienota"),
            c("score", "get_score_display", "van zwak tot sterk"),
            c("waarom", "note", "vrije tekst"),
        ),
        TalkScore.objects.select_related("talk__partner", "factor").order_by("talk__year", "talk", "factor__number"),
    )


def _commitments() -> Table:
    return Table(
        "afspraken",
        "Wat partner en Steunpunt afspraken, en wat het in een plan werd.",
        (
            c("partner", "talk.partner.name", "naam van de organisatie"),
            c("jaar", "talk.year", "jaar van het contactmoment"),
            c("wat", "text", "wat er afgesproken is"),
            c("wie", "get_by_display", "de partner, het Steunpunt of samen"),
            c("tegen", "due_on", "dag"),
            c("status", "get_state_display", "loopt, gehouden of vervallen"),
            c("actie", lambda row: str(row.action.public_id) if row.action else None, "vaste code van de actie"),
        ),
        Commitment.objects.select_related("talk__partner", "action").order_by("talk__year", "due_on", "pk"),
    )


TABLES = (_versions, _evidence, _targets, _talks, _scores, _commitments)
