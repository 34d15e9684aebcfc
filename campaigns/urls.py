"""Addresses of the agenda."""

from django.urls import path

from campaigns import views

app_name = "campaigns"
urlpatterns = [
    path("", views.agenda, name="agenda"),
    path("agenda.ics", views.agenda_calendar, name="agenda_calendar"),
    path("inschrijving/<str:code>/", views.registration, name="registration"),
    path("inschrijving/<str:code>/uitschrijven/", views.registration_cancel, name="registration_cancel"),
    path("<slug:slug>/", views.agenda_item, name="agenda_item"),
    path("<slug:slug>.ics", views.agenda_item_calendar, name="agenda_item_calendar"),
]
