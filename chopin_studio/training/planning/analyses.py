"""Analyses of well-known pieces, to compare the labels of chords with.

Written by hand in the manner of textbooks of harmony, bar by bar of the files of piano-midi.de: a
chord a bar or one for each felt beat. `=` stands between readings that both are usual, `?` where
readings differ, the melody is alone, or a pedal point lies under another chord.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Analysis:
    """The chords of some bars of a piece; `first_bar` counts from 1, `file` is the stem.

    `weighed` says that the weights of the labels were searched by this piece, among others. The
    other pieces were looked at only when one of the best few settings was chosen.
    """

    file: str
    title: str
    bars: str
    first_bar: int = 1
    weighed: bool = True


ANALYSES = (
    Analysis(
        "chpn-p20",
        "Chopin, Prelude Op. 28 No. 20",
        "Cm Fm=Fm7 G7=G Cm | Ab Db=Dbmaj7 Eb7 Ab | G7 C7 Fm Cm | D7 G D7 G | Cm Ab ? Gm | "
        "? D7 G=G7 G7 | Cm Fm G7 Cm | Ab Db G7 Cm | Cm Ab ? Gm | ? D7 G=G7 G7 | Cm Fm G7 Cm | "
        "Ab Db G7 Cm | Cm",
    ),
    Analysis(
        "chpn-p7",
        "Chopin, Prelude Op. 28 No. 7",
        "E7 | E7 E7 ? | A | A A ? | E7 | E7 E7 ? | A | A A ? | E7 | E7 E7 ? | A | F#7 F#7 ? | Bm | "
        "E7 E7 ? | A | A",
        2,
    ),
    Analysis(
        "chpn-p4",
        "Chopin, Prelude Op. 28 No. 4, where analyses agree",
        "Em | ? | ? | E7 E7 ? ? | ? | ? | D7 | ? | ? Am Am Am | ? B7 ? ? | B7 B7 ? ? | B7 | Em | "
        "? | ? | ? | ? | ? | ? | ? | ? | ? | ? | ? ? B B | Em",
        2,
    ),
    Analysis(
        "chpn-p15",
        "Chopin, Prelude Op. 28 No. 15, opening",
        "Db | Ab7 Ab7 Ab7 Db | Ab7 Ab7 Ab7 Db | Ab7 Ab7 Db Ab7 | Db | Ab7 Ab7 Ab7 Db | "
        "Ab7 Ab7 Ab7 Db | Ab7 Ab7 Db ? | Abm Abm Abm Db7 | Gb Gb Db Db | Abm Abm Eb7 Eb7 | "
        "Abm Abm ? ?",
    ),
    Analysis(
        "chpn_op35_3",
        "Chopin, Funeral March, opening",
        " | ".join(["Bbm Gb Bbm Gb"] * 8),
    ),
    Analysis(
        "chpn_op7_1",
        "Chopin, Mazurka Op. 7 No. 1, opening",
        "F7 | Bb | Eb Eb ? | Bb | F7 | Bb | F7 | Bb | ? F7 F7 | Bb | F7 | Bb Bb ? | F7 | Bb",
    ),
    Analysis(
        "chp_op18",
        "Chopin, Waltz Op. 18, opening",
        "Bb7 | Eb | Bb7 | Eb7 Eb7 ? | ? | Eb | Bb7 | Eb | Bb7 | Eb | Bb7 | Eb7 Eb7 ? | ? | Eb | "
        "Bb7 | Eb Eb ? | Bb7 | Eb",
        5,
    ),
    Analysis(
        "bach_846",
        "Bach, Prelude BWV 846",
        "C | Dm7 | G7 | C | Am | D7 | G | Cmaj7 | Am7 | D7 | G | C#dim7 | Dm | Bdim7 | C | Fmaj7 | "
        "Dm7 | G7 | C | C7 | Fmaj7 | F#dim7 | ? | G7 | C | G7=G | G7 | F#dim7 | C | G7=G | G7 | "
        "C7 | F F ? ? | G7 | C",
    ),
    Analysis(
        "mz_545_1",
        "Mozart, Sonata K. 545, opening",
        "C | G7 G7 C C | F F C C | G7 G7 C C | F | C | ? | C | Dm | ? | G ? G ? | G",
    ),
    Analysis(
        "elise",
        "Beethoven, Für Elise, opening",
        "Am | E=E7 | Am Am ? | ? | Am | E=E7 | Am Am ? | ? | Am | E=E7 | Am Am ? | ? | Am | E=E7 | "
        "Am Am ? | C C ? | G=G7 G=G7 ? | Am Am ? | E E ?",
        3,
    ),
    Analysis(
        "mond_1",
        "Beethoven, Sonata Op. 27 No. 2, opening",
        "C#m | C#m=C#m7 | A A D D | G#7 C#m G#=G#7 G#7 | C#m | G#7 | C#m C#m F#m F#m | E E B7 B7 | "
        "E | Em | G7 | C ? A#dim7 F#7 | Bm Bm ? ? | Bm Bm F# F# | Bm Bm B B",
    ),
    Analysis(
        "pathetique_2",
        "Beethoven, Sonata Op. 13, second movement, opening",
        "Ab Eb7 | Ab Eb7 | ? ? | Eb | Eb7 | Ab F7 | Bbm Eb7 | ? Ab",
    ),
    Analysis(
        "mz_331_1",
        "Mozart, Sonata K. 331, theme",
        "A | E=E7 | F#m=F#m7 E | ? E | A | E=E7 | ? | E=E7 A | A | E=E7 | F#m=F#m7 E | ? E | A | "
        "E=E7 | ? | E=E7 A | A D | D A",
        weighed=False,
    ),
    Analysis(
        "scn15_7",
        "Schumann, Träumerei, opening",
        "F | ? Bb Bb ? | F C7 C7 ? | F ? C7=C ? | F | ? A7 A7 ? | Dm ? C ?",
        2,
        weighed=False,
    ),
    Analysis(
        "waldstein_1",
        "Beethoven, Sonata Op. 53, opening",
        "C | C C C D7=D | G | G | Bb | Bb Bb Bb C7=C | F | Fm | ? | ? | ? | Cm",
        weighed=False,
    ),
    Analysis(
        "chpn_op33_2",
        "Chopin, Mazurka Op. 33 No. 2, opening",
        "D | A7 | D | A A A=A7 | D | Em | A7 | D | D | A7 | D | A A A=A7 | D | Em | A7",
        2,
        weighed=False,
    ),
    Analysis(
        "chpn_op27_2",
        "Chopin, Nocturne Op. 27 No. 2, opening",
        "Db | Db | Db | Db | ? | ? | ? | ? Ab7 | ? Db",
        weighed=False,
    ),
    Analysis(
        "chpn_op25_e1",
        "Chopin, Etude Op. 25 No. 1, opening",
        "Ab | Ab | Eb7 | Ab Ab Abaug Abaug | Db Db Db ? | ? C Fm ? | ? ? Bb7 Bb7 | ? ? Eb7 Eb7",
        2,
        weighed=False,
    ),
    Analysis(
        "chpn-p6",
        "Chopin, Prelude Op. 28 No. 6, opening",
        "Bm | Bm | Bm | Bm | G | ? | ? | ? | Bm",
        weighed=False,
    ),
    Analysis(
        "chpn_op10_e12",
        "Chopin, Etude Op. 10 No. 12, bars 10 to 17",
        "Cm | Cm | ? ? Cm Cm | Cm | F#dim7 | G G ? ? | F F Fm Fm | C ? ? ?",
        10,
        weighed=False,
    ),
    Analysis(
        "chpn-p3",
        "Chopin, Prelude Op. 28 No. 3, opening",
        "G | G | G | G | G | G | A7 | D | A7 | D=D7 | D7=D | G",
        weighed=False,
    ),
)
