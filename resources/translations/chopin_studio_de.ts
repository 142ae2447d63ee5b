<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>must be a whole number from {least:,} to {most:,}</source>
        <translation>muss eine ganze Zahl von {least:,} bis {most:,} sein</translation>
    </message>
    <message>
        <source>must be a number</source>
        <translation>muss eine Zahl sein</translation>
    </message>
    <message>
        <source>must be a number from {least:g} to {most:g}</source>
        <translation>muss eine Zahl von {least:g} bis {most:g} sein</translation>
    </message>
    <message>
        <source>must be true or false</source>
        <translation>muss true oder false sein</translation>
    </message>
    <message>
        <source>must be a text of {least} to {most:,} characters</source>
        <translation>muss ein Text von {least} bis {most:,} Zeichen sein</translation>
    </message>
    <message>
        <source>must be a text that can be written as UTF-8</source>
        <translation>muss ein Text sein, der sich als UTF-8 schreiben lässt</translation>
    </message>
    <message>
        <source>must be a text on one line, without control characters</source>
        <translation>muss ein einzeiliger Text ohne Steuerzeichen sein</translation>
    </message>
    <message>
        <source>must be 1 to {most} letters, digits, spaces, dots, dashes and underscores, beginning with a letter or digit</source>
        <translation>muss aus 1 bis {most} Buchstaben, Ziffern, Leerzeichen, Punkten, Binde- und Unterstrichen bestehen und mit einem Buchstaben oder einer Ziffer beginnen</translation>
    </message>
    <message>
        <source>must be a SHA-256 checksum</source>
        <translation>muss eine SHA-256-Prüfsumme sein</translation>
    </message>
    <message>
        <source>must be a list of {least} to {most:,} entries</source>
        <translation>muss eine Liste mit {least} bis {most:,} Einträgen sein</translation>
    </message>
    <message>
        <source>must be a JSON object</source>
        <translation>muss ein JSON-Objekt sein</translation>
    </message>
    <message>
        <source>is larger than {most:,} bytes</source>
        <translation>ist größer als {most:,} Bytes</translation>
    </message>
    <message>
        <source>has an impossible name</source>
        <translation>hat einen unmöglichen Namen</translation>
    </message>
    <message>
        <source>is not an ordinary file</source>
        <translation>ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>is not JSON</source>
        <translation>ist kein JSON</translation>
    </message>
    <message>
        <source>There is no model named {name}. Installed: {known}.</source>
        <translation>Es gibt kein Modell namens {name}. Installiert: {known}.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>The models in {folder} cannot be listed: {reason}.</source>
        <translation>Die Modelle in {folder} lassen sich nicht auflisten: {reason}.</translation>
    </message>
    <message>
        <source>{file} is not a list of seeds</source>
        <translation>{file} ist keine Liste von Ausgangsmusik</translation>
    </message>
    <message>
        <source>The model {model} has no seed named {name}. It has {known} and others.</source>
        <translation>Das Modell {model} hat keine Ausgangsmusik namens {name}. Es hat {known} und andere.</translation>
    </message>
    <message>
        <source>{file} has no readable weights</source>
        <translation>{file} enthält keine lesbaren Gewichte</translation>
    </message>
    <message>
        <source>the weights in {file} have the wrong shapes</source>
        <translation>die Gewichte in {file} haben die falschen Formen</translation>
    </message>
    <message>
        <source>{file} has weights that are not numbers</source>
        <translation>{file} enthält Gewichte, die keine Zahlen sind</translation>
    </message>
    <message>
        <source>{file} is not text</source>
        <translation>{file} ist kein Text</translation>
    </message>
    <message>
        <source>{file} is not an ordinary file</source>
        <translation>{file} ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>{file} cannot be read ({reason})</source>
        <translation>{file} kann nicht gelesen werden ({reason})</translation>
    </message>
    <message>
        <source>{file} has the wrong size</source>
        <translation>{file} hat die falsche Größe</translation>
    </message>
    <message>
        <source>{file} is not the original file</source>
        <translation>{file} ist nicht die Originaldatei</translation>
    </message>
    <message>
        <source>There are no notes in this music. Choose a file with at least a few bars.</source>
        <translation>Diese Musik enthält keine Noten. Eine Datei mit wenigstens ein paar Takten wählen.</translation>
    </message>
    <message numerus="yes">
        <source>This model has no rhythm: it reads your music as {n} notes and chords of half a beat each.</source>
        <comment>This model has no rhythm: it reads your music as {n} note or chord of half a beat.</comment>
        <translation>
            <numerusform>Dieses Modell kennt keinen Rhythmus: Es liest die Musik als {n} Note oder Akkord von einem halben Schlag.</numerusform>
            <numerusform>Dieses Modell kennt keinen Rhythmus: Es liest die Musik als {n} Noten und Akkorde von je einem halben Schlag.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your music has {total} notes and chords, but the model reads only {read}: its opening is the seed.</source>
        <translation>Die Musik hat {total} Noten und Akkorde, das Modell liest aber nur {read}: Ihr Anfang ist die Ausgangsmusik.</translation>
    </message>
    <message numerus="yes">
        <source>{n} chords are not in the model&apos;s vocabulary and were replaced by the nearest ones.</source>
        <comment>{n} chord is not in the model&apos;s vocabulary and was replaced by the nearest one.</comment>
        <translation>
            <numerusform>{n} Akkord ist nicht im Vokabular des Modells und wurde durch den nächstliegenden ersetzt.</numerusform>
            <numerusform>{n} Akkorde sind nicht im Vokabular des Modells und wurden durch die nächstliegenden ersetzt.</numerusform>
        </translation>
    </message>
    <message>
        <source>No rhythm and no dynamics: every note or chord lasts half a beat.</source>
        <translation>Kein Rhythmus und keine Dynamik: Jede Note und jeder Akkord dauert einen halben Schlag.</translation>
    </message>
    <message>
        <source>Random start</source>
        <translation>Zufälliger Anfang</translation>
    </message>
    <message>
        <source>Begin with a random chord</source>
        <translation>Mit einem zufälligen Akkord beginnen</translation>
    </message>
    <message>
        <source>Classic models do not follow the setting “{setting}”. Choose an expressive model for that.</source>
        <translation>Klassische Modelle folgen der Einstellung „{setting}“ nicht. Dafür ein ausdrucksvolles Modell wählen.</translation>
    </message>
    <message>
        <source>the vocabulary is invalid ({reason})</source>
        <translation>das Vokabular ist ungültig ({reason})</translation>
    </message>
    <message>
        <source>There is no music before this bar to continue. Go to a later bar and try again.</source>
        <translation>Vor diesem Takt gibt es keine Musik, die sich fortsetzen lässt. Zu einem späteren Takt gehen und erneut versuchen.</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Tonart</translation>
    </message>
    <message>
        <source>Meter</source>
        <translation>Taktart</translation>
    </message>
    <message>
        <source>Length in bars</source>
        <translation>Länge in Takten</translation>
    </message>
    <message>
        <source>Lowest key</source>
        <translation>Tiefste Taste</translation>
    </message>
    <message>
        <source>Highest key</source>
        <translation>Höchste Taste</translation>
    </message>
    <message>
        <source>Hand span</source>
        <translation>Spannweite</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Harmony</source>
        <translation>Harmonie</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>Dichte</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>Lage</translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>Manner</source>
        <translation>Stil</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>There are no piano notes in this music. Choose a file with at least a few bars.</source>
        <translation>Diese Musik enthält keine Klaviernoten. Eine Datei mit wenigstens ein paar Takten wählen.</translation>
    </message>
    <message>
        <source>The hands are estimated, since your music does not state them.</source>
        <translation>Die Hände sind geschätzt, da die Musik sie nicht angibt.</translation>
    </message>
    <message>
        <source>Some hands are estimated, since your music does not state them all.</source>
        <translation>Einige Hände sind geschätzt, da die Musik sie nicht alle angibt.</translation>
    </message>
    <message>
        <source>The key is estimated: {key}.</source>
        <translation>Die Tonart ist geschätzt: {key}.</translation>
    </message>
    <message>
        <source>Your music states {stated}; judging by its notes, it is read as {key}.</source>
        <translation>Die Musik gibt {stated} an; nach ihren Noten wird sie als {key} gelesen.</translation>
    </message>
    <message>
        <source>Your music states no meter; it is read in {beats}/{unit}.</source>
        <translation>Die Musik gibt keine Taktart an; sie wird im {beats}/{unit}-Takt gelesen.</translation>
    </message>
    <message numerus="yes">
        <source>{n} notes are beyond the 88 keys of a piano and were left out.</source>
        <comment>{n} note is beyond the 88 keys of a piano and was left out.</comment>
        <translation>
            <numerusform>{n} Note liegt außerhalb der 88 Tasten eines Klaviers und wurde weggelassen.</numerusform>
            <numerusform>{n} Noten liegen außerhalb der 88 Tasten eines Klaviers und wurden weggelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your music has a rest of more than {beats} beats, which is shortened.</source>
        <translation>Die Musik hat eine Pause von mehr als {beats} Schlägen, die verkürzt wird.</translation>
    </message>
    <message>
        <source>Begin without a seed, in the key, meter and tempo set below; what is not set there is taken from a random piece by Chopin</source>
        <translation>Ohne Ausgangsmusik beginnen, mit Tonart, Taktart und Tempo von unten; was dort offen ist, kommt aus einem zufälligen Stück von Chopin</translation>
    </message>
    <message>
        <source>Bar {bar} came {times} times in a row, and generating it again did not help. Raise the temperature for more variety.</source>
        <translation>Takt {bar} kam {times}-mal hintereinander, und erneutes Erzeugen half nicht. Eine höhere Temperatur bringt mehr Abwechslung.</translation>
    </message>
    <message>
        <source>Bar {bar} came {times} times in a row and was generated again.</source>
        <translation>Takt {bar} kam {times}-mal hintereinander und wurde erneut erzeugt.</translation>
    </message>
    <message>
        <source>Bar {bar} repeated one pitch {times} times in a row, and generating it again did not help. Raise the temperature for more variety.</source>
        <translation>Takt {bar} wiederholte einen Ton {times}-mal hintereinander, und erneutes Erzeugen half nicht. Eine höhere Temperatur bringt mehr Abwechslung.</translation>
    </message>
    <message>
        <source>Bar {bar} repeated one pitch {times} times in a row and was generated again.</source>
        <translation>Takt {bar} wiederholte einen Ton {times}-mal hintereinander und wurde erneut erzeugt.</translation>
    </message>
    <message>
        <source>has keys out of order</source>
        <translation>enthält Tonarten in falscher Reihenfolge</translation>
    </message>
    <message>
        <source>has the end of a piece within a seed</source>
        <translation>enthält das Ende eines Stücks innerhalb einer Ausgangsmusik</translation>
    </message>
    <message>
        <source>The seed spans too much of the keyboard to be transposed to {key}. Choose its own key or another seed.</source>
        <translation>Die Ausgangsmusik nimmt zu viel von der Klaviatur ein, um nach {key} transponiert zu werden. Ihre eigene Tonart oder eine andere Ausgangsmusik wählen.</translation>
    </message>
    <message>
        <source>Your music has {total} notes, but the model reads only {read}: its opening is the seed.</source>
        <translation>Die Musik hat {total} Noten, das Modell liest aber nur {read}: Ihr Anfang ist die Ausgangsmusik.</translation>
    </message>
    <message>
        <source>The model {model} is of the family {family}, which this version does not support. Update Chopin Studio.</source>
        <translation>Das Modell {model} gehört zur Familie {family}, die diese Version nicht unterstützt. Chopin Studio aktualisieren.</translation>
    </message>
    <message>
        <source>This model does not follow the setting “{setting}”. Choose another model for that.</source>
        <translation>Dieses Modell folgt der Einstellung „{setting}“ nicht. Dafür ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>in its manifest, “sampling” must be of {names}</source>
        <translation>in seinem Manifest muss „sampling“ {names} enthalten</translation>
    </message>
    <message>
        <source>The model {model} is damaged: {reason}. Restore its original files.</source>
        <translation>Das Modell {model} ist beschädigt: {reason}. Die Originaldateien wiederherstellen.</translation>
    </message>
    <message>
        <source>its manifest {problem}</source>
        <translation>sein Manifest {problem}</translation>
    </message>
    <message>
        <source>The model {model} has the bundle format {format}, but this version reads format {known}. Update Chopin Studio or the model.</source>
        <translation>Das Modell {model} hat das Dateiformat {format}, diese Version liest aber Format {known}. Chopin Studio oder das Modell aktualisieren.</translation>
    </message>
    <message>
        <source>its manifest has no “{field}”</source>
        <translation>in seinem Manifest fehlt „{field}“</translation>
    </message>
    <message>
        <source>in its manifest, “{field}” {problem}</source>
        <translation>in seinem Manifest: „{field}“ {problem}</translation>
    </message>
    <message>
        <source>The most original and the least tonal of the classic sizes: it wanders freely between keys and hardly quotes.</source>
        <translation>Das originellste und am wenigsten tonale der klassischen Modelle: Es bewegt sich frei zwischen Tonarten und zitiert kaum.</translation>
    </message>
    <message>
        <source>Free and quick like the smallest, a little more at home in a key.</source>
        <translation>Frei und schnell wie das kleinste, etwas fester in einer Tonart.</translation>
    </message>
    <message>
        <source>In the middle in everything: some sense of key, a tenth of its notes quoted.</source>
        <translation>In allem in der Mitte: etwas Tonartgefühl, ein Zehntel der Noten zitiert.</translation>
    </message>
    <message>
        <source>More tonal and more given to repetition, with a seventh of its notes quoted.</source>
        <translation>Tonaler und mit mehr Wiederholungen, ein Siebtel der Noten zitiert.</translation>
    </message>
    <message>
        <source>The closest to Chopin, because it quotes him: about two fifths of its notes are his own.</source>
        <translation>Am nächsten an Chopin, weil es ihn zitiert: Etwa zwei Fünftel der Noten sind von ihm.</translation>
    </message>
    <message>
        <source>Rhythm, dynamics, both hands, pedal and rubato, in a form and a harmony of your choice; learned from 25 composers, and from Chopin most of all.</source>
        <translation>Rhythmus, Dynamik, beide Hände, Pedal und Rubato, in einer Form und Harmonie Ihrer Wahl; gelernt von 25 Komponisten, vor allem von Chopin.</translation>
    </message>
    <message>
        <source>A take can stay original only if there is an index of the corpus. Switch that off, or install Chopin Studio again.</source>
        <translation>Ein Take kann nur original bleiben, wenn es einen Index des Korpus gibt. Das abschalten oder Chopin Studio neu installieren.</translation>
    </message>
    <message>
        <source>The take stays original: it matches no piece for more than {most} notes (index {index}).</source>
        <translation>Der Take bleibt original: Er stimmt mit keinem Stück für mehr als {most} Noten überein (Index {index}).</translation>
    </message>
    <message>
        <source>Bar {bar} matches a piece for longer than allowed: nothing else could be played there.</source>
        <translation>Takt {bar} stimmt länger als erlaubt mit einem Stück überein: Nichts anderes war dort spielbar.</translation>
    </message>
    <message>
        <source>The highest key must be at least {least} semitones above the lowest, not {highest} above {lowest}. Choose a wider range.</source>
        <translation>Die höchste Taste muss mindestens {least} Halbtöne über der tiefsten liegen, nicht {highest} über {lowest}. Einen größeren Umfang wählen.</translation>
    </message>
    <message>
        <source>There is no key named {key}. Write it as C major or F-sharp minor.</source>
        <translation>Es gibt keine Tonart namens {key}. Sie als C major oder F-sharp minor schreiben.</translation>
    </message>
    <message>
        <source>There is no meter {meter}. Write it as 3/4 or 6/8.</source>
        <translation>Es gibt keine Taktart {meter}. Sie als 3/4 oder 6/8 schreiben.</translation>
    </message>
    <message>
        <source>A bar of {meter} is longer than the models support. Choose a meter of up to eight quarter notes a bar.</source>
        <translation>Ein {meter}-Takt ist länger, als die Modelle unterstützen. Eine Taktart mit höchstens acht Vierteln pro Takt wählen.</translation>
    </message>
    <message>
        <source>This music lasts {hours:.0f} hours, but an audio file holds {most} at most. Export it as MIDI, or only a part of it as audio.</source>
        <translation>Diese Musik dauert {hours:.0f} Stunden, eine Audiodatei fasst aber höchstens {most}. Als MIDI exportieren, oder nur einen Teil als Audio.</translation>
    </message>
    <message>
        <source>Audio export needs a temporary file of {size} MB per minute of music, and the disk that holds {folder} has too little space. Free some space there.</source>
        <translation>Der Audioexport braucht eine temporäre Datei von {size} MB pro Minute Musik, und auf dem Datenträger mit {folder} ist zu wenig Platz. Dort Speicherplatz freigeben.</translation>
    </message>
    <message>
        <source>{extension} files need the package soundfile, which cannot be loaded ({reason}). Install it, or export as .wav.</source>
        <translation>Dateien mit der Endung {extension} brauchen das Paket soundfile, das sich nicht laden lässt ({reason}). Es installieren oder als .wav exportieren.</translation>
    </message>
    <message>
        <source>The audio could not be encoded as {extension} ({reason}). Export it as .wav.</source>
        <translation>Das Audio konnte nicht als {extension} kodiert werden ({reason}). Als .wav exportieren.</translation>
    </message>
    <message>
        <source>The program that engraves scores (verovio) drew what cannot be read. Try again, or export the music as MusicXML and open it in a notation program.</source>
        <translation>Die Ausgabe des Notensatzprogramms (verovio) ist nicht lesbar. Erneut versuchen oder die Musik als MusicXML exportieren und in einem Notenprogramm öffnen.</translation>
    </message>
    <message>
        <source>Scores can no longer be drawn. Restart Chopin Studio.</source>
        <translation>Noten können nicht mehr gezeichnet werden. Chopin Studio neu starten.</translation>
    </message>
    <message>
        <source>The program that engraves scores (verovio) stopped unexpectedly. Try again, or export the music as MusicXML and open it in a notation program.</source>
        <translation>Das Notensatzprogramm (verovio) wurde unerwartet beendet. Erneut versuchen oder die Musik als MusicXML exportieren und in einem Notenprogramm öffnen.</translation>
    </message>
    <message>
        <source>This music could not be engraved. Export it as MusicXML and open it in a notation program.</source>
        <translation>Diese Musik konnte nicht als Noten gesetzt werden. Sie als MusicXML exportieren und in einem Notenprogramm öffnen.</translation>
    </message>
    <message>
        <source>Scores need the package verovio, which cannot be loaded ({reason}). Install it, or export as .musicxml.</source>
        <translation>Noten brauchen das Paket verovio, das sich nicht laden lässt ({reason}). Es installieren oder als .musicxml exportieren.</translation>
    </message>
    <message>
        <source>The program that engraves scores (verovio) did not answer and was ended. Try again, or export the music as MusicXML and open it in a notation program.</source>
        <translation>Das Notensatzprogramm (verovio) reagierte nicht und wurde beendet. Erneut versuchen oder die Musik als MusicXML exportieren und in einem Notenprogramm öffnen.</translation>
    </message>
    <message>
        <source>MIDI file</source>
        <translation>MIDI-Datei</translation>
    </message>
    <message>
        <source>MusicXML score</source>
        <translation>MusicXML-Noten</translation>
    </message>
    <message>
        <source>Compressed MusicXML score</source>
        <translation>Komprimierte MusicXML-Noten</translation>
    </message>
    <message>
        <source>WAV audio</source>
        <translation>WAV-Audio</translation>
    </message>
    <message>
        <source>FLAC audio</source>
        <translation>FLAC-Audio</translation>
    </message>
    <message>
        <source>Ogg Vorbis audio</source>
        <translation>Ogg-Vorbis-Audio</translation>
    </message>
    <message>
        <source>MP3 audio</source>
        <translation>MP3-Audio</translation>
    </message>
    <message>
        <source>The file name “{name}” has no known extension. Use one of {known}.</source>
        <translation>Der Dateiname „{name}“ hat keine bekannte Endung. Eine von {known} verwenden.</translation>
    </message>
    <message>
        <source>This music has notes below the lowest C that a score can show. Export it as MIDI.</source>
        <translation>Diese Musik hat Noten unter dem tiefsten C, das Noten darstellen können. Sie als MIDI exportieren.</translation>
    </message>
    <message>
        <source>This music has more than {most} bars, too many for a score. Export it as MIDI.</source>
        <translation>Diese Musik hat mehr als {most} Takte, zu viele für Noten. Sie als MIDI exportieren.</translation>
    </message>
    <message>
        <source>Cannot write a file of that name. Choose another name.</source>
        <translation>Eine Datei mit diesem Namen kann nicht geschrieben werden. Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>{path} is a folder. Enter the name of a file in it.</source>
        <translation>{path} ist ein Ordner. Den Namen einer Datei darin eingeben.</translation>
    </message>
    <message>
        <source>{path} is a pipe or a device, not a file. Enter the name of a file.</source>
        <translation>{path} ist eine Pipe oder ein Gerät, keine Datei. Den Namen einer Datei eingeben.</translation>
    </message>
    <message>
        <source>The folder {path} cannot be created: {reason}. Choose another.</source>
        <translation>Der Ordner {path} kann nicht angelegt werden: {reason}. Einen anderen wählen.</translation>
    </message>
    <message>
        <source>Cannot write {path}: {reason}</source>
        <translation>{path} kann nicht geschrieben werden: {reason}</translation>
    </message>
    <message>
        <source>the disk that holds {folder} is full. Free some space or choose another folder.</source>
        <translation>Der Datenträger mit {folder} ist voll. Speicherplatz freigeben oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>you may use no more of the disk that holds {folder}. Free some space or choose another folder.</source>
        <translation>Das Kontingent auf dem Datenträger mit {folder} ist erschöpft. Speicherplatz freigeben oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>the disk that holds {folder} takes no file that large. Choose another folder.</source>
        <translation>Der Datenträger mit {folder} erlaubt keine so große Datei. Einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>the disk that holds {folder} is read-only. Choose another folder.</source>
        <translation>Der Datenträger mit {folder} ist schreibgeschützt. Einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>permission denied. Choose another folder.</source>
        <translation>Zugriff verweigert. Einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>there is no folder {folder}. Create it or choose another.</source>
        <translation>Den Ordner {folder} gibt es nicht. Ihn anlegen oder einen anderen wählen.</translation>
    </message>
    <message>
        <source>{folder} is not a folder. Choose another.</source>
        <translation>{folder} ist kein Ordner. Einen anderen wählen.</translation>
    </message>
    <message>
        <source>it is a link that leads to itself. Choose another name.</source>
        <translation>Es ist eine Verknüpfung auf sich selbst. Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>its name is too long. Choose a shorter name.</source>
        <translation>Der Name ist zu lang. Einen kürzeren wählen.</translation>
    </message>
    <message>
        <source>{reason}. Choose another folder.</source>
        <translation>{reason}. Einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>Chopin Studio quit while this take was being generated; this is the part saved so far.</source>
        <translation>Chopin Studio wurde beendet, während dieser Take erzeugt wurde; dies ist der bis dahin gesicherte Teil.</translation>
    </message>
    <message numerus="yes">
        <source>{n} takes were too similar to another and were generated again.</source>
        <comment>{n} take was too similar to another and was generated again.</comment>
        <translation>
            <numerusform>{n} Take war einem anderen zu ähnlich und wurde erneut erzeugt.</numerusform>
            <numerusform>{n} Takes waren anderen zu ähnlich und wurden erneut erzeugt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} takes are still similar to another. Raise the temperature for more variety.</source>
        <comment>{n} take is still similar to another. Raise the temperature for more variety.</comment>
        <translation>
            <numerusform>{n} Take ist einem anderen noch ähnlich. Eine höhere Temperatur bringt mehr Abwechslung.</numerusform>
            <numerusform>{n} Takes sind anderen noch ähnlich. Eine höhere Temperatur bringt mehr Abwechslung.</numerusform>
        </translation>
    </message>
    <message>
        <source>Chosen from {tries} tries, to differ from the other takes.</source>
        <translation>Aus {tries} Versuchen gewählt, damit er sich von den anderen Takes unterscheidet.</translation>
    </message>
    <message>
        <source>It shares {percent:.0f}% of its notes with another take.</source>
        <translation>Er hat {percent:.0f} % seiner Noten mit einem anderen Take gemeinsam.</translation>
    </message>
    <message>
        <source>The takes are in use by another window of Chopin Studio. Close it and try again.</source>
        <translation>Die Takes werden von einem anderen Fenster von Chopin Studio verwendet. Es schließen und erneut versuchen.</translation>
    </message>
    <message>
        <source>The model generated nothing. Restore its original files and try again.</source>
        <translation>Das Modell hat nichts erzeugt. Die Originaldateien wiederherstellen und erneut versuchen.</translation>
    </message>
    <message>
        <source>“{title}” was edited by hand, so no model can generate it again.</source>
        <translation>„{title}“ wurde von Hand bearbeitet, daher kann kein Modell ihn erneut erzeugen.</translation>
    </message>
    <message>
        <source>Generate “{parent}” again, from which it comes.</source>
        <translation>„{parent}“ erneut erzeugen, aus dem er stammt.</translation>
    </message>
    <message>
        <source>Export it instead.</source>
        <translation>Ihn stattdessen exportieren.</translation>
    </message>
    <message>
        <source>“{title}” was generated by a newer version of Chopin Studio, with settings that this one does not know. Generate it again with that version.</source>
        <translation>„{title}“ wurde mit einer neueren Version von Chopin Studio erzeugt, mit Einstellungen, die diese nicht kennt. Mit jener Version erneut erzeugen.</translation>
    </message>
    <message>
        <source>No model generated “{title}”: it was opened or played. Use Continue Take or Vary Bars instead.</source>
        <translation>„{title}“ hat kein Modell erzeugt: Die Musik wurde geöffnet oder eingespielt. Stattdessen „Take fortsetzen“ oder „Takte variieren“ verwenden.</translation>
    </message>
    <message>
        <source>“{title}” was generated by another version of the model {model}: the SHA-256 of its weights begins with {wanted}, and that of the installed one with {installed}. Install the version that generated it.</source>
        <translation>„{title}“ wurde mit einer anderen Version des Modells {model} erzeugt: Der SHA-256-Wert ihrer Gewichte beginnt mit {wanted}, der der installierten mit {installed}. Die Version installieren, mit der er erzeugt wurde.</translation>
    </message>
    <message>
        <source>“{title}” was generated by the model {model}, which is missing. Install it; the SHA-256 of its weights begins with {wanted}.</source>
        <translation>„{title}“ wurde mit dem Modell {model} erzeugt, das fehlt. Es installieren; der SHA-256-Wert seiner Gewichte beginnt mit {wanted}.</translation>
    </message>
    <message>
        <source>The phrases of “{title}” were chosen by another critic than the installed one ({installed}). Generate it again with the version of Chopin Studio that generated it.</source>
        <translation>Die Phrasen von „{title}“ hat ein anderer Kritiker ausgewählt als der installierte ({installed}). Erzeugen Sie den Take mit der Version von Chopin Studio noch einmal, die ihn erzeugt hat.</translation>
    </message>
    <message>
        <source>“{title}” was kept original by another index of the corpus than the installed one. Install the version of Chopin Studio that generated it.</source>
        <translation>„{title}“ blieb nach einem anderen Index des Korpus original als dem installierten. Die Version von Chopin Studio installieren, mit der er erzeugt wurde.</translation>
    </message>
    <message>
        <source>The take is no longer in the trash: {folder} is gone.</source>
        <translation>Der Take ist nicht mehr im Papierkorb: {folder} fehlt.</translation>
    </message>
    <message>
        <source>There is already a take in {folder}. Rename that folder and try again.</source>
        <translation>In {folder} gibt es schon einen Take. Diesen Ordner umbenennen und erneut versuchen.</translation>
    </message>
    <message>
        <source>The take cannot be restored to {folder}: {reason}. Free some disk space or check the folder&apos;s permissions; the take is in {trashed}.</source>
        <translation>Der Take kann nicht nach {folder} zurückgeholt werden: {reason}. Speicherplatz freigeben oder die Zugriffsrechte des Ordners prüfen; der Take liegt in {trashed}.</translation>
    </message>
    <message>
        <source>A take needs a name. Type at least one letter.</source>
        <translation>Ein Take braucht einen Namen. Mindestens einen Buchstaben eingeben.</translation>
    </message>
    <message>
        <source>The take cannot be saved in {folder}: {reason}. Free some disk space or check the folder&apos;s permissions, and export the take meanwhile.</source>
        <translation>Der Take kann nicht in {folder} gesichert werden: {reason}. Speicherplatz freigeben oder die Zugriffsrechte des Ordners prüfen und den Take inzwischen exportieren.</translation>
    </message>
    <message>
        <source>Changes to the take cannot be saved in {folder}: {reason}. Free some disk space or check the folder&apos;s permissions, and try again.</source>
        <translation>Änderungen am Take können nicht in {folder} gesichert werden: {reason}. Speicherplatz freigeben oder die Zugriffsrechte des Ordners prüfen und erneut versuchen.</translation>
    </message>
    <message>
        <source>The takes in {folder} cannot be listed: {reason}. Check the folder&apos;s permissions and start Chopin Studio again.</source>
        <translation>Die Takes in {folder} lassen sich nicht auflisten: {reason}. Die Zugriffsrechte des Ordners prüfen und Chopin Studio neu starten.</translation>
    </message>
    <message>
        <source>The music that the take in {folder} started from is missing or damaged. Restore {name}, or start from other music.</source>
        <translation>Die Ausgangsmusik des Takes in {folder} fehlt oder ist beschädigt. {name} wiederherstellen oder mit anderer Musik beginnen.</translation>
    </message>
    <message>
        <source>from bar {bar} of {title}</source>
        <translation>ab Takt {bar} von {title}</translation>
    </message>
    <message>
        <source>its music is missing or damaged.</source>
        <translation>Seine Musik fehlt oder ist beschädigt.</translation>
    </message>
    <message>
        <source>The take in {folder} was deleted outside Chopin Studio.</source>
        <translation>Der Take in {folder} wurde außerhalb von Chopin Studio gelöscht.</translation>
    </message>
    <message>
        <source>the system refused</source>
        <translation>vom System verweigert</translation>
    </message>
    <message>
        <source>its record is missing.</source>
        <translation>Seine Angaben fehlen.</translation>
    </message>
    <message>
        <source>its record cannot be opened ({reason}). Check the folder&apos;s permissions, or restore its files from a backup.</source>
        <translation>Seine Angaben lassen sich nicht öffnen ({reason}). Die Zugriffsrechte des Ordners prüfen oder die Dateien aus einer Sicherung wiederherstellen.</translation>
    </message>
    <message>
        <source>The take in {folder} cannot be read: {why}</source>
        <translation>Der Take in {folder} kann nicht gelesen werden: {why}</translation>
    </message>
    <message>
        <source>Restore its files from a backup.</source>
        <translation>Die Dateien aus einer Sicherung wiederherstellen.</translation>
    </message>
    <message>
        <source>Restore its files from a backup, or open its music, take.mid in that folder, as a MIDI file.</source>
        <translation>Die Dateien aus einer Sicherung wiederherstellen, oder die Musik, take.mid in diesem Ordner, als MIDI-Datei öffnen.</translation>
    </message>
    <message>
        <source>its record has no “{field}”.</source>
        <translation>In seinen Angaben fehlt „{field}“.</translation>
    </message>
    <message>
        <source>its record is damaged.</source>
        <translation>Seine Angaben sind beschädigt.</translation>
    </message>
    <message>
        <source>This take was written by a newer version of Chopin Studio, which keeps its {field} in another way. Change it with that version.</source>
        <translation>Dieser Take wurde von einer neueren Version von Chopin Studio geschrieben, die „{field}“ anders speichert. Ihn mit jener Version ändern.</translation>
    </message>
    <message>
        <source>C-flat major</source>
        <translation>Ces-Dur</translation>
    </message>
    <message>
        <source>G-flat major</source>
        <translation>Ges-Dur</translation>
    </message>
    <message>
        <source>D-flat major</source>
        <translation>Des-Dur</translation>
    </message>
    <message>
        <source>A-flat major</source>
        <translation>As-Dur</translation>
    </message>
    <message>
        <source>E-flat major</source>
        <translation>Es-Dur</translation>
    </message>
    <message>
        <source>B-flat major</source>
        <translation>B-Dur</translation>
    </message>
    <message>
        <source>F major</source>
        <translation>F-Dur</translation>
    </message>
    <message>
        <source>C major</source>
        <translation>C-Dur</translation>
    </message>
    <message>
        <source>G major</source>
        <translation>G-Dur</translation>
    </message>
    <message>
        <source>D major</source>
        <translation>D-Dur</translation>
    </message>
    <message>
        <source>A major</source>
        <translation>A-Dur</translation>
    </message>
    <message>
        <source>E major</source>
        <translation>E-Dur</translation>
    </message>
    <message>
        <source>B major</source>
        <translation>H-Dur</translation>
    </message>
    <message>
        <source>F-sharp major</source>
        <translation>Fis-Dur</translation>
    </message>
    <message>
        <source>C-sharp major</source>
        <translation>Cis-Dur</translation>
    </message>
    <message>
        <source>A-flat minor</source>
        <translation>as-Moll</translation>
    </message>
    <message>
        <source>E-flat minor</source>
        <translation>es-Moll</translation>
    </message>
    <message>
        <source>B-flat minor</source>
        <translation>b-Moll</translation>
    </message>
    <message>
        <source>F minor</source>
        <translation>f-Moll</translation>
    </message>
    <message>
        <source>C minor</source>
        <translation>c-Moll</translation>
    </message>
    <message>
        <source>G minor</source>
        <translation>g-Moll</translation>
    </message>
    <message>
        <source>D minor</source>
        <translation>d-Moll</translation>
    </message>
    <message>
        <source>A minor</source>
        <translation>a-Moll</translation>
    </message>
    <message>
        <source>E minor</source>
        <translation>e-Moll</translation>
    </message>
    <message>
        <source>B minor</source>
        <translation>h-Moll</translation>
    </message>
    <message>
        <source>F-sharp minor</source>
        <translation>fis-Moll</translation>
    </message>
    <message>
        <source>C-sharp minor</source>
        <translation>cis-Moll</translation>
    </message>
    <message>
        <source>G-sharp minor</source>
        <translation>gis-Moll</translation>
    </message>
    <message>
        <source>D-sharp minor</source>
        <translation>dis-Moll</translation>
    </message>
    <message>
        <source>A-sharp minor</source>
        <translation>ais-Moll</translation>
    </message>
    <message>
        <source>{name} is longer than {most} quarter notes. Shorten it in a sequencer and open it again.</source>
        <translation>{name} ist länger als {most} Viertelnoten. Die Datei in einem Sequenzer kürzen und erneut öffnen.</translation>
    </message>
    <message>
        <source>{name} is damaged. Open it as a MIDI file to see what can still be read.</source>
        <translation>{name} ist beschädigt. Öffnen Sie die Datei als MIDI-Datei, um zu sehen, was noch gelesen werden kann.</translation>
    </message>
    <message>
        <source>{name} is not a MIDI file. Choose a file that a sequencer or a notation program exported as MIDI.</source>
        <translation>{name} ist keine MIDI-Datei. Wählen Sie eine Datei, die ein Sequenzer oder ein Notensatzprogramm als MIDI exportiert hat.</translation>
    </message>
    <message>
        <source>{name} is a web page: its download failed. Download the MIDI file itself again.</source>
        <translation>{name} ist eine Webseite: Das Herunterladen ist fehlgeschlagen. Laden Sie die MIDI-Datei selbst noch einmal herunter.</translation>
    </message>
    <message>
        <source>{name} is {kind}, not a standard MIDI file. Export the music as MIDI and open that.</source>
        <translation>{name} ist {kind}, keine Standard-MIDI-Datei. Exportieren Sie die Musik als MIDI, und öffnen Sie diese Datei.</translation>
    </message>
    <message>
        <source>{path} is a folder. Choose a MIDI file inside it.</source>
        <translation>{path} ist ein Ordner. Eine MIDI-Datei darin wählen.</translation>
    </message>
    <message>
        <source>{path} is not a file. Choose a MIDI file.</source>
        <translation>{path} ist keine Datei. Eine MIDI-Datei wählen.</translation>
    </message>
    <message>
        <source>{name} is {size:.0f} MB, more than the {most} MB that a piano piece needs at most. Choose another MIDI file.</source>
        <translation>{name} hat {size:.0f} MB, mehr als die {most} MB, die ein Klavierstück höchstens braucht. Eine andere MIDI-Datei wählen.</translation>
    </message>
    <message>
        <source>{path} does not exist. Check the name and the folder.</source>
        <translation>{path} gibt es nicht. Name und Ordner prüfen.</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}. Check its permissions or copy it elsewhere.</source>
        <translation>{path} kann nicht gelesen werden: {reason}. Die Zugriffsrechte prüfen oder die Datei an einen anderen Ort kopieren.</translation>
    </message>
    <message>
        <source>{name} is empty. Export or download it again.</source>
        <translation>{name} ist leer. Die Datei erneut exportieren oder herunterladen.</translation>
    </message>
    <message>
        <source>{name} is incomplete. Export or download it again.</source>
        <translation>{name} ist unvollständig. Die Datei erneut exportieren oder herunterladen.</translation>
    </message>
    <message>
        <source>This music is too long for a MIDI file. Shorten it and save it again.</source>
        <translation>Diese Musik ist zu lang für eine MIDI-Datei. Sie kürzen und erneut sichern.</translation>
    </message>
    <message>
        <source>a fifth</source>
        <translation>eine Quinte</translation>
    </message>
    <message>
        <source>a sixth</source>
        <translation>eine Sexte</translation>
    </message>
    <message>
        <source>a seventh</source>
        <translation>eine Septime</translation>
    </message>
    <message>
        <source>an octave</source>
        <translation>eine Oktave</translation>
    </message>
    <message>
        <source>a ninth</source>
        <translation>eine None</translation>
    </message>
    <message>
        <source>a tenth</source>
        <translation>eine Dezime</translation>
    </message>
    <message>
        <source>an eleventh</source>
        <translation>eine Undezime</translation>
    </message>
    <message>
        <source>a twelfth</source>
        <translation>eine Duodezime</translation>
    </message>
    <message>
        <source>two octaves</source>
        <translation>zwei Oktaven</translation>
    </message>
    <message>
        <source>C{octave}</source>
        <translation>C{octave}</translation>
    </message>
    <message>
        <source>C♯{octave}</source>
        <translation>Cis{octave}</translation>
    </message>
    <message>
        <source>D{octave}</source>
        <translation>D{octave}</translation>
    </message>
    <message>
        <source>E♭{octave}</source>
        <translation>Es{octave}</translation>
    </message>
    <message>
        <source>E{octave}</source>
        <translation>E{octave}</translation>
    </message>
    <message>
        <source>F{octave}</source>
        <translation>F{octave}</translation>
    </message>
    <message>
        <source>F♯{octave}</source>
        <translation>Fis{octave}</translation>
    </message>
    <message>
        <source>G{octave}</source>
        <translation>G{octave}</translation>
    </message>
    <message>
        <source>A♭{octave}</source>
        <translation>As{octave}</translation>
    </message>
    <message>
        <source>A{octave}</source>
        <translation>A{octave}</translation>
    </message>
    <message>
        <source>B♭{octave}</source>
        <translation>B{octave}</translation>
    </message>
    <message>
        <source>B{octave}</source>
        <translation>H{octave}</translation>
    </message>
    <message>
        <source>bar {bar}, beat {beat:.4g}</source>
        <translation>Takt {bar}, Schlag {beat:.4g}</translation>
    </message>
    <message>
        <source>{pitch}, right hand, velocity {velocity}</source>
        <translation>{pitch}, rechte Hand, Anschlagstärke {velocity}</translation>
    </message>
    <message>
        <source>{pitch}, left hand, velocity {velocity}</source>
        <translation>{pitch}, linke Hand, Anschlagstärke {velocity}</translation>
    </message>
    <message>
        <source>{pitch}, velocity {velocity}</source>
        <translation>{pitch}, Anschlagstärke {velocity}</translation>
    </message>
    <message numerus="yes">
        <source>{n} semitones</source>
        <comment>{n} semitone</comment>
        <translation>
            <numerusform>{n} Halbton</numerusform>
            <numerusform>{n} Halbtöne</numerusform>
        </translation>
    </message>
    <message>
        <source>The index of the corpus, {path}, cannot be read ({reason}). Install Chopin Studio again.</source>
        <translation>Der Index des Korpus, {path}, kann nicht gelesen werden ({reason}). Chopin Studio neu installieren.</translation>
    </message>
    <message>
        <source>it was made by another version</source>
        <translation>er stammt von einer anderen Version</translation>
    </message>
    <message>
        <source>a semitone</source>
        <translation>einen Halbton</translation>
    </message>
    <message>
        <source>a whole tone</source>
        <translation>einen Ganzton</translation>
    </message>
    <message>
        <source>a minor third</source>
        <translation>eine kleine Terz</translation>
    </message>
    <message>
        <source>a major third</source>
        <translation>eine große Terz</translation>
    </message>
    <message>
        <source>a fourth</source>
        <translation>eine Quarte</translation>
    </message>
    <message>
        <source>a tritone</source>
        <translation>einen Tritonus</translation>
    </message>
    <message>
        <source>a minor sixth</source>
        <translation>eine kleine Sexte</translation>
    </message>
    <message>
        <source>a major sixth</source>
        <translation>eine große Sexte</translation>
    </message>
    <message>
        <source>a minor seventh</source>
        <translation>eine kleine Septime</translation>
    </message>
    <message>
        <source>a major seventh</source>
        <translation>eine große Septime</translation>
    </message>
    <message>
        <source>three octaves</source>
        <translation>drei Oktaven</translation>
    </message>
    <message>
        <source>four octaves</source>
        <translation>vier Oktaven</translation>
    </message>
    <message>
        <source>original</source>
        <translation>original</translation>
    </message>
    <message>
        <source>echoes</source>
        <translation>Anklänge</translation>
    </message>
    <message>
        <source>quotes</source>
        <translation>Zitate</translation>
    </message>
    <message>
        <source>copies</source>
        <translation>Kopie</translation>
    </message>
    <message>
        <source>This does not find quotations of fewer than about twelve notes of a melody, inner voices alone, a melody with other steps, or music that is not among the pieces compared. So music may be less original than this report says. The seed does not count, since you chose it, and neither do bars that return to it by plan.</source>
        <translation>Nicht gefunden werden Zitate von weniger als etwa zwölf Melodietönen, Mittelstimmen allein, eine Melodie mit anderen Schritten und Musik, die nicht unter den verglichenen Stücken ist. Musik kann also weniger eigenständig sein, als dieser Bericht sagt. Die Ausgangsmusik zählt nicht, denn Sie haben sie gewählt, und auch nicht Takte, die nach Plan zu ihr zurückkehren.</translation>
    </message>
    <message>
        <source>{verdict}: {found}</source>
        <translation>{verdict}: {found}</translation>
    </message>
    <message>
        <source>there are no notes to compare</source>
        <translation>es gibt keine Noten zu vergleichen</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} notes are too few to compare</source>
        <comment>{n} note is too little to compare</comment>
        <translation>
            <numerusform>{n} Note ist zu wenig zum Vergleichen</numerusform>
            <numerusform>{n:,} Noten sind zu wenig zum Vergleichen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>no quotation found among {n:,} pieces</source>
        <comment>no quotation found in {n} piece</comment>
        <translation>
            <numerusform>kein Zitat in {n} Stück gefunden</numerusform>
            <numerusform>kein Zitat in {n:,} Stücken gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>{quoted} of {notes} notes ({percent:.0f}%) are quoted</source>
        <translation>{quoted} von {notes} Noten ({percent:.0f} %) sind zitiert</translation>
    </message>
    <message numerus="yes">
        <source>Compared with {n:,} pieces: the music that the models learned from, and all of Chopin&apos;s piano music that is at hand.</source>
        <comment>Compared with {n} piece.</comment>
        <translation>
            <numerusform>Verglichen mit {n} Stück.</numerusform>
            <numerusform>Verglichen mit {n:,} Stücken: der Musik, aus der die Modelle gelernt haben, und aller Klaviermusik Chopins, die vorliegt.</numerusform>
        </translation>
    </message>
    <message>
        <source>no quotation found</source>
        <translation>kein Zitat gefunden</translation>
    </message>
    <message>
        <source>{percent}% quoted</source>
        <translation>{percent} % zitiert</translation>
    </message>
    <message>
        <source>Originality of {title}</source>
        <translation>Originalität von {title}</translation>
    </message>
    <message>
        <source>“{verdict}” means that {meaning}.</source>
        <translation>„{verdict}“ heißt: {meaning}.</translation>
    </message>
    <message>
        <source>Originality</source>
        <translation>Originalität</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} notes return from the seed, as planned, and do not count</source>
        <comment>{n} note returns from the seed, as planned, and does not count</comment>
        <translation>
            <numerusform>{n} Note kehrt nach Plan aus der Ausgangsmusik wieder und zählt nicht</numerusform>
            <numerusform>{n:,} Noten kehren nach Plan aus der Ausgangsmusik wieder und zählen nicht</numerusform>
        </translation>
    </message>
    <message>
        <source>Bar {bar} quotes {source}; {notes}</source>
        <translation>Takt {bar} zitiert {source}; {notes}</translation>
    </message>
    <message>
        <source>Bars {first}–{last} quote {source}; {notes}</source>
        <translation>Takte {first}–{last} zitieren {source}; {notes}</translation>
    </message>
    <message>
        <source>{distance} higher</source>
        <translation>{distance} höher</translation>
    </message>
    <message>
        <source>{distance} lower</source>
        <translation>{distance} tiefer</translation>
    </message>
    <message>
        <source>{octaves} and {interval}</source>
        <translation>{octaves} und {interval}</translation>
    </message>
    <message>
        <source>bar {bar}</source>
        <translation>Takt {bar}</translation>
    </message>
    <message>
        <source>bars {first}–{last}</source>
        <translation>Takte {first}–{last}</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} notes</source>
        <comment>{n} note</comment>
        <translation>
            <numerusform>{n} Note</numerusform>
            <numerusform>{n:,} Noten</numerusform>
        </translation>
    </message>
    <message>
        <source>at least {least:.0f}% of the notes are quoted</source>
        <translation>mindestens {least:.0f} % der Noten sind zitiert</translation>
    </message>
    <message>
        <source>less than {most:.0f}% of the notes are quoted</source>
        <translation>weniger als {most:.0f} % der Noten sind zitiert</translation>
    </message>
    <message>
        <source>{least:.0f} to {most:.0f}% of the notes are quoted</source>
        <translation>{least:.0f} bis {most:.0f} % der Noten sind zitiert</translation>
    </message>
    <message>
        <source>Your folder {folder} cannot be created ({reason}). Export what you want to keep, and check the permissions above it or set another place by {variable}.</source>
        <translation>Der Ordner {folder} kann nicht angelegt werden ({reason}). Exportieren, was erhalten bleiben soll, und die Zugriffsrechte darüber prüfen oder mit {variable} einen anderen Ort festlegen.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}). Install Chopin Studio again.</source>
        <translation>{path} kann nicht gelesen werden ({reason}). Chopin Studio neu installieren.</translation>
    </message>
    <message>
        <source>No MIDI ports are available. Connect a MIDI keyboard or start a MIDI server, or play with the mouse or the computer keyboard.</source>
        <translation>Es gibt keine MIDI-Anschlüsse. Ein MIDI-Keyboard anschließen oder einen MIDI-Server starten, oder mit der Maus oder der Computertastatur spielen.</translation>
    </message>
    <message>
        <source>{output} has been closed. Choose an output again.</source>
        <translation>{output} wurde geschlossen. Erneut eine Ausgabe wählen.</translation>
    </message>
    <message>
        <source>No sound</source>
        <translation>Kein Ton</translation>
    </message>
    <message>
        <source>Built-in piano</source>
        <translation>Eingebautes Klavier</translation>
    </message>
    <message>
        <source>No audio device is available. Connect one, switch it on or quit the program that uses it, then choose the built-in piano again. Or choose another device in the settings, or a MIDI port.</source>
        <translation>Es gibt kein verfügbares Audiogerät. Eines anschließen, es einschalten oder das Programm beenden, das es belegt, dann das eingebaute Klavier erneut wählen. Oder in den Einstellungen ein anderes Gerät oder einen MIDI-Anschluss wählen.</translation>
    </message>
    <message>
        <source>No MIDI ports are available. Connect a MIDI device or start a MIDI server, or use the built-in piano.</source>
        <translation>Es gibt keine MIDI-Anschlüsse. Ein MIDI-Gerät anschließen oder einen MIDI-Server starten, oder das eingebaute Klavier verwenden.</translation>
    </message>
    <message>
        <source>The MIDI port {port} is not connected. Connect the device or choose another output.</source>
        <translation>Der MIDI-Anschluss {port} ist nicht verbunden. Das Gerät anschließen oder eine andere Ausgabe wählen.</translation>
    </message>
    <message>
        <source>The MIDI port accepts no more notes. Reconnect it or choose another output.</source>
        <translation>Der MIDI-Anschluss nimmt keine Noten mehr an. Ihn neu verbinden oder eine andere Ausgabe wählen.</translation>
    </message>
    <message>
        <source>The MIDI port {port} is not connected. Connect the device or choose another input.</source>
        <translation>Der MIDI-Anschluss {port} ist nicht verbunden. Das Gerät anschließen oder einen anderen Eingang wählen.</translation>
    </message>
    <message>
        <source>Playback stopped because of an error. Press Play to continue.</source>
        <translation>Die Wiedergabe wurde wegen eines Fehlers angehalten. Zum Fortfahren die Wiedergabe starten.</translation>
    </message>
    <message>
        <source>New take</source>
        <translation>Neuer Take</translation>
    </message>
    <message>
        <source>{done} so far</source>
        <translation>Bisher {done}</translation>
    </message>
    <message>
        <source>{done:,} of {total}</source>
        <translation>{done:,} von {total}</translation>
    </message>
    <message>
        <source>“{title}” was also edited in another window. Your edits are kept as a separate take.</source>
        <translation>„{title}“ wurde auch in einem anderen Fenster bearbeitet. Ihre Änderungen bleiben als eigener Take erhalten.</translation>
    </message>
    <message numerus="yes">
        <source>Move {n} Notes</source>
        <comment>Move {n} Note</comment>
        <translation>
            <numerusform>{n} Note verschieben</numerusform>
            <numerusform>{n} Noten verschieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Transpose {n} Notes</source>
        <comment>Transpose {n} Note</comment>
        <translation>
            <numerusform>{n} Note transponieren</numerusform>
            <numerusform>{n} Noten transponieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change Length of {n} Notes</source>
        <comment>Change Length of {n} Note</comment>
        <translation>
            <numerusform>Länge von {n} Note ändern</numerusform>
            <numerusform>Länge von {n} Noten ändern</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Give {n} Notes to the Right Hand</source>
        <comment>Give {n} Note to the Right Hand</comment>
        <translation>
            <numerusform>{n} Note der rechten Hand geben</numerusform>
            <numerusform>{n} Noten der rechten Hand geben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Give {n} Notes to the Left Hand</source>
        <comment>Give {n} Note to the Left Hand</comment>
        <translation>
            <numerusform>{n} Note der linken Hand geben</numerusform>
            <numerusform>{n} Noten der linken Hand geben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Quantise {n} Notes</source>
        <comment>Quantise {n} Note</comment>
        <translation>
            <numerusform>{n} Note quantisieren</numerusform>
            <numerusform>{n} Noten quantisieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete {n} Notes</source>
        <comment>Delete {n} Note</comment>
        <translation>
            <numerusform>{n} Note löschen</numerusform>
            <numerusform>{n} Noten löschen</numerusform>
        </translation>
    </message>
    <message>
        <source>Draw Note</source>
        <translation>Note zeichnen</translation>
    </message>
    <message numerus="yes">
        <source>Cut {n} Notes</source>
        <comment>Cut {n} Note</comment>
        <translation>
            <numerusform>{n} Note ausschneiden</numerusform>
            <numerusform>{n} Noten ausschneiden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Paste {n} Notes</source>
        <comment>Paste {n} Note</comment>
        <translation>
            <numerusform>{n} Note einfügen</numerusform>
            <numerusform>{n} Noten einfügen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change Velocity of {n} Notes</source>
        <comment>Change Velocity of {n} Note</comment>
        <translation>
            <numerusform>Anschlagstärke von {n} Note ändern</numerusform>
            <numerusform>Anschlagstärke von {n} Noten ändern</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no music to edit. Generate a take first.</source>
        <translation>Es gibt keine Musik zum Bearbeiten. Erzeugen Sie zuerst einen Take.</translation>
    </message>
    <message>
        <source>The take is still being generated. Wait for it or cancel it before you edit.</source>
        <translation>Der Take wird noch erzeugt. Warten Sie oder brechen Sie ab, bevor Sie ihn bearbeiten.</translation>
    </message>
    <message>
        <source>The take is being saved. You can edit it in a moment.</source>
        <translation>Der Take wird gespeichert. Er lässt sich gleich bearbeiten.</translation>
    </message>
    <message>
        <source>Only takes can be edited. Generate a take from this music first.</source>
        <translation>Nur Takes lassen sich bearbeiten. Erzeugen Sie zuerst einen Take aus dieser Musik.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message numerus="yes">
        <source>Stopped early. {n:,} notes were saved.</source>
        <comment>Stopped early. {n} note was saved.</comment>
        <translation>
            <numerusform>Vorzeitig gestoppt. {n} Note wurde gespeichert.</numerusform>
            <numerusform>Vorzeitig gestoppt. {n:,} Noten wurden gespeichert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Endless music ended. {n:,} notes were saved.</source>
        <comment>Endless music ended. {n} note was saved.</comment>
        <translation>
            <numerusform>Die endlose Musik ist beendet. {n} Note wurde gespeichert.</numerusform>
            <numerusform>Die endlose Musik ist beendet. {n:,} Noten wurden gespeichert.</numerusform>
        </translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} bis {high}</translation>
    </message>
    <message>
        <source>hand span {hand_span}</source>
        <translation>Spannweite {hand_span}</translation>
    </message>
    <message>
        <source>This model keeps all notes at 1</source>
        <translation>Dieses Modell behält bei 1 alle Noten</translation>
    </message>
    <message>
        <source>This model keeps {high} % of the probability at most, also at 1</source>
        <translation>Dieses Modell behält auch bei 1 höchstens {high} % der Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>This model keeps {low} to {high} % of the probability at most, also at 1: of rhythm, pitch, loudness and so on each has its own share</source>
        <translation>Dieses Modell behält auch bei 1 höchstens {low} bis {high} % der Wahrscheinlichkeit: Rhythmus, Tonhöhe, Lautstärke und so weiter haben je einen eigenen Anteil</translation>
    </message>
    <message>
        <source>free form</source>
        <translation>freie Form</translation>
    </message>
    <message>
        <source>free harmony</source>
        <translation>freie Harmonie</translation>
    </message>
    <message>
        <source>in the manner of {composer}</source>
        <translation>im Stil von {composer}</translation>
    </message>
    <message>
        <source>careful</source>
        <translation>sorgfältig</translation>
    </message>
    <message>
        <source>density {level} of {most}</source>
        <translation>Dichte {level} von {most}</translation>
    </message>
    <message>
        <source>register {level} of {most}</source>
        <translation>Lage {level} von {most}</translation>
    </message>
    <message>
        <source>loudness {level} of {most}</source>
        <translation>Lautstärke {level} von {most}</translation>
    </message>
    <message>
        <source>the seed&apos;s own tempo</source>
        <translation>Tempo der Ausgangsmusik</translation>
    </message>
    <message>
        <source>stays original</source>
        <translation>bleibt original</translation>
    </message>
    <message>
        <source>Temperature {temperature:g}, top-p {top_p:g}, random state {random_state}</source>
        <translation>Temperatur {temperature:g}, Top-p {top_p:g}, Zufallszahl {random_state}</translation>
    </message>
    <message numerus="yes">
        <source>{n} takes were deleted elsewhere and removed from the list.</source>
        <comment>“{title}” was deleted elsewhere and removed from the list.</comment>
        <translation>
            <numerusform>„{title}“ wurde anderswo gelöscht und aus der Liste entfernt.</numerusform>
            <numerusform>{n} Takes wurden anderswo gelöscht und aus der Liste entfernt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Rename “{title}”</source>
        <translation>„{title}“ umbenennen</translation>
    </message>
    <message numerus="yes">
        <source>Delete {n} Takes</source>
        <comment>Delete “{title}”</comment>
        <translation>
            <numerusform>„{title}“ löschen</numerusform>
            <numerusform>{n} Takes löschen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} opened files were removed from the list. The files are unchanged.</source>
        <comment>“{title}” was removed from the list. The file is unchanged.</comment>
        <translation>
            <numerusform>„{title}“ wurde aus der Liste entfernt. Die Datei ist unverändert.</numerusform>
            <numerusform>{n} geöffnete Dateien wurden aus der Liste entfernt. Die Dateien sind unverändert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recordings and files were removed from the list.</source>
        <comment>“{title}” was removed from the list.</comment>
        <translation>
            <numerusform>„{title}“ wurde aus der Liste entfernt.</numerusform>
            <numerusform>{n} Aufnahmen und Dateien wurden aus der Liste entfernt.</numerusform>
        </translation>
    </message>
    <message>
        <source>“{title}” could not be moved to the trash and is still in the list. Empty the trash or free some disk space, then delete it again.</source>
        <translation>„{title}“ konnte nicht in den Papierkorb verschoben werden und ist noch in der Liste. Leeren Sie den Papierkorb oder schaffen Sie Speicherplatz, und löschen Sie dann erneut.</translation>
    </message>
    <message numerus="yes">
        <source>{n} takes are in the trash.</source>
        <comment>“{title}” is in the trash.</comment>
        <translation>
            <numerusform>„{title}“ liegt im Papierkorb.</numerusform>
            <numerusform>{n} Takes liegen im Papierkorb.</numerusform>
        </translation>
    </message>
    <message>
        <source>This cannot be undone here; restore from the system&apos;s trash instead.</source>
        <translation>Das lässt sich hier nicht rückgängig machen; stellen Sie es aus dem Papierkorb des Systems wieder her.</translation>
    </message>
    <message numerus="yes">
        <source>{n} takes are back from the trash.</source>
        <comment>“{title}” is back from the trash.</comment>
        <translation>
            <numerusform>„{title}“ ist aus dem Papierkorb zurück.</numerusform>
            <numerusform>{n} Takes sind aus dem Papierkorb zurück.</numerusform>
        </translation>
    </message>
    <message>
        <source>“{title}” was deleted outside Chopin Studio and has been removed from the list.</source>
        <translation>„{title}“ wurde außerhalb von Chopin Studio gelöscht und aus der Liste entfernt.</translation>
    </message>
    <message>
        <source>“{title}” is saved now.</source>
        <translation>„{title}“ ist jetzt gespeichert.</translation>
    </message>
    <message>
        <source>All takes are saved now.</source>
        <translation>Alle Takes sind jetzt gespeichert.</translation>
    </message>
    <message>
        <source>{output} is no longer connected. The built-in piano stands in until it returns.</source>
        <translation>{output} ist nicht mehr verbunden. Bis zur Rückkehr spielt das eingebaute Klavier.</translation>
    </message>
    <message>
        <source>{output} is connected and plays again.</source>
        <translation>{output} ist wieder verbunden und spielt weiter.</translation>
    </message>
    <message>
        <source>{port} is connected: choose it under Output.</source>
        <translation>{port} ist verbunden: unter „Ausgabe“ auswählen.</translation>
    </message>
    <message>
        <source>The sound device has gone. Looking for it …</source>
        <translation>Audiogerät getrennt; Verbindung wird wiederhergestellt …</translation>
    </message>
    <message>
        <source>The sound device is there again.</source>
        <translation>Das Audiogerät ist wieder verbunden.</translation>
    </message>
    <message>
        <source>Meanwhile you can play to a MIDI port: choose one under Output.</source>
        <translation>Inzwischen kann ein MIDI-Anschluss spielen: unter „Ausgabe“ auswählen.</translation>
    </message>
    <message>
        <source>No MIDI port was found either: connect a keyboard or start a synthesizer, and it appears under Output.</source>
        <translation>Auch kein MIDI-Anschluss gefunden: Nach dem Anschließen eines Keyboards oder dem Start eines Synthesizers erscheint er unter „Ausgabe“.</translation>
    </message>
    <message>
        <source>The output is still being opened.</source>
        <translation>Die Ausgabe wird noch geöffnet.</translation>
    </message>
    <message>
        <source>You should hear a C major chord from {current}.</source>
        <translation>Sie sollten einen C-Dur-Akkord aus {current} hören.</translation>
    </message>
    <message>
        <source>Nothing was played, so nothing was recorded. Press Record and play a phrase.</source>
        <translation>Es wurde nichts gespielt und nichts aufgenommen. Drücken Sie Aufnehmen und spielen Sie eine Phrase.</translation>
    </message>
    <message>
        <source>{name} was disconnected. It will be used again when it is back.</source>
        <translation>{name} wurde getrennt und wird wieder verwendet, sobald es da ist.</translation>
    </message>
    <message numerus="yes">
        <source>{name} was disconnected. The recording ended there; {n} notes were kept.</source>
        <comment>{name} was disconnected. The recording ended there; {n} note was kept.</comment>
        <translation>
            <numerusform>{name} wurde getrennt. Die Aufnahme endete dort; {n} Note wurde behalten.</numerusform>
            <numerusform>{name} wurde getrennt. Die Aufnahme endete dort; {n} Noten wurden behalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>The end of {log}:
{lines}</source>
        <translation>Das Ende von {log}:
{lines}</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Ohne Titel</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} bars</source>
        <comment>{n} bar</comment>
        <translation>
            <numerusform>{n} Takt</numerusform>
            <numerusform>{n:,} Takte</numerusform>
        </translation>
    </message>
    <message>
        <source>{size:.1f} MB</source>
        <translation>{size:.1f} MB</translation>
    </message>
    <message>
        <source>{number:.1f} million</source>
        <translation>{number:.1f} Mio.</translation>
    </message>
    <message>
        <source>{number:,}</source>
        <translation>{number:,}</translation>
    </message>
    <message numerus="yes">
        <source>{n} takes are not saved yet. Free some disk space or export what you want to keep. Close again to discard the rest.</source>
        <comment>{n} take is not saved yet. Free some disk space or export what you want to keep. Close again to discard the rest.</comment>
        <translation>
            <numerusform>{n} Take ist noch nicht gespeichert. Schaffen Sie Speicherplatz oder exportieren Sie, was Sie behalten möchten. Erneutes Schließen verwirft den Rest.</numerusform>
            <numerusform>{n} Takes sind noch nicht gespeichert. Schaffen Sie Speicherplatz oder exportieren Sie, was Sie behalten möchten. Erneutes Schließen verwirft den Rest.</numerusform>
        </translation>
    </message>
    <message>
        <source>yesterday {time}</source>
        <translation>gestern {time}</translation>
    </message>
    <message>
        <source>{letter}: “{title}”</source>
        <translation>{letter}: „{title}“</translation>
    </message>
    <message>
        <source>{letter}: “{title}” ends before bar {bar}.</source>
        <translation>{letter}: „{title}“ endet vor Takt {bar}.</translation>
    </message>
    <message numerus="yes">
        <source>{n} takes were being generated when Chopin Studio ended unexpectedly. Their notes were saved.</source>
        <comment>“{title}” was being generated when Chopin Studio ended unexpectedly. Its notes were saved.</comment>
        <translation>
            <numerusform>„{title}“ wurde gerade erzeugt, als Chopin Studio unerwartet endete. Seine Noten sind gespeichert.</numerusform>
            <numerusform>{n} Takes wurden gerade erzeugt, als Chopin Studio unerwartet endete. Ihre Noten sind gespeichert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Takes of earlier versions depend on the processor. On the computer that made it, it comes out the same.</source>
        <translation>Takes früherer Versionen hängen vom Prozessor ab. Auf dem Computer, der ihn erzeugt hat, fällt er gleich aus.</translation>
    </message>
    <message>
        <source>Generating “{title}” again…</source>
        <translation>„{title}“ wird erneut erzeugt…</translation>
    </message>
    <message>
        <source>Opening was cancelled.</source>
        <translation>Das Öffnen wurde abgebrochen.</translation>
    </message>
    <message numerus="yes">
        <source>{n} files were opened. They are in the list of takes.</source>
        <comment>{n} file was opened. It is in the list of takes.</comment>
        <translation>
            <numerusform>{n} Datei wurde geöffnet. Sie steht in der Liste der Takes.</numerusform>
            <numerusform>{n} Dateien wurden geöffnet. Sie stehen in der Liste der Takes.</numerusform>
        </translation>
    </message>
    <message>
        <source>Opening “{name}” ({number} of {total})…</source>
        <translation>„{name}“ wird geöffnet ({number} von {total}) …</translation>
    </message>
    <message>
        <source>Opening “{name}”… {percent} %</source>
        <translation>„{name}“ wird geöffnet … {percent} %</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>{n} files could not be opened. The first: {reason}</source>
        <comment>{n} file could not be opened: {reason}</comment>
        <translation>
            <numerusform>{n} Datei konnte nicht geöffnet werden: {reason}</numerusform>
            <numerusform>{n} Dateien konnten nicht geöffnet werden. Die erste: {reason}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{title}” was generated again: all {n:,} notes are the same, bit for bit.</source>
        <comment>“{title}” was generated again: its {n} note is the same, bit for bit.</comment>
        <translation>
            <numerusform>„{title}“ wurde erneut erzeugt: Seine {n} Note ist Bit für Bit gleich.</numerusform>
            <numerusform>„{title}“ wurde erneut erzeugt: Alle {n:,} Noten sind Bit für Bit gleich.</numerusform>
        </translation>
    </message>
    <message>
        <source>“{title}” came out differently: {difference}.</source>
        <translation>„{title}“ fiel anders aus: {difference}.</translation>
    </message>
    <message>
        <source>Generating again was cancelled.</source>
        <translation>Das erneute Erzeugen wurde abgebrochen.</translation>
    </message>
    <message>
        <source>its notes are the same, but tempo or pedal differ</source>
        <translation>die Noten sind gleich, aber Tempo oder Pedal weichen ab</translation>
    </message>
    <message numerus="yes">
        <source>it has {n:,} notes instead of {wanted:,}</source>
        <comment>it has {n} note instead of {wanted:,}</comment>
        <translation>
            <numerusform>er hat {n} Note statt {wanted:,}</numerusform>
            <numerusform>er hat {n:,} Noten statt {wanted:,}</numerusform>
        </translation>
    </message>
    <message>
        <source>it differs from bar {number} on</source>
        <translation>er weicht ab Takt {number} ab</translation>
    </message>
    <message numerus="yes">
        <source>{n} stars</source>
        <comment>{n} star</comment>
        <translation>
            <numerusform>{n} Stern</numerusform>
            <numerusform>{n} Sterne</numerusform>
        </translation>
    </message>
    <message>
        <source>not kept</source>
        <translation>nicht behalten</translation>
    </message>
    <message>
        <source>partial</source>
        <translation>unvollständig</translation>
    </message>
    <message>
        <source>No temporary file can be written ({strerror}). Free some disk space and try again.</source>
        <translation>Es kann keine temporäre Datei geschrieben werden ({strerror}). Schaffen Sie Speicherplatz und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Newest First</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Most Stars First</source>
        <translation>Meiste Sterne zuerst</translation>
    </message>
    <message>
        <source>Most Original First</source>
        <translation>Originellste zuerst</translation>
    </message>
    <message>
        <source>Longest First</source>
        <translation>Längste zuerst</translation>
    </message>
    <message>
        <source>random start</source>
        <translation>zufälliger Anfang</translation>
    </message>
    <message>
        <source>your own music</source>
        <translation>eigene Musik</translation>
    </message>
    <message>
        <source>{share} ({verdict})</source>
        <translation>{share} ({verdict})</translation>
    </message>
    <message>
        <source>from {file}</source>
        <translation>aus {file}</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>aufgenommen</translation>
    </message>
    <message>
        <source>edited by hand</source>
        <translation>von Hand bearbeitet</translation>
    </message>
    <message>
        <source>made with a newer version of Chopin Studio</source>
        <translation>mit einer neueren Version von Chopin Studio erzeugt</translation>
    </message>
    <message>
        <source>stopped early</source>
        <translation>vorzeitig beendet</translation>
    </message>
    <message>
        <source>Seed: {seed}</source>
        <translation>Ausgangsmusik: {seed}</translation>
    </message>
    <message>
        <source>Generated {when}</source>
        <translation>Erzeugt {when}</translation>
    </message>
    <message>
        <source>Not kept: it stays in the list until Chopin Studio closes, unless you use it</source>
        <translation>Nicht behalten: bleibt in der Liste, bis Chopin Studio geschlossen wird, sofern es nicht verwendet wird</translation>
    </message>
    <message>
        <source>Opened {when}</source>
        <translation>Geöffnet {when}</translation>
    </message>
    <message>
        <source>regenerated from bar {bar} of {title}</source>
        <translation>neu erzeugt ab Takt {bar} von {title}</translation>
    </message>
    <message>
        <source>continued from bar {bar} of {title}</source>
        <translation>fortgesetzt ab Takt {bar} von {title}</translation>
    </message>
    <message>
        <source>varied from bar {bar} of {title}</source>
        <translation>variiert ab Takt {bar} von {title}</translation>
    </message>
    <message>
        <source>edited from bar {bar} of {title}</source>
        <translation>bearbeitet ab Takt {bar} von {title}</translation>
    </message>
    <message>
        <source>Tags: {tags}</source>
        <translation>Schlagwörter: {tags}</translation>
    </message>
    <message>
        <source>{take}
