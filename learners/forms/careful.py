"""Free text about a learner: warned about before it is kept."""

from typing import Any

from django import forms

from learners.rules.notes import Finding, careful_words_in, has_national_number
from learners.selectors.notes import careful_words, what_not_to_write

NUMBER = "Hier staat een rijksregisternummer. Dat bewaren we nooit. Haal het weg."


class CarefulForm(forms.Form):
    """A form whose free text is looked at before it is kept.

    Words of the list ask for a rewrite, or for a tick that they are about something else; nothing typed is lost.
    """

    careful: tuple[str, ...] = ("text",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.careful:
            own = self.fields[name].help_text
            self.fields[name].help_text = f"{own} Schrijf nooit over {what_not_to_write()}.".strip()
        self.findings = self._findings()
        if self.findings:
            self.fields["sure"] = forms.BooleanField(
                label="Mijn tekst gaat daar niet over. Bewaar ze zo.", error_messages={"required": self._warning()}
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a national number, and leave out the tick: it is no fact."""
        clean = dict(super().clean() or {})
        for name in self.careful:
            if has_national_number(str(clean.get(name, ""))):
                self.add_error(name, NUMBER)
        clean.pop("sure", None)
        return clean

    def _findings(self) -> list[Finding]:
        typed = " ".join(str(self.data.get(self.add_prefix(name), "")) for name in self.careful)
        return careful_words_in(typed, careful_words()) if self.is_bound else []

    def _warning(self) -> str:
        words = ", ".join(f"‘{found.typed}’ ({found.about})" for found in self.findings)
        return (
            f"Er is nog niets bewaard. We lazen {words}. Zulke dingen schrijven we niet op: herschrijf je tekst, "
            "bijvoorbeeld ‘wil binnen werken’ of ‘belt liever na 14 uur’. Of vink aan dat het over iets anders gaat."
        )
