"""A programme request, the figures of its dossier, its advices and what came of it."""

import datetime as dt

from django.db import models

from accounts.actor import Actor
from core.db import PublicModel, StateLog
from research.request_enums import (
    Advice,
    Adviser,
    Decision,
    FigureKey,
    GapReason,
    PaperState,
    RequestKind,
    RequestState,
)


class ForumSeat(models.Model):
    """An organisation with a seat in the provincial forum: its people read the dossiers that ask for advice."""

    organisation = models.OneToOneField(
        "accounts.PartnerOrganisation", models.CASCADE, related_name="forum_seat", verbose_name="organisatie"
    )
    since = models.DateField("sinds")

    class Meta:
        verbose_name = "zetel in het POF"
        verbose_name_plural = "zetels in het POF"
        ordering = ["organisation__name"]

    def __str__(self) -> str:
        return str(self.organisation)


class RequestQuerySet(models.QuerySet["ProgrammeRequest"]):
    def with_names(self) -> "RequestQuerySet":
        """Requests with school, campus, place and programme loaded."""
        return self.select_related("campus__school", "campus__municipality__subregion", "programme__sector")

    def open(self) -> "RequestQuerySet":
        """Requests that are not over."""
        return self.filter(state__in=RequestState.OPEN)

    def visible_to(self, actor: Actor) -> "RequestQuerySet":
        """All for staff; those of the own schools; for people of the forum what was handed in for advice."""
        if actor.is_staff or actor.is_system:
            return self
        own = models.Q(campus__school__in=actor.schools)
        seats = ForumSeat.objects.filter(organisation__in=actor.partners)
        return self.filter(own | models.Q(models.Exists(seats), state__in=RequestState.FORUM))


class ProgrammeRequest(PublicModel):
    """A school asks for a programme at a campus (programmatieaanvraag)."""

    campus = models.ForeignKey(
        "schools.Campus", models.PROTECT, related_name="programme_requests", verbose_name="vestigingsplaats"
    )
    programme = models.ForeignKey(
        "catalogue.Programme", models.PROTECT, related_name="programme_requests", verbose_name="opleiding"
    )
    kind = models.CharField("soort aanvraag", max_length=10, choices=RequestKind)
    start_year = models.CharField("vanaf schooljaar", max_length=9)
    state = models.CharField("status", max_length=10, choices=RequestState, default=RequestState.DRAFT)
    expected_1 = models.PositiveSmallIntegerField("verwachte lerenden, jaar 1", null=True, blank=True)
    expected_2 = models.PositiveSmallIntegerField("verwachte lerenden, jaar 2", null=True, blank=True)
    expected_3 = models.PositiveSmallIntegerField("verwachte lerenden, jaar 3", null=True, blank=True)
    partners = models.TextField("partners uit de sector", blank=True, max_length=2000)
    equipment = models.TextField("uitrusting, ook van het RTC", blank=True, max_length=2000)
    teacher_needs = models.TextField("welke leraren nodig zijn", blank=True, max_length=2000)
    complementarity = models.TextField("hoe het past naast wat er al is", blank=True, max_length=4000)
    late_reason = models.TextField("waarom de aanvraag later komt", blank=True, max_length=1000)
    submitted_on = models.DateField("aan het POF bezorgd op", null=True, blank=True)
    sent_on = models.DateField("verzonden op", null=True, blank=True)
    decided_on = models.DateField("beslist op", null=True, blank=True)
    decision = models.CharField("beslissing", max_length=8, choices=Decision, blank=True)
    decision_note = models.TextField("toelichting bij de beslissing", blank=True, max_length=2000)
    is_demo = models.BooleanField("voorbeeld", default=False)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = "programmatieaanvraag"
        verbose_name_plural = "programmatieaanvragen"
        ordering = ["-start_year", "campus", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campus", "programme", "start_year"],
                condition=~models.Q(state="withdrawn"),
                name="programme_request_once",
                violation_error_message="Voor deze opleiding, vestiging en schooljaar loopt er al een aanvraag.",
            ),
            models.CheckConstraint(
                condition=models.Q(start_year__regex=r"^20[0-9]{2}-20[0-9]{2}$"),
                name="programme_request_year_form",
                violation_error_message="Een schooljaar ziet eruit als 2027-2028.",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("draft", "withdrawn")) | models.Q(submitted_on__isnull=False),
                name="programme_request_submitted_has_date",
                violation_error_message="Een bezorgde aanvraag heeft een datum.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=("sent", "decided")) | models.Q(sent_on__isnull=False),
                name="programme_request_sent_has_date",
                violation_error_message="Een verzonden aanvraag heeft een datum.",
            ),
            models.CheckConstraint(
                condition=models.Q(state="decided", decided_on__isnull=False) & ~models.Q(decision="")
                | ~models.Q(state="decided") & models.Q(decided_on=None, decision=""),
                name="programme_request_decision_whole",
                violation_error_message="Een beslissing heeft een uitkomst en een datum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme}, {self.campus}, {self.start_year}"

    def expected(self) -> dict[str, int | None]:
        """Return the expected learners by field name."""
        return {"expected_1": self.expected_1, "expected_2": self.expected_2, "expected_3": self.expected_3}


class ProgrammeRequestLog(StateLog):
    """One move of a request."""

    request = models.ForeignKey(ProgrammeRequest, models.CASCADE, related_name="log", verbose_name="aanvraag")

    class Meta:
        verbose_name = "stap van een programmatieaanvraag"
        verbose_name_plural = "stappen van programmatieaanvragen"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.request}: {self.to_words}"


