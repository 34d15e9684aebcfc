"""The front door."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """Show the four doors."""
    return render(request, "frontoffice/home.html")


def my_desk(request: HttpRequest) -> HttpResponse:
    """Send somebody who signed in to their own desk."""
    return render(request, "frontoffice/home.html")