Weights SHA-256: {weights_sha256}
</source>
        <translation>{take}
SHA-256 der Gewichte: {weights_sha256}
</translation>
    </message>
    <message>
        <source>bar {first}</source>
        <translation>Takt {first}</translation>
    </message>
    <message>
        <source>bars {first} to {last}</source>
        <translation>Takte {first} bis {last}</translation>
    </message>
    <message>
        <source>Varying was cancelled. The bars are unchanged.</source>
        <translation>Das Variieren wurde abgebrochen. Die Takte sind unverändert.</translation>
    </message>
    <message>
        <source>Varying {words}: {tried} of {tries} variations tried…</source>
        <translation>{words} werden variiert: {tried} von {tries} Variationen geprüft…</translation>
    </message>
    <message>
        <source>Saving the best of {words}…</source>
        <translation>Die beste von {words} wird gespeichert…</translation>
    </message>
    <message>
        <source>“{title}” has new {words}. {choice}</source>
        <translation>„{title}“ hat neu: {words}. {choice}</translation>
    </message>
    <message>
        <source>No music follows these bars, so the first variation was kept.</source>
        <translation>Auf diese Takte folgt keine Musik, daher wurde die erste Variation behalten.</translation>
    </message>
    <message>
        <source>Variation {number} of {tries} fits best with the music that follows.</source>
        <translation>Variation {number} von {tries} passt am besten zur folgenden Musik.</translation>
    </message>
    <message>
        <source>{title} must be {minimum} to {maximum}, not {value}. Choose one in between.</source>
        <translation>{title}: {value} ist nicht möglich, erlaubt ist {minimum} bis {maximum}. Einen Wert dazwischen wählen.</translation>
    </message>
    <message>
        <source>{title} must be on or off, not {value}. Choose one.</source>
        <translation>{title}: {value} ist nicht möglich, nur an oder aus. Eines davon wählen.</translation>
    </message>
    <message>
        <source>{title} must be one of {choices}, not {value}. Choose one.</source>
        <translation>{title}: {value} ist nicht möglich. Möglich sind {choices}. Eines davon wählen.</translation>
    </message>
    <message>
        <source>{title} must be plain text. Type it again.</source>
        <translation>{title} muss einfacher Text sein. Noch einmal eingeben.</translation>
    </message>
    <message>
        <source>{title} must be a list of at most {most} plain texts. Clear it.</source>
        <translation>{title} muss eine Liste von höchstens {most} einfachen Texten sein. Liste leeren.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>The model that composes</source>
        <translation>Das Modell, das komponiert</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>Beginnen mit</translation>
    </message>
    <message>
        <source>What a take begins with</source>
        <translation>Womit ein Take beginnt</translation>
    </message>
    <message>
        <source>A Chopin opening</source>
        <translation>Ein Anfang von Chopin</translation>
    </message>
    <message>
        <source>From nothing</source>
        <translation>Aus dem Nichts</translation>
    </message>
    <message>
        <source>My own music</source>
        <translation>Eigene Musik</translation>
    </message>
    <message>
        <source>Record…</source>
        <translation>Aufnehmen…</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Ausgangsmusik</translation>
    </message>
    <message>
        <source>The opening by Chopin to continue</source>
        <translation>Der Anfang eines Stücks von Chopin, der fortgesetzt wird</translation>
    </message>
    <message>
        <source>Length unit</source>
        <translation>Längeneinheit</translation>
    </message>
    <message>
        <source>Whether a take is so many bars long, with an ending, or so many notes</source>
        <translation>Ob die Länge eines Takes in Takten zählt, mit einem Schluss, oder in Noten</translation>
    </message>
    <message>
        <source>bars, with an end</source>
        <translation>Takte, mit Schluss</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>Noten</translation>
    </message>
    <message>
        <source>Number of bars to generate; the last of them ends the piece</source>
        <translation>Zahl der Takte, die erzeugt werden; der letzte schließt das Stück</translation>
    </message>
    <message>
        <source>bars</source>
        <translation>Takte</translation>
    </message>
    <message>
        <source>Length in notes</source>
        <translation>Länge in Noten</translation>
    </message>
    <message>
        <source>Number of notes and chords to generate; the music breaks off after them</source>
        <translation>Zahl der Noten und Akkorde, die erzeugt werden; danach bricht die Musik ab</translation>
    </message>
    <message>
        <source>Number of takes</source>
        <translation>Anzahl der Takes</translation>
    </message>
    <message>
        <source>Number of takes to generate at once</source>
        <translation>Zahl der Takes, die auf einmal erzeugt werden</translation>
    </message>
    <message>
        <source>takes</source>
        <translation>Takes</translation>
    </message>
    <message>
        <source>Different takes</source>
        <translation>Verschiedene Takes</translation>
    </message>
    <message>
        <source>Make the takes differ: one that is too similar to another is generated again</source>
        <translation>Takes verschieden machen: einer, der einem anderen zu ähnlich ist, wird erneut erzeugt</translation>
    </message>
    <message>
        <source>Keep generating until stopped</source>
        <translation>Weiter erzeugen, bis gestoppt wird</translation>
    </message>
    <message>
        <source>Generate one take after another until you stop</source>
        <translation>Einen Take nach dem anderen erzeugen, bis angehalten wird</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>How freely notes are chosen, or the temperature: 0 always takes the most likely, 1 is as the model learned, above 1 takes risks</source>
        <translation>Wie frei Noten gewählt werden, auch Temperatur genannt: 0 nimmt immer die wahrscheinlichste, 1 ist wie gelernt, über 1 wird es gewagter</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Leave out the least likely notes: 0.9 keeps those that make up 90 % of the probability, 1 leaves it to the model how many</source>
        <translation>Die unwahrscheinlichsten Noten weglassen: 0,9 behält jene, die 90 % der Wahrscheinlichkeit ausmachen, 1 überlässt es dem Modell</translation>
    </message>
    <message>
        <source>Random state</source>
        <translation>Zufallszahl</translation>
    </message>
    <message>
        <source>The same number gives the same take again with the same model, seed and settings</source>
        <translation>Dieselbe Zahl ergibt mit demselben Modell, derselben Ausgangsmusik und denselben Einstellungen wieder denselben Take</translation>
    </message>
    <message>
        <source>Renew</source>
        <translation>Erneuern</translation>
    </message>
    <message>
        <source>Pick a new random state whenever Generate is pressed</source>
        <translation>Bei jedem Druck auf „Erzeugen“ eine neue Zufallszahl wählen</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Tempo of the take, in quarter notes per minute</source>
        <translation>Das Tempo des Takes in Vierteln pro Minute</translation>
    </message>
    <message>
        <source>BPM</source>
        <translation>BPM</translation>
    </message>
    <message>
        <source>The seed&apos;s own tempo</source>
        <translation>Tempo der Ausgangsmusik</translation>
    </message>
    <message>
        <source>Keep the tempo of the music that the take begins with; from nothing, that of a piece by Chopin</source>
        <translation>Das Tempo der Musik behalten, mit der der Take beginnt; ohne Ausgangsmusik das eines Stücks von Chopin</translation>
    </message>
    <message>
        <source>The key of the take, such as “D-flat major” or “A minor”; a seed is transposed to its signature, by as few semitones as it takes</source>
        <translation>Die Tonart des Takes, etwa Des-Dur oder a-Moll; eine Ausgangsmusik wird um so wenige Halbtöne wie möglich in ihre Vorzeichen transponiert</translation>
    </message>
    <message>
        <source>The meter of the new music, such as 3/4, 6/8 or 11/8</source>
        <translation>Die Taktart der neuen Musik, etwa 3/4, 6/8 oder 11/8</translation>
    </message>
    <message>
        <source>The lowest key that the model may play; middle C is C4, or 60</source>
        <translation>Die tiefste Taste, die das Modell spielen darf; das eingestrichene C ist C4 oder 60</translation>
    </message>
    <message>
        <source>MIDI note</source>
        <translation>MIDI-Note</translation>
    </message>
    <message>
        <source>The highest key that the model may play; middle C is C4, or 60</source>
        <translation>Die höchste Taste, die das Modell spielen darf; das eingestrichene C ist C4 oder 60</translation>
    </message>
    <message>
        <source>How far each hand may stretch: 12 semitones are an octave, 16 a tenth; wider chords in the seed are kept</source>
        <translation>Wie weit jede Hand greifen darf: 12 Halbtöne sind eine Oktave, 16 eine Dezime; weitere Griffe in der Ausgangsmusik bleiben erhalten</translation>
    </message>
    <message>
        <source>semitones</source>
        <translation>Halbtöne</translation>
    </message>
    <message>
        <source>Stay original</source>
        <translation>Original bleiben</translation>
    </message>
    <message>
        <source>Choose a note again where the take would match a piece by Chopin for longer; up to ten notes are no quotation yet</source>
        <translation>Eine Note neu wählen, wo der Take länger mit einem Stück von Chopin übereinstimmen würde; bis zu zehn Noten sind noch kein Zitat</translation>
    </message>
    <message>
        <source>Longest match</source>
        <translation>Längste Übereinstimmung</translation>
    </message>
    <message>
        <source>Match no piece by Chopin for more than this many notes</source>
        <translation>Mit keinem Stück von Chopin über mehr als so viele Noten übereinstimmen</translation>
    </message>
    <message>
        <source>The sections of the take, by letters: A A′ B A is a theme, its variation, something else, and the theme again</source>
        <translation>Die Abschnitte des Takes, mit Buchstaben: A A′ B A ist ein Thema, seine Variation, etwas anderes und wieder das Thema</translation>
    </message>
    <message>
        <source>Phrase length</source>
        <translation>Phrasenlänge</translation>
    </message>
    <message>
        <source>Number of bars of each section of the form</source>
        <translation>Anzahl der Takte jedes Abschnitts der Form</translation>
    </message>
    <message>
        <source>Returns</source>
        <translation>Wiederkehr</translation>
    </message>
    <message>
        <source>How near to its first statement a section returns</source>
        <translation>Wie nahe an seinem ersten Erklingen ein Abschnitt wiederkehrt</translation>
    </message>
    <message>
        <source>Note for note</source>
        <translation>Note für Note</translation>
    </message>
    <message>
        <source>Varied</source>
        <translation>Variiert</translation>
    </message>
    <message>
        <source>Freely</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>The chords of the take, one a bar: C Am Dm G7, or I vi ii V. Divide bars that have several by | or a comma</source>
        <translation>Die Akkorde des Takes, einer pro Takt: C Am Dm G7 oder I vi ii V. Trennen Sie Takte mit mehreren durch | oder ein Komma</translation>
    </message>
    <message>
        <source>How many notes follow each other: 1 few, 7 many, 0 any number</source>
        <translation>Wie dicht die Noten aufeinander folgen: 1 wenige, 7 viele, 0 beliebig</translation>
    </message>
    <message>
        <source>Where on the keyboard the music lies: 1 low, 7 high, 0 anywhere</source>
        <translation>Wo auf der Klaviatur die Musik liegt: 1 tief, 7 hoch, 0 beliebig</translation>
    </message>
    <message>
        <source>How loud the music is: 1 soft, 7 loud, 0 however it turns out</source>
        <translation>Wie laut die Musik ist: 1 leise, 7 laut, 0 wie es sich ergibt</translation>
    </message>
    <message>
        <source>The composer in whose manner the take is written</source>
        <translation>Der Komponist, in dessen Stil der Take geschrieben wird</translation>
    </message>
    <message>
        <source>Careful writes each phrase several times and keeps the best, which takes longer</source>
        <translation>„Sorgfältig“ schreibt jede Phrase mehrmals und behält die beste, was länger dauert</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Careful</source>
        <translation>Sorgfältig</translation>
    </message>
    <message>
        <source>Play a take as soon as it is being made</source>
        <translation>Einen Take abspielen, sobald er entsteht</translation>
    </message>
    <message>
        <source>Play a take from its first notes on, while the rest is still being made</source>
        <translation>Einen Take von den ersten Noten an abspielen, während der Rest noch entsteht</translation>
    </message>
    <message>
        <source>Takes begin with</source>
        <translation>Takes beginnen mit</translation>
    </message>
    <message>
        <source>Where a take begins to play; Home goes to its very beginning</source>
        <translation>Wo die Wiedergabe eines Takes beginnt; Pos1 geht ganz an den Anfang</translation>
    </message>
    <message>
        <source>The new music</source>
        <translation>Der neuen Musik</translation>
    </message>
    <message>
        <source>Two bars of the seed</source>
        <translation>Zwei Takten der Ausgangsmusik</translation>
    </message>
    <message>
        <source>The whole seed</source>
        <translation>Der ganzen Ausgangsmusik</translation>
    </message>
    <message>
        <source>Follow the playhead</source>
        <translation>Der Abspielmarke folgen</translation>
    </message>
    <message>
        <source>Turn the page with the playhead</source>
        <translation>Mit der Abspielmarke umblättern</translation>
    </message>
    <message>
        <source>Metronome</source>
        <translation>Metronom</translation>
    </message>
    <message>
        <source>Click the beats of the music during playback</source>
        <translation>Bei der Wiedergabe die Zählzeiten klicken</translation>
    </message>
    <message>
        <source>Count-in</source>
        <translation>Einzählen</translation>
    </message>
    <message>
        <source>Click one bar before playback begins</source>
        <translation>Vor der Wiedergabe einen Takt einzählen</translation>
    </message>
    <message>
        <source>Strict tempo</source>
        <translation>Festes Tempo</translation>
    </message>
    <message>
        <source>Play in one tempo throughout, without rubato</source>
        <translation>Durchgehend in einem Tempo spielen, ohne Rubato</translation>
    </message>
    <message>
        <source>Sound system</source>
        <translation>Audiosystem</translation>
    </message>
    <message>
        <source>The system&apos;s way to the audio device</source>
        <translation>Der Weg des Systems zum Audiogerät</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>The audio device, by the name that its sound system has for it</source>
        <translation>Das Audiogerät, mit dem Namen, den sein Audiosystem dafür hat</translation>
    </message>
    <message>
        <source>Buffer</source>
        <translation>Puffer</translation>
    </message>
    <message>
        <source>A smaller buffer sounds sooner, a larger one never crackles on a slow computer</source>
        <translation>Ein kleinerer Puffer klingt früher, ein größerer knackt auch auf einem langsamen Rechner nicht</translation>
    </message>
    <message>
        <source>frames</source>
        <translation>Frames</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>Verstärkung</translation>
    </message>
    <message>
        <source>How loud the piano can get; above 120 % dense music may be clipped</source>
        <translation>Wie laut das Klavier werden kann; über 120 % kann dichte Musik übersteuern</translation>
    </message>
    <message>
        <source>Reverb</source>
        <translation>Hall</translation>
    </message>
    <message>
        <source>Let the piano sound as in a room</source>
        <translation>Das Klavier wie in einem Raum klingen lassen</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>The MIDI channel to play on</source>
        <translation>Der MIDI-Kanal für die Wiedergabe</translation>
    </message>
    <message>
        <source>Set the instrument to its grand piano</source>
        <translation>Das Instrument auf seinen Flügel stellen</translation>
    </message>
    <message>
        <source>Send the program change of General MIDI&apos;s first sound</source>
        <translation>Den Programmwechsel zum ersten Klang von General MIDI senden</translation>
    </message>
    <message>
        <source>Velocity</source>
        <translation>Anschlag</translation>
    </message>
    <message>
        <source>How strongly the keys are struck</source>
        <translation>Wie stark die Tasten angeschlagen werden</translation>
    </message>
    <message>
        <source>Softer in the middle</source>
        <translation>In der Mitte leiser</translation>
    </message>
    <message>
        <source>As in the music</source>
        <translation>Wie in der Musik</translation>
    </message>
    <message>
        <source>Louder in the middle</source>
        <translation>In der Mitte lauter</translation>
    </message>
    <message>
        <source>Latency offset</source>
        <translation>Latenzausgleich</translation>
    </message>
    <message>
        <source>Play on the port later, so that it sounds together with a slower built-in piano</source>
        <translation>Am Anschluss später spielen, damit er mit einem langsameren eingebauten Klavier zusammen klingt</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>Send clock, start and stop</source>
        <translation>Clock, Start und Stopp senden</translation>
    </message>
    <message>
        <source>Let a drum machine or sequencer follow the music&apos;s tempo</source>
        <translation>Einen Drumcomputer oder Sequenzer dem Tempo der Musik folgen lassen</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Where the music is played</source>
        <translation>Wo die Musik gespielt wird</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>How loud the output plays</source>
        <translation>Wie laut die Ausgabe spielt</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>The MIDI keyboard to play on</source>
        <translation>Das MIDI-Keyboard, auf dem gespielt wird</translation>
    </message>
    <message>
        <source>Hear what I play</source>
        <translation>Mein Spiel hören</translation>
    </message>
    <message>
        <source>Play what comes in on the chosen output; not needed for a keyboard that sounds itself</source>
        <translation>Was hereinkommt, auf der gewählten Ausgabe spielen; nicht nötig bei einem Keyboard, das selbst klingt</translation>
    </message>
    <message>
        <source>Tempo of the recording, in quarter notes per minute</source>
        <translation>Das Tempo der Aufnahme in Vierteln pro Minute</translation>
    </message>
    <message>
        <source>The bars in which you play</source>
        <translation>Die Taktart, in der gespielt wird</translation>
    </message>
    <message>
        <source>How many bars are clicked first; what you play meanwhile is not recorded</source>
        <translation>Wie viele Takte eingezählt werden; was währenddessen gespielt wird, wird nicht aufgenommen</translation>
    </message>
    <message>
        <source>No count-in</source>
        <translation>Ohne Einzählen</translation>
    </message>
    <message>
        <source>1 bar count-in</source>
        <translation>1 Takt einzählen</translation>
    </message>
    <message>
        <source>2 bars count-in</source>
        <translation>2 Takte einzählen</translation>
    </message>
    <message>
        <source>Click the beats while you record, on the chosen output</source>
        <translation>Während der Aufnahme die Zählzeiten klicken, auf der gewählten Ausgabe</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>How long a silence ends the recording, besides the button</source>
        <translation>Nach welcher Stille die Aufnahme endet, außer mit der Taste</translation>
    </message>
    <message>
        <source>Ends after a silent beat</source>
        <translation>Endet nach einer stillen Zählzeit</translation>
    </message>
    <message>
        <source>Ends after a silent bar</source>
        <translation>Endet nach einem stillen Takt</translation>
    </message>
    <message>
        <source>Ends after two silent bars</source>
        <translation>Endet nach zwei stillen Takten</translation>
    </message>
    <message>
        <source>Ends with the button only</source>
        <translation>Endet nur mit der Taste</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>Move every onset and release to the nearest line of a grid</source>
        <translation>Jeden Anfang und jedes Ende einer Note auf die nächste Rasterlinie setzen</translation>
    </message>
    <message>
        <source>ticks</source>
        <translation>Ticks</translation>
    </message>
    <message>
        <source>As played</source>
        <translation>Wie gespielt</translation>
    </message>
    <message>
        <source>To quarters</source>
        <translation>Auf Viertel</translation>
    </message>
    <message>
        <source>To eighths</source>
        <translation>Auf Achtel</translation>
    </message>
    <message>
        <source>To triplet eighths</source>
        <translation>Auf Achteltriolen</translation>
    </message>
    <message>
        <source>To sixteenths</source>
        <translation>Auf Sechzehntel</translation>
    </message>
    <message>
        <source>To triplet sixteenths</source>
        <translation>Auf Sechzehnteltriolen</translation>
    </message>
    <message>
        <source>To thirty-seconds</source>
        <translation>Auf Zweiunddreißigstel</translation>
    </message>
    <message>
        <source>The settings cannot be saved in {folder}: {reason}. Check the folder&apos;s permissions or free some space.</source>
        <translation>Die Einstellungen lassen sich nicht in {folder} speichern: {reason}. Die Zugriffsrechte des Ordners prüfen oder Platz schaffen.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>The language of menus and messages, from the next start on</source>
        <translation>Die Sprache von Menüs und Meldungen, ab dem nächsten Start</translation>
    </message>
    <message>
        <source>Same as system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>Whether the window is light or dark</source>
        <translation>Ob das Fenster hell oder dunkel ist</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Geometry</source>
        <translation>Geometrie</translation>
    </message>
    <message>
        <source>Where the window was, and how large</source>
        <translation>Wo das Fenster war, und wie groß</translation>
    </message>
    <message>
        <source>Panes</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>How wide the window&apos;s panes were</source>
        <translation>Wie breit die Bereiche des Fensters waren</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>How the music is shown</source>
        <translation>Wie die Musik gezeigt wird</translation>
    </message>
    <message>
        <source>Piano roll</source>
        <translation>Pianorolle</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Noten</translation>
    </message>
    <message>
        <source>Plan lane</source>
        <translation>Planspur</translation>
    </message>
    <message>
        <source>See the form and the chords over the music</source>
        <translation>Form und Akkorde über der Musik sehen</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>Weitere Einstellungen</translation>
    </message>
    <message>
        <source>Show the settings that are rarely changed</source>
        <translation>Einstellungen zeigen, die selten geändert werden</translation>
    </message>
    <message>
        <source>Snap</source>
        <translation>Einrasten</translation>
    </message>
    <message>
        <source>The grid to which notes are snapped while they are edited</source>
        <translation>Das Raster, in das Noten beim Bearbeiten einrasten</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Bar</source>
        <translation>Takt</translation>
    </message>
    <message>
        <source>Beat</source>
        <translation>Schlag</translation>
    </message>
    <message>
        <source>Velocity and pedal lanes</source>
        <translation>Spuren für Anschlagstärke und Pedal</translation>
    </message>
    <message>
        <source>See under the roll how loud each note is and where the pedal is</source>
        <translation>Unter der Pianorolle zeigen, wie laut jede Note ist und wo das Pedal ist</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>What takes are sorted by</source>
        <translation>Wonach Takes sortiert sind</translation>
    </message>
    <message>
        <source>As a tree</source>
        <translation>Als Baum</translation>
    </message>
    <message>
        <source>List takes under those they were made from</source>
        <translation>Takes unter denen aufführen, aus denen sie entstanden sind</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Show what a take was made from, under the list</source>
        <translation>Unter der Liste zeigen, woraus ein Take entstanden ist</translation>
    </message>
    <message>
        <source>Folder of opened files</source>
        <translation>Ordner geöffneter Dateien</translation>
    </message>
    <message>
        <source>Where the file dialog begins</source>
        <translation>Wo der Dateidialog beginnt</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>Zuletzt geöffnete Dateien</translation>
    </message>
    <message>
        <source>Files of music that were opened last, the latest first</source>
        <translation>Musikdateien, die zuletzt geöffnet wurden, die neueste zuerst</translation>
    </message>
    <message>
        <source>Export folder</source>
        <translation>Exportordner</translation>
    </message>
    <message>
        <source>Where music was exported last</source>
        <translation>Wohin Musik zuletzt exportiert wurde</translation>
    </message>
    <message>
        <source>Export format</source>
        <translation>Exportformat</translation>
    </message>
    <message>
        <source>The format of the last export, by its file extension</source>
        <translation>Das Format des letzten Exports, nach seiner Dateiendung</translation>
    </message>
    <message>
        <source>The built-in piano needs FluidSynth. Install the package libfluidsynth3 (Debian, Ubuntu) or fluidsynth (others), then start Chopin Studio again.</source>
        <translation>Das eingebaute Klavier braucht FluidSynth. Das Paket libfluidsynth3 (Debian, Ubuntu) oder fluidsynth (andere) installieren, dann Chopin Studio neu starten.</translation>
    </message>
    <message>
        <source>The built-in piano needs FluidSynth. Run `brew install fluid-synth`, then start Chopin Studio again.</source>
        <translation>Das eingebaute Klavier braucht FluidSynth. `brew install fluid-synth` ausführen, dann Chopin Studio neu starten.</translation>
    </message>
    <message>
        <source>The built-in piano needs FluidSynth. Install it and put its bin folder on the PATH, then start Chopin Studio again.</source>
        <translation>Das eingebaute Klavier braucht FluidSynth. Es installieren und seinen Ordner bin in den PATH aufnehmen, dann Chopin Studio neu starten.</translation>
    </message>
    <message>
        <source>The built-in piano needs FluidSynth. Install it, then start Chopin Studio again.</source>
        <translation>Das eingebaute Klavier braucht FluidSynth. Es installieren, dann Chopin Studio neu starten.</translation>
    </message>
    <message>
        <source>The soundfont {path} is missing. Install Chopin Studio again.</source>
        <translation>Der Soundfont {path} fehlt. Chopin Studio neu installieren.</translation>
    </message>
    <message>
        <source>FluidSynth cannot read the soundfont {path}. Install Chopin Studio again, and FluidSynth 2 with support for SF3.</source>
        <translation>FluidSynth kann den Soundfont {path} nicht lesen. Chopin Studio neu installieren, und FluidSynth 2 mit Unterstützung für SF3.</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>liveliness {value:g}</source>
        <translation>Lebhaftigkeit {value:g}</translation>
    </message>
    <message>
        <source>top-p {value:g}</source>
        <translation>Top-p {value:g}</translation>
    </message>
    <message>
        <source>Liveliness</source>
        <translation>Lebhaftigkeit</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Umfang</translation>
    </message>
    <message>
        <source>Several takes</source>
        <translation>Mehrere Takes</translation>
    </message>
    <message>
        <source>No model is installed. Copy a model into the models folder and restart Chopin Studio.</source>
        <translation>Es ist kein Modell installiert. Kopieren Sie ein Modell in den Modellordner und starten Sie Chopin Studio neu.</translation>
    </message>
    <message>
        <source>Only one model is installed, so there is nothing to compare. Use Generate.</source>
        <translation>Es ist nur ein Modell installiert, also gibt es nichts zu vergleichen. Verwenden Sie Erzeugen.</translation>
    </message>
    <message>
        <source>Takes are being generated. Cancel them first.</source>
        <translation>Es werden Takes erzeugt. Brechen Sie zuerst ab.</translation>
    </message>
    <message>
        <source>A random start has no seed to play.</source>
        <translation>Ein zufälliger Anfang hat keine Ausgangsmusik zum Abspielen.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>MODEL</source>
        <translation>MODELL</translation>
    </message>
    <message>
        <source>START FROM</source>
        <translation>AUSGANGSPUNKT</translation>
    </message>
    <message>
        <source>TAKE</source>
        <translation>TAKE</translation>
    </message>
    <message numerus="yes">
        <source> takes</source>
        <comment> take</comment>
        <translation>
            <numerusform> Take</numerusform>
            <numerusform> Takes</numerusform>
        </translation>
    </message>
    <message>
        <source>no sharps or flats</source>
        <translation>keine Vorzeichen</translation>
    </message>
    <message numerus="yes">
        <source>{n} sharps: {names}</source>
        <comment>{n} sharp: {names}</comment>
        <translation>
            <numerusform>{n} Kreuz: {names}</numerusform>
            <numerusform>{n} Kreuze: {names}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} flats: {names}</source>
        <comment>{n} flat: {names}</comment>
        <translation>
            <numerusform>{n} Be: {names}</numerusform>
            <numerusform>{n} Be: {names}</numerusform>
        </translation>
    </message>
    <message>
        <source>{hidden_units} hidden units</source>
        <translation>{hidden_units} verborgene Einheiten</translation>
    </message>
    <message>
        <source>{number} parameters</source>
        <translation>{number} Parameter</translation>
    </message>
    <message>
        <source>loss {loss:.3f}</source>
        <translation>Loss {loss:.3f}</translation>
    </message>
    <message>
        <source>{validation_nats_per_note:.2f} nats per note</source>
        <translation>{validation_nats_per_note:.2f} Nats je Note</translation>
    </message>
    <message>
        <source>Play a phrase…</source>
        <translation>Phrase einspielen…</translation>
    </message>
    <message>
        <source>Continue the opening of a piece by Chopin</source>
        <translation>Den Anfang eines Stücks von Chopin fortsetzen</translation>
    </message>
    <message>
        <source>Start from nothing, at random</source>
        <translation>Ohne Vorgabe beginnen, dem Zufall nach</translation>
    </message>
    <message>
        <source>Continue your own music: a file that you open or drop on the window, or any bars that you mark on the ruler (Ctrl+Alt+S)</source>
        <translation>Eigene Musik fortsetzen: eine Datei, die geöffnet oder auf das Fenster gezogen wird, oder beliebige Takte, die auf dem Lineal markiert sind (Strg+Alt+S)</translation>
    </message>
    <message>
        <source>Library seed</source>
        <translation>Anfang aus der Bibliothek</translation>
    </message>
    <message>
        <source>Continue a phrase you play</source>
        <translation>Eine selbst gespielte Phrase fortsetzen</translation>
    </message>
    <message>
        <source>Open the Record window (Ctrl+R)</source>
        <translation>Das Aufnahmefenster öffnen (Ctrl+R)</translation>
    </message>
    <message>
        <source>Open a file to start from first, or mark bars on the ruler.</source>
        <translation>Zuerst eine Datei öffnen, von der ausgegangen wird, oder Takte auf dem Lineal markieren.</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>Datei öffnen …</translation>
    </message>
    <message>
        <source>Open a file of music to continue (Ctrl+O)</source>
        <translation>Eine Musikdatei zum Fortsetzen öffnen (Strg+O)</translation>
    </message>
    <message>
        <source>That music has no piano notes. Open another file first.</source>
        <translation>Diese Musik hat keine Klaviernoten. Zuerst eine andere Datei öffnen.</translation>
    </message>
    <message>
        <source>Record a phrase to start from first.</source>
        <translation>Nehmen Sie zuerst eine Phrase als Ausgangsmusik auf.</translation>
    </message>
    <message>
        <source>Choose an opening to start from first.</source>
        <translation>Wählen Sie zuerst einen Anfang als Ausgangsmusik.</translation>
    </message>
    <message>
        <source>{name}
{notes}
Click to open another file (Ctrl+O)</source>
        <translation>{name}
{notes}
Klicken, um eine andere Datei zu öffnen (Strg+O)</translation>
    </message>
    <message>
        <source>Search the library…</source>
        <translation>Bibliothek durchsuchen…</translation>
    </message>
    <message>
        <source>{currentText}
