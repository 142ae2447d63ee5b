"""The forms that have a name, as `parse_form` reads them."""

from dataclasses import dataclass

from chopin_studio.texts import Text, translatable


@dataclass(frozen=True, slots=True)
class NamedForm:
    """A form with a name for musicians; `id` is what files and the command line call it.

    `text` is what `parse_form` reads, empty for the form that is left open.
    """

    id: str
    name: Text
    text: str


NAMED_FORMS = (
    NamedForm("free", translatable("Free"), ""),
    NamedForm("period", translatable("Period"), "A A′"),
    NamedForm("binary", translatable("Binary form"), "A A B B"),
    NamedForm("ternary", translatable("Ternary form"), "A B A"),
    NamedForm("song", translatable("Song form"), "A A B A"),
    NamedForm("varied-song", translatable("Varied song form"), "A A′ B A′"),
    NamedForm("rondo", translatable("Rondo"), "A B A C A"),
    NamedForm("variations", translatable("Theme and variations"), "A A′ A′ A″ A″ A′"),
)


def named_form(form_id: str) -> NamedForm | None:
    """Return the form of an id, None where there is none."""
    return next((form for form in NAMED_FORMS if form.id == form_id), None)


def written_out(text: str) -> str:
    """Return the letters of a form that is called by its id, any other text as it is.

    The form that is left open stays its id.
    """
    form = named_form(text.strip().lower())
    return text if form is None else form.text or form.id
