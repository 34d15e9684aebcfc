"""People who can sign in to the demonstration."""

from typing import Any

from accounts.models import User


def make_user(email: str, first_name: str, last_name: str, **extra: Any) -> User:
    """Return the demo user with this address, made when it did not exist. Signing in goes with a mailed code."""
    values = {"first_name": first_name, "last_name": last_name, "is_demo": True, **extra}
    user, made = User.objects.update_or_create(email=email, defaults=values)
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user
