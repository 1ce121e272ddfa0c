"""The board and its meetings."""

from django.urls import path

from alongside.board.views import board as views
from alongside.board.views import late, meetings, moving

BOARD, MEETING, ITEM = "boards/<uuid:board_id>/", "meetings/<uuid:meeting_id>/", "items/<uuid:item_id>/"

urlpatterns = [
    path("", views.home, name="home"),
    path("boards/new/", views.set_up, name="set_up"),
    path(BOARD, views.board, name="board"),
    path(f"{BOARD}change/", views.change, name="change_board"),
    path(f"{BOARD}members/new/", views.add_member, name="add_member"),
    path(f"{BOARD}members/<uuid:member_id>/", views.change_member, name="change_member"),
    path(f"{BOARD}members/<uuid:member_id>/training/", views.train, name="train"),
    path(f"{BOARD}rules/new/", views.add_rule, name="add_rule"),
    path(f"{BOARD}rules/<uuid:rule_id>/", moving.change_rule, name="change_rule"),
    path(f"{BOARD}year/", views.plan_year, name="plan_year"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(f"{MEETING}pack.pdf", meetings.pack, name="pack"),
    path(f"{MEETING}move/", moving.move_meeting, name="move_meeting"),
    path(f"{MEETING}cancel/", moving.cancel_meeting, name="cancel_meeting"),
    path(f"{MEETING}items/new/", meetings.add_item, name="add_item"),
    path(f"{MEETING}late/", late.add_late_paper, name="add_late_paper"),
    path(f"{MEETING}young-people-first/", meetings.young_people_first, name="young_people_first"),
    path(f"{MEETING}publish/", meetings.publish, name="publish"),
    path(f"{MEETING}attendance/", meetings.attendance, name="attendance"),
    path(f"{MEETING}minutes/", meetings.minutes, name="minutes"),
    path(f"{MEETING}minutes/approve/", meetings.approve_minutes, name="approve_minutes"),
    path(ITEM, meetings.item, name="item"),
    path(f"{ITEM}paper/", meetings.write_paper, name="write_paper"),
    path(f"{ITEM}late/", late.bring_late_paper, name="bring_late_paper"),
    path(f"{ITEM}urgent/", late.agree_urgency, name="agree_urgency"),
    path(f"{ITEM}put-off/", moving.put_off_item, name="put_off_item"),
    path("questions/<uuid:question_id>/answer/", moving.answer, name="answer"),
    path(f"{ITEM}chase/", meetings.chase, name="chase"),
    path(f"{ITEM}question/", meetings.note_question, name="note_question"),
    path(f"{ITEM}resolve/", meetings.resolve, name="resolve"),
]
