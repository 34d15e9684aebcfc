"""Work by the clock. Each task is safe to run twice."""

from celery import shared_task

from campaigns.selectors.attendance import to_ask, to_remind
from campaigns.selectors.newsletters import sending_ids
from campaigns.selectors.storytelling import agreed_until_before, posts_to_warn
from campaigns.services.attendance import ask_evaluation, remind_registration
from campaigns.services.newsletters import send_piece
from campaigns.services.storytelling import expire_testimonial, warn_owner
from core import clock


@shared_task
def send_newsletters() -> None:
    """Let the next piece of every newsletter leave (beat, every ten seconds). Safe to run twice: a second run finds
    that a piece just left.
    """
    for newsletter_id in sending_ids():
        send_piece(newsletter_id=newsletter_id)


@shared_task
def mail_visitors() -> None:
    """Remind who comes soon, and ask who was there what they thought (beat, every hour). Each mail goes once."""
    for number in to_remind(clock.now(), clock.today()):
        remind_registration(registration_id=number)
    for number in to_ask(clock.now(), clock.today()):
        ask_evaluation(registration_id=number)


@shared_task
def watch_content() -> None:
    """Note which consents are over, and tell owners which amounts or rules go stale (beat, every morning)."""
    today = clock.today()
    for number in agreed_until_before(today):
        expire_testimonial(testimonial_id=number, on=today)
    for number in posts_to_warn(today):
        warn_owner(post_id=number)
