"""The local offer as open data: a feed of the Open Referral UK standard, version 3.0, and the reading of others' feeds.

``records`` says what a record looks like, ``terms`` what it is tagged with, ``mapping`` makes records of entitlements,
``feed`` keeps them, ``filters`` and ``pages`` choose among them, ``api`` answers. ``read`` reads anybody's feed.
"""
