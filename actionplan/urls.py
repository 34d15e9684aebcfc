"""Addresses of the action plan."""

from django.urls import path

from actionplan.views import action_desk, actions, plan, versions

app_name = "actionplan"
urlpatterns = [
    path("", plan.plan, name="plan"),
    path("wie-doet-wat/", plan.founding, name="founding"),
    path("acties/", actions.actions, name="actions"),
    path("acties/acties.csv", actions.actions_csv, name="actions_csv"),
    path("acties/nieuw/", action_desk.action_add, name="action_add"),
    path("acties/<uuid:action>/", actions.action, name="action"),
    path("acties/<uuid:action>/bijwerken/", action_desk.action_edit, name="action_edit"),
    path("acties/<uuid:action>/bewijs/", action_desk.evidence_add, name="evidence_add"),
    path("acties/<uuid:action>/bewijs/<uuid:evidence>/weg/", action_desk.evidence_drop, name="evidence_drop"),
    path("acties/<uuid:action>/<slug:verb>/", action_desk.action_move, name="action_move"),
    path("versies/nieuw/", versions.plan_next, name="plan_next"),
    path("versies/<slug:version>/geldt/", versions.plan_adopt, name="plan_adopt"),
    path("versies/<slug:version>/", plan.plan_version, name="plan_version"),
    path("versies/<slug:version>/<str:number>/", plan.goal_version, name="goal_version"),
    path("<str:number>/", plan.goal, name="goal"),
]
