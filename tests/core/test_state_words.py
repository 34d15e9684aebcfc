"""A step of a state machine is shown in the words of its states, not in the names the code has for them."""

import pytest
from django.apps import apps
from django.urls import reverse

from core.db import STATE_FIELDS, StateLog
from expertise.enums import RequestState
from expertise.models import RequestLog
from tests.factories.expertise import ExpertiseRequestFactory

pytestmark = pytest.mark.django_db
LOGS = [model for model in apps.get_models() if issubclass(model, StateLog)]


@pytest.mark.parametrize("model", LOGS, ids=lambda model: model._meta.label)
def test_every_log_knows_the_words_of_its_states(model):
    parents = [link.related_model for link in model._meta.fields if link.related_model]
    states = [field for parent in parents for field in parent._meta.fields if field.name in STATE_FIELDS]
    value, label = next(pair for field in states for pair in field.flatchoices)
    assert (model(to_state=value).to_words, model(from_state="").from_words) == (str(label), "")


def test_a_colleague_reads_the_words(admin_client):
    request = ExpertiseRequestFactory()
    RequestLog.objects.create(request=request, to_state=RequestState.NEW, actor_label="Bezoeker")
    page = admin_client.get(reverse("admin:expertise_expertiserequest_change", args=[request.pk])).content.decode()
    assert '<td class="field-to_words">' in page
    assert ">new<" not in page
