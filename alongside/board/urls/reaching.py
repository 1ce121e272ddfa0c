"""Yearly reports, visits, reports to others, skills."""

from django.urls import path

from alongside.board.views import reaching as views
from alongside.board.views import reports

urlpatterns = [
    path("reports/", reports.reports, name="reports"),
    path("reports/draft/", reports.draft_report, name="draft_report"),
    path("reports/<uuid:report_id>/", reports.report, name="report"),
    path("reports/<uuid:report_id>/figures.csv", reports.report_figures, name="report_figures"),
    path("reports/<uuid:report_id>/publish/", reports.publish_report, name="publish_report"),
    path("visits/", views.visits, name="visits"),
    path("visits/new/", views.add_visit, name="add_visit"),
    path("staff/", views.skills, name="skills"),
    path("staff/new/", views.add_skill, name="add_skill"),
    path("boards/<uuid:board_id>/reports/new/", views.plan_report, name="plan_report"),
    path("reports-out/<uuid:report_id>/", views.send_report, name="send_report"),
]
