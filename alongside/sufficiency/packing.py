"""What is kept of every draw of a forecast: enough to score it later, and to compare it with another draw by draw."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

import numpy as np

from alongside.sufficiency.forecasting import Forecast
from alongside.sufficiency.forecasting.capacity import Placed
from alongside.sufficiency.forecasting.cells import Real, Whole

A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Kept:
    """By draw: children at each year's end by age and type, of them far away, households, and pounds a year."""

    stock: Whole = field(repr=False)
    far: Real = field(repr=False)
    households: Real = field(repr=False)
    costs: Real = field(repr=False)


def kept_of(found: Forecast, where: Placed, costs: Real) -> Kept:
    """What is kept of a forecast."""
    return Kept(
        found.by_age_and_type[..., ::A_YEAR].astype(np.int16),
        where.far.sum(axis=1)[:, ::A_YEAR].astype(np.float32),
        where.households[:, ::A_YEAR].astype(np.float32),
        costs.astype(np.float32),
    )


def packed(kept: Kept) -> bytes:
    """As bytes for the database."""
    block = io.BytesIO()
    np.savez_compressed(block, stock=kept.stock, far=kept.far, households=kept.households, costs=kept.costs)
    return block.getvalue()


def unpacked(block: bytes) -> Kept:
    """And back. Nothing in it is run: arrays of numbers only."""
    with np.load(io.BytesIO(block), allow_pickle=False) as held:
        return Kept(held["stock"], held["far"], held["households"], held["costs"])
