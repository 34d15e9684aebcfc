"""Factories of training and sharing knowledge."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from knowledge.enums import ToolKind, ToolMoment, ToolStatus
from knowledge.models import Tool, ToolReview
from tests.factories.accounts import UserFactory


class ToolFactory(DjangoModelFactory):
    """A tool for everybody that works."""

    class Meta:
        model = Tool

    slug = factory.Sequence(lambda n: f"hulp-{n}")
    name = factory.Sequence(lambda n: f"Hulpmiddel {n}")
    kind = ToolKind.TOOL
    moment = ToolMoment.MATCH
    status = ToolStatus.WORKS
    what = "Brengt een lerende en een bedrijf bij elkaar."
    owner = "Iemand"
    website = factory.LazyAttribute(lambda o: f"https://{o.slug}.example/")
    last_checked = dt.date(2026, 11, 23)
    search_text = factory.LazyAttribute(lambda o: f"{o.name} {o.what}".lower())


class ToolReviewFactory(DjangoModelFactory):
    class Meta:
        model = ToolReview

    tool = factory.SubFactory(ToolFactory)
    user = factory.SubFactory(UserFactory)
    stars = 4
    text = "Vlot in gebruik."
    given_on = factory.LazyFunction(timezone.localdate)
