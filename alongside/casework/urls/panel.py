"""The risk panel."""

from django.urls import path

from alongside.casework.views import panel

about_one_person = [
    path("risk-panel/", panel.of_person, name="risk_panel"),
    path("risk-panel/refer/", panel.refer, name="refer_to_panel"),
]
urlpatterns = [
    path("risk-panels/", panel.panels, name="risk_panels"),
    path("risk-panels/call/", panel.call, name="call_panel"),
    path("risk-panels/<uuid:panel_id>/", panel.panel, name="panel"),
    path("risk-panels/<uuid:panel_id>/member/", panel.add_member, name="add_panel_member"),
    path("risk-panels/<uuid:panel_id>/agenda/", panel.send_agenda, name="send_agenda"),
    path("risk-panels/<uuid:panel_id>/close/", panel.close, name="close_panel"),
    path("risk-panels/<uuid:panel_id>/list/<uuid:item_id>/", panel.list_item, name="list_item"),
    path("panel-items/<uuid:item_id>/", panel.item, name="panel_item"),
    path("panel-items/<uuid:item_id>/papers/", panel.prepare, name="prepare_item"),
    path("panel-items/<uuid:item_id>/conflict/", panel.conflict, name="panel_conflict"),
    path("panel-items/<uuid:item_id>/decide/", panel.decide, name="decide_item"),
    path("panel-items/<uuid:item_id>/action/", panel.act, name="panel_action"),
    path("panel-items/<uuid:item_id>/told/", panel.tell, name="tell_of_panel"),
    path("panel-items/<uuid:item_id>/take-back/", panel.withdraw, name="withdraw_item"),
    path("panel-actions/<uuid:action_id>/done/", panel.finish, name="finish_panel_action"),
    path("panel-papers/<uuid:paper_id>/", panel.paper, name="panel_paper"),
]
