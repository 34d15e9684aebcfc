"""The registration of a company: one question per page, no account."""

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.enums import MentorState
from companies.forms.fields import municipality_behind
from companies.forms.offer import AvailabilityForm, GearForm, MentorForm, PlacesForm, WorkForm
from companies.forms.people import LabelsForm
from companies.forms.registration import (
    MOST_ESTABLISHMENTS,
    CompanyForm,
    ContactForm,
    EstablishmentForm,
    ProgrammeForm,
    SectorForm,
)
from companies.scan_wizard import attach_remembered
from companies.selectors.registration import programmes_named
from companies.services.establishments import Address, EstablishmentKnown
from companies.services.registration import (
    CompanyKnown,
    NewContact,
    NewEstablishment,
    Registration,
    register_company,
)
from companies.services.workplaces import WorkplaceOffer
from core.drafts import remembered
from core.wizard import Answers, Step, Wizard
from mailing.services import mail_draft_code


def ordinals(answers: Answers) -> list[int]:
    """Return which addresses (1 to 3) were filled in."""
    return [n for n in range(1, MOST_ESTABLISHMENTS + 1) if f"number_{n}" in answers]


def _address_step(ordinal: int) -> Step:
    first = ordinal == 1
    return Step(
        slug="vestiging" if first else f"vestiging-{ordinal}",
        title=_("Waar kan een lerende komen?") if first else _("Je volgende vestiging"),
        form=EstablishmentForm,
        why=_("Een erkenning geldt per vestiging. Met het adres kijken we wie er geraakt."),
        applies=lambda answers: first or answers.get(f"another_{ordinal - 1}") == "yes",
        kwargs=lambda answers: {
            "ordinal": ordinal,
            "taken": tuple(answers[f"number_{n}"] for n in ordinals(answers) if n < ordinal),
        },
    )


def _places_kwargs(answers: Answers) -> dict[str, Any]:
    return {
        "establishments": tuple((n, answers[f"place_name_{n}"]) for n in ordinals(answers)),
        "programmes": tuple(programmes_named(answers["programmes"])),
    }


def _has_mentor(answers: Answers) -> bool:
    return bool(answers["mentor"] == MentorState.YES)


OPTIONAL = "components/wizard_step_optional.html"
STEPS = (
    Step(
        "bedrijf",
        _("Welk bedrijf is het?"),
        CompanyForm,
        why=_("Met je ondernemingsnummer vermijden we dat je bedrijf er twee keer in staat."),
        template="companies/register_company.html",
    ),
    _address_step(1),
    _address_step(2),
    _address_step(3),
    Step(
        "sector",
        _("Wat voor werk doen jullie?"),
        SectorForm,
        why=_("Zo tonen we alleen de opleidingen die kunnen passen."),
    ),
    Step(
        "opleidingen",
        _("Welke opleidingen passen bij jullie?"),
        ProgrammeForm,
        why=_("Dit zijn de officiële namen. Twijfel je? Kies wat het dichtst ligt, we bellen je daarover."),
        kwargs=lambda answers: {"sectors": tuple(answers["sectors"]), "word": answers["word"]},
    ),
    Step(
        "plaatsen",
        _("Voor hoeveel lerenden is er plaats?"),
        PlacesForm,
        why=_("Tel alleen wie je goed kunt begeleiden. 0 betekent: niet hier."),
        kwargs=_places_kwargs,
    ),
    Step(
        "mentor",
        _("Wie begeleidt de lerende?"),
        MentorForm,
        why=_("Een mentor is iemand met ervaring in het beroep. De voorwaarden bekijken we later samen."),
    ),
    Step(
        "wanneer",
        _("Kan er nu iemand komen?"),
        AvailabilityForm,
        why=_("Dit is je verkeerslicht. Je kunt het op elk moment veranderen."),
    ),
    Step(
        "werk",
        _("Hoe ziet het werk eruit?"),
        WorkForm,
        why=_("Zo weet een jongere waar die aan begint."),
    ),
    Step(
        "uitrusting",
        _("Wat draagt een lerende om veilig te werken?"),
        GearForm,
        why=_("Dit mag je overslaan. Je kunt het later invullen op je bureau."),
        template=OPTIONAL,
    ),
    Step(
        "contact",
        _("Wie mogen we bellen?"),
        ContactForm,
        why=_(
            "Je gegevens komen nooit op een openbare pagina. Alleen het Steunpunt, de school en een lerende die kennismaakt, zien ze."
        ),
    ),
    Step(
        "wie-doet-wat",
        lambda answers: _("Wie tekent en wie begeleidt?") if _has_mentor(answers) else _("Wie tekent?"),
        LabelsForm,
        why=_("Jij bent ons eerste contact. De rest mag je overslaan. Je kunt het later invullen op je bureau."),
        kwargs=lambda answers: {"contact_name": answers["contact_name"], "has_mentor": _has_mentor(answers)},
        template=OPTIONAL,
    ),
)


def finish(request: HttpRequest, answers: Answers, once_key: str) -> str:
    """Register the company; return the page that says what happens now. Raises `ValidationError`."""
    draft = remembered(request.session, WIZARD.kind)
    try:
        company = register_company(
            actor=request.actor,  # type: ignore[attr-defined]
            draft_key=once_key,
            registration=registration_of(answers),
            via=draft.via if draft else "",
        )
    except (CompanyKnown, EstablishmentKnown) as refusal:
        raise ValidationError(str(refusal)) from refusal
    attach_remembered(actor=request.actor, session=request.session, company=company)  # type: ignore[attr-defined]
    return reverse("companies:registered", args=[company.public_id])


def registration_of(answers: Answers) -> Registration:
    """Return what the service needs, from the clean answers of all pages."""
    return Registration(
        enterprise_number=answers["enterprise_number"],
        name=answers["company_name"],
        establishments=tuple(_establishment(answers, ordinal) for ordinal in ordinals(answers)),
        offer=WorkplaceOffer(
            mentor=answers["mentor"],
            about=answers["about"],
            days_per_week=answers["days_per_week"],
            shift_start=answers["shift_start"],
            shift_end=answers["shift_end"],
            languages=answers["languages"],
            gear=answers["gear"],
        ),
        availability=answers["availability"],
        available_from=answers["available_from"],
        contact=NewContact(
            name=answers["contact_name"],
            function=answers["contact_function"],
            email=answers["contact_email"],
            phone=str(answers["contact_phone"]),
            signs="signs" in answers["labels"],
        ),
        mentors=tuple(answers["mentors"]),
    )


def _establishment(answers: Answers, ordinal: int) -> NewEstablishment:
    programmes = programmes_named(answers["programmes"])
    places = {one: answers[f"places_{ordinal}_{one.slug}"] for one in programmes}
    postal_code = answers[f"postal_code_{ordinal}"]
    address = Address(
        name=answers[f"place_name_{ordinal}"],
        street=answers[f"street_{ordinal}"],
        postal_code=postal_code,
        municipality=municipality_behind(postal_code),
        max_learners=answers.get(f"most_{ordinal}") or max(1, sum(places.values())),
    )
    return NewEstablishment(number=answers[f"number_{ordinal}"], address=address, places=places)


WIZARD = Wizard(
    kind="company",
    title=_("Meld je bedrijf aan"),
    url="companies:register",
    steps=STEPS,
    finish=finish,
    button=_("Dit klopt, meld mijn bedrijf aan"),
    purpose="company_register",
    mail_code=partial(mail_draft_code, title="de aanmelding van je bedrijf"),
)
