"""The people of a company: contacts, mentors and colleagues."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies.forms.people import ContactForm, MentorForm, RoleForm
from companies.selectors import people as selectors
from companies.services import contacts as contact_services
from companies.services import memberships, mentors
from companies.services import registration as registration_services
from core import clock
from core.states import MoveRefused

PAGE = "companies:people"
GET_OR_POST = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
def people(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show who signs, who guides, who is called first and who has access."""
    company = get_object_or_404(selectors.companies_with_partnership(request.actor), public_id=public_id)
    page = selectors.people_of(company, request.actor, clock.today())
    return render(request, "companies/people.html", {"page": page, "company": company})


@never_cache
@require_http_methods(GET_OR_POST)
def mentor_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add somebody who guides."""
    company = get_object_or_404(selectors.companies_with_partnership(request.actor), public_id=public_id)
    form = MentorForm(request.POST or None, terms=selectors.mentor_terms(company, clock.today()))
    if request.method == "POST" and form.is_valid():
        try:
            mentors.add_mentor(actor=request.actor, company=company, answers=form.answers())
        except mentors.MentorKnown as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("De mentor is toegevoegd."))
            return redirect(PAGE, public_id)
    context = {"form": form, "company": company, "title": _("Mentor toevoegen")}
    return render(request, "companies/person.html", context)


@never_cache
@require_http_methods(GET_OR_POST)
def mentor_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change what is known about a mentor."""
    mentor = get_object_or_404(selectors.mentors(request.actor), public_id=public_id)
    company = mentor.company
    form = MentorForm(request.POST or None, terms=selectors.mentor_terms(company, clock.today()), mentor=mentor)
    if request.method == "POST" and form.is_valid():
        try:
            mentors.update_mentor(actor=request.actor, mentor=mentor, answers=form.answers())
        except mentors.MentorKnown as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("De gegevens van de mentor zijn bewaard."))
            return redirect(PAGE, company.public_id)
    context = {"form": form, "company": company, "title": mentor.name, "mentor": mentor}
    return render(request, "companies/person.html", context)


@require_POST
def mentor_end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note that somebody is no mentor any more."""
    mentor = get_object_or_404(selectors.mentors(request.actor), public_id=public_id)
    try:
        mentors.end_mentor(actor=request.actor, mentor=mentor)
    except MoveRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Deze persoon is geen mentor meer."))
    return redirect(PAGE, mentor.company.public_id)


@never_cache
@require_http_methods(GET_OR_POST)
def contact_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add somebody to mail and call; that person gets a link to confirm the address."""
    company = get_object_or_404(selectors.managed_companies(request.actor), public_id=public_id)
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = contact_services.add_contact(actor=request.actor, company=company, **form.told())
        except contact_services.ContactKnown as refusal:
            form.add_error("email", str(refusal))
        else:
            registration_services.send_confirm_link(contact=made)
            messages.success(request, _("Toegevoegd. Deze persoon krijgt een mail om het adres te bevestigen."))
            return redirect(PAGE, public_id)
    context = {"form": form, "company": company, "title": _("Contactpersoon toevoegen")}
    return render(request, "companies/person.html", context)


@never_cache
@require_http_methods(GET_OR_POST)
def contact_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change how we reach somebody and what that person does."""
    contact = get_object_or_404(selectors.contacts(request.actor), public_id=public_id)
    form = ContactForm(request.POST or None, contact=contact)
    if request.method == "POST" and form.is_valid():
        try:
            made = contact_services.update_contact(actor=request.actor, contact=contact, **form.told())
        except contact_services.ContactKnown as refusal:
            form.add_error("email", str(refusal))
        else:
            if made.email_confirmed_at is None:
                registration_services.send_confirm_link(contact=made)
            messages.success(request, _("De gegevens zijn bewaard."))
            return redirect(PAGE, contact.company.public_id)
    context = {"form": form, "company": contact.company, "title": contact.name}
    return render(request, "companies/person.html", context)


@never_cache
@require_http_methods(GET_OR_POST)
def member_role(request: HttpRequest, public_id: UUID, user_id: UUID) -> HttpResponse:
    """Change what a colleague may do; only who manages the company."""
    rows = selectors.managed_members(request.actor)
    member = get_object_or_404(rows, company__public_id=public_id, user__public_id=user_id)
    form = RoleForm(request.POST or None, initial={"role": member.role})
    if request.method == "POST" and form.is_valid():
        try:
            memberships.change_role(actor=request.actor, membership=member, role=form.cleaned_data["role"])
        except MoveRefused as refusal:
            form.add_error("role", str(refusal))
        else:
            messages.success(request, _("De rol is aangepast."))
            return redirect(PAGE, public_id)
    context = {"form": form, "company": member.company, "title": str(member.user)}
    return render(request, "companies/person.html", context)
