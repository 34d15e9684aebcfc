"""Factories for rounds, proposals and decisions, and a small province to match in."""

import datetime as dt
from dataclasses import dataclass, field

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from catalogue.models import Municipality
from catalogue.services.travel import store_estimates
from companies.models import Workplace
from learners.models import Case, Learner
from matchmaking.engine.compare import MEASURES, POLICIES
from matchmaking.enums import ComparisonState, DecisionKind, ProposalState, RoundState
from matchmaking.models import (
    MatchRound,
    PairDecision,
    PolicyComparison,
    Proposal,
    Prospect,
    TakenPlace,
    WeightProfile,
)
from tests.factories.catalogue import (
    ActivityFactory,
    MunicipalityFactory,
    ProgrammeActivityFactory,
    ProgrammeFactory,
    store_rules,
)
from tests.factories.companies import CompanyContactFactory, EstablishmentFactory, WorkplaceFactory, recognition_rules
from tests.factories.learners import CaseFactory, LearnerFactory

CLEAN = {"blocking": 0, "infeasible": 0, "pairs": 1}
TERMS = (
    ("workplace-search-days", "", 20),
    ("workplace-search-alert", "first", 10),
    ("workplace-search-alert", "second", 15),
    ("workplace-search-alert", "third", 18),
    ("workplace-search-tone", "amber", 10),
    ("workplace-search-tone", "red", 5),
    ("week-at-school", "", 12),
    ("week-at-work", "", 345),
    ("week-counts", "school", 1),
    ("week-counts", "work", 1),
    ("clock-pause-check", "", 14),
    ("calendar-warning", "", 150),
    ("break-off-undo", "", 30),
    ("break-off-call", "", 1),
    ("route-hold", "", 30),
    ("dual-min-age", "", 16),
    ("dual-min-age", "first-grade", 15),
    ("dual-max-age", "", 25),
    ("adult-min-age", "", 18),
    ("digital-consent-age", "", 13),
    ("referral-term", "reminder", 5),
    ("referral-term", "second-reminder", 10),
    ("referral-term", "escalation", 15),
    ("referral-term", "closing", 30),
    ("referral-term", "link", 10),
    ("introduction-term", "", 10),
    ("parking-max", "", 365),
    ("retention-request", "", 7),
    ("availability-term", "", 60),
    ("responsiveness", "days", 7),
    ("responsiveness", "months", 12),
    ("open-proposals-max", "", 3),
    ("fairness-min-group", "", 5),
    ("fairness-gap-alert", "", 2),
    ("proposal-term", "answer", 14),
    ("retention-journal", "", 2),
    ("both-agree-age", "", 16),
    ("coview-max", "", 365),
    ("retention-learner", "", 12),
    ("retention-placement", "", 5),
    ("proposal-term", "reminder", 7),
    ("proposal-term", "grace", 7),
    ("proposal-term", "link", 45),
    ("proposal-term", "later", 30),
)

UNITS = {"retention-learner": "maanden", "retention-placement": "jaar"}


def make_terms():
    """Store every dated rule that matching reads."""
    store_rules((key, scope, value, UNITS.get(key, "dagen")) for key, scope, value in TERMS)
    recognition_rules()


class WeightProfileFactory(DjangoModelFactory):
    """The weights the portal starts with."""

    class Meta:
        model = WeightProfile
        django_get_or_create = ("version",)

    version = 1
    learner_weights = factory.LazyFunction(
        lambda: {"travel": 0.38, "coverage": 0.27, "wanted": 0.18, "tags": 0, "mentor": 0.09, "responsiveness": 0.08}
    )
    site_weights = factory.LazyFunction(
        lambda: {"site_proximity": 0.35, "site_coverage": 0.4, "site_language": 0.25, "site_order": 0}
    )
    policy = factory.LazyFunction(
        lambda: {
            "few_days_left": 150,
            "few_days_limit": 5,
            "disadvantaged": 60,
            "disadvantaged_barriers": ["language", "money"],
            "max_wait_days": 60,
            "standard_minutes": 30,
        }
    )
    valid_from = dt.date(2020, 1, 1)
    decided_by = "De stuurgroep"


class MatchRoundFactory(DjangoModelFactory):
    """A waiting round; `ready=True` is finished with a clean certificate, `published=True` is released as well."""

    class Meta:
        model = MatchRound

    class Params:
        ready = factory.Trait(
            state=RoundState.READY,
            finished_at=factory.LazyFunction(timezone.now),
            metrics=factory.LazyFunction(lambda: {"certificate": CLEAN}),
        )
        published = factory.Trait(
            state=RoundState.PUBLISHED,
            finished_at=factory.LazyFunction(timezone.now),
            published_at=factory.LazyFunction(timezone.now),
            metrics=factory.LazyFunction(lambda: {"certificate": CLEAN}),
        )

    profile = factory.SubFactory(WeightProfileFactory)
    as_of = factory.LazyFunction(timezone.localdate)
    seed = 42


def compared() -> dict[str, object]:
    """Results in which every policy gives something else, in each of five draws."""
    policies = {
        name: {measure: [60.0 + 5 * place + draw for draw in range(5)] for measure in MEASURES}
        for place, name in enumerate(POLICIES)
    }
    return {name: {"learners": 40, "places": 50, "policies": policies} for name in ("own", "scarce", "ample")}


