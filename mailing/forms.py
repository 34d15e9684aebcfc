"""The search field of the local mailbox."""

from django import forms


class MailboxForm(forms.Form):
    """Look for an address or a subject."""

    q = forms.CharField(label="Zoek een adres of onderwerp", required=False, max_length=100)

    def words(self) -> str:
        """Return what to look for; nothing when the field holds nonsense."""
        return self.cleaned_data["q"] if self.is_valid() else ""
