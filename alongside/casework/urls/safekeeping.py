"""Looking and keeping: conflicts, records opened in an emergency, restricted records."""

from django.urls import path

from alongside.casework.views import keeping, safekeeping

about_one_person = [path("keep-open/", keeping.keep_open, name="keep_open")]
urlpatterns = [
    path("kept-open/<uuid:kept_id>/close/", keeping.close_file, name="close_file"),
    path("duplicates/", keeping.duplicates, name="duplicates"),
    path("duplicates/new/", keeping.flag_duplicate, name="flag_duplicate"),
    path("duplicates/<uuid:merge_id>/", keeping.duplicate, name="duplicate"),
    path("disposals/", keeping.disposals, name="disposals"),
    path("disposals/hold/", keeping.hold_file, name="hold_file"),
    path("disposals/hold/<uuid:hold_id>/end/", keeping.let_go, name="let_go"),
    path("disposals/new/", keeping.propose_disposal, name="propose_disposal"),
    path("disposals/<uuid:proposal_id>/", keeping.disposal, name="disposal"),
    path("safekeeping/", safekeeping.safekeeping, name="safekeeping"),
    path("break-glass/", safekeeping.break_glass, name="break_glass"),
    path("broken-glass/", safekeeping.broken_glass, name="broken_glass"),
    path("broken-glass/<uuid:glass_id>/", safekeeping.review_glass, name="review_glass"),
    path("unusual-reading/", safekeeping.unusual_reading, name="unusual_reading"),
    path("unusual-reading/<uuid:worker_id>/<slug:slug>/", safekeeping.look_into_reading, name="look_into_reading"),
    path("conflicts/", safekeeping.conflicts, name="conflicts"),
    path("conflicts/new/", safekeeping.declare_conflict, name="declare_conflict"),
    path("conflicts/<uuid:conflict_id>/", safekeeping.end_conflict, name="end_conflict"),
    path("restricted/", safekeeping.restricted_records, name="restricted_records"),
    path("restricted/new/", safekeeping.restrict, name="restrict"),
    path("restricted/<uuid:record_id>/", safekeeping.restricted_record, name="restricted_record"),
    path("restricted/<uuid:record_id>/check/", safekeeping.check_restriction, name="check_restriction"),
    path("restricted/<uuid:record_id>/off/<uuid:access_id>/", safekeeping.take_off_list, name="take_off_list"),
]
