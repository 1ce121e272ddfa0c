"""The checker "What can I get?": at most six questions, no account, nothing kept.

``questions`` asks, ``lives`` turns answers into lives that the law can decide, ``results`` says what follows, and
``state`` carries the answers from page to page.
"""
