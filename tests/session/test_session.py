"""Which piece is open while takes are generated and kept."""


def test_a_draft_is_shown_as_it_begins_and_becomes_the_take(qtbot, models, collect):
    shown, kept = collect(models.session.piece_changed), collect(models.session.piece_kept)
    models.generation.generate([models.request()])
    qtbot.waitUntil(lambda: len(kept) == 1)
    ((piece,),) = shown
    assert piece.draft is not None
    assert models.session.piece.take == models.library.takes[0]
    assert models.session.piece.draft is None


def test_notes_are_told_of_only_where_their_draft_is_shown(qtbot, models, collect):
    added = collect(models.session.notes_added)
    models.generation.generate([models.request(notes=6, takes=2)])
    qtbot.waitUntil(lambda: len(models.library.takes) == 2)
    assert sum(len(notes) for (notes,) in added) == 6


def test_a_draft_without_a_note_gives_way_to_the_piece_before(qtbot, models):
    models.generation.generate([models.request()])
    qtbot.waitUntil(lambda: len(models.library.takes) == 1)
    before = models.session.piece
    models.generator.error, models.generator.fails_after = OSError("no memory"), 6
    with qtbot.waitSignal(models.generation.draft_discarded):
        models.generation.generate([models.request()])
    assert models.session.piece == before
    assert before.take == models.library.takes[0]


def test_a_draft_that_has_been_kept_is_shown_as_the_take_that_it_became(qtbot, models, collect):
    started = collect(models.generation.draft_started)
    models.generation.generate([models.request()])
    qtbot.waitUntil(lambda: len(models.library.takes) == 1)
    models.session.show_draft(started[0][0])
    assert models.session.piece.take == models.library.takes[0]
    assert models.session.piece.draft is None