Type any part of a title to find it</source>
        <translation>{currentText}
Tippen Sie einen Teil des Titels, um ein Stück zu finden</translation>
    </message>
    <message>
        <source>From the seed</source>
        <translation>Wie Ausgangsmusik</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Zufällig</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Character, manner, quality, liveliness, range, hand span, top-p, originality and random state</source>
        <translation>Charakter, Stil, Güte, Lebhaftigkeit, Umfang, Spannweite, Top-p, Originalität und Zufallszahl</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>The form determines the length: change its letters or the phrase length, or choose “The studio&apos;s own” form to set another.</source>
        <translation>Die Form bestimmt die Länge: ihre Buchstaben oder die Phrasenlänge ändern, oder die Form „Die eigene des Studios“ wählen, um eine andere einzustellen.</translation>
    </message>
    <message>
        <source>{bars}, by the form</source>
        <translation>{bars}, durch die Form</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>&amp;Ersetzen</translation>
    </message>
    <message>
        <source>Keep &amp;Both</source>
        <translation>&amp;Beide behalten</translation>
    </message>
    <message>
        <source>&amp;Skip</source>
        <translation>Ü&amp;berspringen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>“{name}” already exists.</source>
        <translation>„{name}“ ist bereits vorhanden.</translation>
    </message>
    <message>
        <source>{existing} of the files already exist.</source>
        <translation>{existing} der Dateien sind bereits vorhanden.</translation>
    </message>
    <message>
        <source>Replace them, keep both under another name, or skip these files?</source>
        <translation>Sollen sie ersetzt, beide unter anderem Namen behalten oder diese Dateien übersprungen werden?</translation>
    </message>
    <message>
        <source>All of the files already exist.</source>
        <translation>Alle Dateien sind bereits vorhanden.</translation>
    </message>
    <message numerus="yes">
        <source>{n} files</source>
        <comment>{n} file</comment>
        <translation>
            <numerusform>{n} Datei</numerusform>
            <numerusform>{n} Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved {n} files in {folder}.</source>
        <comment>Saved {n} file in {folder}.</comment>
        <translation>
            <numerusform>{n} Datei in {folder} gespeichert.</numerusform>
            <numerusform>{n} Dateien in {folder} gespeichert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} files could not be saved: {problem}</source>
        <comment>{n} file could not be saved: {problem}</comment>
        <translation>
            <numerusform>{n} Datei konnte nicht gespeichert werden: {problem}</numerusform>
            <numerusform>{n} Dateien konnten nicht gespeichert werden: {problem}</numerusform>
        </translation>
    </message>
    <message>
        <source>Show in Folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message numerus="yes">
        <source>The export was cancelled. {n} files were saved in {folder}.</source>
        <comment>The export was cancelled. {n} file was saved in {folder}.</comment>
        <translation>
            <numerusform>Der Export wurde abgebrochen. {n} Datei wurde in {folder} gespeichert.</numerusform>
            <numerusform>Der Export wurde abgebrochen. {n} Dateien wurden in {folder} gespeichert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message numerus="yes">
        <source>Export {n} Takes</source>
        <comment>Export {n} Take</comment>
        <translation>
            <numerusform>{n} Take exportieren</numerusform>
            <numerusform>{n} Takes exportieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the files</source>
        <translation>Die Dateien speichern</translation>
    </message>
    <message numerus="yes">
        <source>{n} files, named after the takes.</source>
        <comment>{n} file, named after the take.</comment>
        <translation>
            <numerusform>{n} Datei, benannt nach dem Take.</numerusform>
            <numerusform>{n} Dateien, benannt nach den Takes.</numerusform>
        </translation>
    </message>
    <message>
        <source>Select at least one format.</source>
        <translation>Wählen Sie mindestens ein Format.</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>Wählen Sie einen Ordner.</translation>
    </message>
    <message>
        <source>That folder does not exist. Choose another one.</source>
        <translation>Dieser Ordner existiert nicht. Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Saving {name}…</source>
        <translation>{name} wird gespeichert…</translation>
    </message>
    <message>
        <source>{name} was not saved because the export was cancelled.</source>
        <translation>{name} wurde nicht gespeichert, weil der Export abgebrochen wurde.</translation>
    </message>
    <message>
        <source>Please wait until the last step is done.</source>
        <translation>Bitte warten Sie, bis der letzte Schritt beendet ist.</translation>
    </message>
    <message>
        <source>Saved {path}</source>
        <translation>{path} gespeichert</translation>
    </message>
    <message>
        <source>There are no files of answers in {folder}. They end in .json.</source>
        <translation>In {folder} sind keine Dateien mit Antworten. Sie enden auf .json.</translation>
    </message>
    <message numerus="yes">
        <source>{n} files brought no new answers.</source>
        <comment>{n} file brought no new answers.</comment>
        <translation>
            <numerusform>{n} Datei brachte keine neuen Antworten.</numerusform>
            <numerusform>{n} Dateien brachten keine neuen Antworten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The answers of {n} listeners came in.</source>
        <comment>The answers of {n} listener came in.</comment>
        <translation>
            <numerusform>Die Antworten von {n} Hörer sind eingegangen.</numerusform>
            <numerusform>Die Antworten von {n} Hörern sind eingegangen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} listeners, {finished} of them finished</source>
        <comment>{n} listener, {finished} of them finished</comment>
        <translation>
            <numerusform>{n} Hörer, davon {finished} bis zum Ende</numerusform>
            <numerusform>{n} Hörer, davon {finished} bis zum Ende</numerusform>
        </translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Export “{title}”</source>
        <translation>„{title}“ exportieren</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save the file</source>
        <translation>Die Datei speichern</translation>
    </message>
    <message>
        <source>This file already exists and will be replaced.</source>
        <translation>Diese Datei ist bereits vorhanden und wird ersetzt.</translation>
    </message>
    <message>
        <source>Enter a file name.</source>
        <translation>Geben Sie einen Dateinamen ein.</translation>
    </message>
    <message>
        <source>End the name with one of {known}.</source>
        <translation>Der Name muss auf eines von {known} enden.</translation>
    </message>
    <message>
        <source>File names cannot contain that character. Enter another name.</source>
        <translation>Dateinamen dürfen dieses Zeichen nicht enthalten. Geben Sie einen anderen Namen ein.</translation>
    </message>
    <message>
        <source>The name is too long. Shorten it.</source>
        <translation>Der Name ist zu lang. Kürzen Sie ihn.</translation>
    </message>
    <message>
        <source>That is a folder. Add a file name.</source>
        <translation>Das ist ein Ordner. Fügen Sie einen Dateinamen hinzu.</translation>
    </message>
    <message>
        <source>That location cannot be used ({strerror}). Choose another one.</source>
        <translation>Dieser Ort ist nicht verwendbar ({strerror}). Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Saving {name}… {share:.0%}</source>
        <translation>{name} wird gespeichert… {share:.0%}</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>&amp;Öffnen …</translation>
    </message>
    <message>
        <source>Open files of music</source>
        <translation>Musikdateien öffnen</translation>
    </message>
    <message>
        <source>Choose &amp;Parts…</source>
        <translation>&amp;Stimmen auswählen …</translation>
    </message>
    <message>
        <source>Choose which parts of the file are the piano</source>
        <translation>Auswählen, welche Stimmen der Datei das Klavier sind</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>Save the current music to a file</source>
        <translation>Die angezeigte Musik in einer Datei speichern</translation>
    </message>
    <message>
        <source>Export to &amp;Last Folder</source>
        <translation>In den &amp;letzten Ordner exportieren</translation>
    </message>
    <message>
        <source>Save to the last folder, in the last format</source>
        <translation>Im zuletzt verwendeten Ordner und Format speichern</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Quit Chopin Studio</source>
        <translation>Chopin Studio beenden</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Undo the last change</source>
        <translation>Die letzte Änderung rückgängig machen</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Redo the change that was undone</source>
        <translation>Die rückgängig gemachte Änderung wiederholen</translation>
    </message>
    <message>
        <source>Rena&amp;me Take</source>
        <translation>Take &amp;umbenennen</translation>
    </message>
    <message>
        <source>Rename the take</source>
        <translation>Den Take umbenennen</translation>
    </message>
    <message>
        <source>Move Take to Tras&amp;h</source>
        <translation>Take in den Pa&amp;pierkorb</translation>
    </message>
    <message>
        <source>Move the take to the system&apos;s trash</source>
        <translation>Den Take in den Papierkorb des Systems verschieben</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>Change how Chopin Studio looks and works</source>
        <translation>Aussehen und Verhalten von Chopin Studio ändern</translation>
    </message>
    <message>
        <source>&amp;Generate</source>
        <translation>&amp;Erzeugen</translation>
    </message>
    <message>
        <source>Generate new takes</source>
        <translation>Neue Takes erzeugen</translation>
    </message>
    <message>
        <source>Generate with &amp;All Models</source>
        <translation>Mit allen &amp;Modellen erzeugen</translation>
    </message>
    <message>
        <source>Generate one take with each model, from the same seed and random state</source>
        <translation>Mit jedem Modell einen Take erzeugen, aus derselben Ausgangsmusik und Zufallszahl</translation>
    </message>
    <message>
        <source>&amp;Endless</source>
        <translation>End&amp;los</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Stop generating; takes keep the notes they have</source>
        <translation>Das Erzeugen stoppen; Takes behalten ihre Noten</translation>
    </message>
    <message>
        <source>New Random &amp;State</source>
        <translation>Neue &amp;Zufallszahl</translation>
    </message>
    <message>
        <source>Pick a new random state</source>
        <translation>Eine neue Zufallszahl wählen</translation>
    </message>
    <message>
        <source>&amp;Use as Seed</source>
        <translation>Als Ausgangsmusik &amp;verwenden</translation>
    </message>
    <message>
        <source>Start new takes from the marked bars, or from the whole piece if none are marked</source>
        <translation>Neue Takes von den markierten Takten ausgehen lassen oder vom ganzen Stück, wenn keine markiert sind</translation>
    </message>
    <message>
        <source>Play See&amp;d</source>
        <translation>Ausgangsmusi&amp;k abspielen</translation>
    </message>
    <message>
        <source>Hear what new takes start from, or stop it</source>
        <translation>Anhören, wovon neue Takes ausgehen, oder anhalten</translation>
    </message>
    <message>
        <source>&amp;Record…</source>
        <translation>Auf&amp;nehmen…</translation>
    </message>
    <message>
        <source>Record a phrase to start from, or play along</source>
        <translation>Eine Phrase als Ausgangsmusik aufnehmen oder mitspielen</translation>
    </message>
    <message>
        <source>Record a &amp;Phrase</source>
        <translation>&amp;Phrase aufnehmen</translation>
    </message>
    <message>
        <source>Start or stop recording</source>
        <translation>Aufnahme starten oder beenden</translation>
    </message>
    <message>
        <source>Play a Phrase, &amp;Hear the Answer</source>
        <translation>Phrase spielen, Antwort &amp;hören</translation>
    </message>
    <message>
        <source>Record a phrase; the chosen model answers when it ends</source>
        <translation>Eine Phrase aufnehmen, auf die das gewählte Modell antwortet</translation>
    </message>
    <message>
        <source>&amp;Piano Roll</source>
        <translation>&amp;Pianorolle</translation>
    </message>
    <message>
        <source>Show the music as a piano roll</source>
        <translation>Die Musik als Pianorolle zeigen</translation>
    </message>
    <message>
        <source>&amp;Score</source>
        <translation>&amp;Noten</translation>
    </message>
    <message>
        <source>Show the music as a score</source>
        <translation>Die Musik als Noten zeigen</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>&amp;Einpassen</translation>
    </message>
    <message>
        <source>Show the whole piece or page width</source>
        <translation>Das ganze Stück oder die Seitenbreite zeigen</translation>
    </message>
    <message>
        <source>&amp;Taller Rows</source>
        <translation>&amp;Höhere Zeilen</translation>
    </message>
    <message>
        <source>Make the rows taller</source>
        <translation>Die Zeilen höher machen</translation>
    </message>
    <message>
        <source>F&amp;latter Rows</source>
        <translation>Fla&amp;chere Zeilen</translation>
    </message>
    <message>
        <source>Make the rows flatter</source>
        <translation>Die Zeilen flacher machen</translation>
    </message>
    <message>
        <source>Follow Play&amp;head</source>
        <translation>Abspielmarke &amp;folgen</translation>
    </message>
    <message>
        <source>Scroll along with the music</source>
        <translation>Mit der Musik mitblättern</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>&amp;Wiedergabe</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Wiedergeben oder anhalten</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Stopp</translation>
    </message>
    <message>
        <source>Stop and return to the start</source>
        <translation>Stoppen und zum Anfang zurückkehren</translation>
    </message>
    <message>
        <source>&amp;To Start</source>
        <translation>Zum An&amp;fang</translation>
    </message>
    <message>
        <source>Go to the start</source>
        <translation>Zum Anfang gehen</translation>
    </message>
    <message>
        <source>To &amp;End</source>
        <translation>Zum &amp;Ende</translation>
    </message>
    <message>
        <source>Go to the end</source>
        <translation>Zum Ende gehen</translation>
    </message>
    <message>
        <source>Bar &amp;Back</source>
        <translation>Takt z&amp;urück</translation>
    </message>
    <message>
        <source>Go one bar back</source>
        <translation>Einen Takt zurückgehen</translation>
    </message>
    <message>
        <source>Go one bar forward</source>
        <translation>Einen Takt vorgehen</translation>
    </message>
    <message>
        <source>Bar F&amp;orward</source>
        <translation>Takt v&amp;or</translation>
    </message>
    <message>
        <source>&amp;Loop</source>
        <translation>Schle&amp;ife</translation>
    </message>
    <message>
        <source>Repeat the range marked on the ruler, or everything</source>
        <translation>Den im Lineal markierten Bereich wiederholen, oder alles</translation>
    </message>
    <message>
        <source>Loop This Ba&amp;r</source>
        <translation>Diesen &amp;Takt als Schleife</translation>
    </message>
    <message>
        <source>Repeat the current bar</source>
        <translation>Den aktuellen Takt wiederholen</translation>
    </message>
    <message>
        <source>Loop &amp;From This Bar</source>
        <translation>Schleife &amp;ab diesem Takt</translation>
    </message>
    <message>
        <source>Start the loop at this bar</source>
        <translation>Die Schleife mit diesem Takt beginnen</translation>
    </message>
    <message>
        <source>Loop to T&amp;his Bar</source>
        <translation>Schleife &amp;bis zu diesem Takt</translation>
    </message>
    <message>
        <source>End the loop with this bar</source>
        <translation>Die Schleife mit diesem Takt beenden</translation>
    </message>
    <message>
        <source>&amp;Metronome</source>
        <translation>Metrono&amp;m</translation>
    </message>
    <message>
        <source>Click on every beat during playback</source>
        <translation>Bei der Wiedergabe auf jeden Schlag klicken</translation>
    </message>
    <message>
        <source>Click one bar before playback starts</source>
        <translation>Vor der Wiedergabe einen Takt einzählen</translation>
    </message>
    <message>
        <source>&amp;Count-in</source>
        <translation>Ein&amp;zählen</translation>
    </message>
    <message>
        <source>Str&amp;ict Tempo</source>
        <translation>St&amp;riktes Tempo</translation>
    </message>
    <message>
        <source>Play at the average tempo, without rubato</source>
        <translation>Im mittleren Tempo spielen, ohne Rubato</translation>
    </message>
    <message>
        <source>Slo&amp;wer</source>
        <translation>&amp;Langsamer</translation>
    </message>
    <message>
        <source>Play 5 % slower</source>
        <translation>5 % langsamer spielen</translation>
    </message>
    <message>
        <source>F&amp;aster</source>
        <translation>S&amp;chneller</translation>
    </message>
    <message>
        <source>Play 5 % faster</source>
        <translation>5 % schneller spielen</translation>
    </message>
    <message>
        <source>Play at the original speed</source>
        <translation>Im ursprünglichen Tempo spielen</translation>
    </message>
    <message>
        <source>Origi&amp;nal Speed</source>
        <translation>Origi&amp;naltempo</translation>
    </message>
    <message>
        <source>Silence all notes immediately</source>
        <translation>Alle Töne sofort verstummen lassen</translation>
    </message>
    <message>
        <source>PANIC</source>
        <translation>PANIK</translation>
    </message>
    <message>
        <source>&amp;Refresh Ports</source>
        <translation>Anschlüsse &amp;aktualisieren</translation>
    </message>
    <message>
        <source>Search for MIDI ports</source>
        <translation>Nach MIDI-Anschlüssen suchen</translation>
    </message>
    <message>
        <source>&amp;Sound Check</source>
        <translation>&amp;Klangprobe</translation>
    </message>
    <message>
        <source>Play a chord on the output</source>
        <translation>Einen Akkord auf der Ausgabe spielen</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>List all keyboard shortcuts</source>
        <translation>Alle Tastenkürzel zeigen</translation>
    </message>
    <message>
        <source>&amp;About Chopin Studio</source>
        <translation>&amp;Über Chopin Studio</translation>
    </message>
    <message>
        <source>Version, credits and licences</source>
        <translation>Version, Mitwirkende und Lizenzen</translation>
    </message>
    <message>
        <source>All Models</source>
        <translation>Alle Modelle</translation>
    </message>
    <message>
        <source>Roll</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Open Music</source>
        <translation>Musik öffnen</translation>
    </message>
    <message>
        <source>Check Beats…</source>
        <translation>Zählzeiten prüfen …</translation>
    </message>
    <message>
        <source>Music ({patterns})</source>
        <translation>Musik ({patterns})</translation>
    </message>
    <message>
        <source>{name} ({patterns})</source>
        <translation>{name} ({patterns})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message numerus="yes">
        <source>{first} There are {n} more changes.</source>
        <comment>{first} There is {n} more change.</comment>
        <translation>
            <numerusform>{first} Es gibt {n} weitere Änderung.</numerusform>
            <numerusform>{first} Es gibt {n} weitere Änderungen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open a file with several parts first.</source>
        <translation>Zuerst eine Datei mit mehreren Stimmen öffnen.</translation>
    </message>
    <message>
        <source>“{name}” has no part that seems to be a piano.</source>
        <translation>„{name}“ hat keine Stimme, die ein Klavier zu sein scheint.</translation>
    </message>
    <message>
        <source>Choose Parts…</source>
        <translation>Stimmen auswählen …</translation>
    </message>
    <message>
        <source>“{name}” has no notes for the piano. Open another file.</source>
        <translation>„{name}“ enthält keine Noten für Klavier. Eine andere Datei öffnen.</translation>
    </message>
    <message>
        <source>Opened {taken} of {total} parts: {names}.</source>
        <translation>{taken} von {total} Stimmen geöffnet: {names}.</translation>
    </message>
    <message>
        <source>Opened {taken} of {total} parts.</source>
        <translation>{taken} von {total} Stimmen geöffnet.</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Compose</source>
        <translation>&amp;Komponieren</translation>
    </message>
    <message>
        <source>T&amp;ake</source>
        <translation>&amp;Take</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Playback</source>
        <translation>&amp;Wiedergabe</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>Werk&amp;zeuge</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Press Generate to make a take,
