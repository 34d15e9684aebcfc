"""Signing with a code that was mailed or sent as a text message, or noting that it was signed on paper."""

import datetime as dt
import hmac
import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.actor import Actor
from core import clock
from core.languages import in_dutch
from core.states import MoveRefused
from mailing import sms
from mailing.services import queue_mail
from mailing.services_sms import queue_sms
from placements.enums import AgreementState, Party, SignMethod
from placements.models import Agreement, Signature, SignCode
from placements.rules.turns import parties_needed
from placements.selectors import facts
from placements.selectors.readers import language_of, phone_of, signer_of
from placements.services import inviting
from placements.services.moves import lock_agreement, lock_learner, move_agreement
from placements.services.placing import place_learner
from privacy import journal

DIGITS = 6


@transaction.atomic
def request_code(
    *, actor: Actor, agreement: Agreement, party: Party, method: SignMethod = SignMethod.MAIL
) -> SignCode:
    """Send the signer of a party a code by mail or text message; an older code of that party no longer works.

    Raises `MoveRefused` outside signing, `ValidationError` when the party signed already or cannot be reached so.
    """
    locked = _in_signing(agreement)
    if Signature.objects.filter(agreement=locked, party=party).exists():
        raise ValidationError(_("Deze partij tekende al."))
    name, address = _reached(locked, party, method)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    today = clock.today()
    minutes = facts.terms_for(locked, today).code_minutes
    row, _made = SignCode.objects.update_or_create(
        agreement=locked,
        party=party,
        defaults={
            "method": method,
            "sent_to": address,
            "hash": _hash(locked, party, code),
            "fingerprint": facts.fingerprint_of(locked),
            "tries": 0,
            "expires_at": clock.now() + dt.timedelta(minutes=minutes),
        },
    )
    key = f"sign-code:{locked.public_id}:{party}:{row.expires_at.timestamp():.0f}"
    context = {"name": name, "code": code, "minutes": minutes, "agreement": locked}
    language = language_of(locked, party)
    if method == SignMethod.SMS:
        queue_sms(key=key, template="placements/sms/sign_code", to=address, context=context, language=language)
    else:
        queue_mail(key=key, template="placements/email/sign_code", to=address, context=context, language=language)
    journal.record(actor=actor, verb="sign_code_sent", subject=locked, party=party.value, how=method.value)
    return row


def _reached(agreement: Agreement, party: Party, method: SignMethod) -> tuple[str, str]:
    """Return the name of who signs, and the mail address or mobile number the code goes to. Raises `ValidationError`."""
    name, address = signer_of(agreement, party)
    if method == SignMethod.SMS:
        number = phone_of(agreement, party) if sms.is_offered() else ""
        if not number:
            raise ValidationError(
                _("We kunnen geen sms sturen: we hebben geen gsm-nummer. Vraag de code met een mail.")
            )
        return name, number
    if not address:
        raise ValidationError(_("We hebben geen e-mailadres van wie tekent. Vul het aan of teken op papier."))
    return name, address


def sign_with_code(*, actor: Actor, agreement: Agreement, party: Party, code: str) -> Agreement:
    """Sign for a party; the last signature makes the agreement signed and the learner placed.

    Raises `MoveRefused` outside signing, `ValidationError` for a code that is wrong, old, tried too often or meant for
    another text. A wrong try is counted, also when the call fails.
    """
    fault = _check(agreement, party, code)
    if fault:
        raise ValidationError({"code": fault})
    return _sign_checked(actor, agreement, party)


@in_dutch
@transaction.atomic
def _sign_checked(actor: Actor, agreement: Agreement, party: Party) -> Agreement:
    """Sign with a code that was right: what is stored and told to colleagues is Dutch, a refusal is not."""
    locked = _in_signing(agreement)
    row = SignCode.objects.select_for_update().filter(agreement=locked, party=party).first()
    if row is None or row.fingerprint != facts.fingerprint_of(locked):
        raise ValidationError({"code": _lazy("De tekst veranderde ondertussen. Vraag een nieuwe code.")})
    name, _address = signer_of(locked, party)
    _sign(actor, locked, party, name=name, method=SignMethod(row.method), sent_to=row.sent_to)
    row.delete()
    return _finish(actor, locked)


@transaction.atomic
def sign_outside(*, actor: Actor, agreement: Agreement, party: Party, name: str, signed_on: dt.date) -> Agreement:
    """Note that a party signed on paper or elsewhere. Raises `MoveRefused` outside signing, `ValidationError`."""
    if not name.strip():
        raise ValidationError({"name": _("Schrijf wie getekend heeft.")})
    if signed_on > clock.today():
        raise ValidationError({"signed_on": _("Die dag ligt in de toekomst.")})
    locked = _in_signing(agreement)
    _sign(actor, locked, party, name=name.strip(), method=SignMethod.OUTSIDE, noted_by=actor.label)
    SignCode.objects.filter(agreement=locked, party=party).delete()
    return _finish(actor, locked)


def _in_signing(agreement: Agreement) -> Agreement:
    locked = lock_agreement(agreement.pk)
    if locked.state != AgreementState.SIGNING:
        raise MoveRefused(
            _("Tekenen kan nu niet: de overeenkomst staat op ‘%(state)s’.") % {"state": locked.get_state_display()}
        )
    return locked


@transaction.atomic
def _check(agreement: Agreement, party: Party, code: str) -> str:
    """Return why a code does not work, after counting the try; empty when it does."""
    row = SignCode.objects.select_for_update().filter(agreement=agreement.pk, party=party).first()
    if row is None:
        return _("Vraag eerst een code.")
    if row.expires_at <= clock.now():
        return _("Deze code is te oud. Vraag een nieuwe.")
    if row.tries >= facts.terms_for(agreement, clock.today()).code_tries:
        return _("Deze code werd te vaak geprobeerd. Vraag een nieuwe.")
    if hmac.compare_digest(row.hash, _hash(agreement, party, "".join(code.split()))):
        return ""
    row.tries += 1
    row.save(update_fields=["tries"])
    return _("Deze code klopt niet. Kijk hem nog eens na.")


def _sign(
    actor: Actor,
    agreement: Agreement,
    party: Party,
    *,
    name: str,
    method: SignMethod,
    sent_to: str = "",
    noted_by: str = "",
) -> None:
    if Signature.objects.filter(agreement=agreement, party=party).exists():
        raise ValidationError(_("Deze partij tekende al."))
    Signature.objects.create(
        agreement=agreement,
        party=party,
        name=name[:120],
        method=method,
        sent_to=sent_to[:120],
        noted_by=noted_by[:120],
        fingerprint=facts.fingerprint_of(agreement),
        signed_at=clock.now(),
    )
    journal.record(actor=actor, verb="agreement_party_signed", subject=agreement, party=party.value, how=method.value)


def _finish(actor: Actor, agreement: Agreement) -> Agreement:
    """Move on when everybody signed."""
    today = clock.today()
    minor = facts.is_minor(agreement.learner, agreement.starts_on or today, today)
    signed = set(Signature.objects.filter(agreement=agreement).values_list("party", flat=True))
    if set(parties_needed(is_minor=minor)) - signed:
        return agreement
    lock_learner(agreement.learner_id)
    moved = move_agreement(actor=actor, agreement=agreement, target=AgreementState.SIGNED, signed_at=clock.now())
    place_learner(actor=actor, learner=moved.learner)
    inviting.tell_signed(moved)
    return moved


def _hash(agreement: Agreement, party: Party, code: str) -> str:
    return salted_hmac(f"placements.sign.{party}", f"{agreement.pk}:{code}", algorithm="sha256").hexdigest()
