"""States of a mail."""

from django.db.models import TextChoices


class MailState(TextChoices):
    WAITING = "waiting", "Wacht"
    SENDING = "sending", "Wordt verstuurd"
    SENT = "sent", "Verstuurd"
    FAILED = "failed", "Mislukt"
    STOPPED = "stopped", "Niet verstuurd: wil geen mails"


MOVES: dict[MailState, frozenset[MailState]] = {
    MailState.WAITING: frozenset({MailState.SENDING, MailState.STOPPED}),
    MailState.SENDING: frozenset({MailState.SENT, MailState.FAILED, MailState.WAITING}),
    MailState.FAILED: frozenset({MailState.WAITING}),
    MailState.SENT: frozenset({MailState.WAITING}),
    MailState.STOPPED: frozenset(),
}
