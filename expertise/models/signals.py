"""Signals from practice on their way to policy. No personal data: what happens, where, how often."""

from django.db import models

from core.db import PublicModel, StateLog
from expertise.enums import Addressee, SignalSource, SignalState, Topic, Weight
from expertise.models.network import NetworkMeeting


class PolicySignal(PublicModel):
    """A group of signals that say the same, weighed and brought to who decides."""

    title = models.CharField("titel", max_length=160)
    topic = models.CharField("onderwerp", max_length=20, choices=Topic)
    what_is_wrong = models.TextField("wat loopt er mis")
    proposal = models.TextField("wat stellen we voor", blank=True)
    state = models.CharField("status", max_length=10, choices=SignalState, default=SignalState.OPEN)
    weight = models.CharField("gewicht", max_length=1, choices=Weight, blank=True)
    why = models.CharField("waarom dat gewicht", max_length=240, blank=True)
    meeting = models.ForeignKey(
        NetworkMeeting, models.SET_NULL, null=True, blank=True, related_name="policy_signals", verbose_name="overleg"
    )
    addressee = models.CharField("verstuurd naar", max_length=12, choices=Addressee, blank=True)
    sent_on = models.DateField("verstuurd op", null=True, blank=True)
    due_on = models.DateField("opvolgen tegen", null=True, blank=True)
    answer = models.TextField("antwoord", blank=True)
    answered_on = models.DateField("beantwoord op", null=True, blank=True)
    is_demo = models.BooleanField("voorbeeld", default=False)

    class Meta:
        verbose_name = "signaal aan het beleid"
        verbose_name_plural = "signalen aan het beleid"
        ordering = ["-created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=("at_pof", "sent")) | models.Q(due_on__isnull=False),
                name="policy_signal_waiting_has_due",
                violation_error_message="Een signaal dat wacht, heeft een datum om op te volgen.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=("sent", "answered")) | models.Q(sent_on__isnull=False),
                name="policy_signal_sent_has_day",
                violation_error_message="Een verstuurd signaal heeft een datum.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="answered") | models.Q(answered_on__isnull=False) & ~models.Q(answer=""),
                name="policy_signal_answered",
                violation_error_message="Een beantwoord signaal heeft een antwoord en een datum.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Signal(PublicModel):
    """One thing heard in practice. `once_key` keeps one form from making two."""

    once_key = models.CharField("formulier", max_length=64, unique=True, editable=False)
    topic = models.CharField("onderwerp", max_length=20, choices=Topic)
    source = models.CharField("gehoord in", max_length=10, choices=SignalSource)
    text = models.CharField("wat hoorde je", max_length=500)
    subregion = models.ForeignKey(
        "catalogue.Subregion", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="subregio"
    )
    programme = models.ForeignKey(
        "catalogue.Programme", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="opleiding"
    )
    heard_on = models.DateField("gehoord op")
    group = models.ForeignKey(
        PolicySignal, models.SET_NULL, null=True, blank=True, related_name="signals", verbose_name="hoort bij"
    )
    is_demo = models.BooleanField("voorbeeld", default=False)

    class Meta:
        verbose_name = "signaal uit de praktijk"
        verbose_name_plural = "signalen uit de praktijk"
        ordering = ["-heard_on", "-pk"]

    def __str__(self) -> str:
        return self.text[:80]


class PolicySignalLog(StateLog):
    """A move of a policy signal."""

    policy_signal = models.ForeignKey(PolicySignal, models.CASCADE, related_name="log", verbose_name="signaal")

    class Meta:
        verbose_name = "stap van een signaal"
        verbose_name_plural = "stappen van signalen"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.policy_signal}: {self.to_words}"
