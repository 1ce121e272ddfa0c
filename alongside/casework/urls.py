"""Addresses of casework, under /staff/."""

from django.urls import include, path

from alongside.casework.views import intakes, lists, person

app_name = "casework"

about_one_person = [
    path("", person.now, name="person"),
    path("owed/", person.owed, name="owed"),
    path("decision/", person.decision, name="decision"),
    path("history/", person.history, name="history"),
    path("looked/", person.looked, name="looked"),
    path("propose/", person.propose, name="propose"),
    path("decide/", person.decide, name="decide"),
    path("told/", person.told, name="told"),
    path("disagrees/", person.disagrees, name="disagrees"),
    path("happened/", person.event, name="event"),
    path("care/", person.care, name="care"),
    path("details/", person.details, name="details"),
    path("contact/", person.add_contact, name="add_contact"),
    path("allocate/", person.allocate, name="allocate"),
]
urlpatterns = [
    path("", lists.start, name="start"),
    path("caseload/", lists.caseload, name="caseload"),
    path("team/", lists.team, name="team"),
    path("cover/", lists.cover, name="cover"),
    path("find/", lists.find, name="find"),
    path("people/<uuid:person_id>/", include(about_one_person)),
    path("happened/<uuid:event_id>/", person.correct_event, name="correct_event"),
    path("contact/<uuid:contact_point_id>/", person.change_contact, name="change_contact"),
    path("returns/", intakes.returns, name="returns"),
    path("returns/<uuid:intake_id>/", intakes.one_return, name="return"),
    path("returns/<uuid:intake_id>/findings.csv", intakes.findings_csv, name="findings_csv"),
    path("returns/<uuid:intake_id>/findings.xlsx", intakes.findings_xlsx, name="findings_xlsx"),
    path("opening-position/", intakes.opening_positions, name="opening_positions"),
    path("opening-position/template.xlsx", intakes.opening_template, name="opening_template"),
    path("opening-position/<uuid:intake_id>/", intakes.opening_position, name="opening_position"),
]