class PolicyComparisonFactory(DjangoModelFactory):
    """A waiting comparison of policies; `ready=True` is finished."""

    class Meta:
        model = PolicyComparison

    class Params:
        ready = factory.Trait(
            state=ComparisonState.READY,
            finished_at=factory.LazyFunction(timezone.now),
            results=factory.LazyFunction(compared),
        )

    profile = factory.SubFactory(WeightProfileFactory)
    as_of = factory.LazyFunction(timezone.localdate)
    seed = 42
    max_level = 8
    few_days_left = 150
    disadvantaged = 60


class ProposalFactory(DjangoModelFactory):
    """A draft for a learner who searches and a place with a contact; `opened=True`, `introduced=True`."""

    class Meta:
        model = Proposal

    class Params:
        opened = factory.Trait(
            state=ProposalState.OPEN,
            approved_at=factory.LazyFunction(timezone.now),
            answer_due_on=factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=14)),
        )
        introduced = factory.Trait(
            state=ProposalState.INTRODUCED,
            learner_answer="yes",
            company_answer="yes",
            introduced_at=factory.LazyFunction(timezone.now),
            answer_due_on=factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=14)),
        )

    learner = factory.LazyFunction(lambda: searching_learner())
    workplace = factory.LazyAttribute(lambda o: make_workplace(o.learner.programme))
    learner_score = 800
    site_score = 700
    minutes = 22
    mode = "bicycle"
    parts = factory.LazyFunction(
        lambda: [
            ["travel", 0.5, 0.38, 190],
            ["coverage", 1.0, 0.27, 270],
            ["wanted", 1.0, 0.18, 180],
            ["tags", 1.0, 0.0, 0],
            ["mentor", 1.0, 0.09, 90],
            ["responsiveness", 0.875, 0.08, 70],
        ]
    )


class PairDecisionFactory(DjangoModelFactory):
    class Meta:
        model = PairDecision

    kind = DecisionKind.FORBID
    learner = factory.LazyFunction(lambda: searching_learner())
    workplace = factory.LazyAttribute(lambda o: make_workplace(o.learner.programme))
    reason = "De jongere werkte er al."
    decided_by = "Mira (Steunpunt)"


class ProspectFactory(DjangoModelFactory):
    """A learner for whom three places became possible."""

    class Meta:
        model = Prospect

    learner = factory.LazyFunction(lambda: searching_learner())
    fresh = 3
    counted_at = factory.LazyFunction(timezone.now)


class TakenPlaceFactory(DjangoModelFactory):
    """A place that an agreement holds; `freed_at` once it is over."""

    class Meta:
        model = TakenPlace

    learner = factory.LazyFunction(lambda: searching_learner())
    workplace = factory.LazyAttribute(lambda o: make_workplace(o.learner.programme))


def somewhere():
    """Return a municipality that is there already: a new one would make the stored travel tables incomplete."""
    return Municipality.objects.order_by("nis").first() or MunicipalityFactory()


def searching_learner():
    return CaseFactory(matching=True, learner=LearnerFactory(municipality=somewhere())).learner


def make_workplace(programme, *, municipality=None, places=1, max_learners=None, **values) -> Workplace:
    """Return a recognised green workplace with a confirmed contact person."""
    establishment = EstablishmentFactory(max_learners=max_learners or places, municipality=municipality or somewhere())
    CompanyContactFactory(company=establishment.company)
    return WorkplaceFactory(
        establishment=establishment, programme=programme, places=places, **({"recognised": True} | values)
    )


@dataclass
class Province:
    """One programme with two activities, a home town, a neighbour 6 km away and a far end 40 km away."""

    programme: object = field(default_factory=lambda: ProgrammeFactory(name="Elektrotechnieken duaal"))
    activities: list = field(default_factory=list)
    home: object = None
    near: object = None
    far: object = None

    @classmethod
    def make(cls) -> "Province":
        make_terms()
        WeightProfileFactory()
        province = cls()
        for position in range(2):
            activity = ActivityFactory()
            ProgrammeActivityFactory(programme=province.programme, activity=activity, position=position)
            province.activities.append(activity)
        province.home = MunicipalityFactory(nis="31005", name="Brugge", latitude=51.209, longitude=3.224)
        province.near = MunicipalityFactory(nis="31022", name="Oostkamp", latitude=51.155, longitude=3.235)
        province.far = MunicipalityFactory(nis="34022", name="Kortrijk", latitude=50.828, longitude=3.265)
        store_estimates()
        return province

    def learner(self, **values) -> Learner:
        """A learner in the home town who searches and cycles for at most 45 minutes."""
        return self.case(**values).learner

    def case(self, *, state="matching", contact=True, **values) -> Case:
        learner = LearnerFactory(
            **({"programme": self.programme, "municipality": self.home, "max_minutes": 45} | values)
        )
        return CaseFactory(learner=learner, contact=contact, **{state: True})

    def place(self, **values) -> Workplace:
        """A workplace in the neighbouring town."""
        return make_workplace(self.programme, **({"municipality": self.near} | values))
