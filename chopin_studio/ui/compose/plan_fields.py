"""Form and harmony in the compose panel: what is typed there, and what is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TypedDict

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from chopin_studio.engine.settings import UNPLANNED
from chopin_studio.music.key import Key
from chopin_studio.music.meter import MeterChange
from chopin_studio.music.plan.form_text import form_text
from chopin_studio.music.plan.plan import Section
from chopin_studio.session.generation.typed_plan import (
    Mistake,
    TypedForm,
    TypedHarmony,
    read_form,
    read_harmony,
)
from chopin_studio.session.support.plain_text import as_tooltip
from chopin_studio.session.support.translation import tr, tr_plural, translated
from chopin_studio.settings.definition import choice_of, number_of, text_of
from chopin_studio.settings.generation import GenerationGroup
from chopin_studio.ui.compose.form_box import FormBox
from chopin_studio.ui.compose.form_strip import FormStrip
from chopin_studio.ui.compose.harmony_line import HarmonyLine, harmony_help
from chopin_studio.ui.kit.form_grid import FormGrid, in_a_row
from chopin_studio.ui.kit.mistake_marker import MistakeMarker
from chopin_studio.ui.kit.number_fields import WholeNumberBox
from chopin_studio.ui.kit.setting_fields import choice_box
from chopin_studio.ui.kit.theme import ThemeSwitch

SETTLED_MS = 700
"""How long one must pause before a mistake is marked: half a chord is none yet."""


class PlanAsked(TypedDict):
    """What is asked of form and harmony, as GenerationSettings names it."""

    form: str | None
    phrase: int
    returns: str
    chords: str | None


class PlanFields(FormGrid):
    """Form, phrase length, returns and harmony.

    `form_changed` tells of another form, or another number of bars of it. The notes about mistakes
    lie over the fields below; `over` is the widget that holds those, too.
    """

    form_changed = Signal()

    def __init__(self, themes: ThemeSwitch, over: QWidget) -> None:
        super().__init__()
        self.form_box = FormBox(themes)
        self.strip = FormStrip(themes)
        self.phrase_box = WholeNumberBox.of(number_of(GenerationGroup, "phrase"))
        self.returns_box = choice_box(choice_of(GenerationGroup, "returns"), "exact")
        self.harmony_line = HarmonyLine()
        self._against_form = self._against_chords = ""
        self._key: Key | None = None
        self._meter: MeterChange | None = None
        self._form_line = self.form_box.lineEdit() or QLineEdit()
        self.form_marker = MistakeMarker(self._form_line, over, themes)
        self.harmony_marker = MistakeMarker(self.harmony_line, over, themes)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLED_MS)
        self._settling.timeout.connect(self.mark_mistakes)
        self._lay_out()
        self._subscribe()
        self._refresh()

    # --- what the form around it asks and tells -------------------------------------------------

    @property
    def typed_form(self) -> TypedForm:
        """The form of letters that is asked for and followed; of no sections for other forms."""
        form = self.form_box.chosen
        if self._against_form or form is None or form == UNPLANNED:
            return TypedForm()
        return read_form(form, self.phrase_box.value())

    @property
    def typed_harmony(self) -> TypedHarmony:
        """The chords that are asked for and followed, as they were read."""
        chords = self.harmony_line.chosen
        if self._against_chords or chords is None or chords == UNPLANNED:
            return TypedHarmony()
        return read_harmony(chords, self._key, self._meter)

    @property
    def asked(self) -> PlanAsked:
        """What is asked for, as far as the model follows it."""
        default = GenerationGroup()
        form = None if self._against_form else self.form_box.chosen
        is_open = self._against_form != "" or form == UNPLANNED
        return PlanAsked(
            form=form,
            phrase=default.phrase if is_open else self.phrase_box.value(),
            returns=str(self.returns_box.currentData()) if self.typed_form.returns else "exact",
            chords=None if self._against_chords else self.harmony_line.chosen,
        )

    def fill(self, settings: GenerationGroup) -> None:
        """Set every control as it was left."""
        self.form_box.choose(settings.form)
        self.phrase_box.setValue(settings.phrase)
        self.returns_box.setCurrentIndex(max(self.returns_box.findData(settings.returns), 0))
        self.harmony_line.setText(settings.chords)
        self.mark_mistakes()

    def remembered(self, settings: GenerationGroup) -> GenerationGroup:
        """Return `settings` with every control as it stands."""
        return replace(
            settings,
            form=self.form_box.chosen or "",
            phrase=self.phrase_box.value(),
            returns=str(self.returns_box.currentData()),
            chords=self.harmony_line.text().strip(),
        )

    def choose_sections(self, sections: tuple[Section, ...]) -> None:
        """Ask for a form of these sections."""
        self.form_box.choose(form_text(sections, self.phrase_box.value()))

    def allow(self, against_form: str, against_chords: str) -> None:
        """Enable form and harmony, or disable them for reasons that their tooltips give."""
        self._against_form, self._against_chords = against_form, against_chords
        self._refresh()
        self.mark_mistakes()

    def set_key_and_meter(self, key: Key | None, meter: MeterChange | None) -> None:
        """Read the chords in a key and a meter; None where they are left to the seed."""
        if (key, meter) != (self._key, self._meter):
            self._key, self._meter = key, meter
            self.mark_mistakes()

    def select_mistake(self) -> bool:
        """Go to the first mistake, and return whether there is one."""
        self.mark_mistakes()
        for marker in (self.form_marker, self.harmony_marker):
            if marker.place is not None:
                marker.select()
                return True
        return False

    def mark_mistakes(self) -> None:
        """Mark what is wrong with form and harmony, and say in tooltips what is to be known."""
        form, harmony = self.typed_form, self.typed_harmony
        self._mark(self.form_marker, self._form_line, form.mistake)
        self._mark(self.harmony_marker, self.harmony_line, harmony.mistake)
        tip = self._against_form or _sentence(form.mistake) or self._form_help()
        for widget in (self.form_box, self._form_label):
            widget.setToolTip(as_tooltip(tip))
        tip = self._against_chords or _sentence(harmony.mistake) or harmony.simplified
        for line in (self.harmony_line, self._harmony_label):
            line.setToolTip(as_tooltip(tip or harmony_help()))

    # --- building -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        phrase = number_of(GenerationGroup, "phrase")
        self._form_label = self.add(tr("Form"), self.form_box, self.form_box)
        self._strip_label = self.add("", self.strip, self.strip)
        row = in_a_row(self.phrase_box, self.returns_box)
        row.setStretch(1, 1)
        self._phrase_label = self.add(translated(phrase.title), row, self.phrase_box)
        self._harmony_label = self.add(tr("Harmony"), self.harmony_line, self.harmony_line)

    def _subscribe(self) -> None:
        self.form_box.changed.connect(self._on_form_edited)
        self.phrase_box.valueChanged.connect(self._refresh)
        self.harmony_line.textEdited.connect(self._on_edited)
        self.harmony_line.textChanged.connect(self._on_harmony_changed)
        for line in (self._form_line, self.harmony_line):
            line.editingFinished.connect(self.mark_mistakes)

    def _form_help(self) -> str:
        return translated(text_of(GenerationGroup, "form").help)

    # --- news -----------------------------------------------------------------------------------

    def _on_form_edited(self) -> None:
        self._refresh()
        self._on_edited()

    def _on_edited(self) -> None:
        """Mark mistakes when the user pauses, and take a mark back as soon as it is mended."""
        self._settling.start()
        if self.form_marker.place is not None or self.harmony_marker.place is not None:
            self.mark_mistakes()

    def _on_harmony_changed(self, text: str) -> None:
        if not text:  # by its button
            self.mark_mistakes()

    def _refresh(self) -> None:
        """Show what there is to choose with the form as it is."""
        form = self.typed_form
        bars = self.phrase_box.value()
        self.phrase_box.setSuffix(tr_plural(" bars", " bar", bars))
        self.form_box.setEnabled(not self._against_form)
        self._form_label.setEnabled(not self._against_form)
        self.harmony_line.setEnabled(not self._against_chords)
        self._harmony_label.setEnabled(not self._against_chords)
        self.strip.show_sections(form.sections)
        for widget in (self.strip, self._strip_label):
            widget.setVisible(len(form.sections) > 0)
        self.returns_box.setVisible(form.returns)
        against_phrase = self._against_form or self._no_phrases()
        for box in (self.phrase_box, self._phrase_label):
            box.setEnabled(not against_phrase)
            box.setToolTip(against_phrase or translated(number_of(GenerationGroup, "phrase").help))
        self.form_changed.emit()

    def _no_phrases(self) -> str:
        """Say why there is no length of phrases; empty where there is."""
        if self.form_box.chosen == UNPLANNED:
            return tr("A free form has no phrases of one length. Choose another form.")
        return ""

    @staticmethod
    def _mark(marker: MistakeMarker, line: QLineEdit, mistake: Mistake | None) -> None:
        """Mark a mistake in the text as it stands, blanks before it included."""
        if mistake is None:
            if marker.place is not None:
                marker.clear()
            return
        blanks = len(line.text()) - len(line.text().lstrip())
        marker.mark(mistake.start + blanks, mistake.end + blanks, mistake.sentence)


def _sentence(mistake: Mistake | None) -> str:
    return mistake.sentence if mistake is not None else ""
