"""Rows of the action plan."""

import datetime as dt

import factory
from django.utils import timezone

from actionplan.enums import FoundingKind, PlanState
from actionplan.models import (
    Action,
    ActionLog,
    Commitment,
    CommitmentLog,
    Doubt,
    Evidence,
    Formula,
    FoundingItem,
    Indicator,
    Measure,
    Milestone,
    MilestoneLog,
    MilestoneRecord,
    OperationalGoal,
    PlanVersion,
    Reading,
    Snapshot,
    SnapshotLine,
    StrategicGoal,
    SuccessFactor,
    Talk,
    TalkLog,
    TalkScore,
)
from tests.factories.accounts import PartnerOrganisationFactory


class PlanVersionFactory(factory.django.DjangoModelFactory):
    """The version that holds now; every goal and factor of a test stands in it unless told otherwise."""

    class Meta:
        model = PlanVersion
        django_get_or_create = ("key",)

    key = "2021-2022"
    title = factory.LazyAttribute(lambda plan: f"Actieplan {plan.key}")
    starts_on = dt.date(2021, 1, 1)
    ends_on = dt.date(2022, 12, 31)
    state = PlanState.CURRENT


class StrategicGoalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StrategicGoal

    version = factory.SubFactory(PlanVersionFactory)
    number = factory.Sequence(lambda n: str(n + 100))
    title = factory.Sequence(lambda n: f"Doelstelling {n}")


class OperationalGoalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OperationalGoal

    strategic_goal = factory.SubFactory(StrategicGoalFactory)
    number = factory.Sequence(lambda n: f"90.{n + 1}")
    title = factory.Sequence(lambda n: f"Operationeel doel {n}")


class SuccessFactorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SuccessFactor

    version = factory.SubFactory(PlanVersionFactory)
    number = factory.Sequence(lambda n: str(n + 100))
    title = factory.Sequence(lambda n: f"Succesfactor {n}")


class ActionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Action

    operational_goal = factory.SubFactory(OperationalGoalFactory)
    number = factory.Sequence(lambda n: f"1.1.1.{n + 1}")
    title = factory.Sequence(lambda n: f"Actie {n}")


class ActionLogFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ActionLog

    action = factory.SubFactory(ActionFactory)
    from_state = "planned"
    to_state = "started"
    actor_label = "Mira"


class EvidenceFactory(factory.django.DjangoModelFactory):
    """A report for everybody."""

    class Meta:
        model = Evidence

    action = factory.SubFactory(ActionFactory)
    kind = "report"
    label = factory.Sequence(lambda n: f"Verslag {n}")
    url = "https://voorbeeld.be/verslag.pdf"
    is_public = True


class FoundingItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FoundingItem

    number = factory.Sequence(lambda n: f"9.9.{n}")
    kind = FoundingKind.ROLE
    text = "een samenwerking"
    source = "hoofdstuk 7"


class IndicatorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Indicator

    number = factory.Sequence(lambda n: f"9.{n}")
    kind = "output"
    title = factory.Sequence(lambda n: f"Meer van {n}")


class MilestoneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Milestone

    number = factory.Sequence(lambda n: 100 + n)
    short = "visienota"
    timing = "Eind 2020"
    what = "Een visienota."
    source = "hoofdstuk 7"


class MeasureFactory(factory.django.DjangoModelFactory):
    """A plain number over a school year, counted by the portal; `percent_share=True`, `manual=True`."""

    class Meta:
        model = Measure

    class Params:
        percent_share = factory.Trait(unit="percent")
        manual = factory.Trait(origin="manual", unit="percent")

    indicator = factory.SubFactory(IndicatorFactory)
    code = factory.Sequence(lambda n: f"cijfer-{n}")
    title = factory.Sequence(lambda n: f"Cijfer {n}")
    unit = "count"
    origin = "computed"
    timing = "year"


class FormulaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Formula

    measure = factory.SubFactory(MeasureFactory)
    number = 1
    definition = "Alles wat telt."
    numerator = "wat telt"
    denominator = "alles"
    source = "dit portaal"
    function = "signed-up.1"
    valid_from = dt.date(2026, 9, 1)


class ReadingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Reading

    formula = factory.SubFactory(FormulaFactory)
    school_year = "2026-2027"
    numerator = 12
    value = 12
    as_of = dt.date(2026, 11, 1)
    counted_at = factory.LazyFunction(timezone.now)


class DoubtFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Doubt

    measure = factory.SubFactory(MeasureFactory)
    reason = "De import van gisteren is nog niet klaar."


class SnapshotFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Snapshot

    school_year = "2024-2025"
    taken_on = dt.date(2025, 9, 15)
    actions_planned = 1
    actions_started = 2
    actions_done = 3
    actions_stopped = 4


class SnapshotLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SnapshotLine

    snapshot = factory.SubFactory(SnapshotFactory)
    measure = factory.SubFactory(MeasureFactory)
    goals = "1. Verhoogde instroom"
    indicator_number = "5.2.a"
    indicator_title = "Meer lerenden"
    title = "Lerenden"
    unit = "count"
    origin = "computed"
    about_people = False
    formula_number = 1
    definition = "Alles wat telt."
    numerator_words = "wat telt"
    source = "dit portaal"
    numerator = 12
    value = 12
    as_of = dt.date(2025, 8, 31)


class MilestoneLogFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MilestoneLog

    milestone = factory.SubFactory(MilestoneFactory)
    from_state = "planned"
    to_state = "reached"
    actor_label = "Mira"


class MilestoneRecordFactory(factory.django.DjangoModelFactory):
    """A decision for everybody; `hidden=True` for colleagues only."""

    class Meta:
        model = MilestoneRecord

    class Params:
        hidden = factory.Trait(is_public=False)

    milestone = factory.SubFactory(MilestoneFactory)
    kind = "decision"
    text = factory.Sequence(lambda n: f"Akkoord {n}")
    on = dt.date(2020, 12, 15)


class TalkFactory(factory.django.DjangoModelFactory):
    """A talk planned for the first of June; `held=True`."""

    class Meta:
        model = Talk

    class Params:
        held = factory.Trait(state="held", held_on=dt.date(2026, 6, 1), looked_back="Goed.", present="Mira en Jef")

    partner = factory.SubFactory(PartnerOrganisationFactory)
    year = 2026
    planned_on = factory.LazyAttribute(lambda talk: dt.date(talk.year, 6, 1))


class TalkLogFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TalkLog

    talk = factory.SubFactory(TalkFactory)
    from_state = "planned"
    to_state = "cancelled"
    actor_label = "Mira"


class TalkScoreFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TalkScore

    talk = factory.SubFactory(TalkFactory)
    factor = factory.SubFactory(FoundingItemFactory, kind=FoundingKind.CRITICAL_FACTOR)
    score = "3"


class CommitmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Commitment

    talk = factory.SubFactory(TalkFactory)
    text = factory.Sequence(lambda n: f"Afspraak {n}")
    by = "partner"
    due_on = dt.date(2026, 12, 1)


class CommitmentLogFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CommitmentLog

    commitment = factory.SubFactory(CommitmentFactory)
    from_state = "open"
    to_state = "kept"
    actor_label = "Mira"
