"""What the studio remembers between two sessions, and what each setting may be.

A setting is defined once: as a field of a group (`generation`, `listening`, `recording`,
`window`), annotated with what `definition` can say of it: title, help, unit, range or choices, and
the package that follows it. The command line, the window and the file on disk take all of that
from there. `model` nests the groups, `storage` reads and writes the file, `migrations` reads those
of earlier versions.

To add a setting, add a field with a default to the group that it belongs to, annotated with a
`Number`, `Switch`, `Choice`, `FreeText` or `TextList`, and have the package that you name as its
`follower` read it. A widget is made for it by `ui.kit.setting_fields` or `ui.kit.number_fields`, an
option by `cli.setting_options`. The file needs nothing: a field that it lacks has its default. To
rename or move one, raise `migrations.VERSION` and add a step that brings a file of the version
before to the new form.
"""
