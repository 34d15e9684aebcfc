"""How long registrations are kept."""

import datetime as dt

from django.db.models import Q

from campaigns.enums import OrderState, SubscriberState
from campaigns.models import Delivery, Evaluation, MaterialOrder, Registration, Subscriber, Testimonial
from core.retention import RetentionPolicy, Rows


def _over_before(rows: Rows, before: dt.date) -> Rows:
    return rows.filter(item__ends_at__date__lt=before)


def _not_confirmed_or_stopped_before(rows: Rows, before: dt.date) -> Rows:
    waited = Q(state=SubscriberState.PENDING, updated_at__date__lt=before)
    ended = Q(state__in=(SubscriberState.STOPPED, SubscriberState.BOUNCED), ended_at__date__lt=before)
    return rows.filter(waited | ended)


def _sent_before(rows: Rows, before: dt.date) -> Rows:
    return rows.filter(newsletter__finished_at__date__lt=before)


KEEP_DELIVERIES = 62  # as long as the mail itself stands in the outbox


def _answered_with_words_before(rows: Rows, before: dt.date) -> Rows:
    return rows.filter(given_on__lt=before).exclude(good="", better="")


def _forget_words(rows: Rows) -> int:
    return rows.update(good="", better="")


def _agreed_until_before(rows: Rows, before: dt.date) -> Rows:
    return rows.filter(consent_until__lt=before)


def _forget_testimonials(rows: Rows) -> int:
    """Delete the rows and their photos."""
    found = list(rows)
    for row in found:
        if row.photo:
            row.photo.delete(save=False)
    Testimonial.objects.filter(pk__in=[row.pk for row in found]).delete()
    return len(found)


def _ordered_before(rows: Rows, before: dt.date) -> Rows:
    return rows.filter(created_at__date__lt=before).exclude(state=OrderState.ASKED).exclude(email="")


def _forget_orders(rows: Rows) -> int:
    return rows.update(name="", email="", address="")


POLICIES = (
    RetentionPolicy(
        key="campaigns.orders",
        model=MaterialOrder,
        purpose="Om een bestelling te bezorgen en erop terug te komen; daarna blijft alleen hoeveel.",
        rule="retention-enquiry",
        due=_ordered_before,
        action=_forget_orders,
    ),
    RetentionPolicy(
        key="campaigns.testimonials",
        model=Testimonial,
        purpose="Om iemand nog te kunnen vragen of de getuigenis mag blijven.",
        rule="retention-testimonial",
        due=_agreed_until_before,
        action=_forget_testimonials,
    ),
    RetentionPolicy(
        key="campaigns.evaluations",
        model=Evaluation,
        purpose="Om uit de woorden van bezoekers te leren; daarna blijft alleen het cijfer.",
        rule="retention-enquiry",
        due=_answered_with_words_before,
        action=_forget_words,
    ),
    RetentionPolicy(
        key="campaigns.subscribers",
        model=Subscriber,
        purpose="Om iemand de tijd te geven om te bevestigen, en om een stop niet meteen te vergeten.",
        rule="retention-newsletter",
        due=_not_confirmed_or_stopped_before,
    ),
    RetentionPolicy(
        key="campaigns.deliveries",
        model=Delivery,
        purpose="Om elk adres een nieuwsbrief precies één keer te sturen.",
        keep_days=KEEP_DELIVERIES,
        due=_sent_before,
    ),
    RetentionPolicy(
        key="campaigns.registrations",
        model=Registration,
        purpose="Om na de activiteit nog te kunnen bedanken en te tellen.",
        rule="retention-enquiry",
        due=_over_before,
    ),
)
