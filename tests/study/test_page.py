"""The page for listeners as files: whole, blind, and closed to any network."""

import base64
import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace
from html import unescape

import pytest
import soundfile

from chopin_studio.study.errors import StudyError
from chopin_studio.study.page import page_content, page_files, page_html, write_page
from chopin_studio.study.study_json import study_from_json, study_to_json
from chopin_studio.study.texts import study_languages, study_texts
from tests.study.pages import write_tone_study
from tests.study.studies import study


@pytest.fixture
def made(tmp_path):
    """Return a study whose file has all that listeners must not know, and its folder."""
    folder = tmp_path / "study"
    return write_tone_study(folder), folder


def content_of(html):
    found = re.search(r'<script type="application/json" id="study">(.*?)</script>', html, re.S)
    return json.loads(found[1])


def script_of(html):
    return re.search(r"<script>(.*?)</script>", html, re.S)[1]


def test_a_zip_has_one_folder_with_the_page_and_its_audio(made, tmp_path):
    whole, folder = made
    size = write_page(folder, whole, tmp_path / "page.zip")
    assert size == (tmp_path / "page.zip").stat().st_size
    with zipfile.ZipFile(tmp_path / "page.zip") as archive:
        names = archive.namelist()
        assert archive.testzip() is None
    assert names[0] == "listening-study/index.html"
    assert names[1:] == sorted(f"listening-study/{each.audio}" for each in whole.excerpts)


def test_a_folder_has_the_same_files(made, tmp_path):
    whole, folder = made
    write_page(folder, whole, tmp_path / "page")
    for name, data in page_files(whole, folder).items():
        assert (tmp_path / "page" / name).read_bytes() == data


