"""Factories for companies, their places and their people."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from companies.enums import (
    Availability,
    CompanyRole,
    CompanyState,
    HelpKind,
    MentorState,
    RecognitionState,
    ScanBand,
    WakeResult,
    WishState,
    WorkplaceState,
)
from companies.models import (
    Attachment,
    Company,
    CompanyContact,
    Establishment,
    EstablishmentTransfer,
    HelpRequest,
    ImportJob,
    JoinRequest,
    Membership,
    Mentor,
    PlacePage,
    PlaceReport,
    ProgrammeWish,
    QuickScan,
    Recognition,
    RecognitionLine,
    RecognitionLog,
    RecognitionMentor,
    RecognitionPaper,
    WakeCall,
    Workplace,
)
from core.db import fold
from tests.factories.catalogue import MunicipalityFactory, ProgrammeFactory, store_rules

OUT_OF_THE_WAY = 5_000_000  # so that a number that a test writes itself is never one of a factory


def with_check_digits(first_eight: int) -> str:
    """Return a ten-digit number with right check digits."""
    return f"{first_eight:08d}{97 - first_eight % 97:02d}"


def enterprise_number(n: int) -> str:
    return with_check_digits(4_000_000 + n)


def establishment_number(n: int) -> str:
    return with_check_digits(21_000_000 + n)


class CompanyFactory(DjangoModelFactory):
    """An active company; `unconfirmed=True` or `ceased=True` for the other states."""

    class Meta:
        model = Company

    class Params:
        unconfirmed = factory.Trait(state=CompanyState.UNCONFIRMED)
        ceased = factory.Trait(state=CompanyState.CEASED, ceased_on=dt.date(2026, 1, 31))

    enterprise_number = factory.Sequence(lambda n: enterprise_number(OUT_OF_THE_WAY + n))
    name = factory.Sequence(lambda n: f"Bakkerij Molenwiek {n}")
    search_text = factory.LazyAttribute(lambda o: fold(o.name, o.enterprise_number))
    state = CompanyState.ACTIVE


class EstablishmentFactory(DjangoModelFactory):
    class Meta:
        model = Establishment

    class Params:
        closed = factory.Trait(closed_on=dt.date(2026, 1, 31))

    company = factory.SubFactory(CompanyFactory)
    establishment_number = factory.Sequence(lambda n: establishment_number(OUT_OF_THE_WAY + n))
    name = factory.Sequence(lambda n: f"Winkel {n}")
    street = "Molenstraat 1"
    postal_code = "8800"
    municipality = factory.SubFactory(MunicipalityFactory)
    max_learners = 1


class CompanyContactFactory(DjangoModelFactory):
    class Meta:
        model = CompanyContact

    company = factory.SubFactory(CompanyFactory)
    name = factory.Sequence(lambda n: f"An Contact {n}")
    email = factory.Sequence(lambda n: f"contact{n}@bedrijf.test")
    phone = "+32470123456"
    function = "Zaakvoerder"
    email_confirmed_at = factory.LazyFunction(timezone.now)


class CompanyMembershipFactory(DjangoModelFactory):
    """Give `user=`; the accounts factories make one."""

    class Meta:
        model = Membership

    company = factory.SubFactory(CompanyFactory)
    role = CompanyRole.ADMIN


class JoinRequestFactory(DjangoModelFactory):
    class Meta:
        model = JoinRequest

    company = factory.SubFactory(CompanyFactory)
    name = factory.Sequence(lambda n: f"Bo Collega {n}")
    email = factory.Sequence(lambda n: f"collega{n}@bedrijf.test")


class RecognitionFactory(DjangoModelFactory):
    """A recognition that holds around now; `preparing=True`, `submitted=True`, `refused=True`, `lapsed=True`."""

    class Meta:
        model = Recognition

    class Params:
        preparing = factory.Trait(state=RecognitionState.PREPARING, valid_from=None, valid_until=None)
        submitted = factory.Trait(state=RecognitionState.SUBMITTED, valid_from=None, valid_until=None)
        refused = factory.Trait(state=RecognitionState.REFUSED, valid_from=None, valid_until=None)
        lapsed = factory.Trait(
            valid_from=factory.LazyFunction(lambda: timezone.localdate() - dt.timedelta(days=1826)),
            valid_until=factory.LazyFunction(lambda: timezone.localdate() - dt.timedelta(days=1)),
        )

    establishment = factory.SubFactory(EstablishmentFactory)
    programme = factory.SubFactory(ProgrammeFactory)
    state = RecognitionState.RECOGNISED
    valid_from = factory.LazyFunction(lambda: timezone.localdate() - dt.timedelta(days=365))
    valid_until = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=1000))
    origin = "Digitaal loket"
    state_on = factory.SelfAttribute("valid_from")


class MentorFactory(DjangoModelFactory):
    """A mentor who fits everywhere; `young=True` is 22."""

    class Meta:
        model = Mentor

    class Params:
        young = factory.Trait(age_at_least=None, age_below=23)

    company = factory.SubFactory(CompanyFactory)
    name = factory.Sequence(lambda n: f"Mo Mentor {chr(97 + n % 26)}{n}")
    age_at_least = 25
    years = 10
    has_diploma = True
    training = "done"
    training_on = dt.date(2024, 3, 1)
    told_on = factory.LazyFunction(timezone.localdate)


class RecognitionMentorFactory(DjangoModelFactory):
    class Meta:
        model = RecognitionMentor

    recognition = factory.SubFactory(RecognitionFactory)
    mentor = factory.LazyAttribute(lambda o: MentorFactory(company=o.recognition.establishment.company))


class RecognitionLogFactory(DjangoModelFactory):
    class Meta:
        model = RecognitionLog

    recognition = factory.SubFactory(RecognitionFactory)
    to_state = RecognitionState.PREPARING
    actor_label = "Systeem"
    reason = "Digitaal loket"
    on = factory.LazyFunction(timezone.localdate)


class RecognitionPaperFactory(DjangoModelFactory):
    class Meta:
        model = RecognitionPaper

    recognition = factory.SubFactory(RecognitionFactory)
    line = "equipment"
    dated_on = factory.LazyFunction(timezone.localdate)


class RecognitionLineFactory(DjangoModelFactory):
    class Meta:
        model = RecognitionLine

    key = factory.Sequence(lambda n: f"regel-{n}")
    kind = "condition"
    text = "De werkplek is veilig"
    owner = "Steunpunt, cel bedrijven"
    source = "duaalwest.be"
    last_checked = dt.date(2026, 11, 23)
    review_on = dt.date(2027, 5, 23)


class EstablishmentTransferFactory(DjangoModelFactory):
    """A question that waits; `decided="approved"` or `"refused"`."""

    class Meta:
        model = EstablishmentTransfer

    class Params:
        decided = ""

    establishment = factory.SubFactory(EstablishmentFactory)
    from_company = factory.SelfAttribute("establishment.company")
    to_company = factory.SubFactory(CompanyFactory)
    taken_over_on = dt.date(2026, 10, 1)
    state = factory.LazyAttribute(lambda o: o.decided or "asked")
    decided_at = factory.LazyAttribute(lambda o: timezone.now() if o.decided else None)


class ImportJobFactory(DjangoModelFactory):
    """A list of one row whose columns are not chosen yet."""

    class Meta:
        model = ImportJob

    origin = "Alimento"
    file_name = factory.Sequence(lambda n: f"lijst-{n}.csv")
    list_date = dt.date(2026, 11, 20)
    content = "KBO nummer;Naam bedrijf\r\n0400000185;Slagerij\r\n"
    total = 1


class AttachmentFactory(DjangoModelFactory):
    """A small pdf; `checking=True` waits for the scanner."""

    class Meta:
        model = Attachment

    class Params:
        checking = factory.Trait(state="checking")

    company = factory.SubFactory(CompanyFactory)
    kind = "plan"
    title = factory.Sequence(lambda n: f"Plan {n}")
    file = factory.django.FileField(data=b"%PDF-1.7 plan", filename="plan.pdf")
    content_type = "application/pdf"
    size = 13
    digest = factory.Sequence(lambda n: f"{n:064x}")
    state = "accepted"


class WorkplaceFactory(DjangoModelFactory):
    """An open workplace, green and confirmed today; `recognised=True` makes the recognition as well.

    Traits: `stale=True` (confirmed a year ago), `withdrawn=True`.
    """

    class Meta:
        model = Workplace
        skip_postgeneration_save = True

    class Params:
        stale = factory.Trait(
            availability_confirmed_at=factory.LazyFunction(lambda: timezone.now() - dt.timedelta(days=365))
        )
        withdrawn = factory.Trait(state=WorkplaceState.WITHDRAWN, withdrawn_reason="Geen plaats meer")

    establishment = factory.SubFactory(EstablishmentFactory)
    programme = factory.SubFactory(ProgrammeFactory)
    state = WorkplaceState.OPEN
    places = 1
    mentor = MentorState.YES
    availability = Availability.NOW
    availability_confirmed_at = factory.LazyFunction(timezone.now)
    about = "Je helpt met het dagelijkse werk."
    languages = factory.LazyFunction(lambda: ["nl"])

    @factory.post_generation
    def recognised(self, create, extracted, **kwargs):
        if create and extracted:
            RecognitionFactory(establishment=self.establishment, programme=self.programme)


class ProgrammeWishFactory(DjangoModelFactory):
    """A confirmed wish that counts; `asked=True` waits for its confirmation, `shared=True` lets schools call."""

    class Meta:
        model = ProgrammeWish

    class Params:
        asked = factory.Trait(state=WishState.ASKED, confirmed_at=None, expires_on=None)
        shared = factory.Trait(contact_shared_at=factory.LazyFunction(timezone.now))

    programme = factory.SubFactory(ProgrammeFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    state = WishState.OPEN
    learners = 2
    from_on = factory.LazyFunction(lambda: timezone.localdate().replace(day=1))
    company_name = factory.Sequence(lambda n: f"Bakkerij Wens {n}")
    contact_name = factory.Sequence(lambda n: f"Wies Wenser {n}")
    email = factory.Sequence(lambda n: f"wens{n}@bedrijf.test")
    confirmed_at = factory.LazyFunction(timezone.now)
    expires_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=365))


class QuickScanFactory(DjangoModelFactory):
    """A scan of today without ticks; its answers are not filled in, which counts as 'weet ik niet'."""

    class Meta:
        model = QuickScan

    draft_key = factory.Sequence(lambda n: f"scan-{n}")
    answered_on = factory.LazyFunction(timezone.localdate)
    municipality = factory.SubFactory(MunicipalityFactory)
    band = ScanBand.TALK


class HelpRequestFactory(DjangoModelFactory):
    """A call about a scan that waits; `recognition=True` for help with a recognition."""

    class Meta:
        model = HelpRequest

    class Params:
        recognition = factory.Trait(
            kind=HelpKind.RECOGNITION,
            scan=None,
            establishment=factory.SubFactory(EstablishmentFactory),
            programme=factory.SubFactory(ProgrammeFactory),
            name="",
            phone="",
        )

    kind = HelpKind.CALL
    scan = factory.SubFactory(QuickScanFactory)
    name = factory.Sequence(lambda n: f"Bo Beller {n}")
    phone = "+32470123456"
    promised_by = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=1))


STEP_DAYS = {
    "prospect": 30,
    "informed": 30,
    "scanned": 14,
    "preparing": 60,
    "incomplete": 14,
    "visit": 7,
    "appeal": 60,
}
RECOGNITION_RULES = {
    "recognition-decision-days": 14,
    "recognition-validity": 5,
    "appeal-days": 10,
    "mentor-min-age": 25,
    "mentor-min-experience": 5,
    "mentor-reduced-age": 23,
    "mentor-training-deadline": 12,
    "mentor-extract-max-age": 12,
}


def recognition_rules():
    """Make the dated rules of the recognition coach, as they are in the reference data."""
    store_rules((key, "", value) for key, value in RECOGNITION_RULES.items())
    store_rules(("recognition-step-term", state, days) for state, days in STEP_DAYS.items())
    store_rules(("recognition-renewal", scope, months) for scope, months in (("first", 6), ("last", 2)))


class WakeCallFactory(DjangoModelFactory):
    """Somebody was called yesterday and did not pick up."""

    class Meta:
        model = WakeCall
        skip_postgeneration_save = True

    establishment = factory.SubFactory(EstablishmentFactory)
    called_at = factory.LazyFunction(lambda: timezone.now() - dt.timedelta(days=1))
    result = WakeResult.NO_ANSWER


WAKE_RULES = {
    ("wake-up", "idle"): 12,
    ("wake-up", "calls"): 2,
    ("wake-up", "retry"): 7,
    ("wake-up", "rest"): 150,
    ("wake-up", "validity"): 6,
    ("wake-up", "learners"): 3,
    ("wake-weight", "learners"): 40,
    ("wake-weight", "validity"): 15,
    ("wake-weight", "mentor"): 20,
    ("wake-weight", "reachable"): 15,
    ("wake-weight", "answers"): 10,
}


def wake_rules():
    """Make the dated rules of the wake-up desk, as they are in the reference data."""
    store_rules((key, scope, value) for (key, scope), value in WAKE_RULES.items())


class PlacePageFactory(DjangoModelFactory):
    """A workplace on the web."""

    class Meta:
        model = PlacePage

    workplace = factory.SubFactory("tests.factories.companies.WorkplaceFactory")
    published_at = factory.LazyFunction(timezone.now)


class PlaceReportFactory(DjangoModelFactory):
    class Meta:
        model = PlaceReport

    once_key = factory.Sequence(lambda n: f"melding-{n}")
    page = factory.SubFactory(PlacePageFactory)
    reason = "wrong"
    text = "De uren kloppen niet."
    promised_by = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=1))
