"""The check-list of a local offer: whole, in order, and pointing only at what there is."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from alongside.law import ItemKind, ItemStatus, local_offer_item, local_offer_items, provision
from alongside.law.rules import all_rules

ITEMS = local_offer_items()


def test_the_numbers_run_from_1_to_114_without_a_gap():
    assert [item.id for item in ITEMS] == list(range(1, 115))
    assert len({item.words for item in ITEMS}) == 114


def test_so_many_items_are_law_will_be_law_guidance_and_optional():
    assert Counter(item.status for item in ITEMS) == {
        ItemStatus.LAW: 25,
        ItemStatus.LAW_2026: 10,
        ItemStatus.GUIDANCE: 24,
        ItemStatus.OPTIONAL: 55,
    }


def test_each_kind_has_its_stretch_of_numbers():
    stretches = {kind: [item.id for item in ITEMS if item.kind is kind] for kind in ItemKind}
    assert {kind: (ids[0], ids[-1], len(ids)) for kind, ids in stretches.items()} == {
        ItemKind.WHOLE_OFFER: (1, 33, 33),
        ItemKind.STATEMENT: (34, 42, 9),
        ItemKind.ENTITLEMENT: (43, 60, 18),
        ItemKind.EXTRA: (61, 105, 45),
        ItemKind.CONTACT: (106, 114, 9),
    }


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: str(item.id))
def test_an_item_points_only_at_what_the_law_has(item):
    assert set(item.rules) <= {rule.id for rule in all_rules()}
    assert all(provision(cite) for cite in item.cites)
    assert item.area or item.kind is ItemKind.WHOLE_OFFER
    assert bool(item.commenced_by) == (item.status is ItemStatus.LAW_2026)


def test_an_item_of_the_2026_act_is_law_from_the_day_its_section_commenced():
    custody, staying_close = local_offer_item(39), local_offer_item(60)
    commenced = {"cwsa2026.s8": date(2027, 4, 1)}
    assert custody.status_on(date(2027, 3, 31), commenced) is ItemStatus.LAW_2026
    assert custody.status_on(date(2027, 4, 1), commenced) is ItemStatus.LAW
    assert staying_close.status_on(date(2027, 4, 1), commenced) is ItemStatus.LAW_2026
    assert local_offer_item(59).status_on(date(2020, 1, 1), {}) is ItemStatus.LAW


@pytest.mark.parametrize("number", [0, -1, 115])
def test_there_is_no_other_item(number):
    with pytest.raises(KeyError):
        local_offer_item(number)
