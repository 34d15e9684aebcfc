"""A journey of plain forms: one address per step, answers in a draft, one service call at the end.

This module knows steps and answers; `core.wizard_views` serves them.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise

from core.drafts import LIFETIME, Draft, RawAnswers

Text = str | Promise
Answers = dict[str, Any]
CHECK = "controle"
RESERVED = frozenset({CHECK, "bewaren", "verder", "opnieuw", "meegebracht"})


@dataclass(frozen=True)
class Step:
    """One page. `applies` and `kwargs` (extra arguments for the form) get the clean answers of the steps before;
    use `.get`, because a step that does not apply gave no answers.
    """

    slug: str
    title: Text | Callable[[Answers], Text]
    form: type[forms.Form]
    why: Text = ""
    applies: Callable[[Answers], bool] = lambda answers: True  # noqa: ARG005
    kwargs: Callable[[Answers], dict[str, Any]] = lambda answers: {}  # noqa: ARG005
    template: str = "components/wizard_step.html"

    def title_for(self, answers: Answers) -> Text:
        """Return the question of this step, which may depend on who is answering."""
        return self.title(answers) if callable(self.title) else self.title

    def bind(self, answers: Answers, raw: RawAnswers | None) -> forms.Form:
        """Return the form, filled with what was typed, or fresh when nothing was typed yet."""
        extra = self.kwargs(answers)
        return self.form(**extra) if raw is None else self.form(data=MultiValueDict(raw), **extra)


@dataclass(frozen=True)
class Passed:
    """A step that applies and is valid, with the answers it was asked with."""

    step: Step
    title: Text
    form: forms.Form


@dataclass(frozen=True)
class Walk:
    """The way through the steps for a draft: what is valid, and the first step that is not (None at the end)."""

    passed: tuple[Passed, ...]
    answers: Answers
    stop: Step | None


@dataclass(frozen=True)
class Wizard:
    """A journey. `kind` names its drafts; `url` is the prefix of its address names ("learners:intake").

    `finish(request, answers, once_key)` calls one service and returns the address of the confirmation page. It runs
    in a transaction, at most once per draft; a `ValidationError` shows its sentences on the check page.
    `last` is a form on the check page itself, above the button (such as consent); it has no address of its own.
    `lifetime(request)` says how long a new draft lives after its last change.
    `mail_code(to=, draft=, link=)` mails the code of a draft; without it the page only shows the code.
    """

    kind: str
    title: Text
    url: str
    steps: Sequence[Step]
    finish: Callable[[HttpRequest, Answers, str], str]
    button: Text
    purpose: str
    mail_code: Callable[..., object] | None = None
    last: Step | None = None
    lifetime: Callable[[HttpRequest], dt.timedelta] = lambda request: LIFETIME  # noqa: ARG005
    by_slug: dict[str, Step] = field(init=False)

    def __post_init__(self) -> None:
        every = [*self.steps, self.last] if self.last else list(self.steps)
        slugs = [step.slug for step in every]
        names = [name for step in every for name in step.form.base_fields]
        for what, seen in (("step", slugs), ("field", names)):
            twice = sorted({name for name in seen if seen.count(name) > 1})
            if twice:
                raise ValueError(f"Wizard {self.kind} has the {what} {', '.join(twice)} twice.")
        if RESERVED & set(slugs):
            raise ValueError(f"Wizard {self.kind} uses a reserved step name.")
        object.__setattr__(self, "by_slug", {step.slug: step for step in self.steps})

    def walk(self, draft: Draft | None, until: str = "") -> Walk:
        """Validate the draft from the first step on, up to the first invalid one, or up to (not with) `until`."""
        raws = draft.answers if draft else {}
        passed: list[Passed] = []
        answers: Answers = {}
        for step in self.steps:
            if step.slug == until:
                return Walk(tuple(passed), answers, step)
            if not step.applies(answers):
                continue
            form = step.bind(answers, raws.get(step.slug))
            if not form.is_valid():
                return Walk(tuple(passed), answers, step)
            passed.append(Passed(step, step.title_for(answers), form))
            answers = {**answers, **form.cleaned_data}
        return Walk(tuple(passed), answers, None)

    def last_form(self, draft: Draft, answers: Answers) -> forms.Form | None:
        """Return the form of the check page, filled with what was typed; None when this wizard has none."""
        return self.last.bind(answers, draft.answers.get(self.last.slug)) if self.last else None

    def next_after(self, slug: str, answers: Answers) -> str:
        """Return the slug of the next step that applies after `slug`, or of the check page."""
        following = self.steps[list(self.by_slug).index(slug) + 1 :]
        return next((step.slug for step in following if step.applies(answers)), CHECK)

    def position(self, slug: str, answers: Answers) -> tuple[int, int]:
        """Return the number of a step and how many there are, the check page included, as far as known now."""
        slugs = [step.slug for step in self.steps if step.slug == slug or step.applies(answers)]
        return slugs.index(slug) + 1, len(slugs) + 1

    def address(self, name: str, *args: str) -> str:
        """Return the address of a page of this wizard ("step", "check", "save", "resume", "restart")."""
        return reverse(f"{self.url}_{name}", args=args)


def raw_answers(form: forms.Form, posted: QueryDict) -> RawAnswers:
    """Return what was typed in the fields of one form; other posted names are not kept."""
    names = tuple(form.fields)
    parts = tuple(f"{name}_" for name in names)  # dates and other widgets of several inputs
    return {key: posted.getlist(key) for key in posted if key in names or key.startswith(parts)}
