"""Mails about try-out days: what happened, what now, who, before when. The link opens a page; the act is a button."""

from typing import Any

from django.utils.translation import gettext as _

from core.languages import DUTCH, speaking
from learners.rules.words import long_date
from mailing.services import queue_mail
from matchmaking.selectors.people import company_contacts, learner_language, school_addresses
from placements import links
from placements.enums import TryOutResult, TryOutSide, TryOutState
from placements.models import TryOut
from placements.rules.tryout import answers_first

TEMPLATE = "placements/email/try_out"


def tell(try_out: TryOut) -> None:
    """Tell learner, company and school in which state the days are now."""
    state = TryOutState(try_out.state)
    for side in (TryOutSide.LEARNER, TryOutSide.COMPANY, TryOutSide.SCHOOL):
        if side == TryOutSide.SCHOOL and state in (TryOutState.ASKED, TryOutState.DECLINED, TryOutState.REVIEW):
            continue
        if side == try_out.asked_by and state == TryOutState.ASKED:
            continue
        language = learner_language(try_out.learner) if side == TryOutSide.LEARNER else DUTCH
        with speaking(language):
            context = _context(try_out, side)
        for number, address in enumerate(_addresses(try_out, side)):
            key = f"try-out:{try_out.public_id}:{state.value}:{side.value}:{number}"
            queue_mail(key=key, template=TEMPLATE, to=address, context=context, language=language)


def _context(try_out: TryOut, side: TryOutSide) -> dict[str, Any]:
    """Return what the mail to a side says, in the language that is active."""
    return {
        "company": try_out.workplace.establishment.company.name,
        "first_day": try_out.first_day,
        "days": try_out.days,
        "happened": _happened(try_out),
        "now": _now(try_out, side),
        "link": links.try_out_link_for(side, try_out),
    }


def _addresses(try_out: TryOut, side: TryOutSide) -> list[str]:
    """Return where a side reads its mail."""
    if side == TryOutSide.LEARNER:
        contact = getattr(try_out.learner, "contact", None)
        return [address for address in ((contact.email or contact.helper_email) if contact else "",) if address]
    if side == TryOutSide.COMPANY:
        return [contact.email for contact in company_contacts(try_out.workplace.establishment.company_id)]
    return school_addresses(try_out.learner)


def _happened(try_out: TryOut) -> str:
    sentences = {
        TryOutState.ASKED: _("Er zijn snuffeldagen gevraagd."),
        TryOutState.SCHOOL: _("De lerende en het bedrijf willen snuffeldagen."),
        TryOutState.PLANNED: _("De snuffeldagen gaan door."),
        TryOutState.REVIEW: _("De snuffeldagen zijn voorbij."),
        TryOutState.DECLINED: _("De snuffeldagen gaan niet door."),
        TryOutState.CANCELLED: _("De snuffeldagen zijn afgezegd."),
        TryOutState.EXPIRED: _("Op de vraag naar snuffeldagen kwam op tijd geen antwoord."),
    }
    if try_out.state == TryOutState.DONE:
        done = {
            TryOutResult.GO_ON: _("Jullie willen allebei verder."),
            TryOutResult.NO: _("Na de snuffeldagen gaan jullie niet samen verder."),
            TryOutResult.UNKNOWN: _("De snuffeldagen zijn afgerond. Nog niet iedereen weet het zeker."),
        }
        return done[TryOutResult(try_out.result)]
    return sentences[TryOutState(try_out.state)]


def _now(try_out: TryOut, side: TryOutSide) -> str:
    """Say what this reader does now, and before when."""
    until = {"day": long_date(try_out.state_due_on) if try_out.state_due_on else ""}
    state, result = TryOutState(try_out.state), try_out.result
    nothing = _("Je hoeft niets te doen.")
    looks = side == TryOutSide.SCHOOL
    asked = side == answers_first(try_out.asked_by)
    sentences = {
        TryOutState.ASKED: _("Zeg ja of nee tegen %(day)s. Een nee heeft geen gevolgen.") if asked else nothing,
        TryOutState.SCHOOL: _("Kijk tegen %(day)s verzekering en toezicht na, en bevestig.")
        if looks
        else _("De school kijkt tegen %(day)s verzekering en toezicht na. Je krijgt een mail."),
        TryOutState.PLANNED: _("Op de pagina lees je de uren, wie de lerende ontvangt en wat die meebrengt."),
        TryOutState.REVIEW: _("Antwoord tegen %(day)s op twee korte vragen. De andere kant ziet je antwoorden niet."),
        TryOutState.DONE: _("Dat heeft geen gevolgen. Wij zoeken meteen verder.")
        if result == TryOutResult.NO
        else _("Spreek samen met de school af hoe het verder gaat."),
    }
    return sentences.get(state, nothing) % until
