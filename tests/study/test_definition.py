"""Studies, their questions and their versions."""

from dataclasses import replace

import pytest

from chopin_studio.study.definition import FILES, StudyModel
from chopin_studio.study.errors import StudyError
from chopin_studio.study.questions import COMMENT, RANKING, SCALE, YES_NO, Question
from chopin_studio.study.texts import paper_questions, study_languages, study_texts
from tests.study.studies import MODELS, excerpt, study


def test_the_paper_asked_ten_scales_a_yes_or_no_a_comment_and_a_ranking():
    kinds = [question.kind for question in paper_questions()]
    assert kinds == [SCALE] * 10 + [YES_NO, COMMENT, RANKING]
    scales = [question for question in paper_questions() if question.kind == SCALE]
    assert {(question.lowest, question.highest) for question in scales} == {(1, 10)}


@pytest.mark.parametrize("language", study_languages())
def test_every_language_has_all_of_english(language):
    english, texts = study_texts("en"), study_texts(language)
    assert texts.language == language
    assert [q.key for q in texts.questions] == [q.key for q in english.questions]
    assert [kind.key for kind in texts.listener_kinds] == [k.key for k in english.listener_kinds]
    assert texts.page.keys() == english.page.keys()


def test_english_and_german_come_with_the_studio():
    assert {"de", "en"} <= set(study_languages())


def test_a_language_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(StudyError, match="Choose one of de, en"):
        study_texts("tlh")


@pytest.mark.parametrize("name", ["../de", "", "en\0", "x" * 999])
def test_a_language_is_no_path(name):
    with pytest.raises(StudyError):
        study_texts(name)


def test_a_version_changes_with_what_is_asked_heard_or_numbered():
    before = study()
    others = [
        replace(before, questions=before.questions[1:]),
        replace(before, excerpts=tuple(excerpt(m, n, f"{n}" * 64) for m in MODELS for n in (1, 2))),
        replace(before, excerpts=(*before.excerpts[:-1], excerpt(MODELS[2], 2, "1" * 64))),
        replace(before, id="f" * 16),
    ]
    assert len({before.version, *(other.version for other in others)}) == 5


def test_a_version_changes_when_models_change_their_numbers():
    heard = tuple(excerpt(model, 1, f"{n}" * 64) for n, model in enumerate(MODELS))
    before = study(excerpts=heard)
    assert replace(before, numbers=(1, 2, 3)).version != before.version


def test_a_version_can_be_told_from_what_listeners_get_alone():
    """Otherwise somebody could try which names of models give the version that the page states."""
    renamed = tuple(replace(m, key=f"m{n}", label="?") for n, m in enumerate(MODELS))
    excerpts = tuple(
        replace(each, model=new.key, audio="other.mp3")
        for old, new in zip(MODELS, renamed, strict=True)
        for each in study().excerpts_of(old.key)
    )
    assert study(models=renamed, excerpts=excerpts).version == study().version


def test_a_version_stays_when_only_the_title_or_the_orders_change():
    before = study()
    assert replace(before, title="Other", orders=before.orders[:1]).version == before.version


@pytest.mark.parametrize(
    "changes",
    [
        {"models": ()},
        {"numbers": (1, 2)},
        {"numbers": (1, 2, 2)},
        {"orders": ()},
        {"orders": ((0, 1),)},
        {"orders": ((0, 1, 1),)},
        {"models": (MODELS[0], MODELS[1], MODELS[1])},
        {"questions": (Question("a", "A"), Question("a", "B"))},
        {"questions": (Question("a", "A", COMMENT), Question("b", "B", COMMENT))},
        {"excerpts": (excerpt(StudyModel("other", "Other", FILES), 1),)},
        {"excerpts": (excerpt(MODELS[0], 1), excerpt(MODELS[0], 1))},
    ],
)
def test_a_study_whose_parts_do_not_fit_cannot_be_made(changes):
    with pytest.raises(ValueError, match=r"must|needs|may"):
        replace(study(), **changes)


def test_listeners_follow_the_orders_in_turn():
    orders = study().orders
    assert [study().order_of(n) for n in (1, 2, 3, 4)] == [*orders, *orders]


def test_excerpts_of_a_model_stand_in_the_order_of_their_numbers():
    shuffled = replace(study(), excerpts=study().excerpts[::-1])
    assert [each.number for each in shuffled.excerpts_of("classic-384")] == [1, 2]
