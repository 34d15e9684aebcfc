"""Words for the rows of a kept round: learners and workplaces as they are called now."""

from collections.abc import Iterable
from uuid import UUID

from companies.models import Workplace
from learners.models import Learner
from matchmaking.selectors.snapshots import KeptInput

NO_PLACE = "geen plek"
GONE_PLACE, GONE_LEARNER = "een plek die er niet meer is", "een lerende die er niet meer is"


class RowNames:
    """Reads the learners and workplaces behind rows of the engine, a few at a time."""

    def __init__(self, kept: KeptInput) -> None:
        """Read nothing yet."""
        self._keys = kept.offers
        self._row_of = {key: row for row, key in enumerate(kept.offers)}
        self._ids = list(kept.learner_rows)
        self._learners: dict[str, Learner] = {}
        self.places: dict[int, Workplace] = {}

    def read_workplaces(self, public_ids: Iterable[UUID]) -> dict[UUID, int]:
        """Read workplaces by public id and return their offer rows, as far as they are in the round (1 query)."""
        wanted = set(public_ids)
        rows = self._add(Workplace.objects.with_place().filter(public_id__in=wanted)) if wanted else []
        return {self.places[row].public_id: row for row in rows}

    def read_offers(self, offers: Iterable[int]) -> None:
        """Read the workplaces behind offer rows; -1 is nobody's (1 query at most)."""
        keys = [self._keys[row] for row in offers if row >= 0 and row not in self.places]
        if keys:
            self._add(
                Workplace.objects.with_place().filter(
                    establishment__public_id__in={site for site, _programme in keys},
                    programme__in={programme for _site, programme in keys},
                )
            )

    def _add(self, workplaces: Iterable[Workplace]) -> list[int]:
        found = {}
        for place in workplaces:
            row = self._row_of.get((str(place.establishment.public_id), place.programme_id))
            if row is not None:
                found[row] = place
        self.places |= found
        return list(found)

    def read_learners(self, public_ids: Iterable[str]) -> None:
        """Read learners by public id (1 query at most)."""
        wanted = set(public_ids) - set(self._learners)
        if wanted:
            rows = Learner.objects.select_related("contact").filter(public_id__in=wanted)
            self._learners |= {str(one.public_id): one for one in rows}

    def id_of(self, learner_row: int) -> str:
        """Return the public id of a learner row."""
        return self._ids[learner_row]

    def place(self, offer: int) -> str:
        """Return a place in words, once read."""
        if offer < 0:
            return NO_PLACE
        found = self.places.get(offer)
        if found is None:
            return GONE_PLACE
        return f"{found.establishment.company.name}, {found.establishment.municipality.name}"

    def learner(self, public_id: str) -> str:
        """Return a learner in words, once read: name and code, or the code once wiped."""
        found = self._learners.get(public_id)
        if found is None:
            return GONE_LEARNER
        contact = getattr(found, "contact", None)
        return f"{contact.full_name} ({found.code})" if contact else found.code
