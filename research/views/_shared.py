"""What the pages of research share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.states import MoveRefused


def done(form: forms.Form, service: Callable[..., Any], **known: Any) -> Any:
    """Run a service; what it refuses stands beside the fields, or above the form, and gives None."""
    try:
        return service(**known)
    except MoveRefused as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as error:
        if hasattr(error, "error_dict"):
            for name, texts in error.message_dict.items():
                form.add_error(name if name in form.fields else None, texts)
        else:
            form.add_error(None, error.messages)
    return None
