"""What a row of the queue shows."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core import clock
from core.ui.layout import age
from learners.admin.acts import ACTS, Act
from learners.admin.keys import BACK, ROW_WORDS
from learners.enums import CaseState, EventVerb
from learners.models import Case
from learners.rules.ages import Birth, age_on
from learners.rules.words import before_moment, long_date
from learners.selectors.clock import words_of


class CaseColumns:
    """Columns of the queue. The rows come from `desk.queue`, with `countdown`, `matches` and `back` on them."""

    @admin.display(description="Belofte", ordering="promised_by")
    def promise(self, case: Any) -> str:
        """Say what was promised and is still open: a first contact, a new call or a day to follow up."""
        due = case.promised_by if case.state == CaseState.NEW else case.call_due
        if due:
            late = "Te laat: " if due < clock.now() else "" if case.state == CaseState.NEW else "Bel opnieuw voor "
            return f"{late}{before_moment(due)}"
        if case.state_due_on:
            late = "Te laat: " if case.state_due_on < clock.today() else ""
            return f"{late}opvolgen tegen {long_date(case.state_due_on)}"
        return "gehouden" if case.contacted_at else "–"

    @admin.display(description="Code", ordering="learner__code")
    def code(self, case: Case) -> str:
        """Show the code of the file."""
        return case.learner.code

    @admin.display(description="Naam", ordering="learner__contact__search_text")
    def name(self, case: Case) -> SafeString:
        """Show the name (or that it was wiped), and under it age, programme and municipality."""
        learner = case.learner
        years = age_on(Birth(learner.birth_year, learner.birth_month), clock.today())
        what = learner.programme or case.get_route_display()
        facts = [f"{years} jaar", str(what), str(learner.municipality or learner.postal_code)]
        line = ", ".join(fact for fact in facts if fact)
        return format_html('{}<span class="row-detail">{}</span>', self.full_name(case), line)

    def full_name(self, case: Case) -> str:
        """Return the name, or that it was wiped."""
        details = getattr(case.learner, "contact", None)
        return details.full_name if details else "(gewist)"

    @admin.display(description="Dagen over", ordering="learner__clock_started_on")
    def days_left(self, case: Case) -> str:
        """Say how many training days are left."""
        state = getattr(case, "countdown", None)
        return words_of(state).headline if state else "–"

    @admin.display(description="Plekken")
    def matches(self, case: Any) -> str:
        """Say how many places run and how many are new."""
        return str(case.matches)

    @admin.display(description="Status", ordering="last_at")
    def status(self, case: Any) -> SafeString:
        """Show the state, and under it what happened last and how long ago."""
        if not case.last_verb:
            return format_html("{}", case.get_state_display())
        moved = case.last_to == case.state
        words = "" if moved else f"{EventVerb(case.last_verb).label}, "
        return format_html(
            '{}<span class="row-detail">{}{}</span>', case.get_state_display(), words, age(case.last_at)
        )

    @admin.display(description="Doe")
    def row_acts(self, case: Any) -> SafeString:
        """Show the acts with a letter: a button when a click is enough, else a link."""
        acts = {act.key: act for act in ACTS if act.key and act.possible(case.state)}
        found = [(_act(case, acts[letter], word) if letter in acts else _places(case, letter, word))
                 for letter, word in ROW_WORDS.items() if letter in acts or letter == "m"]  # fmt: skip
        return format_html(
            '<span class="row-acts">{}</span>', format_html_join(" ", "{}", ((each,) for each in found))
        )


def _act(case: Any, act: Act, word: str) -> SafeString:
    url = f"{reverse('admin:learners_case_act', args=[case.pk, act.slug])}?{urlencode({BACK: case.back})}"
    label = f"{act.label}: {case.learner.code}"
    if act.at_once:
        button = '<button type="submit" formmethod="post" formaction="{}" data-key="{}" aria-label="{}">{}</button>'
        return format_html(button, url, act.key, f"{word}, {label}", word)
    return format_html('<a href="{}" data-key="{}" aria-label="{}">{}</a>', url, act.key, f"{word}, {label}", word)


def _places(case: Case, letter: str, word: str) -> SafeString:
    url = reverse("admin:matchmaking_pair", args=[case.learner.public_id])
    return format_html(
        '<a href="{}" data-key="{}" aria-label="{}">{}</a>', url, letter, f"{word}: {case.learner.code}", word
    )
