"""Reading the pages of a school as a person does."""

import csv
import io

from django.urls import reverse
from lxml import html


def words(node) -> str:
    return " ".join(node.text_content().split())


class Screen:
    """The desk of a school, all pages of it together."""

    def __init__(self, client, school, **query):
        self.client, self.school, self.query = client, school, query
        self.page = self._get(**query)

    def _get(self, **query):
        response = self.client.get(reverse("schools:school_dashboard", args=[self.school.public_id]), query)
        assert response.status_code == 200
        return html.document_fromstring(response.content)

    def tallies(self) -> list[tuple[int, str]]:
        """Each number of learners with the query of its rows."""
        links = self.page.xpath("//ul[contains(@class,'tally')]//a[starts-with(@href, '?')]")
        return [
            (int(words(link.find("strong"))), link.get("href").removeprefix("?").partition("#")[0]) for link in links
        ]

    def rows(self) -> list[list[str]]:
        """The cells of every row on every page."""
        found, page, number = [], self.page, 1
        while True:
            found += [
                [words(cell) for cell in row.xpath("./th|./td")]
                for row in page.xpath("//section[@aria-labelledby='lerenden-titel']//tbody/tr")
            ]
            if not page.xpath("//a[@rel='next']"):
                return found
            number += 1
            page = self._get(**self.query, page=number)

    def codes(self) -> list[str]:
        """The case codes in the table, in order."""
        return [row[0].split()[-1] for row in self.rows()]

    def file(self) -> list[dict[str, str]]:
        """The rows of the CSV behind the button on this page."""
        [href] = set(self.page.xpath("//a[contains(@href, 'lerenden.csv')]/@href"))
        response = self.client.get(href)
        assert response["Content-Type"].startswith("text/csv")
        return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
