"""The page in a real browser: heard, answered, left, resumed and sent back."""

import json
from pathlib import Path

import pytest

from chopin_studio.study.answer_files import read_answers
from chopin_studio.study.page import write_page
from chopin_studio.study.questions import Question
from tests.study.chromium import DESKTOP, PHONE, browser, opened
from tests.study.pages import write_tone_study
from tests.waiting import eventually

pytestmark = [
    pytest.mark.skipif(browser() is None, reason="needs Chromium: install chromium"),
    pytest.mark.timeout(600),
]

FIRST_GROUP = 2
NEXT = "document.querySelector('button.main').click()"
HEADING = "document.querySelector('h1').textContent"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def tab(tmp_path_factory):
    with opened(tmp_path_factory.mktemp("profile")) as opened_tab:
        yield opened_tab


@pytest.fixture
def page(tab, tmp_path):
    """Open a new study's page; return the study and the page's file."""
    tab.events.clear()
    whole = write_tone_study(tmp_path / "study")
    write_page(tmp_path / "study", whole, tmp_path / "page")
    file = tmp_path / "page" / "index.html"
    tab.open(file)
    yield whole, file
    tab.run("localStorage.clear()")


def go_to_first_group(tab, number=None):
    tab.run(NEXT)
    if number is not None:
        tab.run(f"document.getElementById('number').value = {number}")
        tab.run("document.getElementById('number').dispatchEvent(new Event('input'))")
    tab.run(NEXT)


def choose(tab, question, value):
    """Click a value in the row of a question, by their texts."""
    tab.run(
        f"""[...document.querySelectorAll('.question')]
            .find((each) => each.querySelector('.name').textContent === {json.dumps(question)})
            .querySelectorAll('.choice').forEach((each) => {{
              if (each.textContent === {json.dumps(str(value))}) each.firstChild.click();
            }})"""
    )


def go_on(tab):
    """Go to the next step, also where something was left out."""
    before = tab.run("location.hash")
    tab.run(NEXT)
    if tab.run("location.hash") == before:
        tab.run(NEXT)
    assert tab.run("location.hash") != before


def sent(tab, folder: Path):
    """Return the file that the page would save, as a file."""
    name, text = tab.run("(async () => [answerFile().name, await answerFile().text()])()")
    (folder / name).write_text(text, "utf-8")
    return folder / name


def test_every_excerpt_plays(tab, page):
    go_to_first_group(tab)
    for _ in range(3):
        played = tab.run(
            """(async () => {
                 const lengths = [];
                 for (const audio of document.querySelectorAll('audio')) {
                   await audio.play();
                   lengths.push(audio.duration);
                 }
                 return lengths;
               })()"""
        )
        assert played == pytest.approx([0.5, 0.5], abs=0.2)
        go_on(tab)
    assert tab.complaints() == []


def test_only_one_excerpt_plays_at_a_time(tab, page):
    go_to_first_group(tab)
    tab.run("document.querySelectorAll('audio').forEach((audio) => { audio.loop = true; })")
    tab.run("document.querySelectorAll('audio')[0].play()")
    tab.run("document.querySelectorAll('audio')[1].play()")
    tab.wait("document.querySelectorAll('audio')[0].paused")
    assert not tab.run("document.querySelectorAll('audio')[1].paused")


def test_answers_come_back_under_the_right_models(tab, page, tmp_path):
    study, _ = page
    tab.run(NEXT)
    tab.run("document.querySelectorAll('.choice input')[1].click()")
    tab.run("document.getElementById('years').value = 12")
    tab.run("document.getElementById('years').dispatchEvent(new Event('input'))")
    tab.run("document.getElementById('number').value = 2")
    tab.run("document.getElementById('number').dispatchEvent(new Event('input'))")
    tab.run(NEXT)
    order = study.order_of(2)
    for place in order:
        assert tab.run(HEADING) == f"Group {study.numbers[place]}"
        choose(tab, "Melody", place + 5)
        choose(tab, "Is it classical music?", "Yes" if place == 0 else "No")
        go_on(tab)
    for rank, place in enumerate(order, 1):
        label = f"Group {study.numbers[place]}"
        tab.run(
            f"""[...document.querySelectorAll('.rank')]
                .filter((each) => each.textContent.startsWith({json.dumps(label)}))
                .forEach(({{ lastChild }}) => {{
                  lastChild.value = {rank};
                  lastChild.dispatchEvent(new Event('change'));
                }})"""
        )
    go_on(tab)
    assert tab.run(HEADING) == "Thank you"
    answers = read_answers(sent(tab, tmp_path), study)
    assert answers.finished
    assert answers.listener.kind == "teacher"
    assert answers.listener.years == 12
    assert answers.order == order
    assert answers.ratings["melody"] == (5.0, 6.0, 7.0)
    assert answers.ratings["rhythm"] == (None, None, None)
    assert answers.ratings["classical"] == (1.0, 0.0, 0.0)
    assert [answers.ranking[place] for place in order] == [1, 2, 3]


