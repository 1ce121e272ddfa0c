"""Where people of Brightwater live: streets that do not exist, in towns and postcodes that do not exist."""

from __future__ import annotations

from random import Random

from alongside.demo.lives import Life

STREETS = (
    *("Quay Street", "Chapel Lane", "Station Road", "Mill Row", "Harbour View", "Orchard Close", "Tern Walk"),
    *("Saltern Lane", "Rope Walk", "Lantern Row", "Heron Way", "Beacon Hill", "Cockle Lane", "Alder Grove"),
)
TOWNS = {
    "BW1 4AB": "Kingsmere",
    "BW2 7QD": "Saltby",
    "BW3 1RT": "Harrowdale",
    "BW5 9HN": "Coldwater",
    "BW8 2LP": "Fenmarch",
    "BW11 6JF": "Aldersey",
    "BW14 3SE": "Cawdale",
}
"""By postcode, as the return has them; the last two lie outside the council's area."""
NOWHERE = frozenset("SX")
"""No fixed home, or custody: no address is known."""
SAFE, UNSAFE = 0.8, 0.88
"""Shares of those who were asked: it is safe to write to them, or is not; of the others nobody asked."""


def address_of(life: Life, *, seed: int) -> tuple[str, str]:
    """Where somebody lives, in the town of their placement or somewhere here, and whether it is safe to write: yes, no,
    or nothing. Nowhere for whoever has no fixed home.
    """
    chance = Random(f"{seed} {life.child}")
    if life.left_to and life.left_to in NOWHERE:
        return "", ""
    at = life.stays[-1].place_postcode if life.last_end is None else ""
    asked = chance.random()
    return somewhere(chance, at), "yes" if asked < SAFE else "no" if asked < UNSAFE else ""


def somewhere(chance: Random, postcode: str = "") -> str:
    """An address in the place of this postcode, else in any."""
    at = postcode or chance.choice(list(TOWNS))
    return f"{chance.randrange(1, 90)} {chance.choice(STREETS)}, {TOWNS[at]} {at}"