or drop a MIDI file here to start from it.</source>
        <translation>Drücken Sie Erzeugen für einen Take,
oder ziehen Sie eine MIDI-Datei als Ausgangsmusik hierher.</translation>
    </message>
    <message>
        <source>The image could not be created ({reason}).</source>
        <translation>Das Bild konnte nicht erstellt werden ({reason}).</translation>
    </message>
    <message>
        <source>Click to play these bars, right-click to see their source</source>
        <translation>Klicken spielt diese Takte, Rechtsklick zeigt ihre Quelle</translation>
    </message>
    <message>
        <source>Play {bars}</source>
        <translation>{bars} abspielen</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>Music the models learned from</source>
        <translation>Musik, aus der die Modelle gelernt haben</translation>
    </message>
    <message>
        <source>Bernd Krueger, &lt;a href=&apos;http://www.piano-midi.de&apos;&gt;piano-midi.de&lt;/a&gt;, licensed under &lt;a href=&apos;https://creativecommons.org/licenses/by-sa/3.0/de/deed.en&apos;&gt;CC BY-SA 3.0 Germany&lt;/a&gt;</source>
        <translation>Bernd Krüger, &lt;a href=&apos;http://www.piano-midi.de&apos;&gt;piano-midi.de&lt;/a&gt;, lizenziert unter &lt;a href=&apos;https://creativecommons.org/licenses/by-sa/3.0/de/&apos;&gt;CC BY-SA 3.0 Deutschland&lt;/a&gt;</translation>
    </message>
    <message>
        <source>The paper behind the classic models</source>
        <translation>Die Studie hinter den klassischen Modellen</translation>
    </message>
    <message>
        <source>V. N. Nguyen, &lt;i&gt;Evaluation of AI-based Music Generation Using an LSTM&lt;/i&gt;</source>
        <translation>V. N. Nguyen, &lt;i&gt;Evaluation of AI-based Music Generation Using an LSTM&lt;/i&gt;</translation>
    </message>
    <message>
        <source>The built-in piano</source>
        <translation>Das eingebaute Klavier</translation>
    </message>
    <message>
        <source>Grand piano of the MuseScore General soundfont</source>
        <translation>Flügel aus der SoundFont MuseScore General</translation>
    </message>
    <message>
        <source>Engraving and audio files</source>
        <translation>Notensatz und Audiodateien</translation>
    </message>
    <message>
        <source>&lt;a href=&apos;https://www.verovio.org&apos;&gt;Verovio&lt;/a&gt; and libsndfile, under the LGPL; the music font Leipzig, under the SIL Open Font License</source>
        <translation>&lt;a href=&apos;https://www.verovio.org&apos;&gt;Verovio&lt;/a&gt; und libsndfile, unter der LGPL; die Notenschrift Leipzig, unter der SIL Open Font License</translation>
    </message>
    <message>
        <source>The code</source>
        <translation>Der Programmcode</translation>
    </message>
    <message>
        <source>MIT licence</source>
        <translation>MIT-Lizenz</translation>
    </message>
    <message>
        <source>About Chopin Studio</source>
        <translation>Über Chopin Studio</translation>
    </message>
    <message>
        <source>Chopin Studio {version__}</source>
        <translation>Chopin Studio {version__}</translation>
    </message>
    <message>
        <source>New piano music in Chopin&apos;s style, generated on this computer.</source>
        <translation>Neue Klaviermusik im Stil Chopins, auf diesem Computer erzeugt.</translation>
    </message>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>In the piano roll, the arrow keys move the selected notes, or go by bars if none are selected; Del deletes them.
Click a note to select it, drag around notes to select several, drag a right edge to change the length,
double-click to draw a note. Ctrl and the wheel zoom; Ctrl, Shift and the wheel change the row height.
Drag on the ruler to loop. Enter presses the focused button.
In the list of takes, Ctrl and 0 to 5 rate, and Ctrl+C copies.</source>
        <translation>In der Pianorolle bewegen die Pfeiltasten die gewählten Noten oder gehen taktweise, wenn keine gewählt sind; Entf löscht sie.
