"""What the knowledge base, the search and the counts of the website show in the demonstration."""

import datetime as dt

from accounts.models import User
from frontoffice.demo.plan import World
from knowledge.models import Article, PageRemark, UnansweredSearch, WebDay
from knowledge.rules.web import DOOR, DOORS, JOURNEYS, USEFUL, USELESS
from knowledge.services.search import fill_index

SEARCHES = (("kostprijs uniform", 7), ("verplaatsingsvergoeding", 4), ("vakantiewerk", 2))
REMARKS = (
    ("/bedrijven-info/", "Ik zocht een voorbeeld van een weekrooster."),
    ("/lerenden-en-ouders/", "Hoe geraak ik op het werk als er geen bus is?"),
)
DAYS = 90


def build_knowledge(world: World, owner: User) -> int:
    """Give the pages an owner, fill the search and count ninety days. Returns how many pages there are."""
    today = world.today
    Article.objects.filter(owner=None).update(owner=owner)
    first = Article.objects.filter(kind="vraag").order_by("pk").first()
    if first:
        first.review_by = max(first.checked_on + dt.timedelta(days=1), today + dt.timedelta(days=5))
        first.save(update_fields=["review_by"])
    for words, times in SEARCHES:
        UnansweredSearch.objects.get_or_create(words=words, defaults={"times": times, "last_on": today})
    for page, text in REMARKS:
        PageRemark.objects.get_or_create(page=page, text=text, defaults={"given_on": today})
    WebDay.objects.bulk_create(_days(today), ignore_conflicts=True, batch_size=400)
    fill_index()
    return Article.objects.public().count()


def _days(today: dt.date) -> list[WebDay]:
    rows = []
    for back in range(DAYS):
        day, busy = today - dt.timedelta(days=back), 1 + (back * 7) % 5
        for place, step in enumerate(DOORS.values()):
            rows.append(WebDay(day=day, subject=DOOR, step=step, times=busy * (8 - place)))
        for journey in JOURNEYS:
            for place, step in enumerate(journey.steps):
                rows.append(
                    WebDay(day=day, subject=journey.key, step=step, times=max(busy * 4 - place - busy // 2, 1))
                )
        if back % 3 == 0:
            rows.append(WebDay(day=day, subject=USEFUL, step="/lerenden-en-ouders/", times=busy))
            rows.append(WebDay(day=day, subject=USELESS, step="/bedrijven-info/", times=2))
            rows.append(WebDay(day=day, subject=USEFUL, step="/bedrijven-info/", times=1))
    return rows