def test_the_same_study_gives_the_same_zip(made, tmp_path):
    whole, folder = made
    for name in ("one.zip", "two.zip"):
        write_page(folder, whole, tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_lost_audio_leaves_no_page(made, tmp_path):
    whole, folder = made
    (folder / whole.excerpts[0].audio).unlink()
    with pytest.raises(StudyError, match="missing or damaged"):
        write_page(folder, whole, tmp_path / "page.zip")
    assert not (tmp_path / "page.zip").exists()


def test_nothing_tells_which_model_is_which(made, tmp_path):
    whole, folder = made
    found = study_to_json(whole)
    for place, model in enumerate(found["models"]):
        # Rarer than 256, which stands in the name of a checksum.
        model |= {"label": f"Label-{place}", "hidden_units": 4711_000 + place}
    for number, excerpt in enumerate(found["excerpts"]):
        excerpt["made"] = {
            "bundle_id": excerpt["model"],
            "weights_sha256": "ab12" * 16,
            "seed": "Nocturne-Op-27",
            "random_state": 918273645 + number,
            "source": "take-of-mine",
        }
    whole = study_from_json(found)
    secrets = ["classic-", "Label", "4711", "ab12ab12", "Nocturne", "9182736", "take-of-mine"]
    secrets += ["hidden_units", "bundle", "music/"]
    assert all(secret in json.dumps(study_to_json(whole)) for secret in secrets)
    write_page(folder, whole, tmp_path / "page.zip")
    with zipfile.ZipFile(tmp_path / "page.zip") as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        notes = [entry.extra + entry.comment for entry in archive.infolist()]
    assert notes == [b""] * len(parts)
    for name, data in parts.items():
        for secret in secrets:
            assert secret not in name
            assert secret.encode() not in data, f"{secret} in {name}"


def test_audio_has_no_metadata_and_no_dates(made, tmp_path):
    whole, folder = made
    write_page(folder, whole, tmp_path / "page.zip")
    with zipfile.ZipFile(tmp_path / "page.zip") as archive:
        dates = {entry.date_time for entry in archive.infolist()}
        audio = [archive.read(name) for name in archive.namelist() if name.endswith(".mp3")]
    assert dates == {(1980, 1, 1, 0, 0, 0)}
    assert [soundfile.SoundFile(io.BytesIO(each)).copy_metadata() for each in audio] == [{}] * 6


def test_the_order_of_files_and_groups_is_not_that_of_the_models(made):
    whole, folder = made
    content = page_content(whole)
    assert [group["number"] for group in content["groups"]] == [1, 2, 3]
    by_number = dict(zip(whole.numbers, whole.models, strict=True))
    for group in content["groups"]:
        own = whole.excerpts_of(by_number[group["number"]].key)
        assert group["excerpts"] == [excerpt.audio for excerpt in own]
    names = list(page_files(whole, folder))[1:]
    assert names == sorted(names)


def test_the_policy_allows_this_script_and_style_alone_and_no_connection(made):
    html = page_html(made[0])
    policy = re.search(r'Content-Security-Policy" content="(.*?)"', html)[1]
    rules = dict(rule.strip().split(" ", 1) for rule in unescape(policy).split(";"))
    style = re.search(r"<style>(.*?)</style>", html, re.S)[1]
    for kind, text in (("script-src", script_of(html)), ("style-src", style)):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert rules[kind] == f"'sha256-{digest}'"
    assert rules["default-src"] == "'none'"
    assert rules["media-src"] == "'self' file:"
    assert rules["form-action"] == rules["base-uri"] == "'none'"


def test_the_page_names_no_address_in_the_network(made):
    html = page_html(made[0])
    assert re.findall(r"https?:|//[a-z]", html.replace("// ", "")) == []
    assert "fetch(" not in html
    assert "XMLHttpRequest" not in html


@pytest.mark.parametrize(
    "wild", ["</script><script>alert(1)</script>", "<!--", "{script}", "{study} & \"'<b>"]
)
def test_what_people_wrote_is_text_and_never_markup(wild, made):
    whole, _ = made
    asked = (replace(whole.questions[0], text=wild), *whole.questions[1:])
    html = page_html(replace(whole, title=wild, questions=asked))
    assert content_of(html)["title"] == wild
    assert content_of(html)["questions"][0]["text"] == wild
    assert unescape(re.search(r"<title>(.*?)</title>", html)[1]) == wild
    assert html.count("<script") == 2
    assert html.count("</script>") == 2


def test_words_of_the_study_come_before_those_of_its_language(made):
    whole, _ = made
    content = page_content(replace(whole, texts={"next": "Forth"}))
    assert content["texts"]["next"] == "Forth"
    assert content["texts"]["back"] == "Back"


def test_a_study_in_another_language_falls_back_to_english():
    content = page_content(replace(study(), language="vi", texts={"next": "Tiếp"}))
    assert (content["texts"]["next"], content["texts"]["back"]) == ("Tiếp", "Back")


def test_the_page_says_its_language(made):
    assert '<html lang="en">' in page_html(made[0])
    assert '<html lang="vi">' in page_html(replace(made[0], language="vi"))


@pytest.mark.parametrize("language", study_languages())
def test_every_word_that_the_script_uses_is_there_and_no_other(language, made):
    script = script_of(page_html(made[0]))
    used = set(re.findall(r'(?:words|button)\(\s*"(\w+)"', script))
    used |= set(re.findall(r'"((?:welcome|end)_\w+)"', script))
    used |= {"next", "go_on", "no_script"}
    assert used == set(study_texts(language).page)


@pytest.mark.parametrize("language", study_languages())
def test_translations_keep_the_fields(language):
    english, words = study_texts("en").page, study_texts(language).page
    for name, text in english.items():
        assert set(re.findall(r"\{(\w+)\}", words[name])) == set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back", "least"),
    [
        ("ink", "paper", 4.5),
        ("ink", "card", 4.5),
        ("soft-ink", "paper", 4.5),
        ("soft-ink", "card", 4.5),
        ("on-accent", "accent", 4.5),
        ("accent", "paper", 4.5),
        ("notice-ink", "notice", 4.5),
        ("line", "card", 3),
        ("line", "paper", 3),
    ],
)
def test_colours_stand_out_as_accessible_pages_need(theme, front, back, least, made):
    """Text by 4.5 to 1 and edges of controls by 3 to 1: WCAG 2.2, 1.4.3 and 1.4.11."""
    css = re.search(r"<style>(.*?)</style>", page_html(made[0]), re.S)[1]
    colours = dict(re.findall(r"--([\w-]+): (#\w{6});", css.split(":root")[1 + theme]))
    light, dark = sorted((luminance(colours[front]), luminance(colours[back])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= least


def luminance(colour):
    """Return the relative luminance of `#rrggbb`, by WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