class RequestFigure(models.Model):
    """One figure of a dossier, as it was when it was counted: in words, with where it comes from.

    `missing` says why there is none; then `text` is empty and the dossier shows the reason. `is_bare`: nought with nothing
    to compare it with, so that it fills in no field.
    """

    request = models.ForeignKey(ProgrammeRequest, models.CASCADE, related_name="figures", verbose_name="aanvraag")
    key = models.CharField("cijfer", max_length=20, choices=FigureKey)
    number = models.DecimalField("getal", max_digits=9, decimal_places=1, null=True, blank=True)
    text = models.TextField("in woorden", blank=True)
    missing = models.CharField("waarom er niets staat", max_length=200, blank=True)
    is_bare = models.BooleanField("nul zonder meer", default=False)
    source = models.CharField("bron", max_length=300)
    data_date = models.DateField("gegevens van")
    counted_at = models.DateTimeField("geteld op")

    class Meta:
        verbose_name = "cijfer van een aanvraag"
        verbose_name_plural = "cijfers van aanvragen"
        ordering = ["request", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "key"],
                name="request_figure_once",
                violation_error_message="Dit cijfer staat al in het dossier.",
            ),
            models.CheckConstraint(
                condition=models.Q(missing="") & ~models.Q(text="") | ~models.Q(missing="") & models.Q(text=""),
                name="request_figure_or_reason",
                violation_error_message="Een cijfer staat er, of er staat waarom niet.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_key_display()}: {self.text or self.missing}"


class ForumAdvice(PublicModel):
    """A version of the advice of the forum. A newer version replaces it; the old one stays to read."""

    request = models.ForeignKey(ProgrammeRequest, models.CASCADE, related_name="advices", verbose_name="aanvraag")
    version = models.PositiveSmallIntegerField("versie")
    tone = models.CharField("advies", max_length=12, choices=Advice)
    text = models.TextField("motivering", max_length=4000)
    given_on = models.DateField("gegeven op")
    signed_by = models.JSONField("ondertekend door", default=list)

    class Meta:
        verbose_name = "advies van het POF"
        verbose_name_plural = "adviezen van het POF"
        ordering = ["request", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "version"],
                name="forum_advice_version_once",
                violation_error_message="Deze versie van het advies bestaat al.",
            )
        ]

    def __str__(self) -> str:
        return f"Advies {self.version} bij {self.request}"


class OutsideAdvice(PublicModel):
    """What Vlor, SERV, AGODI or the inspection advised, with where the document can be read."""

    request = models.ForeignKey(
        ProgrammeRequest, models.CASCADE, related_name="outside_advices", verbose_name="aanvraag"
    )
    adviser = models.CharField("wie", max_length=12, choices=Adviser)
    tone = models.CharField("advies", max_length=12, choices=Advice)
    given_on = models.DateField("gegeven op")
    note = models.TextField("samenvatting", blank=True, max_length=2000)
    link = models.URLField("document", blank=True)

    class Meta:
        verbose_name = "advies van een ander orgaan"
        verbose_name_plural = "adviezen van andere organen"
        ordering = ["request", "given_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "adviser"],
                name="outside_advice_once",
                violation_error_message="Dit advies staat er al.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_adviser_display()} bij {self.request}"


class Reconciliation(PublicModel):
    """How many learners really started, next to what the dossier expected for the first year."""

    request = models.OneToOneField(
        ProgrammeRequest, models.CASCADE, related_name="reconciliation", verbose_name="aanvraag"
    )
    counted_on = models.DateField("geteld op")
    expected = models.PositiveSmallIntegerField("verwacht")
    enrolled = models.PositiveSmallIntegerField("ingeschreven")
    reason = models.CharField("waarom", max_length=20, choices=GapReason)
    note = models.TextField("toelichting", blank=True, max_length=1000)

    class Meta:
        verbose_name = "vergelijking na de start"
        verbose_name_plural = "vergelijkingen na de start"
        ordering = ["-counted_on", "pk"]

    def __str__(self) -> str:
        return f"{self.request}: {self.enrolled} van {self.expected}"

    @property
    def gap(self) -> int:
        """How many more (or, below nought, fewer) learners came than expected."""
        return self.enrolled - self.expected


class DossierPaperQuerySet(models.QuerySet["DossierPaper"]):
    def stuck(self, before: dt.datetime) -> "DossierPaperQuerySet":
        """Papers that waited or ran too long."""
        return self.filter(state__in=PaperState.BUSY, asked_at__lt=before)


class DossierPaper(PublicModel):
    """The dossier as a PDF, made by a worker; a new one takes the place of the old one."""

    request = models.OneToOneField(ProgrammeRequest, models.CASCADE, related_name="paper", verbose_name="aanvraag")
    state = models.CharField("status", max_length=8, choices=PaperState, default=PaperState.WAITING)
    done = models.PositiveSmallIntegerField("stappen gedaan", default=0)
    content = models.BinaryField("bestand", null=True, blank=True, editable=False)
    asked_at = models.DateTimeField("gevraagd op")
    made_at = models.DateTimeField("gemaakt op", null=True, blank=True)
    error = models.CharField("fout", max_length=200, blank=True)

    objects = DossierPaperQuerySet.as_manager()

    STEPS = 3

    class Meta:
        verbose_name = "dossier als pdf"
        verbose_name_plural = "dossiers als pdf"
        ordering = ["-asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="ready") | models.Q(made_at__isnull=False, content__isnull=False),
                name="dossier_paper_ready_has_file",
                violation_error_message="Een klaar dossier heeft een bestand.",
            )
        ]

    def __str__(self) -> str:
        return f"Dossier van {self.request}"