def test_the_answers_are_saved_under_the_name_that_is_told(tab, page):
    study, _ = page
    go_to_first_group(tab)
    choose(tab, "Melody", 7)
    tab.run("document.querySelector('button.quiet').click()")
    tab.run(NEXT)
    name = tab.run("document.querySelector('[role=status]').textContent").split()[4]
    saved = tab.downloads / name.rstrip(".")
    assert eventually(saved.is_file)
    assert not read_answers(saved, study).finished
    assert sorted(read_answers(saved, study).ratings["melody"], key=str) == [7.0, None, None]


def test_a_listener_can_leave_and_go_on_later(tab, page, tmp_path):
    study, file = page
    go_to_first_group(tab, 1)
    choose(tab, "Rhythm", 9)
    tab.run("document.querySelector('textarea').value = '<b>fine</b>'")
    tab.run("document.querySelector('textarea').dispatchEvent(new Event('input'))")
    tab.open(file)
    assert "Go on where you stopped" in tab.run("document.body.innerText")
    tab.run(NEXT)
    first = study.order_of(1)[0]
    assert tab.run(HEADING) == f"Group {study.numbers[first]}"
    assert tab.run("document.querySelector('textarea').value") == "<b>fine</b>"
    assert tab.run("document.querySelectorAll('input:checked')[0].parentElement.innerText") == "9"
    tab.run("document.querySelector('button.quiet').click()")
    answers = read_answers(sent(tab, tmp_path), study)
    assert not answers.finished
    assert answers.ratings["rhythm"][first] == 9
    assert answers.comments[first] == "<b>fine</b>"
    tab.run("[...document.querySelectorAll('button')].at(-1).click()")
    assert tab.run(HEADING) == f"Group {study.numbers[first]}"


def test_starting_again_deletes_the_answers_and_draws_another_id(tab, page, tmp_path):
    study, file = page
    go_to_first_group(tab)
    choose(tab, "Rhythm", 9)
    before = read_answers(sent(tab, tmp_path), study)
    tab.open(file)
    tab.run("window.confirm = () => true")
    tab.run("[...document.querySelectorAll('button')].at(-1).click()")
    after = read_answers(sent(tab, tmp_path), study)
    assert after.is_empty
    assert after.listener_id != before.listener_id


def test_without_a_number_orders_are_drawn_by_chance(tab, page):
    study, _ = page
    drawn = set()
    for _ in range(60):
        tab.run("forget(); answers.number = null; chooseOrder()")
        drawn.add(tuple(tab.run("answers.order")))
    known = {tuple(study.numbers[place] for place in order) for order in study.orders}
    assert drawn <= known
    assert len(drawn) > len(known) // 2


def test_what_is_left_out_is_told_once_and_may_be_left_out(tab, page):
    go_to_first_group(tab)
    here = tab.run("location.hash")
    choose(tab, "Melody", 5)
    tab.run(NEXT)
    told = tab.run("document.querySelector('[role=status]:not(.player *)').textContent")
    assert tab.run("location.hash") == here
    assert "Excerpt 1 · Excerpt 2 · Rhythm" in told
    assert "Melody" not in told
    tab.run(NEXT)
    assert tab.run("location.hash") == f"#{FIRST_GROUP + 1}"


def test_two_groups_cannot_have_the_same_rank(tab, page):
    go_to_first_group(tab)
    for _ in range(3):
        go_on(tab)
    tab.run(
        """document.querySelectorAll('select').forEach((each) => {
             each.value = 1;
             each.dispatchEvent(new Event('change'));
           })"""
    )
    for _ in range(3):
        tab.run(NEXT)
    assert tab.run(HEADING) == "All groups"
    assert "same rank" in tab.run("document.body.innerText")


def test_a_scale_can_be_answered_by_keyboard_alone(tab, page, tmp_path):
    study, _ = page
    tab.press("Tab")
    tab.press("Enter")
    assert tab.run(HEADING) == "About you"
    tab.press("Tab", 4)  # the kinds, years, number, and the button
    assert tab.run("document.activeElement.textContent") == "Next"
    tab.press("Enter")
    assert tab.run("document.activeElement.tagName") == "H1"
    tab.run("document.querySelector('.choices input').focus()")
    tab.press(" ")
    tab.press("ArrowRight", 3)
    answers = read_answers(sent(tab, tmp_path), study)
    assert sorted(answers.ratings["melody"], key=str) == [4.0, None, None]


def test_every_control_has_a_name_for_screen_readers(tab, page):
    tab.call("Accessibility.enable")
    go_to_first_group(tab)
    for _ in range(5):
        nodes = tab.call("Accessibility.getFullAXTree")["nodes"]
        named = {"radio", "radiogroup", "textbox", "spinbutton", "combobox", "button", "Audio"}
        nameless = [
            node["role"]["value"]
            for node in nodes
            if not node["ignored"]
            and node["role"]["value"] in named
            and not node.get("name", {}).get("value")
        ]
        assert nameless == []
        if tab.run(HEADING) != "Thank you":
            go_on(tab)


