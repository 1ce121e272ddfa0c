"""Organisations, who acts for them, and contacts for co-operation."""

from django.urls import path

from alongside.partners.views import organisations as views

AT = "staff/partners/"
ONE = f"{AT}<uuid:organisation_id>/"
CONTACT = f"{AT}contacts/<uuid:contact_id>/"

urlpatterns = [
    path(AT, views.organisations, name="organisations"),
    path(f"{AT}add/", views.add_organisation, name="add_organisation"),
    path(f"{AT}districts/add/", views.add_district, name="add_district"),
    path(ONE, views.organisation, name="organisation"),
    path(f"{ONE}change/", views.change_organisation, name="change_organisation"),
    path(f"{ONE}people/add/", views.add_member, name="let_act"),
    path(f"{AT}people/<int:number>/end/", views.end_membership, name="end_membership"),
    path(f"{AT}contacts/", views.cooperation, name="cooperation"),
    path(f"{ONE}contacts/add/", views.add_contact, name="add_cooperation_contact"),
    path(f"{CONTACT}change/", views.change_contact, name="change_cooperation_contact"),
    path(f"{CONTACT}checked/", views.check_contact, name="check_cooperation_contact"),
    path(f"{CONTACT}remove/", views.remove_contact, name="remove_cooperation_contact"),
]
