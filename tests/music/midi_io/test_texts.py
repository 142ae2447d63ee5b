"""Titles are read in the encoding in which they were written, and technical names are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.music.midi_io.files import midi, name, opened, scale, track


def title(data: bytes | str) -> str:
    return opened(midi(track(name(data)), track(scale()))).excerpt.title


TITLES = {
    "cp932": ("約束の歌", "月光ソナタ", "夜想曲 第2番", "アヴェ・マリア", "雨だれ", "炎"),
    "euc_jp": ("別れの曲", "エリーゼのために"),
    "gbk": ("月光奏鸣曲", "致爱丽丝", "渔舟唱晚", "降E大调夜曲", "悲怆"),
    "big5": ("月光奏鳴曲", "給愛麗絲", "綠島小夜曲", "夜曲"),
    "euc_kr": ("달빛 소나타", "엘리제를 위하여", "젓가락 행진곡", "봄날"),
    "cp1251": ("Лунная соната", "Вальс №2", "К Элизе", "ПРЕЛЮДИЯ", "Ніч яка місячна", "Эхо"),
    "koi8_r": ("Лунная соната", "Полонез Огинского"),
    "cp1252": (
        *("“Valse” – posth.", "Étude", "Für Elise", "Don’t stop", "Españolas", "Liebesträume"),
        *("Gymnopédie nº 1", "Où vas-tu", "São Paulo", "Sørgemarsj", "© 1998 Krueger", "Été"),
    ),
    "cp1250": ("Dvořák – Humoreska", "Wśród nocnej ciszy", "Życzenie", "Příběh"),
    "cp850": ("Étude", "Für Elise", "Träumerei"),
    "iso2022_jp": ("約束の歌",),
    "utf-8": ("約束の歌", "Étude", "Лунная соната", "달빛 소나타"),
    "utf-8-sig": ("Étude", "Nocturne"),
    "utf-16": ("約束の歌", "Étude"),
    "utf-16-le": ("Nocturne", "Étude op. 10", "Мелодия", "約束の歌", "茉莉花"),
    "utf-16-be": ("Nocturne", "アヴェ・マリア"),
}


@pytest.mark.parametrize(
    ("encoding", "text"), [(encoding, text) for encoding in TITLES for text in TITLES[encoding]]
)
def test_a_title_is_read_in_its_encoding(encoding: str, text: str) -> None:
    assert title(text.encode(encoding)) == text


@given(st.binary(max_size=120))
def test_any_bytes_are_a_plain_title_of_bounded_length(data: bytes) -> None:
    text = title(data)
    assert text.isprintable()
    assert len(text) <= 200


def test_zeros_and_control_characters_are_no_part_of_a_title() -> None:
    assert title(b"Nocturne\0\0\0") == "Nocturne"
    assert title(b"\x01Nocturne\r\nin E flat\x7f") == "Nocturne  in E flat"
    assert title("Étude\0".encode("cp1252")) == "Étude"


def test_a_long_title_is_cut() -> None:
    assert title("La la la " * 400) == ("La la la " * 400)[:200].rstrip()
    assert title("ひ" * 2000) == "ひ" * 200


@pytest.mark.parametrize(
    "text",
    [
        *("Track 1", "track01", "Track-2", "control track", "Conductor", "Tempo track"),
        *("Piano", "Acoustic Grand Piano", "Piano 1", "Piano (L.H.)", "Violin I", "Grand Piano"),
        *("Staff", "Staff-1", "untitled", "MIDI 01", "Inst 1", "Instrument 1", "Spur 1"),
        *("Piste 3", "Pista", "トラック 1", "Canal 2", "Seq-1", "unnamed-001", "up:"),
        *("MuseScore", "Cubase", "Right Hand", "Master Track", "Дорожка 1", "音轨 2"),
    ],
)
def test_a_name_that_programs_give_is_no_title(text: str) -> None:
    assert title(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        *("Right Here Waiting", "Piano Sonata No. 14", "Grand March", "Piano Man", "Nocturne"),
        *("Tempo di Valse", "The Four Hands", "Prelude in E minor", "Bright Eyes", "12"),
        *("Concerto for Violin", "Track of the Cat", "My Song", "Étude"),
    ],
)
def test_a_title_with_a_technical_word_in_it_stays_one(text: str) -> None:
    assert title(text) == text
