"""Addresses of the action plan."""

from django.urls import path

from actionplan import views

app_name = "actionplan"
urlpatterns = [
    path("", views.plan, name="plan"),
    path("<str:number>/", views.goal, name="goal"),
]
