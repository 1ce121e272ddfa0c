"""Letters, the texts they are written from, and letters to many."""

from django.urls import path

from alongside.casework.views import letter_texts, letters

about_one_person = [
    path("letters/", letters.letters, name="letters"),
    path("letters/write/<slug:slug>/", letters.write_letter, name="write_letter"),
]
urlpatterns = [
    path("letters/to-approve/", letters.letters_to_approve, name="letters_to_approve"),
    path("letters/to-many/", letters.letter_batches, name="letter_batches"),
    path("letters/to-many/<uuid:batch_id>/", letters.letter_batch, name="letter_batch"),
    path("letters/texts/", letter_texts.letter_texts, name="letter_texts"),
    path("letters/texts/<slug:slug>/", letter_texts.letter_text, name="letter_text"),
    path("letters/texts/<slug:slug>/propose/", letter_texts.propose_letter_text, name="propose_letter_text"),
    path("letters/texts/<slug:slug>/decide/", letter_texts.decide_letter_text, name="decide_letter_text"),
    path("letters/texts/<slug:slug>/in/<slug:language>/", letter_texts.letter_translation, name="letter_translation"),
    path(
        "letters/texts/<slug:slug>/in/<slug:language>/write/",
        letter_texts.write_letter_translation,
        name="write_letter_translation",
    ),
    path(
        "letters/texts/<slug:slug>/in/<slug:language>/check/",
        letter_texts.check_letter_translation,
        name="check_letter_translation",
    ),
    path("letters/<uuid:letter_id>/", letters.letter, name="letter"),
    path("letters/<uuid:letter_id>/letter.pdf", letters.letter_file, name="letter_file"),
    path("letters/<uuid:letter_id>/send/", letters.send_letter, name="send_letter"),
    path("letters/<uuid:letter_id>/decide/", letters.decide_letter, name="decide_letter"),
    path("letters/<uuid:letter_id>/withdraw/", letters.withdraw_letter, name="withdraw_letter"),
    path("letters/<uuid:letter_id>/settle/", letters.settle_letter, name="settle_letter"),
]
