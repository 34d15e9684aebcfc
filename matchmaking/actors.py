"""Who answers by a mailed link: not signed in, but not just any visitor either."""

from dataclasses import dataclass

from accounts.actor import Actor


@dataclass(frozen=True, slots=True)
class ByLink(Actor):
    """A side of a proposal that came in with its own link; `name` is what logs show."""

    @property
    def is_anonymous(self) -> bool:
        """A link is as good as a name here."""
        return False

    @property
    def label(self) -> str:
        """How the side is shown in a timeline or the journal."""
        return self.name


LEARNER_BY_LINK = ByLink(name="De lerende, via de link in de mail")
COMPANY_BY_LINK = ByLink(name="Het bedrijf, via de link in de mail")
