"""The portal's own checks before a deployment, and what the demonstration shows instead."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.checks import registry

from core.checks import check_contact


@pytest.mark.parametrize(
    ("mail", "phone", "found"),
    [
        ("", "", ["steunpunt.W001", "steunpunt.W002"]),
        ("hulp@example.be", "", ["steunpunt.W002"]),
        ("", "050 11 11 11", ["steunpunt.W001"]),
        ("hulp@example.be", "050 11 11 11", []),
    ],
)
def test_an_empty_contact_is_a_warning(settings, mail, phone, found):
    settings.CONTACT_EMAIL, settings.CONTACT_PHONE = mail, phone
    assert [message.id for message in check_contact(None)] == found


def test_the_check_runs_with_deploy_only():
    every = registry.registry.get_checks(include_deployment_checks=True)
    assert check_contact in every
    assert check_contact not in registry.registry.get_checks(include_deployment_checks=False)


@pytest.mark.parametrize(("demo", "mail"), [("1", "hallo@steunpunt.example"), ("0", "")])
def test_the_demonstration_has_a_made_up_contact_and_production_has_none(demo, mail):
    code = "from steunpunt import env; print(env.CONTACT_EMAIL, bool(env.CONTACT_PHONE))"
    clean = {key: value for key, value in os.environ.items() if not key.startswith("CONTACT_")}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={**clean, "DEMO": demo},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split(" ") == [mail, f"{bool(mail)}\n"]
