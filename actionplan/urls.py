"""Addresses of the action plan."""

from django.urls import path

from actionplan.views import plan, versions

app_name = "actionplan"
urlpatterns = [
    path("", plan.plan, name="plan"),
    path("wie-doet-wat/", plan.founding, name="founding"),
    path("versies/nieuw/", versions.plan_next, name="plan_next"),
    path("versies/<slug:version>/geldt/", versions.plan_adopt, name="plan_adopt"),
    path("versies/<slug:version>/", plan.plan_version, name="plan_version"),
    path("versies/<slug:version>/<str:number>/", plan.goal_version, name="goal_version"),
    path("<str:number>/", plan.goal, name="goal"),
]