Ein Klick wählt eine Note, ein Rahmen mehrere, Ziehen an der rechten Kante ändert die Länge,
ein Doppelklick zeichnet eine Note. Ctrl mit dem Mausrad zoomt; Ctrl, Umschalt und Mausrad ändern die Zeilenhöhe.
Am Lineal ziehen legt eine Schleife. Eingabe drückt die fokussierte Schaltfläche.
In der Liste der Takes bewertet Ctrl mit 0 bis 5, und Ctrl+C kopiert.</translation>
    </message>
    <message>
        <source>No take is being generated.</source>
        <translation>Es wird kein Take erzeugt.</translation>
    </message>
    <message>
        <source>Select a take in the list first.</source>
        <translation>Wählen Sie zuerst einen Take in der Liste.</translation>
    </message>
    <message>
        <source>The take is still being generated. Wait for it or cancel it.</source>
        <translation>Der Take wird noch erzeugt. Warten Sie oder brechen Sie ab.</translation>
    </message>
    <message>
        <source>Only the piano roll has rows. Switch to it first.</source>
        <translation>Nur die Pianorolle hat Zeilen. Wechseln Sie zuerst dorthin.</translation>
    </message>
    <message>
        <source>Nothing has been exported yet. Use Export… first.</source>
        <translation>Es wurde noch nichts exportiert. Verwenden Sie zuerst Exportieren…</translation>
    </message>
    <message>
        <source>MIDI files (*.mid *.midi *.MID *.MIDI)</source>
        <translation>MIDI-Dateien (*.mid *.midi *.MID *.MIDI)</translation>
    </message>
    <message>
        <source>{title} — Chopin Studio</source>
        <translation>{title} — Chopin Studio</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Dismiss this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Standard des Systems</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>{size} frames</source>
        <translation>{size} Frames</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>MIDI clock</source>
        <translation>MIDI-Clock</translation>
    </message>
    <message>
        <source>These settings apply to every MIDI port.</source>
        <translation>Diese Einstellungen gelten für jeden MIDI-Anschluss.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Playback</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>&amp;General</source>
        <translation>&amp;Allgemein</translation>
    </message>
    <message>
        <source>&amp;Built-in Piano</source>
        <translation>Eingebautes &amp;Klavier</translation>
    </message>
    <message>
        <source>&amp;MIDI Port</source>
        <translation>&amp;MIDI-Anschluss</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Es gibt nichts rückgängig zu machen.</translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation>Es gibt nichts zu wiederholen.</translation>
    </message>
    <message>
        <source>&amp;Undo {change}</source>
        <translation>&amp;Rückgängig: {change}</translation>
    </message>
    <message>
        <source>&amp;Redo {change}</source>
        <translation>&amp;Wiederholen: {change}</translation>
    </message>
    <message>
        <source>There is no report yet. Open some music and wait a moment.</source>
        <translation>Es gibt noch keinen Bericht. Öffnen Sie Musik und warten Sie einen Moment.</translation>
    </message>
    <message>
        <source>No quotation was found in the current music.</source>
        <translation>In der angezeigten Musik wurde kein Zitat gefunden.</translation>
    </message>
    <message>
        <source>&amp;Originality Report…</source>
        <translation>&amp;Originalitätsbericht…</translation>
    </message>
    <message>
        <source>See what the current music quotes</source>
        <translation>Zeigt, was die angezeigte Musik zitiert</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>Bericht…</translation>
    </message>
    <message>
        <source>Save Originality R&amp;eport…</source>
        <translation>Originalitätsb&amp;ericht speichern…</translation>
    </message>
    <message>
        <source>Save the report as text, or as JSON for scripts</source>
        <translation>Den Bericht als Text oder als JSON für Skripte speichern</translation>
    </message>
    <message>
        <source>Save Report…</source>
        <translation>Bericht speichern…</translation>
    </message>
    <message>
        <source>Play &amp;Next Quotation</source>
        <translation>&amp;Nächstes Zitat abspielen</translation>
    </message>
    <message>
        <source>Play the next quotation after the playhead</source>
        <translation>Das nächste Zitat nach der Abspielmarke abspielen</translation>
    </message>
    <message>
        <source>Next Quotation</source>
        <translation>Nächstes Zitat</translation>
    </message>
    <message>
        <source>{title} originality</source>
        <translation>{title} Originalität</translation>
    </message>
    <message>
        <source>Save Originality Report</source>
        <translation>Originalitätsbericht speichern</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Hier</translation>
    </message>
    <message>
        <source>Quoted from</source>
        <translation>Zitiert aus</translation>
    </message>
    <message>
        <source>There</source>
        <translation>Dort</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>No music yet</source>
        <translation>Noch keine Musik</translation>
    </message>
    <message>
        <source>No quotation was found.</source>
        <translation>Es wurde kein Zitat gefunden.</translation>
    </message>
    <message>
        <source>Play only {take_bars} of this music</source>
        <translation>Nur {take_bars} dieser Musik abspielen</translation>
    </message>
    <message>
        <source>Play: {quotation}</source>
        <translation>Abspielen: {quotation}</translation>
    </message>
    <message>
        <source>Play {bars} of the piece quoted</source>
        <translation>{bars} des zitierten Stücks abspielen</translation>
    </message>
    <message>
        <source>Play: {source}</source>
        <translation>Abspielen: {source}</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>dieselbe</translation>
    </message>
    <message>
        <source>{found} so far</source>
        <translation>bisher: {found}</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} notes return from the seed, as planned, and do not count.</source>
        <comment>{n} note returns from the seed, as planned, and does not count.</comment>
        <translation>
            <numerusform>{n} Note kehrt nach Plan aus der Ausgangsmusik wieder und zählt nicht.</numerusform>
            <numerusform>{n:,} Noten kehren nach Plan aus der Ausgangsmusik wieder und zählen nicht.</numerusform>
        </translation>
    </message>
    <message>
        <source>{model} may have learned from other music, which was not compared.</source>
        <translation>{model} hat womöglich auch aus anderer Musik gelernt, mit der nicht verglichen wurde.</translation>
    </message>
    <message>
        <source>Nothing new to compare yet: so far this is the seed.</source>
        <translation>Noch nichts Neues zu vergleichen: Bisher ist es die Ausgangsmusik.</translation>
    </message>
    <message>
        <source>Looking for quotations…</source>
        <translation>Zitate werden gesucht …</translation>
    </message>
    <message>
        <source>There are no notes to compare.</source>
        <translation>Es gibt keine Noten zu vergleichen.</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} notes return from the seed</source>
        <comment>{n} note returns from the seed</comment>
        <translation>
            <numerusform>{n} Note kehrt aus der Ausgangsmusik wieder</numerusform>
            <numerusform>{n:,} Noten kehren aus der Ausgangsmusik wieder</numerusform>
        </translation>
    </message>
    <message>
        <source>{figure} · {seed}</source>
        <translation>{figure} · {seed}</translation>
    </message>
    <message numerus="yes">
        <source>{share} · {quoted:,} of {notes} in {n} quotations</source>
        <comment>{share} · {quoted:,} of {notes} in {n} quotation</comment>
        <translation>
            <numerusform>{share} · {quoted:,} von {notes} in {n} Zitat</numerusform>
            <numerusform>{share} · {quoted:,} von {notes} in {n} Zitaten</numerusform>
        </translation>
    </message>
    <message>
        <source>Piano</source>
        <translation>Klavier</translation>
    </message>
    <message>
        <source>Play with the mouse; nearer the lower edge is louder</source>
        <translation>Mit der Maus spielen; näher am unteren Rand ist lauter</translation>
    </message>
    <message>
        <source>Press Record and play on a MIDI keyboard, on the keys below with the mouse, or with the letters A to P.</source>
        <translation>Drücken Sie Aufnehmen und spielen Sie auf einem MIDI-Keyboard, mit der Maus auf den Tasten unten oder mit den Buchstaben A bis P.</translation>
    </message>
    <message>
        <source>The first bar to keep</source>
        <translation>Der erste Takt, der bleibt</translation>
    </message>
    <message>
        <source>The last bar to keep</source>
        <translation>Der letzte Takt, der bleibt</translation>
    </message>
    <message>
        <source>Transpose, in semitones</source>
        <translation>Transponieren, in Halbtönen</translation>
    </message>
    <message>
        <source> semitones</source>
        <translation> Halbtöne</translation>
    </message>
    <message>
        <source>Bars</source>
        <translation>Takte</translation>
    </message>
    <message>
        <source>Transpose</source>
        <translation>Transponieren</translation>
    </message>
    <message>
        <source>Recorded phrase</source>
        <translation>Aufgenommene Phrase</translation>
    </message>
    <message>
        <source>What you played, as it will be used as the seed; omitted bars are shaded</source>
        <translation>Was Sie gespielt haben, wie es als Ausgangsmusik dient; weggelassene Takte sind schattiert</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>S&amp;top Recording</source>
        <translation>Aufnahme s&amp;toppen</translation>
    </message>
    <message>
        <source>No MIDI keyboard was found. Connect one and it will be used automatically.</source>
        <translation>Es wurde kein MIDI-Keyboard gefunden. Schließen Sie eines an, es wird automatisch verwendet.</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Pegel</translation>
    </message>
    <message>
        <source>How hard the keys are struck</source>
        <translation>Wie stark die Tasten angeschlagen werden</translation>
    </message>
    <message>
        <source>Mouse and letters only</source>
        <translation>Nur Maus und Buchstaben</translation>
    </message>
    <message>
        <source>{wanted} (not connected)</source>
        <translation>{wanted} (nicht verbunden)</translation>
    </message>
    <message>
        <source>Letters A to P play · Z X octave · C V softer, louder</source>
        <translation>Buchstaben A bis P spielen · Z X Oktave · C V leiser, lauter</translation>
    </message>
    <message>
        <source>Record a phrase first.</source>
        <translation>Nehmen Sie zuerst eine Phrase auf.</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Anhören</translation>
    </message>
    <message>
        <source>Use as Seed</source>
        <translation>Als Ausgangsmusik verwenden</translation>
    </message>
    <message>
        <source>Continue Now</source>
        <translation>Jetzt fortsetzen</translation>
    </message>
    <message>
        <source>Play the phrase as it is now; press again to stop</source>
        <translation>Die Phrase so abspielen, wie sie jetzt ist; erneut drücken zum Stoppen</translation>
    </message>
    <message>
        <source>Start from this phrase; Generate then continues it</source>
        <translation>Von dieser Phrase ausgehen; Erzeugen setzt sie dann fort</translation>
    </message>
    <message>
        <source>Let the chosen model continue this phrase now</source>
        <translation>Das gewählte Modell diese Phrase jetzt fortsetzen lassen</translation>
    </message>
    <message>
        <source>Wait for the first beat…</source>
        <translation>Auf den ersten Schlag warten…</translation>
    </message>
    <message>
        <source>Play now.</source>
        <translation>Jetzt spielen.</translation>
    </message>
    <message>
        <source>Waiting for the first note…</source>
        <translation>Warten auf die erste Note…</translation>
    </message>
    <message>
        <source>Count-in: beat {beat}</source>
        <translation>Einzählen: Schlag {beat}</translation>
    </message>
    <message numerus="yes">
        <source>Count-in: {n} bars left</source>
        <comment>Count-in: {n} bar left</comment>
        <translation>
            <numerusform>Einzählen: noch {n} Takt</numerusform>
            <numerusform>Einzählen: noch {n} Takte</numerusform>
        </translation>
    </message>
    <message>
        <source>Recording: bar {bar}, beat {beat} · {notes}</source>
        <translation>Aufnahme: Takt {bar}, Schlag {beat} · {notes}</translation>
    </message>
    <message>
        <source>Click a key to hear it</source>
        <translation>Eine Taste anklicken, um sie zu hören</translation>
    </message>
    <message>
        <source>Piano keyboard</source>
        <translation>Klaviatur</translation>
    </message>
    <message>
        <source>Notes are edited in the piano roll. Switch to it first.</source>
        <translation>Noten werden in der Pianorolle bearbeitet. Wechseln Sie zuerst dorthin.</translation>
    </message>
    <message>
        <source>Select notes first: click one, drag around several, or press Ctrl+A in the piano roll.</source>
        <translation>Wählen Sie zuerst Noten: eine anklicken, um mehrere einen Rahmen ziehen oder Ctrl+A in der Pianorolle drücken.</translation>
    </message>
    <message>
        <source>There are no notes on the clipboard. Copy some in the piano roll first.</source>
        <translation>In der Zwischenablage sind keine Noten. Kopieren Sie zuerst welche in der Pianorolle.</translation>
    </message>
    <message>
        <source>Snap is off. Choose a grid above the piano roll first.</source>
        <translation>Das Raster ist aus. Wählen Sie zuerst eines über der Pianorolle.</translation>
    </message>
    <message>
        <source>No snap</source>
        <translation>Kein Raster</translation>
    </message>
    <message>
        <source>1/8 triplet</source>
        <translation>1/8-Triole</translation>
    </message>
    <message>
        <source>1/16 triplet</source>
        <translation>1/16-Triole</translation>
    </message>
    <message>
        <source>&amp;Pencil</source>
        <translation>&amp;Stift</translation>
    </message>
    <message>
        <source>Draw a note with every click; otherwise a double-click draws one</source>
        <translation>Mit jedem Klick eine Note zeichnen; sonst zeichnet ein Doppelklick eine</translation>
    </message>
    <message>
        <source>Cu&amp;t Notes</source>
        <translation>Noten aussch&amp;neiden</translation>
    </message>
    <message>
        <source>Cut the selected notes</source>
        <translation>Die gewählten Noten ausschneiden</translation>
    </message>
    <message>
        <source>&amp;Copy Notes</source>
        <translation>Noten &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy the selected notes</source>
        <translation>Die gewählten Noten kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste Notes</source>
        <translation>Noten einfü&amp;gen</translation>
    </message>
    <message>
        <source>Paste the copied notes at the playhead</source>
        <translation>Die kopierten Noten an der Abspielmarke einfügen</translation>
    </message>
    <message>
        <source>D&amp;elete Notes</source>
        <translation>Noten &amp;löschen</translation>
    </message>
    <message>
        <source>Delete the selected notes</source>
        <translation>Die gewählten Noten löschen</translation>
    </message>
    <message>
        <source>Select &amp;All Notes</source>
        <translation>&amp;Alle Noten auswählen</translation>
    </message>
    <message>
        <source>Select every note</source>
        <translation>Alle Noten auswählen</translation>
    </message>
    <message>
        <source>Select &amp;None</source>
        <translation>Auswahl auf&amp;heben</translation>
    </message>
    <message>
        <source>Deselect all notes</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message>
        <source>&amp;Quantise</source>
        <translation>&amp;Quantisieren</translation>
    </message>
    <message>
        <source>Move the selected notes to the grid</source>
        <translation>Die gewählten Noten aufs Raster setzen</translation>
    </message>
    <message>
        <source>Transp&amp;ose…</source>
        <translation>Transp&amp;onieren…</translation>
    </message>
    <message>
        <source>Transpose the selected notes by semitones</source>
        <translation>Die gewählten Noten um Halbtöne transponieren</translation>
    </message>
    <message>
        <source>&amp;Up a Semitone</source>
        <translation>Einen Halbton &amp;höher</translation>
    </message>
    <message>
        <source>Move up one semitone</source>
        <translation>Einen Halbton höher</translation>
    </message>
    <message>
        <source>Do&amp;wn a Semitone</source>
        <translation>Einen Halbton &amp;tiefer</translation>
    </message>
    <message>
        <source>Move down one semitone</source>
        <translation>Einen Halbton tiefer</translation>
    </message>
    <message>
        <source>Up an &amp;Octave</source>
        <translation>Eine &amp;Oktave höher</translation>
    </message>
    <message>
        <source>Move up one octave</source>
        <translation>Eine Oktave höher</translation>
    </message>
    <message>
        <source>Down an O&amp;ctave</source>
        <translation>Eine Okt&amp;ave tiefer</translation>
    </message>
    <message>
        <source>Move down one octave</source>
        <translation>Eine Oktave tiefer</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>S&amp;päter</translation>
    </message>
    <message>
        <source>Move later by one grid step</source>
        <translation>Um einen Rasterschritt später</translation>
    </message>
    <message>
        <source>&amp;Earlier</source>
        <translation>&amp;Früher</translation>
    </message>
    <message>
        <source>Move earlier by one grid step</source>
        <translation>Um einen Rasterschritt früher</translation>
    </message>
    <message>
        <source>Lon&amp;ger</source>
        <translation>Län&amp;ger</translation>
    </message>
    <message>
        <source>Lengthen by one grid step</source>
        <translation>Um einen Rasterschritt verlängern</translation>
    </message>
    <message>
        <source>&amp;Shorter</source>
        <translation>&amp;Kürzer</translation>
    </message>
    <message>
        <source>Shorten by one grid step</source>
        <translation>Um einen Rasterschritt verkürzen</translation>
    </message>
    <message>
        <source>Lou&amp;der</source>
        <translation>La&amp;uter</translation>
    </message>
    <message>
        <source>Increase the velocity</source>
        <translation>Anschlagstärke erhöhen</translation>
    </message>
    <message>
        <source>So&amp;fter</source>
        <translation>L&amp;eiser</translation>
    </message>
    <message>
        <source>Decrease the velocity</source>
        <translation>Anschlagstärke verringern</translation>
    </message>
    <message>
        <source>To the &amp;Right Hand</source>
        <translation>In die &amp;rechte Hand</translation>
    </message>
    <message>
        <source>Assign to the right hand</source>
        <translation>Der rechten Hand zuweisen</translation>
    </message>
    <message>
        <source>To the Lef&amp;t Hand</source>
        <translation>In die l&amp;inke Hand</translation>
    </message>
    <message>
        <source>Assign to the left hand</source>
        <translation>Der linken Hand zuweisen</translation>
    </message>
    <message>
        <source>&amp;Next Note</source>
        <translation>&amp;Nächste Note</translation>
    </message>
    <message>
        <source>Select the next note</source>
        <translation>Die nächste Note wählen</translation>
    </message>
    <message>
        <source>Pre&amp;vious Note</source>
        <translation>&amp;Vorige Note</translation>
    </message>
    <message>
        <source>Select the previous note</source>
        <translation>Die vorige Note wählen</translation>
    </message>
    <message>
        <source>Semitones (negative to move down):</source>
        <translation>Halbtöne (negativ nach unten):</translation>
    </message>
    <message>
        <source>Snap: the grid for editing notes</source>
        <translation>Raster: worauf bearbeitete Noten einrasten</translation>
    </message>
    <message>
        <source>Correct &amp;Beats…</source>
        <translation>&amp;Zählzeiten korrigieren …</translation>
    </message>
    <message>
        <source>Move the beats and bars of music that was opened or recorded</source>
        <translation>Zählzeiten und Takte geöffneter oder aufgenommener Musik verschieben</translation>
    </message>
    <message>
        <source>&amp;Notes</source>
        <translation>&amp;Noten</translation>
    </message>
    <message>
        <source>Left and Right move by bars, Ctrl and the wheel zoom, a click moves the playhead. Alt with Left or Right selects a note, which the arrow keys then move.</source>
        <translation>Links und Rechts gehen taktweise, Ctrl mit dem Mausrad zoomt, ein Klick setzt die Abspielmarke. Alt mit Links oder Rechts wählt eine Note, die dann die Pfeiltasten bewegen.</translation>
    </message>
    <message>
        <source>Velocity and Pedal La&amp;nes</source>
        <translation>&amp;Spuren für Anschlag und Pedal</translation>
    </message>
    <message>
        <source>Click to move the playhead, drag to loop, double-click to end the loop; right-click for what can be done with the bars</source>
        <translation>Klicken, um die Abspielmarke zu versetzen; ziehen für eine Schleife; Doppelklick beendet die Schleife; Rechtsklick zeigt, was sich mit den Takten tun lässt</translation>
    </message>
    <message>
        <source>Ruler</source>
        <translation>Lineal</translation>
    </message>
    <message>
        <source>SEED</source>
        <translation>AUSGANGSMUSIK</translation>
    </message>
    <message>
        <source>Drag a bar to change its velocity, or draw across several</source>
        <translation>Einen Balken ziehen, um die Anschlagstärke zu ändern, oder über mehrere zeichnen</translation>
    </message>
    <message>
        <source>velocity {velocity}</source>
        <translation>Anschlagstärke {velocity}</translation>
    </message>
    <message>
        <source>Pedal</source>
        <translation>Pedal</translation>
    </message>
    <message>
        <source>Where the pedal is down; editing notes does not change it</source>
        <translation>Wo das Pedal gedrückt ist; das Bearbeiten von Noten ändert es nicht</translation>
    </message>
    <message>
        <source>The PDF file could not be created. Close other programs and try again.</source>
        <translation>Die PDF-Datei konnte nicht erstellt werden. Schließen Sie andere Programme und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The score is too long for one image. Export it as PDF.</source>
        <translation>Die Noten sind zu lang für ein Bild. Exportieren Sie sie als PDF.</translation>
    </message>
    <message>
        <source>Images of a score need PySide6, which cannot be loaded ({error}). Install it, or export as .musicxml.</source>
        <translation>Bilder von Noten brauchen PySide6, das nicht geladen werden kann ({error}). Installieren Sie es oder exportieren Sie als .musicxml.</translation>
    </message>
    <message>
        <source>Score to print (PDF)</source>
        <translation>Noten zum Drucken (PDF)</translation>
    </message>
    <message>
        <source>Score as vector image (SVG)</source>
        <translation>Noten als Vektorgrafik (SVG)</translation>
    </message>
    <message>
        <source>Score as image (PNG)</source>
        <translation>Noten als Bild (PNG)</translation>
    </message>
    <message>
        <source>Engraving the score…</source>
        <translation>Noten werden gesetzt…</translation>
    </message>
    <message>
        <source>Left and Right move by bars, Up, Down and the page keys scroll, Ctrl and the wheel zoom, a click on a note moves the playhead, a click on a quotation plays it.</source>
        <translation>Links und Rechts gehen taktweise, Auf, Ab und die Bildtasten blättern, Ctrl mit dem Mausrad zoomt, ein Klick auf eine Note setzt die Abspielmarke, ein Klick auf ein Zitat spielt es.</translation>
    </message>
    <message>
        <source>The edit is being saved. Continue the take in a moment.</source>
        <translation>Die Änderung wird gespeichert. Setzen Sie den Take gleich fort.</translation>
    </message>
    <message>
        <source>The take has no notes to continue from. Undo the edit or open another take.</source>
        <translation>Der Take hat keine Noten zum Fortsetzen. Machen Sie die Änderung rückgängig oder öffnen Sie einen anderen Take.</translation>
    </message>
    <message>
        <source>Takes are being generated. Wait for them or cancel them.</source>
        <translation>Es werden Takes erzeugt. Warten Sie oder brechen Sie ab.</translation>
    </message>
    <message>
        <source>Bars are being varied. Wait for them or cancel.</source>
        <translation>Es werden Takte variiert. Warten Sie oder brechen Sie ab.</translation>
    </message>
    <message>
        <source>There is no music before this bar to continue from. Go to a later bar.</source>
        <translation>Vor diesem Takt gibt es keine Musik zum Fortsetzen. Gehen Sie zu einem späteren Takt.</translation>
    </message>
    <message>
        <source>There is no music after this point. Use Continue Take instead.</source>
        <translation>Ab hier gibt es keine Musik. Verwenden Sie Take fortsetzen.</translation>
    </message>
    <message>
        <source>Mark the bars to vary first: drag along the ruler or select notes in them.</source>
        <translation>Markieren Sie zuerst die Takte zum Variieren: am Lineal ziehen oder Noten darin auswählen.</translation>
    </message>
    <message>
        <source>There is no music before these bars to continue from. Start with a later bar.</source>
        <translation>Vor diesen Takten gibt es keine Musik zum Fortsetzen. Beginnen Sie mit einem späteren Takt.</translation>
    </message>
    <message>
        <source>These bars hold the seed, which stays as it is. Choose later bars, or generate from another seed.</source>
        <translation>Diese Takte enthalten die Ausgangsmusik, die bleibt, wie sie ist. Spätere Takte wählen oder mit anderer Ausgangsmusik erzeugen.</translation>
    </message>
    <message>
        <source>The chords go beyond the end of the piece. Write fewer.</source>
        <translation>Die Akkorde reichen über das Ende des Stücks hinaus. Schreiben Sie weniger.</translation>
    </message>
    <message>
        <source>Section {name} is the first of its letter, so there is nothing that it could vary. Repeat it, and vary the repeat.</source>
        <translation>Teil {name} ist der erste mit seinem Buchstaben und kann nichts variieren. Wiederholen Sie ihn, und variieren Sie die Wiederholung.</translation>
    </message>
    <message>
        <source>Open a take or a file first.</source>
        <translation>Zuerst einen Take oder eine Datei öffnen.</translation>
    </message>
    <message>
        <source>There is no music in the loop. Mark bars of the take.</source>
        <translation>In der Schleife ist keine Musik. Markieren Sie Takte des Takes.</translation>
    </message>
    <message>
        <source>&amp;Regenerate from Playhead</source>
        <translation>Ab Abspielmarke neu er&amp;zeugen</translation>
    </message>
    <message>
        <source>Keep the take up to the current bar and generate the rest again</source>
        <translation>Den Take bis zum aktuellen Takt behalten und den Rest neu erzeugen</translation>
    </message>
    <message>
        <source>C&amp;ontinue Take</source>
        <translation>Take f&amp;ortsetzen</translation>
    </message>
    <message>
        <source>Continue after the end of the take, by the length set for new takes</source>
        <translation>Nach dem Ende des Takes fortsetzen, um die Länge für neue Takes</translation>
    </message>
    <message>
        <source>&amp;Vary Bars</source>
        <translation>Takte &amp;variieren</translation>
    </message>
    <message>
        <source>Generate the bars of the loop or of the selected notes several times, and keep the version that fits best</source>
        <translation>Die Takte der Schleife oder der gewählten Noten mehrmals erzeugen und die passendste Fassung behalten</translation>
    </message>
    <message>
        <source>The model {wanted} is not installed, so {name} continues.</source>
        <translation>Das Modell {wanted} ist nicht installiert, daher setzt {name} fort.</translation>
    </message>
    <message>
        <source>Search titles, models, seeds, tags and notes (Ctrl+F)</source>
        <translation>Titel, Modelle, Ausgangsmusik, Schlagwörter und Notizen durchsuchen (Ctrl+F)</translation>
    </message>
    <message>
        <source>Sort or filter the takes</source>
        <translation>Takes sortieren oder filtern</translation>
    </message>
    <message>
        <source>Search takes</source>
        <translation>Takes suchen</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche löschen</translation>
    </message>
    <message>
        <source>Show All</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Clear the search and all filters</source>
        <translation>Suche und alle Filter löschen</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>Beliebig</translation>
    </message>
    <message>
        <source>{stars} or more</source>
        <translation>{stars} oder mehr</translation>
    </message>
    <message>
        <source>Only with &amp;Stars</source>
        <translation>Nur mit &amp;Sternen</translation>
    </message>
    <message>
        <source>Only by &amp;Model</source>
        <translation>Nur von &amp;Modell</translation>
    </message>
    <message>
        <source>Only with &amp;Tag</source>
        <translation>Nur mit Schlag&amp;wort</translation>
    </message>
    <message>
        <source>Sorting and filters: {value}</source>
        <translation>Sortierung und Filter: {value}</translation>
    </message>
    <message>
        <source>Select a single take in the list.</source>
        <translation>Wählen Sie einen einzelnen Take in der Liste.</translation>
    </message>
    <message>
        <source>Mark a take as B and open another, or select two takes in the list.</source>
        <translation>Merken Sie einen Take als B und öffnen Sie einen anderen, oder wählen Sie zwei Takes in der Liste.</translation>
    </message>
    <message>
        <source>A take is being generated again. Wait for it or cancel it.</source>
        <translation>Ein Take wird erneut erzeugt. Warten Sie oder brechen Sie ab.</translation>
    </message>
    <message>
        <source>&amp;Search Takes</source>
        <translation>Takes &amp;suchen</translation>
    </message>
    <message>
        <source>Find takes by title, model, seed, tag or note</source>
        <translation>Takes nach Titel, Modell, Ausgangsmusik, Schlagwort oder Notiz finden</translation>
    </message>
    <message>
        <source>No Stars</source>
        <translation>Keine Sterne</translation>
    </message>
    <message>
        <source>&amp;Copy Take	Ctrl+C</source>
        <translation>Take &amp;kopieren	Ctrl+C</translation>
    </message>
    <message>
        <source>Copy the takes as MIDI files and text (Ctrl+C in the list)</source>
        <translation>Die Takes als MIDI-Dateien und Text kopieren (Ctrl+C in der Liste)</translation>
    </message>
    <message>
        <source>Generate A&amp;gain</source>
        <translation>E&amp;rneut erzeugen</translation>
    </message>
    <message>
        <source>Generate the take again from its settings and check that every note is the same</source>
        <translation>Den Take aus seinen Einstellungen erneut erzeugen und prüfen, ob jede Note gleich ist</translation>
    </message>
    <message>
        <source>Show as &amp;Tree</source>
        <translation>Als &amp;Baum zeigen</translation>
    </message>
    <message>
        <source>Group takes under the takes they came from</source>
        <translation>Takes unter die Takes ordnen, aus denen sie entstanden sind</translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation>&amp;Details</translation>
    </message>
    <message>
        <source>Show tags, notes and details of the take below the list</source>
        <translation>Schlagwörter, Notizen und Angaben zum Take unter der Liste zeigen</translation>
    </message>
    <message>
        <source>Mar&amp;k Take as B</source>
        <translation>Take als B mer&amp;ken</translation>
    </message>
    <message>
        <source>Compare the selected take with the next one you open</source>
        <translation>Den gewählten Take mit dem nächsten geöffneten vergleichen</translation>
    </message>
    <message>
        <source>Switch between A an&amp;d B</source>
        <translation>Zwischen A un&amp;d B wechseln</translation>
    </message>
    <message>
        <source>Switch to the other take at the same bar</source>
        <translation>Zum anderen Take wechseln, im selben Takt</translation>
    </message>
    <message numerus="yes">
        <source>Copied {n} takes. Paste them as MIDI files or as text.</source>
        <comment>Copied “{title}”. Paste it as a MIDI file or as text.</comment>
        <translation>
            <numerusform>„{title}“ kopiert. Einfügen als MIDI-Datei oder als Text.</numerusform>
            <numerusform>{n} Takes kopiert. Einfügen als MIDI-Dateien oder als Text.</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove the stars of the selected takes (Ctrl+0 in the list)</source>
        <translation>Die Sterne der gewählten Takes entfernen (Ctrl+0 in der Liste)</translation>
    </message>
    <message numerus="yes">
        <source>Rate the selected takes with {n} stars (Ctrl+{n} in the list)</source>
        <comment>Rate the selected takes with {n} star (Ctrl+{n} in the list)</comment>
        <translation>
            <numerusform>Die gewählten Takes mit {n} Stern bewerten (Ctrl+{n} in der Liste)</numerusform>
            <numerusform>Die gewählten Takes mit {n} Sternen bewerten (Ctrl+{n} in der Liste)</numerusform>
        </translation>
    </message>
    <message>
        <source>Tags, notes, and how the take was made</source>
        <translation>Schlagwörter, Notizen und wie der Take entstand</translation>
    </message>
    <message>
        <source>Tags, separated by commas</source>
        <translation>Schlagwörter, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Words to find the take by, separated by commas</source>
        <translation>Wörter zum Finden des Takes, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Anything you want to remember about the take</source>
        <translation>Was Sie sich zu dem Take merken möchten</translation>
    </message>
    <message numerus="yes">
        <source>{n} takes are selected.</source>
        <comment>{n} take is selected.</comment>
        <translation>
            <numerusform>{n} Take ist ausgewählt.</numerusform>
            <numerusform>{n} Takes sind ausgewählt.</numerusform>
        </translation>
    </message>
    <message>
        <source>No take is selected.</source>
        <translation>Es ist kein Take ausgewählt.</translation>
    </message>
    <message>
        <source>Tag “{title}”</source>
        <translation>„{title}“ verschlagworten</translation>
    </message>
    <message>
        <source>Note on “{title}”</source>
        <translation>Notiz zu „{title}“</translation>
    </message>
    <message>
        <source>Your takes appear here and stay until you delete them.</source>
        <translation>Ihre Takes erscheinen hier und bleiben, bis Sie sie löschen.</translation>
    </message>
    <message>
        <source>No takes match your search. Change it, or press Show All.</source>
        <translation>Kein Take passt zur Suche. Ändern Sie sie oder drücken Sie Alle zeigen.</translation>
    </message>
    <message numerus="yes">
        <source>Rate {n} Takes</source>
        <comment>Rate “{title}”</comment>
        <translation>
            <numerusform>„{title}“ bewerten</numerusform>
            <numerusform>{n} Takes bewerten</numerusform>
        </translation>
    </message>
    <message>
        <source>Opened or recorded</source>
        <translation>Geöffnet oder aufgenommen</translation>
    </message>
    <message>
        <source>Add Takes</source>
        <translation>Takes hinzufügen</translation>
    </message>
    <message>
        <source>Takes that are compared as one group</source>
        <translation>Takes, die als eine Gruppe verglichen werden</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Takes</translation>
    </message>
    <message>
        <source>TAKES  {shown:,} of {total:,}</source>
        <translation>TAKES  {shown:,} von {total:,}</translation>
    </message>
    <message>
        <source>TAKES  {total:,}</source>
        <translation>TAKES  {total:,}</translation>
    </message>
    <message>
        <source>TAKES</source>
        <translation>TAKES</translation>
    </message>
    <message>
        <source>There is no music yet. Generate a take or open a MIDI file.</source>
        <translation>Es gibt noch keine Musik. Erzeugen Sie einen Take oder öffnen Sie eine MIDI-Datei.</translation>
    </message>
    <message>
        <source>MIDI ports: {value}.</source>
        <translation>MIDI-Anschlüsse: {value}.</translation>
    </message>
    <message>
        <source>No MIDI port was found. Connect a keyboard or start a synthesizer.</source>
        <translation>Es wurde kein MIDI-Anschluss gefunden. Schließen Sie ein Keyboard an oder starten Sie einen Synthesizer.</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>No MIDI port found</source>
        <translation>Kein MIDI-Anschluss gefunden</translation>
    </message>
    <message>
        <source>count-in…</source>
        <translation>Einzählen…</translation>
    </message>
    <message>
        <source>One bar is counted in before the music starts</source>
        <translation>Vor der Musik wird ein Takt eingezählt</translation>
    </message>
    <message>
        <source>waiting…</source>
        <translation>Warten…</translation>
    </message>
    <message>
        <source>Playback has caught up with the model and continues with its next note</source>
        <translation>Die Wiedergabe hat das Modell eingeholt und geht mit der nächsten Note weiter</translation>
    </message>
    <message>
        <source>Position and length</source>
        <translation>Position und Länge</translation>
    </message>
    <message>
        <source>Tempo at this point, in quarter notes per minute</source>
        <translation>Tempo an dieser Stelle, in Vierteln pro Minute</translation>
    </message>
    <message>
        <source>Change the playback speed; double-click for 100 %</source>
        <translation>Die Wiedergabegeschwindigkeit ändern; Doppelklick für 100 %</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <source>The built-in grand piano</source>
        <translation>Der eingebaute Flügel</translation>
    </message>
    <message>
        <source>Connect a MIDI instrument</source>
        <translation>Ein MIDI-Instrument anschließen</translation>
    </message>
    <message>
        <source>Opening {opening}…</source>
        <translation>{opening} wird geöffnet…</translation>
    </message>
    <message>
        <source>Choose an output</source>
        <translation>Eine Ausgabe wählen</translation>
    </message>
    <message>
        <source>Where the music plays: the built-in piano, a MIDI port, or both</source>
        <translation>Wo die Musik erklingt: eingebautes Klavier, MIDI-Anschluss oder beides</translation>
    </message>
    <message>
        <source>Something unexpected went wrong. Your takes are safe. If it happens again, restart Chopin Studio.</source>
        <translation>Etwas Unerwartetes ist schiefgegangen. Ihre Takes sind sicher. Wenn es wieder geschieht, starten Sie Chopin Studio neu.</translation>
    </message>
    <message>
        <source>must have no more than {most} attributes</source>
        <translation>darf höchstens {most} Attribute haben</translation>
    </message>
    <message>
        <source>must have a temperature and a top_p for each attribute</source>
        <translation>muss für jedes Attribut eine Temperatur und ein top_p haben</translation>
    </message>
    <message>
        <source>The take was made with a newer version of Chopin Studio. Update Chopin Studio to generate it again.</source>
        <translation>Der Take wurde mit einer neueren Version von Chopin Studio erzeugt. Aktualisieren Sie Chopin Studio, um ihn erneut zu erzeugen.</translation>
    </message>
    <message>
        <source>A form has at most {most:,} bars in all. Leave out sections, or make them shorter.</source>
        <translation>Eine Form hat insgesamt höchstens {most:,} Takte. Lassen Sie Abschnitte weg oder kürzen Sie sie.</translation>
    </message>
    <message>
        <source>A form has at most {most} characters; shorten it.</source>
        <translation>Eine Form hat höchstens {most} Zeichen; kürzen Sie sie.</translation>
    </message>
    <message>
        <source>A form has at most {most} sections.</source>
        <translation>Eine Form hat höchstens {most} Abschnitte.</translation>
    </message>
    <message>
        <source>A form needs one letter or more, such as A A B A.</source>
        <translation>Eine Form braucht mindestens einen Buchstaben, zum Beispiel A A B A.</translation>
    </message>
    <message>
        <source>{sign} is no section. Write letters with or without primes, such as A A&apos; B A.</source>
        <translation>{sign} ist kein Abschnitt. Schreiben Sie Buchstaben mit oder ohne Striche, zum Beispiel A A&apos; B A.</translation>
    </message>
    <message>
        <source>There is no {letter} before {name} that it could return to. Write {letter} first.</source>
        <translation>Vor {name} steht kein {letter}, zu dem es zurückkehren könnte. Schreiben Sie zuerst {letter}.</translation>
    </message>
    <message>
        <source>{mark} says again what was said before. Leave out one.</source>
        <translation>{mark} wiederholt, was schon dasteht. Lassen Sie eines weg.</translation>
    </message>
    <message>
        <source>Rhythm alone has no pitches to transpose. Leave out one of the two.</source>
        <translation>Ein bloßer Rhythmus hat keine Tonhöhen, die sich transponieren ließen. Lassen Sie eines von beiden weg.</translation>
    </message>
    <message>
        <source>Variations are numbered 1 to {most}. For a length in bars, write {letter}:8.</source>
        <translation>Varianten tragen die Nummern 1 bis {most}. Eine Länge in Takten schreibt man als {letter}:8.</translation>
    </message>
    <message>
        <source>A section has 1 to {most} bars. Write another number.</source>
        <translation>Ein Abschnitt hat 1 bis {most} Takte. Schreiben Sie eine andere Zahl.</translation>
    </message>
    <message>
        <source>A section is transposed by up to {most} semitones. Write a smaller number.</source>
        <translation>Ein Abschnitt wird um höchstens {most} Halbtöne transponiert. Schreiben Sie eine kleinere Zahl.</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Periode</translation>
    </message>
    <message>
        <source>Binary form</source>
        <translation>Zweiteilige Form</translation>
    </message>
    <message>
        <source>Ternary form</source>
        <translation>Dreiteilige Form</translation>
    </message>
    <message>
        <source>Song form</source>
        <translation>Liedform</translation>
    </message>
    <message>
        <source>Varied song form</source>
        <translation>Variierte Liedform</translation>
    </message>
    <message>
        <source>Rondo</source>
        <translation>Rondo</translation>
    </message>
    <message>
        <source>Theme and variations</source>
        <translation>Thema und Variationen</translation>
    </message>
    <message>
        <source>{symbol} is planned as {chord}.</source>
        <translation>{symbol} wird als {chord} geplant.</translation>
    </message>
    <message>
        <source>This is too long for a progression. Write {most:,} bars at most.</source>
        <translation>Das ist zu lang für eine Akkordfolge. Schreiben Sie höchstens {most:,} Takte.</translation>
    </message>
    <message>
        <source>This repeat has no end. Write )x2 where it ends, or remove it.</source>
        <translation>Diese Wiederholung hat kein Ende. Schreiben Sie )x2 an ihr Ende, oder entfernen Sie sie.</translation>
    </message>
    <message>
        <source>This repeat has no end. Write :|| where it ends, or remove it.</source>
        <translation>Diese Wiederholung hat kein Ende. Schreiben Sie :|| an ihr Ende, oder entfernen Sie sie.</translation>
    </message>
    <message>
        <source>A repeat is played once or more often. Write )x2, or leave it out.</source>
        <translation>Eine Wiederholung wird einmal oder öfter gespielt. Schreiben Sie )x2, oder lassen Sie sie weg.</translation>
    </message>
    <message>
        <source>{sign} stands alone here. Remove it, or write a chord.</source>
        <translation>{sign} steht hier allein. Entfernen Sie es, oder schreiben Sie einen Akkord.</translation>
    </message>
    <message>
        <source>There are more than {most:,} bars here. Write fewer, or repeat less often.</source>
        <translation>Das sind mehr als {most:,} Takte. Schreiben Sie weniger, oder wiederholen Sie seltener.</translation>
    </message>
    <message>
        <source>{sign} repeats the bar before, and this is the first. Write a chord.</source>
        <translation>{sign} wiederholt den vorigen Takt, und dies ist der erste. Schreiben Sie einen Akkord.</translation>
    </message>
    <message>
        <source>There are {chords} chords in this bar of {beats} beats. Write fewer, or divide it by |.</source>
        <translation>In diesem Takt von {beats} Schlägen stehen {chords} Akkorde. Schreiben Sie weniger, oder teilen Sie ihn durch |.</translation>
    </message>
    <message>
        <source>{sign} holds the chord before, and this bar has none yet. Write a chord.</source>
        <translation>{sign} hält den vorigen Akkord, und dieser Takt hat noch keinen. Schreiben Sie einen Akkord.</translation>
    </message>
    <message>
        <source>{symbol} is no degree of a key. Write degrees such as I, vi, V7, bVI, viio7 or V7/ii.</source>
        <translation>{symbol} ist keine Stufe einer Tonart. Schreiben Sie Stufen wie I, vi, V7, bVI, viio7 oder V7/ii.</translation>
    </message>
    <message>
        <source>There is no chord {symbol}. Write chords such as C, Am, G7, Fmaj7, Bm7b5, Edim7 or Caug.</source>
        <translation>Es gibt keinen Akkord {symbol}. Schreiben Sie Akkorde wie C, Am, G7, Fmaj7, Bm7b5, Edim7 oder Caug.</translation>
    </message>
    <message>
        <source>{symbol} has no third, so it is neither major nor minor. Write it without the 5, or with an m in its place.</source>
        <translation>{symbol} hat keine Terz und ist daher weder Dur noch Moll. Schreiben Sie ihn ohne die 5, oder mit einem m an ihrer Stelle.</translation>
    </message>
    <message>
        <source>There is no chord {symbol}. Write B for the German H, and Bb for the German B.</source>
        <translation>Es gibt keinen Akkord {symbol}. Schreiben Sie B für das deutsche H und Bb für das deutsche B.</translation>
    </message>
    <message>
        <source>{symbol} begins with a small letter. Write chords such as C or Cm, the root with a capital letter.</source>
        <translation>{symbol} beginnt mit einem kleinen Buchstaben. Schreiben Sie Akkorde wie C oder Cm, den Grundton mit großem Buchstaben.</translation>
    </message>
    <message>
        <source>{symbol} is no chord. Write chords such as C, Am or G7, or degrees such as I, vi or V7.</source>
        <translation>{symbol} ist kein Akkord. Schreiben Sie Akkorde wie C, Am oder G7, oder Stufen wie I, vi oder V7.</translation>
    </message>
    <message>
        <source>The harmony in {path} cannot be read. Install Chopin Studio again.</source>
        <translation>Die Harmonik in {path} kann nicht gelesen werden. Installieren Sie Chopin Studio neu.</translation>
    </message>
    <message>
        <source>The forms in {path} cannot be read. Install Chopin Studio again.</source>
        <translation>Die Formen in {path} lassen sich nicht lesen. Installieren Sie Chopin Studio erneut.</translation>
    </message>
    <message>
        <source>must be a plan of bars</source>
        <translation>muss ein Plan von Takten sein</translation>
    </message>
    <message numerus="yes">
        <source>The seed has {n} bars, and the plan only {planned}: nothing is planned behind it. Choose a longer plan or a shorter seed.</source>
        <comment>The seed has {n} bar, and the plan only {planned}: nothing is planned behind it. Choose a longer plan or a shorter seed.</comment>
        <translation>
            <numerusform>Die Ausgangsmusik hat {n} Takt, der Plan nur {planned}: Dahinter ist nichts geplant. Einen längeren Plan oder kürzere Ausgangsmusik wählen.</numerusform>
            <numerusform>Die Ausgangsmusik hat {n} Takte, der Plan nur {planned}: Dahinter ist nichts geplant. Einen längeren Plan oder kürzere Ausgangsmusik wählen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The seed has {n} bars, which is all of the form. Choose a longer form, longer phrases or a shorter seed.</source>
        <comment>The seed has {n} bar, which is all of the form. Choose a longer form, longer phrases or a shorter seed.</comment>
        <translation>
            <numerusform>Die Ausgangsmusik hat {n} Takt, das ist schon die ganze Form. Wählen Sie eine längere Form, längere Phrasen oder eine kürzere Ausgangsmusik.</numerusform>
            <numerusform>Die Ausgangsmusik hat {n} Takte, das ist schon die ganze Form. Wählen Sie eine längere Form, längere Phrasen oder eine kürzere Ausgangsmusik.</numerusform>
        </translation>
    </message>
    <message>
        <source>No model has learned the manner of “{name}”. Choose one of {manners}.</source>
        <translation>Kein Modell hat den Stil von „{name}“ gelernt. Einen von diesen wählen: {manners}.</translation>
    </message>
    <message>
        <source>There are no chords here. Write one a bar, such as C Am Dm G7.</source>
        <translation>Hier stehen keine Akkorde. Schreiben Sie einen pro Takt, etwa C Am Dm G7.</translation>
    </message>
    <message>
        <source>sparse</source>
        <translation>spärlich</translation>
    </message>
    <message>
        <source>dense</source>
        <translation>dicht</translation>
    </message>
    <message>
        <source>low</source>
        <translation>tief</translation>
    </message>
    <message>
        <source>high</source>
        <translation>hoch</translation>
    </message>
    <message>
        <source>soft</source>
        <translation>leise</translation>
    </message>
    <message>
        <source>loud</source>
        <translation>laut</translation>
    </message>
    <message>
        <source>The studio&apos;s own</source>
        <translation>Die eigene des Studios</translation>
    </message>
    <message>
        <source>As in a piece…</source>
        <translation>Wie in einem Stück…</translation>
    </message>
    <message>
        <source>{name}: {letters}</source>
        <translation>{name}: {letters}</translation>
    </message>
    <message>
        <source>{letter}: {bars}</source>
        <translation>{letter}: {bars}</translation>
    </message>
    <message>
        <source>Clear the harmony</source>
        <translation>Harmonie leeren</translation>
    </message>
    <message>
        <source>free</source>
        <translation>frei</translation>
    </message>
    <message>
        <source>Several chords a bar: C | F G7 | C. The bar before again: %. Repeats: (C G)x4.</source>
        <translation>Mehrere Akkorde pro Takt: C | F G7 | C. Den Takt davor noch einmal: %. Wiederholungen: (C G)x4.</translation>
    </message>
    <message>
        <source>Type “free” for harmony without a plan.</source>
        <translation>„frei“ eingeben für Harmonie ohne Plan.</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>{level} of {most}, from {low} to {high}</source>
        <translation>{level} von {most}, von {low} bis {high}</translation>
    </message>
    <message>
        <source>As in a Piece</source>
        <translation>Wie in einem Stück</translation>
    </message>
    <message>
        <source>Search the pieces…</source>
        <translation>Stücke suchen…</translation>
    </message>
    <message>
        <source>Search the pieces</source>
        <translation>Stücke suchen</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>Stücke</translation>
    </message>
    <message>
        <source>{composer}: {title}</source>
        <translation>{composer}: {title}</translation>
    </message>
    <message>
        <source>No piece has all these words.</source>
        <translation>Kein Stück hat alle diese Wörter.</translation>
    </message>
    <message>
        <source>{form} ({bars})</source>
        <translation>{form} ({bars})</translation>
    </message>
    <message numerus="yes">
        <source> bars</source>
        <comment> bar</comment>
        <translation>
            <numerusform> Takt</numerusform>
            <numerusform> Takte</numerusform>
        </translation>
    </message>
    <message>
        <source>A free form has no phrases of one length. Choose another form.</source>
        <translation>Eine freie Form hat keine Phrasen gleicher Länge. Eine andere Form wählen.</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>There are no sections. Generate a take or open a file first.</source>
        <translation>Es gibt keine Teile. Erzeugen Sie zuerst einen Take, oder öffnen Sie eine Datei.</translation>
    </message>
    <message>
        <source>The piece has no other section. Repeat this one first.</source>
        <translation>Das Stück hat keinen anderen Teil. Wiederholen Sie zuerst diesen.</translation>
    </message>
    <message>
        <source>This is the first section already.</source>
        <translation>Das ist schon der erste Teil.</translation>
    </message>
    <message>
        <source>This is the last section already.</source>
        <translation>Das ist schon der letzte Teil.</translation>
    </message>
    <message>
        <source>The form of the music is being read. Try again in a moment.</source>
        <translation>Die Form der Musik wird gerade gelesen. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>Move Section {name}</source>
        <translation>Teil {name} verschieben</translation>
    </message>
    <message>
        <source>Repeat Section {name}</source>
        <translation>Teil {name} wiederholen</translation>
    </message>
    <message>
        <source>Delete Section {name}</source>
        <translation>Teil {name} löschen</translation>
    </message>
    <message>
        <source>Section {name}, bar {first}</source>
        <translation>Teil {name}, Takt {first}</translation>
    </message>
    <message>
        <source>Section {name}, bars {first} to {last}</source>
        <translation>Teil {name}, Takte {first} bis {last}</translation>
    </message>
    <message>
        <source>Chords of bar {number}</source>
        <translation>Akkorde von Takt {number}</translation>
    </message>
    <message>
        <source>Chords such as Dm7 or V7; several share the bar, | begins the next bar</source>
        <translation>Akkorde wie Dm7 oder V7; mehrere teilen sich den Takt, | beginnt den nächsten Takt</translation>
    </message>
    <message>
        <source>Plan Lan&amp;e</source>
        <translation>Pl&amp;anspur</translation>
    </message>
    <message>
        <source>Re&amp;turn At</source>
        <translation>Wiede&amp;rkehren lassen</translation>
    </message>
    <message>
        <source>&amp;Play Section</source>
        <translation>Teil &amp;abspielen</translation>
    </message>
    <message>
        <source>Play from the start of the section</source>
        <translation>Vom Anfang des Teils an abspielen</translation>
    </message>
    <message>
        <source>&amp;Loop Section</source>
        <translation>Teil als &amp;Schleife</translation>
    </message>
    <message>
        <source>Repeat the section</source>
        <translation>Den Teil immer wieder spielen</translation>
    </message>
    <message>
        <source>&amp;Write Section Anew</source>
        <translation>Teil &amp;neu schreiben</translation>
    </message>
    <message>
        <source>Generate the section several times, and keep the version that fits best</source>
        <translation>Den Teil mehrmals erzeugen und die Fassung behalten, die am besten passt</translation>
    </message>
    <message>
        <source>&amp;Vary Section</source>
        <translation>Teil &amp;variieren</translation>
    </message>
    <message>
        <source>Write a section that returns as a variation of the first of its letter</source>
        <translation>Einen wiederkehrenden Teil als Variation des ersten mit seinem Buchstaben schreiben</translation>
    </message>
    <message>
        <source>Type &amp;Chords…</source>
        <translation>A&amp;kkorde eingeben…</translation>
    </message>
    <message>
        <source>Type over the chords of a bar, and have it written anew</source>
        <translation>Die Akkorde eines Takts überschreiben und ihn neu schreiben lassen</translation>
    </message>
    <message>
        <source>Move Section &amp;Earlier</source>
        <translation>Teil nach v&amp;orn</translation>
    </message>
    <message>
        <source>Put the section before the one before it</source>
        <translation>Den Teil vor den vorigen stellen</translation>
    </message>
    <message>
        <source>&amp;Move Section Later</source>
        <translation>Teil nach &amp;hinten</translation>
    </message>
    <message>
        <source>Put the section behind the one after it</source>
        <translation>Den Teil hinter den nächsten stellen</translation>
    </message>
    <message>
        <source>&amp;Repeat Section</source>
        <translation>Teil &amp;wiederholen</translation>
    </message>
    <message>
        <source>Put the section in once more, right behind itself</source>
        <translation>Den Teil direkt dahinter noch einmal einfügen</translation>
    </message>
    <message>
        <source>&amp;Delete Section</source>
        <translation>Teil &amp;löschen</translation>
    </message>
    <message>
        <source>Delete the section with its bars</source>
        <translation>Den Teil mit seinen Takten löschen</translation>
    </message>
    <message>
        <source>Sec&amp;tion</source>
        <translation>&amp;Teil</translation>
    </message>
    <message>
        <source>Before {section}</source>
        <translation>Vor {section}</translation>
    </message>
    <message>
        <source>At the End</source>
        <translation>Am Ende</translation>
    </message>
    <message>
        <source>Put the section in elsewhere, too</source>
        <translation>Den Teil auch an anderer Stelle einfügen</translation>
    </message>
    <message>
        <source>Sections and chords. Left and Right go from section to section, Down goes to the chords, Enter opens what can be done.</source>
        <translation>Teile und Akkorde. Links und Rechts gehen von Teil zu Teil, Ab zu den Akkorden, Eingabe öffnet, was man tun kann.</translation>
    </message>
    <message>
        <source>Chords</source>
        <translation>Akkorde</translation>
    </message>
    <message>
        <source>It returns as it was.</source>
        <translation>Er kehrt unverändert wieder.</translation>
    </message>
    <message>
        <source>It returns varied.</source>
        <translation>Er kehrt variiert wieder.</translation>
    </message>
    <message>
        <source>It returns, freely varied.</source>
        <translation>Er kehrt frei variiert wieder.</translation>
    </message>
    <message>
        <source>It returns in its rhythm, on other pitches.</source>
        <translation>Er kehrt in seinem Rhythmus wieder, auf anderen Tonhöhen.</translation>
    </message>
    <message>
        <source>Found in the music, not planned.</source>
        <translation>In der Musik gefunden, nicht geplant.</translation>
    </message>
    <message>
        <source>Bar {number}: no chords.</source>
        <translation>Takt {number}: keine Akkorde.</translation>
    </message>
    <message>
        <source>Bar {number}: {chords}.</source>
        <translation>Takt {number}: {chords}.</translation>
    </message>
    <message>
        <source>The critic in {path} cannot be read. Install Chopin Studio again, or set the quality to quick.</source>
        <translation>Der Kritiker in {path} lässt sich nicht lesen. Installieren Sie Chopin Studio erneut, oder stellen Sie die Qualität auf schnell.</translation>
    </message>
    <message>
        <source>The best of several tries of each phrase was kept (critic {id}).</source>
        <translation>Von jeder Phrase wurde der beste von mehreren Versuchen behalten (Kritiker {id}).</translation>
    </message>
    <message>
        <source>There is no study in the language {language}. Choose one of {known}, and translate the study&apos;s file.</source>
        <translation>In der Sprache {language} gibt es keine Studie. Wählen Sie eine von {known}, und übersetzen Sie die Datei der Studie.</translation>
    </message>
    <message>
        <source>{path} cannot be read. Install Chopin Studio again.</source>
        <translation>{path} ist nicht lesbar. Installieren Sie Chopin Studio neu.</translation>
    </message>
    <message>
        <source>{name} answers another study. Import it there.</source>
        <translation>{name} beantwortet eine andere Studie. Importieren Sie die Datei dort.</translation>
    </message>
    <message>
        <source>{name} answers another version of this study, in which something else was asked or heard. Import it into that version&apos;s folder.</source>
        <translation>{name} beantwortet eine andere Fassung dieser Studie, in der anderes gefragt oder gehört wurde. Importieren Sie die Datei in den Ordner jener Fassung.</translation>
    </message>
    <message>
        <source>{name} cannot be opened ({reason}). Check its name and permissions.</source>
        <translation>{name} lässt sich nicht öffnen ({reason}). Prüfen Sie Namen und Zugriffsrechte.</translation>
    </message>
    <message>
        <source>{name} is damaged or not a file of answers. Ask the listener to send it again.</source>
        <translation>{name} ist beschädigt oder keine Datei mit Antworten. Bitten Sie darum, sie noch einmal zu schicken.</translation>
    </message>
    <message>
        <source>{name} has the same answers as a file read before.</source>
        <translation>{name} hat dieselben Antworten wie eine Datei, die schon gelesen wurde.</translation>
    </message>
    <message>
        <source>{name} replaces answers that the same listener had not finished.</source>
        <translation>{name} ersetzt Antworten, die derselbe Hörer nicht beendet hatte.</translation>
    </message>
    <message>
        <source>{name} is left out: there are other answers of the same listener already.</source>
        <translation>{name} wird ausgelassen: Es gibt schon andere Antworten desselben Hörers.</translation>
    </message>
    <message>
        <source>is not a file of answers</source>
        <translation>ist keine Datei mit Antworten</translation>
    </message>
    <message>
        <source>answers another study</source>
        <translation>beantwortet eine andere Studie</translation>
    </message>
    <message>
        <source>answers another version of this study</source>
        <translation>beantwortet eine andere Fassung dieser Studie</translation>
    </message>
    <message>
        <source>has answers about a model that is not there</source>
        <translation>hat Antworten zu einem Modell, das es nicht gibt</translation>
    </message>
    <message>
        <source>has an answer to a question that is not there</source>
        <translation>hat eine Antwort auf eine Frage, die es nicht gibt</translation>
    </message>
    <message>
        <source>has the same rank twice</source>
        <translation>hat denselben Rang zweimal</translation>
    </message>
    <message>
        <source>has an order without one of the models</source>
        <translation>hat eine Reihenfolge, in der ein Modell fehlt</translation>
    </message>
    <message>
        <source>has a kind of listener that is not there</source>
        <translation>nennt eine Art von Hörern, die es nicht gibt</translation>
    </message>
    <message>
        <source>must have the listener&apos;s id, of hexadecimal digits</source>
        <translation>muss die Kennung des Hörers aus hexadezimalen Ziffern sein</translation>
    </message>
    <message>
        <source>There is no study in {folder}. Choose the folder in which one was created, or create one there.</source>
        <translation>In {folder} liegt keine Studie. Wählen Sie den Ordner, in dem eine angelegt wurde, oder legen Sie dort eine an.</translation>
    </message>
    <message>
        <source>“{field}” is missing</source>
        <translation>„{field}“ fehlt</translation>
    </message>
    <message>
        <source>a value {problem}</source>
        <translation>ein Wert {problem}</translation>
    </message>
    <message>
        <source>its parts do not fit together</source>
        <translation>die Teile passen nicht zusammen</translation>
    </message>
    <message>
        <source>There is a study in {folder} already. Choose another.</source>
        <translation>In {folder} ist schon eine Studie. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>{path} is missing or damaged. Restore it from a backup, or create the study again.</source>
        <translation>{path} fehlt oder ist beschädigt. Stellen Sie die Datei aus einer Sicherung wieder her, oder legen Sie die Studie neu an.</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}. Undo the last change to it, or restore it from a backup.</source>
        <translation>{path} ist nicht lesbar: {reason}. Machen Sie die letzte Änderung daran rückgängig, oder stellen Sie die Datei aus einer Sicherung wieder her.</translation>
    </message>
    <message>
        <source>is not the file of a study</source>
        <translation>ist nicht die Datei einer Studie</translation>
    </message>
    <message>
        <source>A study compares 1 to {most} models. Name others.</source>
        <translation>Eine Studie vergleicht 1 bis {most} Modelle. Nennen Sie andere.</translation>
    </message>
    <message>
        <source>A model cannot be compared with itself. Name each model once.</source>
        <translation>Ein Modell lässt sich nicht mit sich selbst vergleichen. Nennen Sie jedes Modell einmal.</translation>
    </message>
    <message>
        <source>A study has 1 to {most} excerpts of each model. Choose a number in between.</source>
        <translation>Eine Studie hat 1 bis {most} Ausschnitte von jedem Modell. Wählen Sie eine Zahl dazwischen.</translation>
    </message>
    <message numerus="yes">
        <source>{n} excerpts were too similar to another of the same model and were generated again.</source>
        <comment>{n} excerpt was too similar to another of the same model and was generated again.</comment>
        <translation>
            <numerusform>{n} Ausschnitt war einem anderen desselben Modells zu ähnlich und wurde neu erzeugt.</numerusform>
            <numerusform>{n} Ausschnitte waren einem anderen desselben Modells zu ähnlich und wurden neu erzeugt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} excerpts are still similar to another of the same model. Raise the temperature for more variety.</source>
        <comment>{n} excerpt is still similar to another of the same model. Raise the temperature for more variety.</comment>
        <translation>
            <numerusform>{n} Ausschnitt ist einem anderen desselben Modells noch immer ähnlich. Eine höhere Temperatur bringt mehr Abwechslung.</numerusform>
            <numerusform>{n} Ausschnitte sind einem anderen desselben Modells noch immer ähnlich. Eine höhere Temperatur bringt mehr Abwechslung.</numerusform>
        </translation>
    </message>
    <message>
        <source>Encoding the audio</source>
        <translation>Audio wird kodiert</translation>
    </message>
    <message>
        <source>Generating excerpt {number} of {total}</source>
        <translation>Ausschnitt {number} von {total} wird erzeugt</translation>
    </message>
    <message>
        <source>Rendering the audio</source>
        <translation>Audio wird erzeugt</translation>
    </message>
    <message>
        <source>Real pieces</source>
        <translation>Echte Stücke</translation>
    </message>
    <message>
        <source>“{label}” has {there}, but every model needs {needed}. Give as many for each.</source>
        <translation>„{label}“ hat {there}, aber jedes Modell braucht {needed}. Geben Sie für jedes gleich viele an.</translation>
    </message>
    <message numerus="yes">
        <source>{n} excerpts</source>
        <comment>{n} excerpt</comment>
        <translation>
            <numerusform>{n} Ausschnitt</numerusform>
            <numerusform>{n} Ausschnitte</numerusform>
        </translation>
    </message>
    <message>
        <source>“{title}” is too short or too soft to be heard. Choose other music.</source>
        <translation>„{title}“ ist zu kurz oder zu leise, um gehört zu werden. Wählen Sie andere Musik.</translation>
    </message>
    <message>
        <source>The audio of a study needs room on the disk that holds {folder} while it is created, and there is too little. Free some space there.</source>
        <translation>Das Audio einer Studie braucht beim Anlegen Platz auf dem Datenträger mit {folder}, und dort ist zu wenig. Geben Sie dort Speicherplatz frei.</translation>
    </message>
    <message>
        <source>Features of the music</source>
        <translation>Merkmale der Musik</translation>
    </message>
    <message>
        <source>Overall judgements</source>
        <translation>Gesamturteile</translation>
    </message>
    <message>
        <source>{percent:.0f}%</source>
        <translation>{percent:.0f} %</translation>
    </message>
    <message>
        <source>Share of listeners</source>
        <translation>Anteil der Hörenden</translation>
    </message>
    <message>
        <source>Mean place (1 is best)</source>
        <translation>Mittlerer Platz (1 ist der beste)</translation>
    </message>
    <message>
        <source>Mean rating</source>
        <translation>Mittlere Bewertung</translation>
    </message>
    <message>
        <source>Mean in the paper</source>
        <translation>Mittelwert im Paper</translation>
    </message>
    <message>
        <source>Bars are means, and lines their 95% intervals.</source>
        <translation>Balken zeigen Mittelwerte, Striche deren 95-%-Intervalle.</translation>
    </message>
    <message>
        <source>Bars are means, and lines their 95% intervals. Diamonds are the means of the paper.</source>
        <translation>Balken zeigen Mittelwerte, Striche deren 95-%-Intervalle. Rauten sind die Mittelwerte im Paper.</translation>
    </message>
    <message>
        <source>Means are of all who answered for a model. Their intervals come from drawing listeners anew (bootstrap, expanded percentiles), those of yes and no are Wilson&apos;s.</source>
        <translation>Mittelwerte umfassen alle, die für ein Modell geantwortet haben. Ihre Intervalle entstehen, indem Hörende wiederholt neu gezogen werden (Bootstrap, erweiterte Perzentile); bei Ja und Nein sind es die von Wilson.</translation>
    </message>
    <message>
        <source>All models are compared by Friedman&apos;s test with correction for ties, which for yes and no is Cochran&apos;s Q, for two models by Wilcoxon&apos;s signed-rank test. Listeners who left one of the models out are left out of it. p is the share of arrangements of each listener&apos;s answers that lead to as large a statistic, and is adjusted for the number of questions (Westfall and Young, step-down).</source>
        <translation>Alle Modelle vergleicht der Friedman-Test mit Korrektur für Bindungen, bei Ja und Nein ist das Cochrans Q, bei zwei Modellen der Wilcoxon-Vorzeichen-Rang-Test. Wer ein Modell ausgelassen hat, geht nicht in ihn ein. p ist der Anteil der Vertauschungen der Antworten jeder Person, die zu einer mindestens so großen Prüfgröße führen, und ist für die Anzahl der Fragen korrigiert (Westfall und Young, schrittweise absteigend).</translation>
    </message>
    <message>
        <source>Two models are compared by Wilcoxon&apos;s signed-rank test of those who answered for both, exact with ties, zeros after Pratt. p is adjusted for the number of pairs (Holm). A difference counts as found where both tests have an adjusted p of at most 0.05. Where no models differ, that finds any in 5 of 100 studies; where some do, two others are taken to differ in 5 of 100 cases at most in each question, and so more often in any of them.</source>
        <translation>Zwei Modelle vergleicht der Wilcoxon-Vorzeichen-Rang-Test mit allen, die für beide geantwortet haben: exakt auch bei Bindungen, Nullen nach Pratt. p ist für die Anzahl der Paare korrigiert (Holm). Ein Unterschied gilt als gefunden, wenn in beiden Tests das korrigierte p höchstens 0,05 ist. Sind alle Modelle gleich, wird in 5 von 100 Studien irgendeiner gefunden; unterscheiden sich einige, werden zwei andere bei jeder Frage in höchstens 5 von 100 Fällen für verschieden gehalten und bei irgendeiner entsprechend öfter.</translation>
    </message>
    <message>
        <source>W is Kendall&apos;s coefficient of concordance, corrected for ties. What can be found is by how much one model must be better than all others for both tests to show it beside another one with a power of 80%, in simulated studies with ratings as spread as these.</source>
        <translation>W ist Kendalls Konkordanzkoeffizient mit Korrektur für Bindungen. Nachweisbar ist, um wie viel ein Modell besser sein muss als alle anderen, damit beide Tests es neben einem anderen mit einer Teststärke von 80 % zeigen, in simulierten Studien mit so gestreuten Bewertungen wie hier.</translation>
    </message>
    <message>
        <source>How this was calculated</source>
        <translation>So wurde gerechnet</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was sich gezeigt hat</translation>
    </message>
    <message>
        <source>What this can and cannot tell</source>
        <translation>Was sich daraus schließen lässt und was nicht</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>The paper: {source}.</source>
        <translation>Das Paper: {source}.</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Kommentare</translation>
    </message>
    <message>
        <source>Melody</source>
        <translation>Melodie</translation>
    </message>
    <message>
        <source>Rhythm</source>
        <translation>Rhythmus</translation>
    </message>
    <message>
        <source>Character/emotion</source>
        <translation>Charakter/Ausdruck</translation>
    </message>
    <message>
        <source>Texture</source>
        <translation>Klaviersatz</translation>
    </message>
    <message>
        <source>Phrasing/structure</source>
        <translation>Phrasierung/Form</translation>
    </message>
    <message>
        <source>Coherence</source>
        <translation>Zusammenhang</translation>
    </message>
    <message>
        <source>Novelty/creativity</source>
        <translation>Neuheit/Kreativität</translation>
    </message>
    <message>
        <source>Average of features</source>
        <translation>Mittel der Merkmale</translation>
    </message>
    <message>
        <source>Overall sentiment</source>
        <translation>Gesamteindruck</translation>
    </message>
    <message>
        <source>Resemblance to Chopin</source>
        <translation>Ähnlichkeit mit Chopin</translation>
    </message>
    <message>
        <source>Taken for classical music</source>
        <translation>Für klassische Musik gehalten</translation>
    </message>
    <message>
        <source>Ranking</source>
        <translation>Rangfolge</translation>
    </message>
    <message>
        <source>Nobody has answered yet.</source>
        <translation>Bisher hat niemand geantwortet.</translation>
    </message>
    <message numerus="yes">
        <source>{n} listeners answered, {finished} of them to the end.</source>
        <comment>{n} listener answered.</comment>
        <translation>
            <numerusform>{n} Person hat geantwortet.</numerusform>
            <numerusform>{n} Personen haben geantwortet, {finished} davon bis zum Ende.</numerusform>
        </translation>
    </message>
    <message>
        <source>No difference between the models was found in any question.</source>
        <translation>Bei keiner Frage hat sich ein Unterschied zwischen den Modellen gezeigt.</translation>
    </message>
    <message>
        <source>No difference was found in: {questions}.</source>
        <translation>Kein Unterschied zeigte sich bei: {questions}.</translation>
    </message>
    <message>
        <source>There are no two models to compare.</source>
        <translation>Es gibt keine zwei Modelle zum Vergleichen.</translation>
    </message>
    <message>
        <source>With {n} listeners, a study like this shows in four of five cases that a model is better than another one if it is better than all of them by at least {low:.1f} to {high:.1f} points, depending on the question. Smaller differences are often missed: where none was found, the models may differ all the same.</source>
        <translation>Mit {n} Hörenden zeigt eine solche Studie in vier von fünf Fällen, dass ein Modell besser ist als ein anderes, wenn es je nach Frage um mindestens {low:.1f} bis {high:.1f} Punkte besser ist als alle anderen. Kleinere Unterschiede bleiben oft unbemerkt: Auch wo sich keiner gezeigt hat, können sich die Modelle unterscheiden.</translation>
    </message>
    <message>
        <source>If all models were equally good, about 5 of 100 such studies would still find a difference somewhere.</source>
        <translation>Wären alle Modelle gleich gut, würden trotzdem etwa 5 von 100 solchen Studien irgendwo einen Unterschied finden.</translation>
    </message>
    <message>
        <source>{question}: how far listeners agree on the order of the models is {agreement:.2f}, on a scale from 0, not at all, to 1, completely.</source>
        <translation>{question}: Wie sehr sich die Hörenden über die Reihenfolge der Modelle einig sind, beträgt {agreement:.2f} auf einer Skala von 0, gar nicht, bis 1, völlig.</translation>
    </message>
    <message>
        <source>{models}: real music, shown beside the models but not compared with them.</source>
        <translation>{models}: echte Musik, neben den Modellen gezeigt, aber nicht mit ihnen verglichen.</translation>
    </message>
    <message>
        <source>Too few of the listeners rated every model to say how small a difference could be found.</source>
        <translation>Zu wenige haben alle Modelle bewertet, um zu sagen, wie kleine Unterschiede sich zeigen könnten.</translation>
    </message>
    <message>
        <source>With so few listeners, no difference between two of {models} models can be shown, however large it is. That takes at least {fewest} listeners, and more for small differences.</source>
        <translation>Mit so wenigen Hörenden lässt sich kein Unterschied zwischen zweien von {models} Modellen nachweisen, wie groß er auch ist. Dafür braucht es mindestens {fewest} Hörende, für kleine Unterschiede mehr.</translation>
    </message>
    <message>
        <source>{question}: listeners tell the models apart, but which of them differ is not certain.</source>
        <translation>{question}: Die Hörenden unterscheiden die Modelle, aber welche davon verschieden sind, ist nicht sicher.</translation>
    </message>
    <message>
        <source>{question}: {better} more often than {others}.</source>
        <translation>{question}: {better} häufiger als {others}.</translation>
    </message>
    <message>
        <source>{question}: {better} was placed above {others}.</source>
        <translation>{question}: {better} liegt vor {others}.</translation>
    </message>
    <message>
        <source>{question}: {better} was rated higher than {others}.</source>
        <translation>{question}: {better} wurde höher bewertet als {others}.</translation>
    </message>
    <message>
        <source>{model} (by {points:.0f} percentage points)</source>
        <translation>{model} (um {points:.0f} Prozentpunkte)</translation>
    </message>
    <message>
        <source>{model} (by {places:.1f} places)</source>
        <translation>{model} (um {places:.1f} Plätze)</translation>
    </message>
    <message>
        <source>{model} (by {points:.1f} points)</source>
        <translation>{model} (um {points:.1f} Punkte)</translation>
    </message>
    <message>
        <source>in the paper</source>
        <translation>im Paper</translation>
    </message>
    <message>
        <source>Means, and standard deviations after ±</source>
        <translation>Mittelwerte, nach ± die Standardabweichung</translation>
    </message>
    <message>
        <source>95% intervals of the means</source>
        <translation>95-%-Intervalle der Mittelwerte</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Listeners</source>
        <translation>Hörende</translation>
    </message>
    <message>
        <source>p, adjusted</source>
        <translation>p, korrigiert</translation>
    </message>
    <message>
        <source>Can be found from</source>
        <translation>Nachweisbar ab</translation>
    </message>
    <message>
        <source>All models compared</source>
        <translation>Alle Modelle im Vergleich</translation>
    </message>
    <message>
        <source>Other model</source>
        <translation>Anderes Modell</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>Pairs of models, for questions in which models are told apart</source>
        <translation>Paare von Modellen, bei Fragen mit unterscheidbaren Modellen</translation>
    </message>
    <message>
        <source>Number for listeners</source>
        <translation>Nummer für Hörende</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>{points:.0f} percentage points</source>
        <translation>{points:.0f} Prozentpunkte</translation>
    </message>
    <message>
        <source>{places:.1f} places</source>
        <translation>{places:.1f} Plätze</translation>
    </message>
    <message>
        <source>{points:.1f} points</source>
        <translation>{points:.1f} Punkte</translation>
    </message>
    <message>
        <source>The file name “{name}” has no known extension. Use one of {known}, or the name of a folder for all of them.</source>
        <translation>Der Dateiname „{name}“ hat keine bekannte Endung. Verwenden Sie eine von {known} oder den Namen eines Ordners für alle.</translation>
    </message>
    <message>
        <source>Page for Listeners…</source>
        <translation>Seite für Hörer…</translation>
    </message>
    <message>
        <source>Save the page to send to listeners, as a .zip</source>
        <translation>Die Seite, die Hörer bekommen, als .zip speichern</translation>
    </message>
    <message>
        <source>Listen Here</source>
        <translation>Hier hören</translation>
    </message>
    <message>
        <source>Open the page in the browser, for a listener at this computer</source>
        <translation>Die Seite im Browser öffnen, für einen Hörer an diesem Computer</translation>
    </message>
    <message>
        <source>Page for listeners</source>
        <translation>Seite für Hörer</translation>
    </message>
    <message>
        <source>Page for Listeners</source>
        <translation>Seite für Hörer</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Listening Study</source>
        <translation>Hörstudie</translation>
    </message>
    <message>
        <source>Files that came in</source>
        <translation>Eingegangene Dateien</translation>
    </message>
    <message>
        <source>Open Study…</source>
        <translation>Studie öffnen…</translation>
    </message>
    <message>
        <source>Choose the folder of another study</source>
        <translation>Den Ordner einer anderen Studie wählen</translation>
    </message>
    <message>
        <source>Add Answers…</source>
        <translation>Antworten hinzufügen…</translation>
    </message>
    <message>
        <source>Choose files that listeners sent back, or drop files or a folder here</source>
        <translation>Dateien wählen, die Hörer zurückgeschickt haben; Dateien oder ein Ordner lassen sich auch hierher ziehen</translation>
    </message>
    <message>
        <source>Save the report as one file</source>
        <translation>Den Bericht als eine Datei speichern</translation>
    </message>
    <message>
        <source>Save All Formats…</source>
        <translation>Alle Formate speichern…</translation>
    </message>
    <message>
        <source>Save the report and its figures into a folder</source>
        <translation>Den Bericht und seine Abbildungen in einen Ordner speichern</translation>
    </message>
    <message>
        <source>Open Study</source>
        <translation>Studie öffnen</translation>
    </message>
    <message>
        <source>Add Answers</source>
        <translation>Antworten hinzufügen</translation>
    </message>
    <message>
        <source>Answers (*.json)</source>
        <translation>Antworten (*.json)</translation>
    </message>
    <message>
        <source>Study report</source>
        <translation>Bericht zur Studie</translation>
    </message>
    <message>
        <source>Save Report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Save All Formats</source>
        <translation>Alle Formate speichern</translation>
    </message>
    <message>
        <source>Reading the study…</source>
        <translation>Die Studie wird gelesen…</translation>
    </message>
    <message>
        <source>No study is open</source>
        <translation>Keine Studie ist geöffnet</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>Einen Moment…</translation>
    </message>
    <message>
        <source>New &amp;Listening Study…</source>
        <translation>Neue &amp;Hörstudie…</translation>
    </message>
    <message>
        <source>Create a study in which listeners compare models without knowing which is which</source>
        <translation>Eine Studie anlegen, in der Hörer Modelle vergleichen, ohne zu wissen, welches welches ist</translation>
    </message>
    <message>
        <source>Listening Study Res&amp;ults…</source>
        <translation>Ergebnisse einer Hör&amp;studie…</translation>
    </message>
    <message>
        <source>Take in the answers to a listening study, and see what came of it</source>
        <translation>Antworten auf eine Hörstudie einlesen und ihre Ergebnisse ansehen</translation>
    </message>
    <message>
        <source>{folder} is there already. Choose another name.</source>
        <translation>{folder} gibt es schon. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>The study cannot be put into {folder}. Check the folder&apos;s permissions, or choose another.</source>
        <translation>Die Studie lässt sich nicht in {folder} ablegen. Prüfen Sie die Berechtigungen des Ordners, oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Add Takes…</source>
        <translation>Takes hinzufügen…</translation>
    </message>
    <message>
        <source>Compare takes of the library, as one group</source>
        <translation>Takes der Bibliothek als eine Gruppe vergleichen</translation>
    </message>
    <message>
        <source>Add Files…</source>
        <translation>Dateien hinzufügen…</translation>
    </message>
    <message>
        <source>Compare MIDI files, as one group</source>
        <translation>MIDI-Dateien als eine Gruppe vergleichen</translation>
    </message>
    <message>
        <source>Add Real Pieces…</source>
        <translation>Echte Stücke hinzufügen…</translation>
    </message>
    <message>
        <source>Slip in MIDI files of real pieces, as a control</source>
        <translation>MIDI-Dateien echter Stücke zur Kontrolle daruntermischen</translation>
    </message>
    <message>
        <source>Choose MIDI Files</source>
        <translation>MIDI-Dateien wählen</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Name of the group in the report</source>
        <translation>Name der Gruppe im Bericht</translation>
    </message>
    <message numerus="yes">
        <source>{n} pieces</source>
        <comment>{n} piece</comment>
        <translation>
            <numerusform>{n} Stück</numerusform>
            <numerusform>{n} Stücke</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
    <message>
        <source>Excerpts of each model</source>
        <translation>Ausschnitte von jedem Modell</translation>
    </message>
    <message>
        <source>Notes and chords</source>
        <translation>Noten und Akkorde</translation>
    </message>
    <message>
        <source>Excerpts</source>
        <translation>Ausschnitte</translation>
    </message>
    <message>
        <source>Each model needs the same number of excerpts. Their seeds are not heard. Takes and files are cut to this length.</source>
        <translation>Jedes Modell braucht gleich viele Ausschnitte. Ihr Anfang, aus dem sie entstehen, ist nicht zu hören. Takes und Dateien werden auf diese Länge gekürzt.</translation>
    </message>
    <message>
        <source>New Listening Study</source>
        <translation>Neue Hörstudie</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Open the study&apos;s window, in which answers are taken in</source>
        <translation>Das Fenster der Studie öffnen, in dem Antworten eingelesen werden</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>{words} ({share:.0%})</source>
        <translation>{words} ({share:.0%})</translation>
    </message>
    <message>
        <source>The study is in {folder}.</source>
        <translation>Die Studie liegt in {folder}.</translation>
    </message>
    <message>
        <source>Send its page to listeners, and keep the folder to yourself.</source>
        <translation>Schicken Sie Hörern ihre Seite, und behalten Sie den Ordner für sich.</translation>
    </message>
    <message>
        <source>Nothing of the study was kept.</source>
        <translation>Von der Studie wurde nichts behalten.</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Step 1 of 3: what is compared</source>
        <translation>Schritt 1 von 3: was verglichen wird</translation>
    </message>
    <message>
        <source>Step 2 of 3: how many excerpts, and how long</source>
        <translation>Schritt 2 von 3: wie viele Ausschnitte, und wie lang</translation>
    </message>
    <message>
        <source>Step 3 of 3: title, language and folder</source>
        <translation>Schritt 3 von 3: Titel, Sprache und Ordner</translation>
    </message>
    <message>
        <source>Creating the study</source>
        <translation>Die Studie wird angelegt</translation>
    </message>
    <message>
        <source>The study is ready</source>
        <translation>Die Studie ist fertig</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Wird abgebrochen…</translation>
    </message>
    <message>
        <source>Language of the page and its questions</source>
        <translation>Sprache der Seite und ihrer Fragen</translation>
    </message>
    <message>
        <source>What listeners read above the page</source>
        <translation>Was Hörer über der Seite lesen</translation>
    </message>
    <message>
        <source>Listening study</source>
        <translation>Hörstudie</translation>
    </message>
    <message>
        <source>The new folder in which the study is kept</source>
        <translation>Der neue Ordner, in dem die Studie liegt</translation>
    </message>
    <message>
        <source>Folder for the Study</source>
        <translation>Ordner für die Studie</translation>
    </message>
    <message>
        <source>{name} cannot be read: {reason}. Choose a Humdrum file.</source>
        <translation>{name} kann nicht gelesen werden: {reason}. Eine Humdrum-Datei wählen.</translation>
    </message>
    <message>
        <source>{name} has no notes in Humdrum **kern. Choose another file, or download it again.</source>
        <translation>{name} enthält keine Noten in Humdrum **kern. Eine andere Datei wählen oder die Datei neu herunterladen.</translation>
    </message>
    <message numerus="yes">
        <source>Drop to open {n} files</source>
        <comment>Drop to open “{name}”</comment>
        <translation>
            <numerusform>Loslassen, um „{name}“ zu öffnen</numerusform>
            <numerusform>Loslassen, um {n} Dateien zu öffnen</numerusform>
        </translation>
    </message>
    <message>
        <source>“{name}” is a folder. Drop the files in it instead.</source>
        <translation>„{name}“ ist ein Ordner. Stattdessen die Dateien darin hierher ziehen.</translation>
    </message>
    <message numerus="yes">
        <source>{n} files, “{name}” among them, are not music that Chopin Studio can open. Drop MIDI files or scores.</source>
        <comment>“{name}” is not music that Chopin Studio can open. Drop a MIDI file or a score.</comment>
        <translation>
            <numerusform>„{name}“ ist keine Musik, die Chopin Studio öffnen kann. Eine MIDI-Datei oder Noten hierher ziehen.</numerusform>
            <numerusform>{n} Dateien, darunter „{name}“, sind keine Musik, die Chopin Studio öffnen kann. MIDI-Dateien oder Noten hierher ziehen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Opened with Changes</source>
        <translation>Mit Änderungen geöffnet</translation>
    </message>
    <message>
        <source>“{title}” was read with these changes:</source>
        <translation>„{title}“ wurde mit diesen Änderungen gelesen:</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>No file has been opened yet.</source>
        <translation>Es wurde noch keine Datei geöffnet.</translation>
    </message>
    <message>
        <source>&amp;Clear List</source>
        <translation>&amp;Liste leeren</translation>
    </message>
    <message>
        <source>Forget the files in this list; the files stay where they are</source>
        <translation>Die Dateien dieser Liste vergessen; die Dateien selbst bleiben, wo sie sind</translation>
    </message>
    <message>
        <source>{path} is not there any more.</source>
        <translation>{path} ist nicht mehr vorhanden.</translation>
    </message>
    <message>
        <source>MIDI files</source>
        <translation>MIDI-Dateien</translation>
    </message>
    <message>
        <source>MusicXML scores</source>
        <translation>MusicXML-Noten</translation>
    </message>
    <message>
        <source>Humdrum scores</source>
        <translation>Humdrum-Noten</translation>
    </message>
    <message>
        <source>{name} has no notes to play. Choose another score.</source>
        <translation>{name} hat keine Noten, die gespielt werden können. Eine andere Partitur wählen.</translation>
    </message>
    <message>
        <source>{name} has more than {most:,} notes. Export its piano part alone.</source>
        <translation>{name} hat mehr als {most:,} Noten. Nur die Klavierstimme exportieren.</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} notes without a readable pitch or length were left out.</source>
        <comment>{n} note without a readable pitch or length was left out.</comment>
        <translation>
            <numerusform>{n} Note ohne lesbare Tonhöhe oder Länge wurde weggelassen.</numerusform>
            <numerusform>{n:,} Noten ohne lesbare Tonhöhe oder Länge wurden weggelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} notes that no piano has were left out.</source>
        <comment>{n} note that no piano has was left out.</comment>
        <translation>
            <numerusform>{n} Note außerhalb des Klavierumfangs wurde weggelassen.</numerusform>
            <numerusform>{n:,} Noten außerhalb des Klavierumfangs wurden weggelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} damaged lines were left out.</source>
        <comment>{n} damaged line was left out.</comment>
        <translation>
            <numerusform>{n} beschädigte Zeile wurde weggelassen.</numerusform>
            <numerusform>{n:,} beschädigte Zeilen wurden weggelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The file is damaged: its end is missing.</source>
        <translation>Die Datei ist beschädigt: Ihr Ende fehlt.</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} bars are shorter or longer than their meter.</source>
        <comment>{n} bar is shorter or longer than its meter.</comment>
        <translation>
            <numerusform>{n} Takt ist kürzer oder länger, als seine Taktart angibt.</numerusform>
            <numerusform>{n:,} Takte sind kürzer oder länger, als ihre Taktart angibt.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} is in the format of {program}, which cannot be read. Export it there as MusicXML and open that.</source>
        <translation>{name} hat das Format von {program}, das nicht gelesen werden kann. Die Noten dort als MusicXML exportieren und diese Datei öffnen.</translation>
    </message>
    <message>
        <source>{name} is a PDF, which only shows the music. Export the score as MusicXML from the program that it was written with.</source>
        <translation>{name} ist eine PDF-Datei, die die Musik nur zeigt. Die Noten aus dem Programm, mit dem sie geschrieben wurden, als MusicXML exportieren.</translation>
    </message>
    <message>
        <source>{name} is damaged and cannot be unpacked. Export it again as MusicXML.</source>
        <translation>{name} ist beschädigt und kann nicht entpackt werden. Die Noten erneut als MusicXML exportieren.</translation>
    </message>
    <message>
        <source>{name} is an archive without a score. Export the score as MusicXML.</source>
        <translation>{name} ist ein Archiv ohne Partitur. Die Noten als MusicXML exportieren.</translation>
    </message>
    <message>
        <source>{name} is locked with a password. Export it without one.</source>
        <translation>{name} ist mit einem Passwort geschützt. Die Datei ohne Passwort exportieren.</translation>
    </message>
    <message>
        <source>{name} is packed in a way that MusicXML does not have. Export it again as MusicXML.</source>
        <translation>{name} ist auf eine Art gepackt, die MusicXML nicht vorsieht. Die Noten erneut als MusicXML exportieren.</translation>
    </message>
    <message>
        <source>{name} holds a score of more than {most} MB. Export its piano part alone.</source>
        <translation>{name} enthält eine Partitur von mehr als {most} MB. Nur die Klavierstimme exportieren.</translation>
    </message>
    <message>
        <source>This score has no piano part. These parts are played together: {names}.</source>
        <translation>Diese Partitur hat keine Klavierstimme. Diese Stimmen werden zusammen gespielt: {names}.</translation>
    </message>
    <message>
        <source>Parts that were left out: {names}.</source>
        <translation>Weggelassene Stimmen: {names}.</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} percussion notes were left out.</source>
        <comment>{n} percussion note was left out.</comment>
        <translation>
            <numerusform>{n} Schlagzeugnote wurde weggelassen.</numerusform>
            <numerusform>{n:,} Schlagzeugnoten wurden weggelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} cue notes were left out.</source>
        <comment>{n} cue note was left out.</comment>
        <translation>
            <numerusform>{n} Stichnote wurde weggelassen.</numerusform>
            <numerusform>{n:,} Stichnoten wurden weggelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Repeats are played once, as the music would be too long otherwise.</source>
        <translation>Wiederholungen werden einmal gespielt, da die Musik sonst zu lang wäre.</translation>
    </message>
    <message>
        <source>The file is damaged: what follows bar {number} was lost.</source>
        <translation>Die Datei ist beschädigt: Was auf Takt {number} folgt, ging verloren.</translation>
    </message>
    <message>
        <source>Some note lengths or positions in this file are wrong.</source>
        <translation>Einige Notenlängen oder Positionen in dieser Datei sind falsch.</translation>
    </message>
    <message>
        <source>Part {number}</source>
        <translation>Stimme {number}</translation>
    </message>
    <message>
        <source>{name} cannot be read: {reason}. Choose a MusicXML file.</source>
        <translation>{name} kann nicht gelesen werden: {reason}. Eine MusicXML-Datei wählen.</translation>
    </message>
    <message>
        <source>{name} is an XML file without a score that can be read. Export the score as MusicXML.</source>
        <translation>{name} ist eine XML-Datei ohne lesbare Partitur. Die Noten als MusicXML exportieren.</translation>
    </message>
    <message>
        <source>{name} is longer than any score. Export its piano part alone.</source>
        <translation>{name} ist länger als jede Partitur. Nur die Klavierstimme exportieren.</translation>
    </message>
    <message>
        <source>{name} has XML that no score has, and is not opened. Export it again as MusicXML.</source>
        <translation>{name} enthält XML, das in keiner Partitur vorkommt, und wird nicht geöffnet. Die Noten erneut als MusicXML exportieren.</translation>
    </message>
    <message>
        <source>{name} is damaged and cannot be read. Export it again as MusicXML.</source>
        <translation>{name} ist beschädigt und kann nicht gelesen werden. Die Noten erneut als MusicXML exportieren.</translation>
    </message>
    <message>
        <source>{name} has no notes in the parts chosen. Choose others.</source>
        <translation>{name} hat in den gewählten Stimmen keine Noten. Andere Stimmen wählen.</translation>
    </message>
    <message>
        <source>There are no notes in the marked bars. Mark other bars.</source>
        <translation>Die markierten Takte enthalten keine Noten. Andere Takte markieren.</translation>
    </message>
    <message>
        <source>New takes start from this: {name}.</source>
        <translation>Neue Takes gehen hiervon aus: {name}.</translation>
    </message>
    <message>
        <source>Stop See&amp;d</source>
        <translation>Ausgangsmusi&amp;k stoppen</translation>
    </message>
    <message>
        <source>&amp;Use Whole Piece as Seed</source>
        <translation>Ganzes Stück als Ausgangsmusik &amp;verwenden</translation>
    </message>
    <message>
        <source>&amp;Use Bar {number} as Seed</source>
        <translation>Takt {number} als Ausgangsmusik &amp;verwenden</translation>
    </message>
    <message>
        <source>&amp;Use Bars {first}–{last} as Seed</source>
        <translation>Takte {first}–{last} als Ausgangsmusik &amp;verwenden</translation>
    </message>
    <message>
        <source>Bar {number} of {title}</source>
        <translation>Takt {number} aus {title}</translation>
    </message>
    <message>
        <source>Bars {first}–{last} of {title}</source>
        <translation>Takte {first}–{last} aus {title}</translation>
    </message>
    <message>
        <source>a web page</source>
        <translation>eine Webseite</translation>
    </message>
    <message>
        <source>a MIDI 2.0 clip</source>
        <translation>ein MIDI-2.0-Clip</translation>
    </message>
    <message>
        <source>a MIDI 2.0 container</source>
        <translation>ein MIDI-2.0-Container</translation>
    </message>
    <message>
        <source>an audio recording</source>
        <translation>eine Tonaufnahme</translation>
    </message>
    <message>
        <source>a compressed file</source>
        <translation>eine komprimierte Datei</translation>
    </message>
    <message>
        <source>a compressed archive</source>
        <translation>ein komprimiertes Archiv</translation>
    </message>
    <message>
        <source>a zip archive</source>
        <translation>ein ZIP-Archiv</translation>
    </message>
    <message>
        <source>a picture</source>
        <translation>ein Bild</translation>
    </message>
    <message>
        <source>a Cakewalk project</source>
        <translation>ein Cakewalk-Projekt</translation>
    </message>
    <message>
        <source>a NoteWorthy Composer score</source>
        <translation>eine Partitur von NoteWorthy Composer</translation>
    </message>
    <message>
        <source>a text document</source>
        <translation>ein Textdokument</translation>
    </message>
    <message>
        <source>a document of an office program</source>
        <translation>ein Dokument eines Büroprogramms</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>ein Programm</translation>
    </message>
    <message>
        <source>a SoundFont</source>
        <translation>ein SoundFont</translation>
    </message>
    <message>
        <source>a bank of sounds</source>
        <translation>eine Klangbank</translation>
    </message>
    <message>
        <source>a MIDI stream for Windows (MIDS)</source>
        <translation>ein MIDI-Strom für Windows (MIDS)</translation>
    </message>
    <message>
        <source>a video</source>
        <translation>ein Video</translation>
    </message>
    <message>
        <source>an XMIDI file of a game</source>
        <translation>eine XMIDI-Datei eines Spiels</translation>
    </message>
    <message>
        <source>an audio or video recording</source>
        <translation>eine Ton- oder Bildaufnahme</translation>
    </message>
    <message>
        <source>an XML document</source>
        <translation>ein XML-Dokument</translation>
    </message>
    <message>
        <source>a MIDI file written out as text (midicsv)</source>
        <translation>eine als Text ausgeschriebene MIDI-Datei (midicsv)</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>Several instruments have pedals of their own; they became one, down while any of them is.</source>
        <translation>Mehrere Instrumente haben je ein eigenes Pedal; daraus wurde eines, das getreten ist, solange es eines von ihnen ist.</translation>
    </message>
    <message>
        <source>The soft or sostenuto pedal is kept and written to MIDI files; playback here leaves it out.</source>
        <translation>Das linke oder mittlere Pedal bleibt erhalten und wird in MIDI-Dateien geschrieben; die Wiedergabe hier lässt es weg.</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} pitch bends were left out, which a piano cannot play: notes sound as written.</source>
        <comment>A pitch bend was left out, which a piano cannot play: notes sound as written.</comment>
        <translation>
            <numerusform>Ein Pitch-Bend wurde weggelassen, den ein Klavier nicht spielen kann: Die Töne klingen, wie sie notiert sind.</numerusform>
            <numerusform>{n:,} Pitch-Bends wurden weggelassen, die ein Klavier nicht spielen kann: Die Töne klingen, wie sie notiert sind.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} syllables of lyrics were left out.</source>
        <comment>One syllable of lyrics was left out.</comment>
        <translation>
            <numerusform>Eine Silbe Liedtext wurde weggelassen.</numerusform>
            <numerusform>{n:,} Silben Liedtext wurden weggelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} notes lie beyond a piano&apos;s keyboard; scores leave out what they cannot show.</source>
        <comment>One note lies beyond a piano&apos;s keyboard; scores leave out what they cannot show.</comment>
        <translation>
            <numerusform>Eine Note liegt außerhalb der Klaviertastatur; Partituren lassen weg, was sie nicht zeigen können.</numerusform>
            <numerusform>{n:,} Noten liegen außerhalb der Klaviertastatur; Partituren lassen weg, was sie nicht zeigen können.</numerusform>
        </translation>
    </message>
    <message>
        <source>Acoustic grand piano</source>
        <translation>Konzertflügel</translation>
    </message>
    <message>
        <source>Bright acoustic piano</source>
        <translation>Heller Flügel</translation>
    </message>
    <message>
        <source>Electric grand piano</source>
        <translation>E-Flügel</translation>
    </message>
    <message>
        <source>Honky-tonk piano</source>
        <translation>Honky-Tonk-Klavier</translation>
    </message>
    <message>
        <source>Electric piano 1</source>
        <translation>E-Piano 1</translation>
    </message>
    <message>
        <source>Electric piano 2</source>
        <translation>E-Piano 2</translation>
    </message>
    <message>
        <source>Harpsichord</source>
        <translation>Cembalo</translation>
    </message>
    <message>
        <source>Clavinet</source>
        <translation>Clavinet</translation>
    </message>
    <message>
        <source>Celesta</source>
        <translation>Celesta</translation>
    </message>
    <message>
        <source>Glockenspiel</source>
        <translation>Glockenspiel</translation>
    </message>
    <message>
        <source>Music box</source>
        <translation>Spieluhr</translation>
    </message>
    <message>
        <source>Vibraphone</source>
        <translation>Vibraphon</translation>
    </message>
    <message>
        <source>Marimba</source>
        <translation>Marimba</translation>
    </message>
    <message>
        <source>Xylophone</source>
        <translation>Xylophon</translation>
    </message>
    <message>
        <source>Tubular bells</source>
        <translation>Röhrenglocken</translation>
    </message>
    <message>
        <source>Dulcimer</source>
        <translation>Hackbrett</translation>
    </message>
    <message>
        <source>Drawbar organ</source>
        <translation>Hammondorgel</translation>
    </message>
    <message>
        <source>Percussive organ</source>
        <translation>Perkussive Orgel</translation>
    </message>
    <message>
        <source>Rock organ</source>
        <translation>Rockorgel</translation>
    </message>
    <message>
        <source>Church organ</source>
        <translation>Kirchenorgel</translation>
    </message>
    <message>
        <source>Reed organ</source>
        <translation>Harmonium</translation>
    </message>
    <message>
        <source>Accordion</source>
        <translation>Akkordeon</translation>
    </message>
    <message>
        <source>Harmonica</source>
        <translation>Mundharmonika</translation>
    </message>
    <message>
        <source>Bandoneon</source>
        <translation>Bandoneon</translation>
    </message>
    <message>
        <source>Acoustic guitar (nylon)</source>
        <translation>Akustikgitarre (Nylon)</translation>
    </message>
    <message>
        <source>Acoustic guitar (steel)</source>
        <translation>Akustikgitarre (Stahl)</translation>
    </message>
    <message>
        <source>Electric guitar (jazz)</source>
        <translation>E-Gitarre (Jazz)</translation>
    </message>
    <message>
        <source>Electric guitar (clean)</source>
        <translation>E-Gitarre (klar)</translation>
    </message>
    <message>
        <source>Electric guitar (muted)</source>
        <translation>E-Gitarre (gedämpft)</translation>
    </message>
    <message>
        <source>Overdriven guitar</source>
        <translation>Gitarre mit Overdrive</translation>
    </message>
    <message>
        <source>Distortion guitar</source>
        <translation>Gitarre mit Verzerrer</translation>
    </message>
    <message>
        <source>Guitar harmonics</source>
        <translation>Gitarrenobertöne</translation>
    </message>
    <message>
        <source>Acoustic bass</source>
        <translation>Akustischer Bass</translation>
    </message>
    <message>
        <source>Electric bass (finger)</source>
        <translation>E-Bass (Finger)</translation>
    </message>
    <message>
        <source>Electric bass (pick)</source>
        <translation>E-Bass (Plektrum)</translation>
    </message>
    <message>
        <source>Fretless bass</source>
        <translation>Bundloser Bass</translation>
    </message>
    <message>
        <source>Slap bass 1</source>
        <translation>Slap-Bass 1</translation>
    </message>
    <message>
        <source>Slap bass 2</source>
        <translation>Slap-Bass 2</translation>
    </message>
    <message>
        <source>Synth bass 1</source>
        <translation>Synthesizerbass 1</translation>
    </message>
    <message>
        <source>Synth bass 2</source>
        <translation>Synthesizerbass 2</translation>
    </message>
    <message>
        <source>Violin</source>
        <translation>Violine</translation>
    </message>
    <message>
        <source>Viola</source>
        <translation>Bratsche</translation>
    </message>
    <message>
        <source>Cello</source>
        <translation>Violoncello</translation>
    </message>
    <message>
        <source>Contrabass</source>
        <translation>Kontrabass</translation>
    </message>
    <message>
        <source>Tremolo strings</source>
        <translation>Streicher tremolo</translation>
    </message>
    <message>
        <source>Pizzicato strings</source>
        <translation>Streicher pizzicato</translation>
    </message>
    <message>
        <source>Orchestral harp</source>
        <translation>Harfe</translation>
    </message>
    <message>
        <source>Timpani</source>
        <translation>Pauken</translation>
    </message>
    <message>
        <source>String ensemble 1</source>
        <translation>Streichorchester 1</translation>
    </message>
    <message>
        <source>String ensemble 2</source>
        <translation>Streichorchester 2</translation>
    </message>
    <message>
        <source>Synth strings 1</source>
        <translation>Synthesizerstreicher 1</translation>
    </message>
    <message>
        <source>Synth strings 2</source>
        <translation>Synthesizerstreicher 2</translation>
    </message>
    <message>
        <source>Choir aahs</source>
        <translation>Chor (Aah)</translation>
    </message>
    <message>
        <source>Voice oohs</source>
        <translation>Stimmen (Ooh)</translation>
    </message>
    <message>
        <source>Synth voice</source>
        <translation>Synthesizerstimme</translation>
    </message>
    <message>
        <source>Orchestra hit</source>
        <translation>Orchesterschlag</translation>
    </message>
    <message>
        <source>Trumpet</source>
        <translation>Trompete</translation>
    </message>
    <message>
        <source>Trombone</source>
        <translation>Posaune</translation>
    </message>
    <message>
        <source>Tuba</source>
        <translation>Tuba</translation>
    </message>
    <message>
        <source>Muted trumpet</source>
        <translation>Gedämpfte Trompete</translation>
    </message>
    <message>
        <source>French horn</source>
        <translation>Waldhorn</translation>
    </message>
    <message>
        <source>Brass section</source>
        <translation>Blechbläser</translation>
    </message>
    <message>
        <source>Synth brass 1</source>
        <translation>Synthesizerbläser 1</translation>
    </message>
    <message>
        <source>Synth brass 2</source>
        <translation>Synthesizerbläser 2</translation>
    </message>
    <message>
        <source>Soprano saxophone</source>
        <translation>Sopransaxophon</translation>
    </message>
    <message>
        <source>Alto saxophone</source>
        <translation>Altsaxophon</translation>
    </message>
    <message>
        <source>Tenor saxophone</source>
        <translation>Tenorsaxophon</translation>
    </message>
    <message>
        <source>Baritone saxophone</source>
        <translation>Baritonsaxophon</translation>
    </message>
    <message>
        <source>Oboe</source>
        <translation>Oboe</translation>
    </message>
    <message>
        <source>English horn</source>
        <translation>Englischhorn</translation>
    </message>
    <message>
        <source>Bassoon</source>
        <translation>Fagott</translation>
    </message>
    <message>
        <source>Clarinet</source>
        <translation>Klarinette</translation>
    </message>
    <message>
        <source>Piccolo</source>
        <translation>Piccoloflöte</translation>
    </message>
    <message>
        <source>Flute</source>
        <translation>Flöte</translation>
    </message>
    <message>
        <source>Recorder</source>
        <translation>Blockflöte</translation>
    </message>
    <message>
        <source>Pan flute</source>
        <translation>Panflöte</translation>
    </message>
    <message>
        <source>Blown bottle</source>
        <translation>Flaschenton</translation>
    </message>
    <message>
        <source>Shakuhachi</source>
        <translation>Shakuhachi</translation>
    </message>
    <message>
        <source>Whistle</source>
        <translation>Pfeifen</translation>
    </message>
    <message>
        <source>Ocarina</source>
        <translation>Okarina</translation>
    </message>
    <message>
        <source>Lead 1 (square)</source>
        <translation>Lead 1 (Rechteck)</translation>
    </message>
    <message>
        <source>Lead 2 (sawtooth)</source>
        <translation>Lead 2 (Sägezahn)</translation>
    </message>
    <message>
        <source>Lead 3 (calliope)</source>
        <translation>Lead 3 (Calliope)</translation>
    </message>
    <message>
        <source>Lead 4 (chiff)</source>
        <translation>Lead 4 (Chiff)</translation>
    </message>
    <message>
        <source>Lead 5 (charang)</source>
        <translation>Lead 5 (Charang)</translation>
    </message>
    <message>
        <source>Lead 6 (voice)</source>
        <translation>Lead 6 (Stimme)</translation>
    </message>
    <message>
        <source>Lead 7 (fifths)</source>
        <translation>Lead 7 (Quinten)</translation>
    </message>
    <message>
        <source>Lead 8 (bass and lead)</source>
        <translation>Lead 8 (Bass und Lead)</translation>
    </message>
    <message>
        <source>Pad 1 (new age)</source>
        <translation>Pad 1 (New Age)</translation>
    </message>
    <message>
        <source>Pad 2 (warm)</source>
        <translation>Pad 2 (warm)</translation>
    </message>
    <message>
        <source>Pad 3 (polysynth)</source>
        <translation>Pad 3 (Polysynth)</translation>
    </message>
    <message>
        <source>Pad 4 (choir)</source>
        <translation>Pad 4 (Chor)</translation>
    </message>
    <message>
        <source>Pad 5 (bowed)</source>
        <translation>Pad 5 (gestrichen)</translation>
    </message>
    <message>
        <source>Pad 6 (metallic)</source>
        <translation>Pad 6 (metallisch)</translation>
    </message>
    <message>
        <source>Pad 7 (halo)</source>
        <translation>Pad 7 (Halo)</translation>
    </message>
    <message>
        <source>Pad 8 (sweep)</source>
        <translation>Pad 8 (Sweep)</translation>
    </message>
    <message>
        <source>Effect 1 (rain)</source>
        <translation>Effekt 1 (Regen)</translation>
    </message>
    <message>
        <source>Effect 2 (soundtrack)</source>
        <translation>Effekt 2 (Filmmusik)</translation>
    </message>
    <message>
        <source>Effect 3 (crystal)</source>
        <translation>Effekt 3 (Kristall)</translation>
    </message>
    <message>
        <source>Effect 4 (atmosphere)</source>
        <translation>Effekt 4 (Atmosphäre)</translation>
    </message>
    <message>
        <source>Effect 5 (brightness)</source>
        <translation>Effekt 5 (Helligkeit)</translation>
    </message>
    <message>
        <source>Effect 6 (goblins)</source>
        <translation>Effekt 6 (Kobolde)</translation>
    </message>
    <message>
        <source>Effect 7 (echoes)</source>
        <translation>Effekt 7 (Echos)</translation>
    </message>
    <message>
        <source>Effect 8 (sci-fi)</source>
        <translation>Effekt 8 (Science-Fiction)</translation>
    </message>
    <message>
        <source>Sitar</source>
        <translation>Sitar</translation>
    </message>
    <message>
        <source>Banjo</source>
        <translation>Banjo</translation>
    </message>
    <message>
        <source>Shamisen</source>
        <translation>Shamisen</translation>
    </message>
    <message>
        <source>Koto</source>
        <translation>Koto</translation>
    </message>
    <message>
        <source>Kalimba</source>
        <translation>Kalimba</translation>
    </message>
    <message>
        <source>Bagpipe</source>
        <translation>Dudelsack</translation>
    </message>
    <message>
        <source>Fiddle</source>
        <translation>Fiedel</translation>
    </message>
    <message>
        <source>Shanai</source>
        <translation>Schanai</translation>
    </message>
    <message>
        <source>Tinkle bell</source>
        <translation>Klingelglöckchen</translation>
    </message>
    <message>
        <source>Agogo</source>
        <translation>Agogo</translation>
    </message>
    <message>
        <source>Steel drums</source>
        <translation>Steeldrums</translation>
    </message>
    <message>
        <source>Woodblock</source>
        <translation>Holzblock</translation>
    </message>
    <message>
        <source>Taiko drum</source>
        <translation>Taikotrommel</translation>
    </message>
    <message>
        <source>Melodic tom</source>
        <translation>Melodisches Tom</translation>
    </message>
    <message>
        <source>Synth drum</source>
        <translation>Synthesizertrommel</translation>
    </message>
    <message>
        <source>Reverse cymbal</source>
        <translation>Becken rückwärts</translation>
    </message>
    <message>
        <source>Guitar fret noise</source>
        <translation>Bundgeräusch</translation>
    </message>
    <message>
        <source>Breath noise</source>
        <translation>Atemgeräusch</translation>
    </message>
    <message>
        <source>Seashore</source>
        <translation>Meeresrauschen</translation>
    </message>
    <message>
        <source>Bird tweet</source>
        <translation>Vogelzwitschern</translation>
    </message>
    <message>
        <source>Telephone ring</source>
        <translation>Telefonklingeln</translation>
    </message>
    <message>
        <source>Helicopter</source>
        <translation>Hubschrauber</translation>
    </message>
    <message>
        <source>Applause</source>
        <translation>Applaus</translation>
    </message>
    <message>
        <source>Gunshot</source>
        <translation>Schuss</translation>
    </message>
    <message>
        <source>Percussion</source>
        <translation>Schlagzeug</translation>
    </message>
    <message>
        <source>The file has no usable header; its tracks were read without it.</source>
        <translation>Die Datei hat keinen brauchbaren Kopf; ihre Spuren wurden ohne ihn gelesen.</translation>
    </message>
    <message>
        <source>The file does not state how long its ticks are; 480 a quarter note were assumed.</source>
        <translation>Die Datei gibt nicht an, wie lang ihre Ticks sind; 480 je Viertelnote wurden angenommen.</translation>
    </message>
    <message>
        <source>The file states another number of tracks than it has; all that it has were read.</source>
        <translation>Die Datei gibt eine andere Zahl von Spuren an, als sie hat; alle vorhandenen wurden gelesen.</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} tracks have a wrong length; their notes were read nevertheless.</source>
        <comment>A track has a wrong length; its notes were read nevertheless.</comment>
        <translation>
            <numerusform>Eine Spur hat eine falsche Länge; ihre Noten wurden trotzdem gelesen.</numerusform>
            <numerusform>{n:,} Spuren haben eine falsche Länge; ihre Noten wurden trotzdem gelesen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} tracks are cut short; what stands before the cuts was read.</source>
        <comment>The file is cut short; what stands before the cut was read.</comment>
        <translation>
            <numerusform>Die Datei ist abgeschnitten; was vor dem Schnitt steht, wurde gelesen.</numerusform>
            <numerusform>{n:,} Spuren sind abgeschnitten; was vor den Schnitten steht, wurde gelesen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} tracks lack the mark of their end; they were read to their last event.</source>
        <comment>A track lacks the mark of its end; it was read to its last event.</comment>
        <translation>
            <numerusform>Einer Spur fehlt die Endmarke; sie wurde bis zum letzten Ereignis gelesen.</numerusform>
            <numerusform>{n:,} Spuren fehlt die Endmarke; sie wurden bis zum letzten Ereignis gelesen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} bytes that belong to no event were passed over.</source>
        <comment>One byte that belongs to no event was passed over.</comment>
        <translation>
            <numerusform>Ein Byte, das zu keinem Ereignis gehört, wurde übergangen.</numerusform>
            <numerusform>{n:,} Bytes, die zu keinem Ereignis gehören, wurden übergangen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} damaged events were passed over or corrected.</source>
        <comment>A damaged event was passed over or corrected.</comment>
        <translation>
            <numerusform>Ein beschädigtes Ereignis wurde übergangen oder berichtigt.</numerusform>
            <numerusform>{n:,} beschädigte Ereignisse wurden übergangen oder berichtigt.</numerusform>
        </translation>
    </message>
    <message>
        <source>What follows a silence of many hours was left out.</source>
        <translation>Was nach einer Stille von vielen Stunden folgt, wurde weggelassen.</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} impossible key signatures were passed over.</source>
        <comment>An impossible key signature was passed over.</comment>
        <translation>
            <numerusform>Eine unmögliche Vorzeichnung wurde übergangen.</numerusform>
            <numerusform>{n:,} unmögliche Vorzeichnungen wurden übergangen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} impossible time signatures were passed over.</source>
        <comment>An impossible time signature was passed over.</comment>
        <translation>
            <numerusform>Eine unmögliche Taktangabe wurde übergangen.</numerusform>
            <numerusform>{n:,} unmögliche Taktangaben wurden übergangen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Two time signatures stand at one place; that of a single beat was passed over.</source>
        <translation>Zwei Taktangaben stehen an einer Stelle; die von nur einem Schlag wurde übergangen.</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} impossible tempo events were passed over.</source>
        <comment>An impossible tempo event was passed over.</comment>
        <translation>
            <numerusform>Eine unmögliche Tempoangabe wurde übergangen.</numerusform>
            <numerusform>{n:,} unmögliche Tempoangaben wurden übergangen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} notes have no end in the file; they were ended where the music rests or the key is struck again, after a whole note at the latest.</source>
        <comment>A note has no end in the file; it was ended where the music rests or the key is struck again, after a whole note at the latest.</comment>
        <translation>
            <numerusform>Eine Note hat in der Datei kein Ende; sie endet nun, wo die Musik pausiert oder die Taste wieder angeschlagen wird, spätestens nach einer ganzen Note.</numerusform>
            <numerusform>{n:,} Noten haben in der Datei kein Ende; sie enden nun, wo die Musik pausiert oder die Taste wieder angeschlagen wird, spätestens nach einer ganzen Note.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The file holds {n:,} separate patterns (MIDI format 2); they follow one another.</source>
        <comment>The file holds one pattern (MIDI format 2).</comment>
        <translation>
            <numerusform>Die Datei enthält ein Pattern (MIDI-Format 2).</numerusform>
            <numerusform>Die Datei enthält {n:,} getrennte Patterns (MIDI-Format 2); sie folgen aufeinander.</numerusform>
        </translation>
    </message>
    <message>
        <source>track {number}</source>
        <translation>Spur {number}</translation>
    </message>
    <message>
        <source>{name} has {count} parts. Choose from these.</source>
        <translation>{name} hat {count} Stimmen. Wählen Sie von diesen.</translation>
    </message>
    <message>
        <source>Taken as piano: {parts}.</source>
        <translation>Als Klavier genommen: {parts}.</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} parts that are not the piano were left out: {parts}.</source>
        <comment>A part that is not the piano was left out: {parts}.</comment>
        <translation>
            <numerusform>Eine Stimme, die nicht das Klavier ist, wurde weggelassen: {parts}.</numerusform>
            <numerusform>{n:,} Stimmen, die nicht das Klavier sind, wurden weggelassen: {parts}.</numerusform>
        </translation>
    </message>
    <message>
        <source>The file has nothing but percussion, which a piano cannot play.</source>
        <translation>Die Datei enthält nur Schlagzeug, das ein Klavier nicht spielen kann.</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} notes of percussion were left out.</source>
        <comment>One note of percussion was left out.</comment>
        <translation>
            <numerusform>Eine Schlagzeugnote wurde weggelassen.</numerusform>
            <numerusform>{n:,} Schlagzeugnoten wurden weggelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{parts} and {n:,} others</source>
        <comment>{parts} and one other</comment>
        <translation>
            <numerusform>{parts} und eine weitere</numerusform>
            <numerusform>{parts} und {n:,} weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose Parts</source>
        <translation>Stimmen auswählen</translation>
    </message>
    <message>
        <source>Which parts of “{title}” are the piano?</source>
        <translation>Welche Stimmen von „{title}“ sind das Klavier?</translation>
    </message>
    <message>
        <source>They are opened together. Press play to hear one alone.</source>
        <translation>Sie werden zusammen geöffnet. Mit der Abspieltaste ist jede einzeln zu hören.</translation>
    </message>
    <message>
        <source>PART</source>
        <translation>STIMME</translation>
    </message>
    <message>
        <source>INSTRUMENT</source>
        <translation>INSTRUMENT</translation>
    </message>
    <message>
        <source>NOTES</source>
        <translation>NOTEN</translation>
    </message>
    <message>
        <source>Choose at least one part.</source>
        <translation>Mindestens eine Stimme auswählen.</translation>
    </message>
    <message>
        <source>Stop {part}</source>
        <translation>{part} anhalten</translation>
    </message>
    <message>
        <source>Play {part}</source>
        <translation>{part} abspielen</translation>
    </message>
    <message>
        <source>The network that finds beats in {path} cannot be read. Install Chopin Studio again.</source>
        <translation>Das Netz in {path}, das Schläge findet, ist nicht lesbar. Installieren Sie Chopin Studio neu.</translation>
    </message>
    <message>
        <source>This music was played freely, and its beats are uncertain: the bars are a guess, in {meter} at about {bpm} beats a minute. Check them.</source>
        <translation>Diese Musik wurde frei gespielt, und ihre Schläge sind unsicher: Die Takte sind geraten, im {meter}-Takt mit etwa {bpm} Schlägen in der Minute. Prüfen Sie sie.</translation>
    </message>
    <message>
        <source>This music was played freely: its bars follow the beats found in it, in {meter} at about {bpm} beats a minute.</source>
        <translation>Diese Musik wurde frei gespielt: Ihre Takte folgen den gefundenen Schlägen, im {meter}-Takt mit etwa {bpm} Schlägen in der Minute.</translation>
    </message>
    <message>
        <source>Open or record music first. Its beats can then be corrected.</source>
        <translation>Zuerst Musik öffnen oder aufnehmen. Ihre Zählzeiten lassen sich dann korrigieren.</translation>
    </message>
    <message>
        <source>Only music that was opened or recorded has beats to correct. What a model generates keeps its own.</source>
        <translation>Nur geöffnete oder aufgenommene Musik hat Zählzeiten, die sich korrigieren lassen. Was ein Modell erzeugt, behält seine eigenen.</translation>
    </message>
    <message>
        <source>Correct Beats</source>
        <translation>Zählzeiten korrigieren</translation>
    </message>
    <message>
        <source>Beats</source>
        <translation>Zählzeiten</translation>
    </message>
    <message>
        <source>&amp;Tap</source>
        <translation>&amp;Tippen</translation>
    </message>
    <message>
        <source>½ Beats</source>
        <translation>½ Schläge</translation>
    </message>
    <message>
        <source>2 × Beats</source>
        <translation>2 × Schläge</translation>
    </message>
    <message>
        <source>Bar at Playhead</source>
        <translation>Takt an Abspielmarke</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Tap the beat</source>
        <translation>Schläge tippen</translation>
    </message>
    <message>
        <source>Play, and press T or this button on every beat, a bar&apos;s first one first</source>
        <translation>Abspielen und auf jedem Schlag T oder diese Taste drücken, zuerst auf dem ersten eines Takts</translation>
    </message>
    <message>
        <source>Half as many beats</source>
        <translation>Halb so viele Schläge</translation>
    </message>
    <message>
        <source>Take every other beat for one</source>
        <translation>Nur jeden zweiten Schlag als solchen nehmen</translation>
    </message>
    <message>
        <source>Twice as many beats</source>
        <translation>Doppelt so viele Schläge</translation>
    </message>
    <message>
        <source>Add a beat between any two</source>
        <translation>Zwischen je zwei Schläge einen weiteren setzen</translation>
    </message>
    <message>
        <source>Bars a beat earlier</source>
        <translation>Takte einen Schlag früher</translation>
    </message>
    <message>
        <source>Begin bars a beat earlier</source>
        <translation>Takte einen Schlag früher beginnen lassen</translation>
    </message>
    <message>
        <source>Bars a beat later</source>
        <translation>Takte einen Schlag später</translation>
    </message>
    <message>
        <source>Begin bars a beat later</source>
        <translation>Takte einen Schlag später beginnen lassen</translation>
    </message>
    <message>
        <source>Begin a bar at the playhead</source>
        <translation>Takt an der Abspielmarke beginnen</translation>
    </message>
    <message>
        <source>Begin a bar at the beat nearest to the playhead</source>
        <translation>Einen Takt an dem Schlag beginnen lassen, der der Abspielmarke am nächsten ist</translation>
    </message>
    <message>
        <source>How many beats a bar has</source>
        <translation>Wie viele Schläge ein Takt hat</translation>
    </message>
    <message>
        <source>Undo the last correction</source>
        <translation>Letzte Korrektur rückgängig machen</translation>
    </message>
    <message>
        <source>Leave the beats as they are</source>
        <translation>Die Schläge lassen, wie sie sind</translation>
    </message>
    <message>
        <source>Apply the beats</source>
        <translation>Schläge anwenden</translation>
    </message>
    <message>
        <source>Put the music into these bars; it sounds as before</source>
        <translation>Die Musik in diese Takte setzen; sie klingt wie zuvor</translation>
    </message>
    <message numerus="yes">
        <source>{n} bars, about {bpm} beats a minute</source>
        <comment>{n} bar, about {bpm} beats a minute</comment>
        <translation>
            <numerusform>{n} Takt, etwa {bpm} Schläge pro Minute</numerusform>
            <numerusform>{n} Takte, etwa {bpm} Schläge pro Minute</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{words} · {n} taps</source>
        <comment>{words} · {n} tap</comment>
        <translation>
            <numerusform>{words} · {n} Mal getippt</numerusform>
            <numerusform>{words} · {n} Mal getippt</numerusform>
        </translation>
    </message>
    <message>
        <source>The network that tells the hands, {path}, cannot be read. Install Chopin Studio again.</source>
        <translation>Das Netz, das die Hände erkennt, {path}, kann nicht gelesen werden. Chopin Studio neu installieren.</translation>
    </message>
    <message numerus="yes">
        <source>The studio has only the first {n} bars of this piece.</source>
        <comment>The studio has only the first bar of this piece.</comment>
        <translation>
            <numerusform>Das Studio hat nur den ersten Takt dieses Stücks.</numerusform>
            <numerusform>Das Studio hat nur die ersten {n} Takte dieses Stücks.</numerusform>
        </translation>
    </message>
</context>
</TS>
