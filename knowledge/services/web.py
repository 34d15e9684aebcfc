"""Counting the website, and what people miss on a page. Nothing is known about who."""

import logging

from django.db import DatabaseError, connection, transaction

from accounts.actor import ANONYMOUS, Actor
from core import clock
from knowledge.models import PageRemark
from privacy import journal

log = logging.getLogger(__name__)
ONE_MORE = """
    INSERT INTO knowledge_webday (day, subject, step, times) VALUES (%s, %s, %s, 1)
    ON CONFLICT (day, subject, step) DO UPDATE SET times = knowledge_webday.times + 1
"""


def count(*, subject: str, step: str) -> bool:
    """Add one to what happened today, in one statement. Returns whether it worked: a page never fails on a counter."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(ONE_MORE, [clock.today(), subject[:20], step[:120]])
    except DatabaseError:
        log.exception("the website was not counted")
        return False
    return True


@transaction.atomic
def leave_remark(*, page: str, text: str) -> PageRemark:
    """Keep what somebody misses on a page."""
    row = PageRemark.objects.create(page=page[:120], text=text.strip(), given_on=clock.today())
    journal.record(actor=ANONYMOUS, verb="page_remark", subject=row)
    return row


@transaction.atomic
def handle_remark(*, actor: Actor, remark: PageRemark) -> PageRemark:
    """Note that something was done with a remark."""
    row = PageRemark.objects.select_for_update().get(pk=remark.pk)
    row.handled_on = clock.today()
    row.save(update_fields=["handled_on"])
    journal.record(actor=actor, verb="page_remark_handled", subject=row)
    return row
