"""Names to invent people with (``names.toml``), the fourteen advisers, the seven districts."""

import tomllib
from pathlib import Path

_FILE = Path(__file__).parent / "names.toml"
_NAMES = {key: tuple(text.split()) for key, text in tomllib.loads(_FILE.read_text()).items()}

BOYS = _NAMES["boys"]
GIRLS = _NAMES["girls"]
SURNAMES = _NAMES["surnames"]
ARRIVED_BOYS = _NAMES["arrived_boys"]
ARRIVED_GIRLS = _NAMES["arrived_girls"]
ARRIVED_SURNAMES = _NAMES["arrived_surnames"]

ADVISERS = (
    ("Marsha Okafor", "north"),
    ("Tom Leadbetter", "north"),
    ("Priya Nair", "north"),
    ("Gareth Pugh", "north"),
    ("Ellen Skelton", "north"),
    ("Kwame Asante", "south"),
    ("Janet Fairbrother", "south"),
    ("Dom Castellane", "south"),
    ("Sofia Brandt", "south"),
    ("Liam Hartnett", "south"),
    ("Ruth Oyelaran", "coast"),
    ("Callum Birtles", "coast"),
    ("Nadia Farouki", "coast"),
    ("Steve Mallender", "coast"),
)
"""The fourteen personal advisers and the team each works in."""

DISTRICTS = ("Alderbrook", "Coldwater", "Fenmarch", "Harrowdale", "Kingsmere", "Saltby", "Westering")
"""The seven districts of Brightwater."""
