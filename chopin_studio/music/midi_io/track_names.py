"""Which names of tracks are no title: those that programs give, and those of instruments."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NOUNS = (
    _words(  # what a program calls a track that nobody has named,
        """track tracks trk midi inst instr instrument instruments staff stave system part voice
        channel ch region clip layer pattern sequence seq song spur stimme kanal piste portée voix
        partie pista traccia voce parte canal voz faixa ścieżka głos дорожка трек партия голос канал
        トラック チャンネル パート 音轨 音軌 轨道 트랙"""
    )
    | _words(  # or one that only controls,
        """control conductor tempo master meta click metronome marker markers setup init default
        untitled unnamed unknown name noname unbenannt title titel titre titolo título 無題 无标题
        無標題 score partitur melody accompaniment lyrics words chords copyright"""
    )
    | _words(  # the programs themselves,
        """lilypond musescore finale sibelius cubase cakewalk sonar logic garageband ableton reaper
        rosegarden tuxguitar noteworthy capella dorico midiutil mido music21 pretty_midi magenta
        abc2midi midicsv synthesia flowkey domino"""
    )
    | _words(  # hands and staves,
        """right left rh lh hand hands upper lower up down treble bass droite gauche destra sinistra
        rechts links derecha izquierda"""
    )
    | _words(  # and instruments.
        """piano pianos pno pf pianoforte fortepiano klavier clavier flügel keyboard keys
        harpsichord clavinet celesta organ orgel accordion guitar guitars gitarre guitare chitarra
        violin violins violine violini violon viola cello violoncello contrabass strings string
        streicher flute flöte flûte flauto piccolo oboe clarinet bassoon horn horns trumpet trumpets
        trombone trombones tuba brass sax saxophone choir chorus vocal vocals vox soprano alto tenor
        baritone synth pad drums drum percussion timpani harp marimba xylophone vibraphone
        glockenspiel bells kit фортепиано рояль пианино ピアノ 钢琴 鋼琴 피아노"""
    )
)
_ADJECTIVES = _words(
    """acoustic grand bright electric electronic honky tonk church steel nylon muted clean jazz slap
    fretless fingered picked overdriven distortion tremolo pizzicato orchestral ensemble section
    lead solo main stereo concert upright english french rock reed drawbar percussive new the a an
    and or in out no yamaha steinway bösendorfer roland korg general gm xg gs first second third
    both i ii iii iv b bb e eb f l r h m d s file type format data map bar ohne sans senza sin sem
    bez tytułu названия без pro live one studio"""
)
_KNOWN = _NOUNS | _ADJECTIVES
_WORDS = re.compile(r"[^\W\d_]+\d*[^\W\d_]*|\d+")


def is_generic(name: str) -> bool:
    """Return whether a name is one that programs give to tracks, or that of an instrument.

    All its words are then such names, numbers, or words that go with them.
    """
    words = [(word.lower(), word.lower().rstrip("0123456789")) for word in _WORDS.findall(name)]
    return any(_NOUNS.intersection(forms) for forms in words) and all(
        not bare or _KNOWN.intersection((word, bare)) for word, bare in words
    )
