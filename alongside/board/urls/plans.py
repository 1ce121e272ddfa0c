"""Action plans."""

from django.urls import path

from alongside.board.views import plans as views

ONE, ACTION, CHANGE = "plans/<uuid:plan_id>/", "actions/<uuid:action_id>/", "targets/<uuid:change_id>/"

urlpatterns = [
    path("plans/", views.plans, name="plans"),
    path("plans/progress.xlsx", views.report_xlsx, name="progress_xlsx"),
    path("plans/progress.html", views.report_html, name="progress_html"),
    path("plans/progress.pdf", views.report_pdf, name="progress_pdf"),
    path("yearly/", views.yearly, name="yearly"),
    path("yearly/report.pdf", views.yearly_pdf, name="yearly_pdf"),
    path("plans/new/", views.make_plan, name="make_plan"),
    path("agreed/", views.origins, name="origins"),
    path("agreed/recommendations/new/", views.recommend, name="recommend"),
    path("agreed/<slug:kind>/<uuid:origin_id>/", views.take_over, name="take_over"),
    path(ONE, views.plan, name="plan"),
    path(f"{ONE}actions/new/", views.add_action, name="add_action"),
    path(ACTION, views.action, name="action"),
    path(f"{ACTION}report/", views.report_step, name="report_step"),
    path(f"{ACTION}baseline/", views.set_baseline, name="set_baseline"),
    path(f"{ACTION}done/", views.finish_action, name="finish_action"),
    path(f"{ACTION}target/", views.ask_for_target, name="ask_for_target"),
    path(f"{CHANGE}approve/", views.approve_target, name="approve_target"),
    path(f"{CHANGE}refuse/", views.refuse_target, name="refuse_target"),
]
