"""The terms that cost money in words: what it is, what to do, and what now."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts.actor import Actor
from learners.rules.words import long_date
from placements.enums import AgreementState, Party, WatchTerm
from placements.models import Agreement, WatchedTerm
from placements.rules.watch import Watched, long_enough_on
from placements.selectors.reads import Reads
from placements.selectors.watch import AgreementWatch, open_terms, watched_of


@dataclass(frozen=True, slots=True)
class TermLine:
    """One term on the screen or in a mail. `days` counts to the last day, below 0 when it passed; `tone` is a colour."""

    agreement: Agreement
    term: WatchTerm
    title: str
    todo: str
    stake: str
    what_now: str
    last_day: dt.date
    days: int
    is_done: bool

    @property
    def is_late(self) -> bool:
        """True once the last day passed."""
        return self.days < 0

    @property
    def tone(self) -> str:
        """The colour of its label."""
        return "ok" if self.is_done else "alarm" if self.is_late else "warn"

    @property
    def ticks_here(self) -> bool:
        """True for what is ticked with the day of registration."""
        return self.term in (WatchTerm.REGISTRATION, WatchTerm.LEARNER_PREMIUM)


@dataclass(frozen=True, slots=True)
class Remembered:
    """One stored term on the desk of a company."""

    row: WatchedTerm
    title: str
    is_late: bool


def lines_of(found: Iterable[AgreementWatch], today: dt.date, *, learner: bool = False) -> list[TermLine]:
    """Return the lines for a company, or for a learner; the first day first, what is done at the end."""
    lines = [
        line_of(one, watched, today)
        for one in found
        for watched in one.watched
        if (watched.term == WatchTerm.LEARNER_PREMIUM) == learner
    ]
    return sorted(lines, key=lambda line: (line.is_done, line.last_day, line.agreement.pk))


def lines_for(agreement: Agreement, parties: Collection[Party], today: dt.date, reads: Reads) -> list[TermLine]:
    """Return the lines on the page of an agreement for who reads it; nothing before everybody signed (1 query)."""
    if agreement.state not in AgreementState.BINDING:
        return []
    found = watched_of([agreement], today, reads)
    lines = lines_of(found, today) if {Party.COMPANY, Party.SCHOOL} & set(parties) else []
    return lines + (lines_of(found, today, learner=True) if Party.LEARNER in parties else [])


def remembered(actor: Actor, today: dt.date) -> list[Remembered]:
    """Return what the companies of an actor should not forget now: the first message left, nothing is ticked (1 query)."""
    return [
        Remembered(row, title_of(WatchTerm(row.term)), is_late=row.last_day < today)
        for row in open_terms(actor, today)
    ]


def line_of(one: AgreementWatch, watched: Watched, today: dt.date) -> TermLine:
    """Return one term in words, in the language that is active."""
    todo, what_now = _words(one, watched.term)
    return TermLine(
        agreement=one.agreement,
        term=watched.term,
        title=title_of(watched.term),
        todo=todo,
        stake=_stake(watched.amount, one.terms.checked_on),
        what_now=what_now,
        last_day=watched.last_day,
        days=(watched.last_day - today).days,
        is_done=watched.is_done,
    )


def title_of(term: WatchTerm) -> str:
    """Return what a term is about."""
    return {
        WatchTerm.REGISTRATION: _("Registreer de overeenkomst in het officiële loket"),
        WatchTerm.LENGTH: _("De overeenkomst is te kort voor de premie"),
        WatchTerm.TRAINING: _("De mentor moet de mentoropleiding volgen"),
        WatchTerm.LAST_PREMIUM: _("Dit is de laatste premie voor deze lerende"),
        WatchTerm.LEARNER_PREMIUM: _("Jouw premie: vraag of je overeenkomst geregistreerd is"),
    }[term]


def _words(one: AgreementWatch, term: WatchTerm) -> tuple[str, str]:
    months = {"months": one.terms.contract_months, "day": long_date(long_enough_on(one.facts, one.terms))}
    times = {"times": one.terms.company_times}
    call = _("Bel ons: we kijken samen wat nog kan.")
    return {
        WatchTerm.REGISTRATION: (
            _("Registreer op app.werkplekduaal.be en noteer daarna hier op welke dag."),
            _("Registreer nog altijd: dat blijft verplicht. Noteer hier de dag.") + " " + call,
        ),
        WatchTerm.LENGTH: (
            _(
                "De premie vraagt minstens %(months)s maanden in het schooljaar. Laat de overeenkomst doorlopen tot %(day)s."
            )
            % months,
            _("Zonder verlenging is er dit schooljaar geen premie.") + " " + call,
        ),
        WatchTerm.TRAINING: (
            _("Plan de mentoropleiding. Gevolgd of vrijgesteld? Zet dat bij de mensen van je bedrijf."),
            _(
                "Zonder mentoropleiding is er geen premie. Volg ze zo snel mogelijk en zet ze bij de mensen van je bedrijf."
            )
            + " "
            + call,
        ),
        WatchTerm.LAST_PREMIUM: (
            _(
                "Een bedrijf krijgt de premie hoogstens %(times)s keer voor dezelfde lerende. Hier hoef je niets te doen."
            )
            % times,
            _("Voor een volgend schooljaar is er geen premie meer voor deze lerende."),
        ),
        WatchTerm.LEARNER_PREMIUM: (
            _(
                "Vraag aan het bedrijf of de overeenkomst geregistreerd is. Geef je school je verklaring en rekeningnummer."
            ),
            _("Vraag aan je school of je de premie nog kunt krijgen.") + " " + _("Of bel ons: we helpen je."),
        ),
    }[term]


def _stake(amount: Decimal | None, checked_on: dt.date | None) -> str:
    if amount is None or checked_on is None:
        return ""
    return _("Het gaat om %(amount)s euro voor dit schooljaar (bedrag nagekeken op %(day)s).") % {
        "amount": f"{amount:,.0f}".replace(",", "."),
        "day": long_date(checked_on),
    }
