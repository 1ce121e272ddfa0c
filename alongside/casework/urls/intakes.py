"""Files that are sent in."""

from django.urls import path

from alongside.casework.views import intakes

urlpatterns = [
    path("returns/", intakes.returns, name="returns"),
    path("returns/<uuid:intake_id>/", intakes.one_return, name="return"),
    path("returns/<uuid:intake_id>/findings.csv", intakes.findings_csv, name="findings_csv"),
    path("returns/<uuid:intake_id>/findings.xlsx", intakes.findings_xlsx, name="findings_xlsx"),
    path("returns/<uuid:intake_id>/ssda903.zip", intakes.return_zip, name="return_zip"),
    path("returns/<uuid:intake_id>/ssda903.xml", intakes.return_xml, name="return_xml"),
    path("opening-position/", intakes.opening_positions, name="opening_positions"),
    path("opening-position/template.xlsx", intakes.opening_template, name="opening_template"),
    path("opening-position/<uuid:intake_id>/", intakes.opening_position, name="opening_position"),
]
