"""How allauth works here: accounts come from invitations, mails go through the outbox, words are Dutch.

The adapters live at the top of the ladder because the outbox is above `accounts`.
"""

import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import throttle
from core.links import absolute
from mailing.services import queue_mail

MAILS = {
    "account/email/login_code": "accounts/email/sign_in_code",
    "account/email/unknown_account": "accounts/email/unknown_account",
}
MINUTE = 60


class AccountAdapter(DefaultAccountAdapter):
    """Sign in by mailed code; no open registration."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("Deze code klopt niet. Kijk of je de laatste mail gebruikt en typ de code opnieuw."),
        "too_many_login_attempts": _("Je vroeg al een paar codes na elkaar. Wacht een minuut en probeer opnieuw."),
        "rate_limited": _("Je vroeg al een paar codes na elkaar. Wacht een minuut en probeer opnieuw."),
        "account_inactive": _("Dit account is afgesloten."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Nobody registers without an invitation."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put a mail of allauth in our outbox. Raises KeyError for a mail we have no text for."""
        queue_mail(
            key=f"sign-in:{uuid.uuid4().hex}",
            template=MAILS[template_prefix],
            to=email,
            context={
                "code": context.get("code", ""),
                "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // MINUTE,
                "sign_in_url": absolute(reverse("account_login")),
                "ask_url": absolute(reverse("frontoffice:ask")),
            },
        )

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Return how somebody proves once more who they are: the app with codes, when they have one."""
        if not user.is_authenticated or not is_mfa_enabled(user):
            return []
        return [{"id": "mfa_reauthenticate", "description": _("Met je app"), "url": reverse("mfa_reauthenticate")}]

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address the limits count, believed only as far as our own proxies wrote it."""
        return throttle.address_of(request)


class SecondFactorAdapter(DefaultMFAAdapter):
    """An app with codes as second step, for colleagues who want it."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Deze code klopt niet. Typ de code die nu in je app staat."),
    }
