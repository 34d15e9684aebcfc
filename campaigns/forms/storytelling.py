"""Forms of testimonials and posts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.enums import Audience, PostKind
from campaigns.models import Testimonial
from core.uploads import FileRefused, clean_file


class PostFilterForm(forms.Form):
    """Narrow the news down; empty fields mean everything."""

    kind = forms.ChoiceField(label=_("Soort"), required=False, choices=[("", _("Alles")), *PostKind.choices])
    audience = forms.ChoiceField(label=_("Voor wie"), required=False, choices=[("", _("Iedereen")), *Audience.choices])


class TestimonialAdminForm(forms.ModelForm):  # type: ignore[type-arg]
    """A testimonial on the desk; a photo is decoded and written anew before it is kept."""

    upload = forms.FileField(label="Nieuwe foto", required=False, help_text="Een jpg of png van hoogstens 5 MB.")

    class Meta:
        model = Testimonial
        fields = (
            "name", "role", "quote", "audience", "programmes", "is_ambassador", "email", "upload", "photo_text",
            "video_link", "consent_by", "consent_on", "consent_until",
        )  # fmt: skip

    def clean_upload(self) -> Any:
        """Return the photo as we keep it."""
        upload = self.cleaned_data.get("upload")
        if not upload:
            return None
        try:
            clean = clean_file(upload)
        except FileRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        if not clean.content_type.startswith("image/"):
            raise forms.ValidationError("Dit is geen foto. Kies een jpg of png.")
        return clean