def test_a_group_of_buttons_is_read_with_its_question_and_its_ends(tab, page):
    tab.call("Accessibility.enable")
    go_to_first_group(tab)
    groups = [
        node
        for node in tab.call("Accessibility.getFullAXTree")["nodes"]
        if node["role"]["value"] == "radiogroup"
    ]
    assert groups[0]["name"]["value"] == "Melody"
    assert groups[0]["description"]["value"] == "1 poor 10 excellent"


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_step_is_wider_than_the_window_and_targets_are_large(size, tab, page):
    _, file = page
    tab.open(file, size)
    go_to_first_group(tab)
    for _ in range(5):
        assert tab.run(OVERFLOW) == 0
        small = tab.run(
            """[...document.querySelectorAll('button, select, .choice')]
               .map((each) => each.getBoundingClientRect())
               .filter(({ width, height }) => width < 24 || height < 44).length"""
        )
        assert small == 0
        if tab.run(HEADING) != "Thank you":
            go_on(tab)
    tab.resize(DESKTOP)


def test_nothing_is_asked_of_any_network_and_nothing_refused(tab, page):
    _, file = page
    go_to_first_group(tab)
    for _ in range(4):
        go_on(tab)
    tab.run(NEXT)
    assert tab.complaints() == []
    own = file.parent.as_uri()
    foreign = {each for each in tab.requests() if not each.startswith((own, "data:", "blob:"))}
    assert foreign == set()


def test_the_policy_stops_scripts_and_connections_that_are_not_the_page_s(tab, page):
    tab.run(
        "document.body.append(Object.assign(document.createElement('script'), "
        "{ textContent: 'window.wild = 1' }))"
    )
    assert tab.run("typeof window.wild") == "undefined"
    assert tab.run("fetch('http://127.0.0.1:9/').then(() => 'sent', () => 'stopped')") == "stopped"
    assert any("Content Security Policy" in told for told in tab.complaints())


def test_without_storage_the_listener_is_told_and_can_finish(tab, page, tmp_path):
    study, _ = page
    tab.run("Storage.prototype.setItem = () => { throw new DOMException('full'); }")
    go_to_first_group(tab)
    assert "does not keep your answers" in tab.run("document.body.innerText")
    choose(tab, "Melody", 3)
    assert not read_answers(sent(tab, tmp_path), study).is_empty


def test_lost_audio_is_told_with_the_remedy(tab, page):
    study, file = page
    for excerpt in study.excerpts:
        (file.parent / excerpt.audio).unlink()
    go_to_first_group(tab)
    tab.wait("document.body.innerText.includes('unpack that first')")


def test_the_browser_s_own_back_button_goes_back_a_step(tab, page):
    go_to_first_group(tab)
    go_on(tab)
    tab.run("history.back()")
    tab.wait(f"location.hash === '#{FIRST_GROUP}' && current === {FIRST_GROUP}")
    tab.run("location.hash = '6'")
    assert tab.run("current") == FIRST_GROUP  # the end was not reached yet


def test_forward_leads_back_to_the_end_once_it_was_reached(tab, page):
    go_to_first_group(tab)
    for _ in range(4):
        go_on(tab)
    tab.run("history.back()")
    tab.wait(f"{HEADING} === 'All groups'")
    tab.run("history.forward()")
    tab.wait(f"{HEADING} === 'Thank you'")


def test_a_long_scale_is_typed_and_takes_no_other_numbers(tab, page, tmp_path):
    question = Question("points", "Points", lowest=0, highest=100)
    study = write_tone_study(tmp_path / "long", questions=(question,))
    write_page(tmp_path / "long", study, tmp_path / "long-page")
    tab.open(tmp_path / "long-page" / "index.html")
    go_to_first_group(tab, 1)
    first = study.order_of(1)[0]
    for typed, kept in (("77", 77.0), ("101", None), ("1.5", None), ("", None), ("0", 0.0)):
        tab.run(f"document.querySelector('input').value = {json.dumps(typed)}")
        tab.run("document.querySelector('input').dispatchEvent(new Event('input'))")
        assert read_answers(sent(tab, tmp_path), study).ratings["points"][first] == kept


def test_a_study_in_german_speaks_german_throughout(tab, page, tmp_path):
    study = write_tone_study(tmp_path / "german", "de")
    write_page(tmp_path / "german", study, tmp_path / "german-page")
    tab.open(tmp_path / "german-page" / "index.html")
    seen = []
    go_to_first_group(tab)
    for _ in range(5):
        seen.append(tab.run("document.body.innerText"))
        if tab.run(HEADING) != "Vielen Dank":
            go_on(tab)
    assert "Wie sehr ähnelt es Chopin?" in seen[0]
    english = ("Next", "Back", "Excerpt", "Group", "Yes", "answers")
    assert [word for word in english if any(f"\n{word}" in text for text in seen)] == []
