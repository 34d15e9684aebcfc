"""Visits, evaluations and portfolios on the staff desk: read here, done on the page of an agreement."""

from django.contrib import admin

from core.desk import ReadOnlyAdmin, ReadOnlyInline
from placements.models import (
    Evaluation,
    EvaluationLog,
    EvaluationRound,
    EvaluationScore,
    PortfolioShare,
    Proof,
    ProofLog,
    Visit,
    VisitLog,
)

AGREEMENT = ("agreement__code", "agreement__learner__code", "agreement__learner__contact__search_text")
LOG = ("from_state", "to_state", "actor_label", "at", "reason")


class VisitLogInline(ReadOnlyInline):
    model = VisitLog
    fields = LOG
    readonly_fields = LOG


@admin.register(Visit)
class VisitAdmin(ReadOnlyAdmin):
    """All visits of coaches."""

    list_display = ("agreement", "visit_on", "way", "state", "who", "state_due_on")
    list_filter = ("state", "way")
    search_fields = AGREEMENT
    list_select_related = ("agreement",)
    inlines = (VisitLogInline,)
    ordering = ("-visit_on", "-pk")


class EvaluationInline(ReadOnlyInline):
    model = Evaluation
    fields = ("side", "version", "handed_in_at", "handed_in_by", "note", "replaced_at")
    readonly_fields = fields


class EvaluationLogInline(ReadOnlyInline):
    model = EvaluationLog
    fields = LOG
    readonly_fields = LOG


@admin.register(EvaluationRound)
class EvaluationRoundAdmin(ReadOnlyAdmin):
    """All moments of evaluation, with what each side handed in."""

    list_display = ("agreement", "first_day", "last_day", "state", "state_due_on")
    list_filter = ("state",)
    search_fields = AGREEMENT
    list_select_related = ("agreement",)
    inlines = (EvaluationInline, EvaluationLogInline)
    ordering = ("-last_day", "-pk")


class ScoreInline(ReadOnlyInline):
    model = EvaluationScore
    fields = ("activity", "attitude", "grade")
    readonly_fields = fields


@admin.register(Evaluation)
class EvaluationAdmin(ReadOnlyAdmin):
    """What was handed in, with its scores; the ones that were replaced stay."""

    list_display = ("round", "side", "version", "handed_in_at", "handed_in_by", "replaced_at")
    list_filter = ("side",)
    search_fields = tuple(f"round__{name}" for name in AGREEMENT)
    list_select_related = ("round",)
    inlines = (ScoreInline,)
    ordering = ("-handed_in_at", "-pk")


class ProofLogInline(ReadOnlyInline):
    model = ProofLog
    fields = LOG
    readonly_fields = LOG


@admin.register(Proof)
class ProofAdmin(ReadOnlyAdmin):
    """Activities in portfolios; the mentor confirms on the own page."""

    list_display = ("agreement", "activity", "state", "confirmed_by", "confirmed_at", "state_due_on")
    list_filter = ("state",)
    search_fields = (*AGREEMENT, "activity__text")
    list_select_related = ("agreement", "activity")
    inlines = (ProofLogInline,)
    ordering = ("-created_at", "-pk")


@admin.register(PortfolioShare)
class PortfolioShareAdmin(ReadOnlyAdmin):
    """Links learners made to show their portfolio."""

    list_display = ("learner", "for_whom", "valid_until", "revoked_at")
    search_fields = ("learner__code", "learner__contact__search_text", "for_whom")
    list_select_related = ("learner",)
    ordering = ("-created_at", "-pk")
