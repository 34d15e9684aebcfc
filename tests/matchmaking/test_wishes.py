"""A company hears once that a school near it offers what it asked for."""

import pytest

from companies.enums import WishState
from mailing.models import OutboxMail
from matchmaking.tasks import answer_wishes
from schools.enums import OfferStatus
from tests.factories.catalogue import DatedRuleFactory
from tests.factories.companies import ProgrammeWishFactory
from tests.factories.matchmaking import Province
from tests.factories.schools import CampusFactory, ProgrammeOfferFactory

pytestmark = pytest.mark.django_db


def test_each_open_wish_is_answered_once_and_far_schools_answer_nothing():
    province = Province.make()
    for key, value in (("company-link", 14), ("wish-near", 30)):
        DatedRuleFactory(key=key, value=value)
    near = ProgrammeWishFactory(programme=province.programme, municipality=province.home)
    far = ProgrammeWishFactory(programme=province.programme, municipality=province.far)
    asked = ProgrammeWishFactory(programme=province.programme, municipality=province.home, asked=True)
    campus = CampusFactory(municipality=province.home)
    ProgrammeOfferFactory(campus=campus, programme=province.programme, status=OfferStatus.RUNNING)
    for _run in range(2):
        answer_wishes()
    for wish, state in ((near, WishState.OFFERED), (far, WishState.OPEN), (asked, WishState.ASKED)):
        wish.refresh_from_db()
        assert wish.state == state
    assert [mail.to for mail in OutboxMail.objects.all()] == [near.email]
