"""How a change of the offer is agreed: the steps, and who takes each."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission, Page, Workflow, WorkflowPage, WorkflowTask

from alongside.offer.actions.publishing import APPROVERS, BUTTONS, LEGAL, YOUNG_PEOPLE
from alongside.offer.models import OfferStep
from alongside.offer.models.entitlements import DISTRICT_WORKFLOW
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.roles import Record, Verb

COUNTY_WORKFLOW = "Agreeing a change of the offer"
STEPS = {
    COUNTY_WORKFLOW: (
        ("Young people’s review", YOUNG_PEOPLE, True),
        ("Legal and finance check", LEGAL, False),
        ("Director", APPROVERS, False),
    ),
    DISTRICT_WORKFLOW: (("Another person of the district", APPROVERS, False),),
}
"""Each workflow's steps in order: name, the group that takes it, and whether words have to be written down."""


@transaction.atomic
def set_up_workflow(*, index: Page, by: Actor) -> None:
    """Make the editor's groups and both workflows where they are missing. What is there already stays as it is.

    Editors write and send on; the steps agree; the last step publishes.
    """
    if not by.can(Record.OFFER_TEXT, Verb.APPROVE):
        by.check(Record.OFFER_TEXT, Verb.CREATE)
    groups = {name: _group(name, codenames, index) for name, codenames in BUTTONS.items()}
    if Workflow.objects.filter(name__in=STEPS).count() == len(STEPS):
        return
    for name, steps in STEPS.items():
        workflow, _ = Workflow.objects.get_or_create(name=name)
        for number, (step, group, wants_words) in enumerate(steps):
            task, made = OfferStep.objects.get_or_create(name=step, defaults={"wants_words": wants_words})
            if made:
                task.groups.add(groups[group])
            WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": number})
    county = Workflow.objects.get(name=COUNTY_WORKFLOW)
    for page in (Page.get_first_root_node(), index):
        WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": county})
    audit.record(actor=by, verb="set up workflow", subject_kind="offer")


def _group(name: str, codenames: tuple[str, ...], index: Page) -> Group:
    """The group, with its buttons for the whole offer."""
    group, _ = Group.objects.get_or_create(name=name)
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames):
        GroupPagePermission.objects.get_or_create(group=group, page=index, permission=permission)
    return group
