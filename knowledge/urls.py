"""Addresses of training and sharing knowledge."""

from django.urls import path

from knowledge.views import tools

app_name = "knowledge"
TOOLS = [
    path("hulpmiddelen/", tools.shelf, name="tools"),
    path("hulpmiddelen/wat-wanneer/", tools.guide, name="guide"),
    path("hulpmiddelen/<slug:slug>/", tools.tool, name="tool"),
    path("hulpmiddelen/<slug:slug>/mening-weg/", tools.review_drop, name="review_drop"),
]
urlpatterns = [*TOOLS]
