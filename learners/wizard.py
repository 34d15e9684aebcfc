"""The intake: one question a page, then one service call."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.access import actor_of
from core.drafts import remembered
from core.languages import current
from core.wizard import Answers, Step, Wizard
from learners import access
from learners.enums import Channel, Source
from learners.forms.base import is_for_other, worded
from learners.forms.intake_contact import ConsentForm, ContactForm
from learners.forms.intake_wishes import DomainsForm, InMindForm, WishesForm
from learners.forms.intake_work import NeedsForm, TravelForm
from learners.forms.intake_you import AboutForm, FirstGradeForm, SituationForm, WhoForm
from learners.kiosk import draft_lifetime, kiosk_of
from learners.rules.answers import IntakeAnswers
from learners.services.intake import Origin, submit_intake
from mailing.services import mail_draft_code


def voice(answers: Answers) -> dict[str, Any]:
    """Return the extra argument every worded form takes."""
    return {"for_other": is_for_other(answers)}


STEPS = (
    Step("wie", _("Wie ben jij?"), WhoForm, why=_("Zo stellen we onze vragen op jouw manier.")),
    Step(
        "over",
        worded(_("Hoe oud ben je en waar woon je?"), _("Hoe oud is de jongere en waar woont die?")),
        AboutForm,
        why=_("De leeftijd bepaalt welke weg er is. De gemeente bepaalt welke plekken dichtbij zijn."),
        kwargs=lambda answers: {"who": answers.get("who", "")},
    ),
    Step(
        "eerste-graad",
        worded(_("Heb je de eerste graad klaar?"), _("Heeft de jongere de eerste graad klaar?")),
        FirstGradeForm,
        why=_("Op 15 jaar kan duaal leren alleen na de eerste graad."),
        applies=lambda answers: bool(answers.get("needs_first_grade")),
        kwargs=voice,
    ),
    Step(
        "situatie",
        worded(_("Wat doe je nu?"), _("Wat doet de jongere nu?")),
        SituationForm,
        why=_("Zo weten we wie er nog kan helpen. Past niets? Kies dan ‘Iets anders’."),
        kwargs=voice,
    ),
    Step(
        "interesses",
        worded(_("Wat trekt je aan?"), _("Wat trekt de jongere aan?")),
        DomainsForm,
        why=_("Je zit nergens aan vast. Later kiezen mag."),
        kwargs=voice,
    ),
    Step(
        "op-het-oog",
        worded(_("Heb je al iets op het oog?"), _("Is er al iets op het oog?")),
        InMindForm,
        why=_("Een opleiding of een bedrijf. Nog niets? Ga dan gewoon verder."),
        kwargs=lambda answers: {
            **voice(answers),
            "domains": answers.get("domains", ()),
            "has_programmes": bool(answers.get("has_programmes")),
        },
    ),
    Step(
        "leren",
        worded(_("Wat wil je graag leren?"), _("Wat wil de jongere graag leren?")),
        WishesForm,
        why=_("Dit kun je leren in de opleiding die je koos. We zoeken plekken waar ze het doen. Overslaan mag."),
        applies=lambda answers: bool(answers.get("has_activities")),
        kwargs=lambda answers: {**voice(answers), "programme_id": answers["programme"].pk},
    ),
    Step(
        "vervoer",
        worded(_("Hoe geraak je op je werk?"), _("Hoe geraakt de jongere op het werk?")),
        TravelForm,
        why=_("We zoeken alleen plekken die je vlot bereikt."),
        kwargs=voice,
    ),
    Step(
        "nodig",
        _("Waar houden we rekening mee?"),
        NeedsForm,
        why=_("Zo zoeken we een plek die past. Overslaan mag."),
        kwargs=voice,
    ),
    Step(
        "contact",
        worded(_("Hoe kunnen we je bereiken?"), _("Hoe kunnen we jullie bereiken?")),
        ContactForm,
        why=_("Eén manier is genoeg. We geven je nummer aan niemand door zonder het te vragen."),
        kwargs=lambda answers: {**voice(answers), "needs_helper": bool(answers.get("needs_helper"))},
    ),
)

CONSENT = Step(
    "toestemming",
    worded(_("Is dit goed voor jou?"), _("Is dit goed voor jullie?")),
    ConsentForm,
    why=_("Elk vinkje staat op zichzelf. Je kunt het later terugnemen."),
    kwargs=lambda answers: {**voice(answers), "has_needs": bool(answers.get("has_needs"))},
)


def intake_of(clean: Answers) -> IntakeAnswers:
    """Return the clean answers of all pages as plain values."""
    school, programme, municipality = (clean.get(name) for name in ("school", "programme", "municipality"))
    needs = clean if clean.get("consent_barriers") else {}
    return IntakeAnswers(
        who=clean["who"],
        birth_year=clean["birth_year"],
        birth_month=clean.get("birth_month"),
        first_grade_done=clean.get("first_grade_done"),
        postal_code=clean.get("postal_code", ""),
        municipality_id=municipality.pk if municipality else None,
        situation=clean["situation"],
        school_id=school.pk if school else None,
        readiness=clean["readiness"],
        clock_started_on=clean.get("clock_started_on"),
        fields=tuple(clean.get("domains", ())),
        programme_id=programme.pk if programme else None,
        wanted_activities=tuple(activity.pk for activity in clean.get("wanted_activities", ())),
        own_company=clean["own_company"],
        own_company_name=clean.get("own_company_name", ""),
        modes=tuple(clean["modes"]),
        max_minutes=clean["max_minutes"],
        languages=tuple(clean["languages"]),
        licences=tuple(clean["licences"]),
        accessibility=tuple(needs.get("accessibility", ())),
        barriers=tuple(needs.get("barriers", ())),
        first_name=clean["first_name"],
        last_name=clean.get("last_name", ""),
        phone=str(clean.get("phone") or ""),
        email=clean.get("email", ""),
        prefer=clean.get("prefer", Channel.CALL),
        moment=clean["moment"],
        helper_name=clean.get("helper_name", ""),
        helper_phone=str(clean.get("helper_phone") or ""),
        helper_email=clean.get("helper_email", ""),
        consent_contact=clean["consent_contact"],
        consent_share=clean.get("consent_share", False),
    )


def finish(request: HttpRequest, answers: Answers, once_key: str) -> str:
    """Store the intake and open the learner's page in this session. Returns the address of the confirmation."""
    at = kiosk_of(request.session)
    draft = remembered(request.session, WIZARD.kind)
    via = draft.via if draft else ""
    intake = submit_intake(
        draft_key=once_key,
        answers=intake_of(answers),
        actor=actor_of(request),
        origin=Origin(Source.FAIR, at.code) if at else Origin(via=via),
        language=current().code,
    )
    access.open_learner(request.session, intake.learner_id)
    return reverse("learners:take_along" if at else "learners:received", args=[intake.public_id])


WIZARD = Wizard(
    kind="intake",
    title=_("Zoek een leerwerkplek"),
    url="learners:intake",
    steps=STEPS,
    finish=finish,
    button=_("Dit klopt, help me verder"),
    purpose="intake_submit",
    last=CONSENT,
    lifetime=draft_lifetime,
    mail_code=partial(mail_draft_code, title=_("je vraag aan het Steunpunt")),  # type: ignore[arg-type]
)
