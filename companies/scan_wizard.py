"""The quick scan 'Hoe klaar ben je voor duaal?': five short pages, no account, nobody's name."""

from collections.abc import MutableMapping
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from catalogue.rules import RuleMissing
from companies.enums import ScanBand
from companies.forms.fields import municipality_behind
from companies.forms.registration import MOST_PROGRAMMES
from companies.forms.scan import ScanMentorForm, ScanPlaceForm, ScanShopForm, ScanTeamForm, ScanWorkForm
from companies.models import Company
from companies.scan.questions import QUESTIONS
from companies.selectors.scan import ScanResult, scan_with
from companies.services.scan import NewScan, attach_scan, keep_scan
from core import clock, drafts
from core.wizard import Answers, Step, Wizard
from mailing.services import mail_draft_code

SESSION_KEY = "company_scan"
MENTOR_ANSWERS = ("age", "years", "diploma", "mentors", "learners")
STEPS = (
    Step(
        "zaak",
        _("Wat voor bedrijf zijn jullie?"),
        ScanShopForm,
        why=_("Zo weten we welke opleidingen kunnen passen en welk partnerschap beslist."),
    ),
    Step(
        "werk",
        _("Wat doen jullie?"),
        ScanWorkForm,
        why=_("Met deze lijst rekenen we uit welke opleidingen bij jullie werk passen."),
        kwargs=lambda answers: {"sectors": tuple(answers["sectors"])},
    ),
    Step(
        "mentor",
        _("Wie begeleidt de lerende?"),
        ScanMentorForm,
        why=_("Elke lerende heeft een mentor. De voorwaarden verschillen per partnerschap."),
    ),
    Step(
        "plek", _("Hoe zit het met de werkplek?"), ScanPlaceForm, why=_("Weet je het niet? Dat is ook een antwoord.")
    ),
    Step("team", _("En de tijd en het team?"), ScanTeamForm, why=_("Nog één pagina, dan zie je het resultaat.")),
)


def finish(request: HttpRequest, answers: Answers, once_key: str) -> str:
    """Keep the scan; return its page. Raises `ValidationError` when a rule is missing."""
    new = NewScan(
        municipality=municipality_behind(answers["postal_code"]),
        joint_committee=answers["joint_committee"],
        sectors=answers["sectors"],
        activities=answers["activities"],
        answers={key: answers[key] for key in (*MENTOR_ANSWERS, *(question.key for question in QUESTIONS))},
    )
    try:
        scan = keep_scan(draft_key=once_key, new=new, on=clock.today())
    except RuleMissing as missing:
        raise ValidationError(_("We kunnen je antwoorden nu niet beoordelen. Bel ons, we kijken het na.")) from missing
    request.session[SESSION_KEY] = str(scan.public_id)
    return reverse("companies:scan", args=[scan.public_id])


def prefilled_registration(request: HttpRequest, result: ScanResult) -> None:
    """Begin a registration whose sector and programmes are ticked already; a registration under way stays as it is."""
    if drafts.remembered(request.session, "company") is not None:
        return
    sectors = [sector.slug for sector in result.scan.sectors.all()]
    chosen = [
        one.coverage.programme.slug
        for one in result.programmes
        if one.band != ScanBand.TALK and one.coverage.programme.sector.slug in sectors
    ]
    draft = drafts.save_step(drafts.start_draft("company"), "sector", {"word": [""], "sectors": sectors})
    if chosen:
        draft = drafts.save_step(draft, "opleidingen", {"programmes": chosen[:MOST_PROGRAMMES]})
    drafts.remember(request.session, draft)


def attach_remembered(*, actor: Actor, session: MutableMapping[str, Any], company: Company) -> None:
    """Hang the scan that this browser made on a company that was just registered; a scan of another stays there."""
    scan = scan_with(session.pop(SESSION_KEY, "")) if session.get(SESSION_KEY) else None
    if scan is not None and scan.company_id is None:
        attach_scan(actor=actor, scan=scan, company=company)


SCAN = Wizard(
    kind="company-scan",
    title=_("Hoe klaar ben je voor duaal?"),
    url="companies:scan_questions",
    steps=STEPS,
    finish=finish,
    button=_("Toon mijn resultaat"),
    purpose="company_scan",
    mail_code=partial(mail_draft_code, title="de snelle scan van je bedrijf"),
)
