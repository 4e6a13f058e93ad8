<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>Advice</name>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>%1 (%2) %3, so the limit “%4” decides.</source>
        <translation>%1 (%2) %3, daher entscheidet die Grenze „%4“.</translation>
    </message>
    <message>
        <source>%1 kept %2</source>
        <translation>%1 erhält %2</translation>
    </message>
    <message>
        <source>%1 of %2 variants meet all</source>
        <translation>%1 von %2 Varianten erfüllen alle</translation>
    </message>
    <message>
        <source>%1 of %2 variants meet both</source>
        <translation>%1 von %2 Varianten erfüllen beide</translation>
    </message>
    <message>
        <source>%1 of %2 variants meet it</source>
        <translation>%1 von %2 Varianten erfüllen sie</translation>
    </message>
    <message>
        <source>%1 of the %2 variants that meet every limit.</source>
        <translation>%1 der %2 Varianten, die jede Grenze einhalten.</translation>
    </message>
    <message>
        <source>%1 of the %2 variants; there are no limits.</source>
        <translation>%1 der %2 Varianten; es gibt keine Grenzen.</translation>
    </message>
    <message>
        <source>Each limit is met by some variant, but not all by one.</source>
        <translation>Jede Grenze wird von einer Variante eingehalten, aber keine hält alle ein.</translation>
    </message>
    <message>
        <source>Nearest to your limits</source>
        <translation>Am nächsten an Ihren Grenzen</translation>
    </message>
    <message>
        <source>Nearest: %1; it %2.</source>
        <translation>Am nächsten: %1; sie %2.</translation>
    </message>
    <message>
        <source>Next best: %1, %2 instead of %3.</source>
        <translation>Nächstbeste: %1, %2 statt %3.</translation>
    </message>
    <message>
        <source>No limit costs anything: it would win without them.</source>
        <translation>Keine Grenze kostet etwas: Auch ohne sie gewinnt diese Variante.</translation>
    </message>
    <message>
        <source>No variant meets “%1”.</source>
        <translation>Keine Variante erfüllt „%1“.</translation>
    </message>
    <message>
        <source>No variant shown has the figures that it would be chosen by.</source>
        <translation>Keine gezeigte Variante hat die Werte, nach denen gewählt würde.</translation>
    </message>
    <message>
        <source>Not certain: the 95 % interval reaches beyond “%1”.</source>
        <translation>Nicht sicher: Das 95-%-Intervall reicht über „%1“ hinaus.</translation>
    </message>
    <message>
        <source>Nothing to recommend yet</source>
        <translation>Noch nichts zu empfehlen</translation>
    </message>
    <message>
        <source>Recommended within your limits</source>
        <translation>Empfohlen innerhalb Ihrer Grenzen</translation>
    </message>
    <message>
        <source>The best balance of size and speed</source>
        <translation>Die beste Balance aus Größe und Geschwindigkeit</translation>
    </message>
    <message>
        <source>The best in %1</source>
        <translation>Die beste bei %1</translation>
    </message>
    <message>
        <source>The fastest</source>
        <translation>Die schnellste</translation>
    </message>
    <message>
        <source>The next better one</source>
        <translation>Die nächstbessere</translation>
    </message>
    <message>
        <source>The next faster one</source>
        <translation>Die nächstschnellere</translation>
    </message>
    <message>
        <source>The next smaller one</source>
        <translation>Die nächstkleinere</translation>
    </message>
    <message>
        <source>The only one of %1 variants that meets every limit.</source>
        <translation>Die einzige von %1 Varianten, die jede Grenze einhält.</translation>
    </message>
    <message>
        <source>The smallest</source>
        <translation>Die kleinste</translation>
    </message>
    <message>
        <source>Variants to choose from: %1</source>
        <translation>Varianten zur Auswahl: %1</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>mindestens %1</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>höchstens %1</translation>
    </message>
    <message>
        <source>has %1 %2</source>
        <translation>hat %1 %2</translation>
    </message>
    <message>
        <source>has no figure for %1</source>
        <translation>hat keinen Wert für %1</translation>
    </message>
    <message>
        <source>loses %1 points</source>
        <translation>verliert %1 Punkte</translation>
    </message>
</context>
<context>
    <name>AnswerText</name>
    <message>
        <source>no label</source>
        <translation>kein Label</translation>
    </message>
</context>
<context>
    <name>ChartExport</name>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>CSV-Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>CSV table…</source>
        <translation>CSV-Tabelle …</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG-Bild (*.png)</translation>
    </message>
    <message>
        <source>PNG picture…</source>
        <translation>PNG-Bild …</translation>
    </message>
    <message>
        <source>SVG drawing (*.svg)</source>
        <translation>SVG-Grafik (*.svg)</translation>
    </message>
    <message>
        <source>SVG drawing…</source>
        <translation>SVG-Grafik …</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>CheckNotes</name>
    <message>
        <source>%1 has no column “%2”; choose the text column</source>
        <translation>%1 hat keine Spalte „%2“; wählen Sie die Textspalte</translation>
    </message>
    <message>
        <source>%1 labels in “%2”, %3</source>
        <translation>%1 Labels in „%2“, %3</translation>
    </message>
    <message>
        <source>%1 training rows have no label</source>
        <translation>%1 Trainingszeilen haben kein Label</translation>
    </message>
    <message>
        <source>%1, line %2: %3</source>
        <translation>%1, Zeile %2: %3</translation>
    </message>
    <message>
        <source>%1, line %2: label “%3” is not in training (%4 rows)</source>
        <translation>%1, Zeile %2: Label „%3“ kommt im Training nicht vor (%4 Zeilen)</translation>
    </message>
    <message>
        <source>%1: %2 rows cannot be read, the first in line %3: %4</source>
        <translation>%1: %2 Zeilen nicht lesbar, die erste in Zeile %3: %4</translation>
    </message>
    <message>
        <source>%1: %2 rows, %3, UTF-8, %4</source>
        <translation>%1: %2 Zeilen, %3, UTF-8, %4</translation>
    </message>
    <message>
        <source>%1: %2 texts are empty</source>
        <translation>%1: %2 Texte sind leer</translation>
    </message>
    <message>
        <source>. Was “%1” meant?</source>
        <translation>. War „%1“ gemeint?</translation>
    </message>
    <message>
        <source>; correct or remove these rows</source>
        <translation>; korrigieren oder entfernen Sie diese Zeilen</translation>
    </message>
    <message>
        <source>; correct them, or leave them out</source>
        <translation>; korrigieren Sie sie, oder lassen Sie sie weg</translation>
    </message>
    <message>
        <source>; they are left out</source>
        <translation>; sie werden weggelassen</translation>
    </message>
    <message>
        <source>Choose a training file to see its first rows.</source>
        <translation>Wählen Sie eine Trainingsdatei, um ihre ersten Zeilen zu sehen.</translation>
    </message>
    <message>
        <source>JSON lines</source>
        <translation>JSON-Zeilen</translation>
    </message>
    <message>
        <source>Labels that training lacks: %1, of them “%2” in %3 rows</source>
        <translation>Labels, die im Training fehlen: %1, davon „%2“ in %3 Zeilen</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Training has no label column; choose it</source>
        <translation>Das Training hat keine Label-Spalte; wählen Sie eine</translation>
    </message>
    <message>
        <source>Training has only one label: %1</source>
        <translation>Das Training hat nur ein Label: %1</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>any number for a text</source>
        <translation>beliebig viele je Text</translation>
    </message>
    <message>
        <source>commas</source>
        <translation>Kommas</translation>
    </message>
    <message>
        <source>one for each text</source>
        <translation>eines je Text</translation>
    </message>
    <message>
        <source>semicolons</source>
        <translation>Semikolons</translation>
    </message>
    <message>
        <source>tabs</source>
        <translation>Tabulatoren</translation>
    </message>
    <message>
        <source>vertical bars</source>
        <translation>senkrechte Striche</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>… und %1 weitere</translation>
    </message>
</context>
<context>
    <name>Command</name>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Add stage</source>
        <translation>Schritt einfügen</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>Variante</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>%1 faster</source>
        <translation>%1 schneller</translation>
    </message>
    <message>
        <source>%1 smaller</source>
        <translation>%1 kleiner</translation>
    </message>
    <message>
        <source>Combined</source>
        <translation>Kombiniert</translation>
    </message>
    <message>
        <source>Distilled</source>
        <translation>Destilliert</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Other runtimes</source>
        <translation>Andere Umgebungen</translation>
    </message>
    <message>
        <source>Pruned</source>
        <translation>Beschnitten</translation>
    </message>
    <message>
        <source>Quantized</source>
        <translation>Quantisiert</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>Trainiert</translation>
    </message>
</context>
<context>
    <name>DataSummary</name>
    <message>
        <source>%1 % of the texts are longer than %2 tokens and will be truncated</source>
        <translation>%1 % der Texte sind länger als %2 Token und werden gekürzt</translation>
    </message>
    <message>
        <source>%1 of %2 labels have fewer than %3 training rows: their F1 will be noisy (%4 has %5)</source>
        <translation>%1 von %2 Labels haben weniger als %3 Trainingszeilen: Ihr F1 wird unsicher sein (%4 hat %5)</translation>
    </message>
    <message>
        <source>Every text fits into %1 tokens (the longest has %2)</source>
        <translation>Jeder Text passt in %1 Token (der längste hat %2)</translation>
    </message>
    <message>
        <source>No training text occurs in validation or test; no unknown labels</source>
        <translation>Kein Trainingstext kommt in Validierung oder Test vor; keine unbekannten Labels</translation>
    </message>
    <message>
        <source>%1 more differ from a text of another split only in case, punctuation or spaces</source>
        <translation>%1 weitere unterscheiden sich von einem Text eines anderen Splits nur in Großschreibung, Satzzeichen oder Leerzeichen</translation>
    </message>
    <message>
        <source>%1 texts hold a token that the vocabulary lacks</source>
        <translation>%1 Texte enthalten ein Token, das im Vokabular fehlt</translation>
    </message>
    <message>
        <source>%1 texts of validation or test also occur in another split: scores will look better than they are</source>
        <translation>%1 Texte aus Validierung oder Test kommen auch in einem anderen Split vor: Die Werte werden besser aussehen, als sie sind</translation>
    </message>
    <message>
        <source>%1 texts repeat one of their own split; %2 repeats have other labels than the text before</source>
        <translation>%1 Texte wiederholen einen aus demselben Split; %2 Wiederholungen haben andere Labels als der Text davor</translation>
    </message>
    <message>
        <source>Counting tokens</source>
        <translation>Token werden gezählt</translation>
    </message>
    <message>
        <source>Labels are out of balance: %1 has %2 times as many training rows as the rarest; look at macro F1, not at accuracy</source>
        <translation>Die Labels sind unausgewogen: %1 hat %2-mal so viele Trainingszeilen wie das seltenste; achten Sie auf Makro-F1, nicht auf die Genauigkeit</translation>
    </message>
    <message>
        <source>Looking for repeated texts</source>
        <translation>Wiederholte Texte werden gesucht</translation>
    </message>
</context>
<context>
    <name>Dropped</name>
    <message>
        <source>A model folder, a data file (.csv, .tsv, .jsonl), a recipe (.json) or a workspace folder can be dropped here.</source>
        <translation>Hier kann ein Modellordner, eine Datendatei (.csv, .tsv, .jsonl), ein Rezept (.json) oder ein Arbeitsbereich abgelegt werden.</translation>
    </message>
    <message>
        <source>Use %1 as the recipe&apos;s data</source>
        <translation>%1 als Daten des Rezepts verwenden</translation>
    </message>
    <message>
        <source>Use these %1 files as the recipe&apos;s data</source>
        <translation>Diese %1 Dateien als Daten des Rezepts verwenden</translation>
    </message>
    <message>
        <source>Open the workspace %1</source>
        <translation>Den Arbeitsbereich %1 öffnen</translation>
    </message>
    <message>
        <source>Use %1 as the recipe&apos;s model</source>
        <translation>%1 als Modell des Rezepts verwenden</translation>
    </message>
    <message>
        <source>%1 holds no model, no data and no workspace.</source>
        <translation>%1 enthält kein Modell, keine Daten und keinen Arbeitsbereich.</translation>
    </message>
    <message>
        <source>This is no file.</source>
        <translation>Das ist keine Datei.</translation>
    </message>
    <message>
        <source>These %1 files do not belong together.</source>
        <translation>Diese %1 Dateien gehören nicht zusammen.</translation>
    </message>
    <message>
        <source>%1 is not there any more.</source>
        <translation>%1 ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Open the recipe %1</source>
        <translation>Das Rezept %1 öffnen</translation>
    </message>
    <message>
        <source>%1 is neither data nor a recipe.</source>
        <translation>%1 enthält weder Daten noch ein Rezept.</translation>
    </message>
</context>
<context>
    <name>ExportCheck</name>
    <message>
        <source>%1 cannot be written to. Choose another folder.</source>
        <translation>In %1 darf nicht geschrieben werden. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>%1 is a file. Choose a new folder.</source>
        <translation>%1 ist eine Datei. Wählen Sie einen neuen Ordner.</translation>
    </message>
</context>
<context>
    <name>ExportSubject</name>
    <message>
        <source>%1 a text at batch 1</source>
        <translation>%1 je Text bei Batch 1</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1%2 pt</source>
        <translation>%1%2 Pkt</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 Mrd.</translation>
    </message>
    <message>
        <source>%1 M</source>
        <translation>%1 M</translation>
    </message>
    <message>
        <source>d MMM yyyy, HH:mm</source>
        <translation>d. MMM yyyy, HH:mm</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Arbeiten</translation>
    </message>
    <message>
        <source>Understand</source>
        <translation>Verstehen</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>Nachschlagen</translation>
    </message>
    <message>
        <source>What the guide says about this (F1)</source>
        <translation>Was das Handbuch dazu sagt (F1)</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>on or off</source>
        <translation>an oder aus</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>mindestens %1</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>höchstens %1</translation>
    </message>
    <message>
        <source>a model, which is changed</source>
        <translation>ein Modell, das verändert wird</translation>
    </message>
    <message>
        <source>a teacher, which is only asked</source>
        <translation>ein Lehrer, der nur gefragt wird</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Ranking</source>
        <translation>Rangfolge</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>Kalibrierung</translation>
    </message>
    <message>
        <source>Agreement with the original</source>
        <translation>Übereinstimmung mit dem Original</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Computed from the model&apos;s answers to the test split. The answers are kept with every variant, so figures that a later version adds also work for old runs.</source>
        <translation>Berechnet aus den Antworten des Modells auf die Testtexte. Die Antworten bleiben bei jeder Variante erhalten; Zahlen, die eine spätere Version hinzufügt, gelten also auch für alte Läufe.</translation>
    </message>
    <message>
        <source>Computed from the answers of both models to the test split; it needs no correct labels.</source>
        <translation>Berechnet aus den Antworten beider Modelle auf die Testtexte; richtige Labels sind dazu nicht nötig.</translation>
    </message>
    <message>
        <source>Counted on the model as it is saved and used, without anything that a format does not store.</source>
        <translation>Gezählt am Modell, wie es gespeichert und benutzt wird, ohne alles, was ein Format nicht speichert.</translation>
    </message>
    <message>
        <source>Measured for all variants of a run beside the original, in turns, in one session on the CPU, with texts of the test split; tokenizing and opening are not counted.</source>
        <translation>Gemessen für alle Varianten eines Laufs neben dem Original, reihum, in einer Sitzung auf der CPU, mit Testtexten; Tokenisieren und Öffnen zählen nicht mit.</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>In recipes</source>
        <translation>In Rezepten</translation>
    </message>
    <message>
        <source>It also takes models whose weights are integers already.</source>
        <translation>Sie nimmt auch Modelle, deren Gewichte schon ganze Zahlen sind.</translation>
    </message>
    <message>
        <source>What it makes can still be trained.</source>
        <translation>Was sie hervorbringt, lässt sich weiter trainieren.</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>parameter</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>usually</source>
        <translation>üblich</translation>
    </message>
    <message>
        <source>possible</source>
        <translation>möglich</translation>
    </message>
    <message>
        <source>what it does</source>
        <translation>was er tut</translation>
    </message>
    <message>
        <source>Several values with commas between them make a variant of each.</source>
        <translation>Mehrere Werte mit Kommas dazwischen ergeben je eine Variante.</translation>
    </message>
    <message>
        <source>More about pipelines</source>
        <translation>Mehr über Abläufe</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>Eingänge</translation>
    </message>
    <message>
        <source>; may stay unwired</source>
        <translation>; darf offen bleiben</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>Woher sie kommt</translation>
    </message>
    <message>
        <source>Choosing methods: what was measured</source>
        <translation>Methoden wählen: was gemessen wurde</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>Methoden</translation>
    </message>
    <message>
        <source>Every stage that a recipe can hold, by family. What they gained and cost where we measured them is in the page</source>
        <translation>Jeder Schritt, den ein Rezept enthalten kann, nach Familien. Was sie brachten und kosteten, wo wir gemessen haben, steht auf der Seite</translation>
    </message>
    <message>
        <source>Choosing methods</source>
        <translation>Methoden wählen</translation>
    </message>
    <message>
        <source>method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>fact</source>
        <translation>Angabe</translation>
    </message>
    <message>
        <source>Better</source>
        <translation>Besser</translation>
    </message>
    <message>
        <source>higher</source>
        <translation>höher</translation>
    </message>
    <message>
        <source>lower</source>
        <translation>niedriger</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>from %1 on</source>
        <translation>ab %1</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>texts with one label</source>
        <translation>Texte mit einem Label</translation>
    </message>
    <message>
        <source>texts with several labels</source>
        <translation>Texte mit mehreren Labels</translation>
    </message>
    <message>
        <source>In JSON and searches</source>
        <translation>In JSON und Suchen</translation>
    </message>
    <message>
        <source>What the numbers mean</source>
        <translation>Was die Zahlen bedeuten</translation>
    </message>
    <message>
        <source>All metrics</source>
        <translation>Alle Metriken</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>Metriken</translation>
    </message>
    <message>
        <source>Every figure that a variant can have. A figure that was not measured, or is not defined, is left empty, never zero.</source>
        <translation>Jede Zahl, die eine Variante haben kann. Was nicht gemessen wurde oder nicht bestimmt ist, bleibt leer und wird nie null.</translation>
    </message>
    <message>
        <source>metric</source>
        <translation>Metrik</translation>
    </message>
    <message>
        <source>better</source>
        <translation>besser</translation>
    </message>
    <message>
        <source>meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Everything can be reached with the keyboard: Tab goes through a place, the arrow keys through a list, and the command palette finds whatever has a name.</source>
        <translation>Alles ist mit der Tastatur erreichbar: Tab führt durch einen Ort, die Pfeiltasten durch eine Liste, und die Befehlssuche findet alles, was einen Namen hat.</translation>
    </message>
    <message>
        <source>keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Started</source>
        <translation>Gestartet</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>Varianten</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation>Gespeichert als</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Läuft mit</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Variant id</source>
        <translation>Varianten-ID</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Several labels</source>
        <translation>Mehrere Labels</translation>
    </message>
    <message>
        <source>One label</source>
        <translation>Ein Label</translation>
    </message>
    <message>
        <source>%1 is not a number.</source>
        <translation>%1 ist keine Zahl.</translation>
    </message>
    <message>
        <source>%1 less</source>
        <translation>%1 weniger</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>%1 waits for a value.</source>
        <translation>%1 wartet auf einen Wert.</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Longest text</source>
        <translation>Längster Text</translation>
    </message>
    <message>
        <source>No variant was measured.</source>
        <translation>Keine Variante wurde gemessen.</translation>
    </message>
    <message>
        <source>Nothing here is called %1.</source>
        <translation>Nichts hier heißt %1.</translation>
    </message>
    <message>
        <source>Nothing was noted.</source>
        <translation>Nichts wurde notiert.</translation>
    </message>
    <message>
        <source>Of &quot;is:&quot; only is:starred is known.</source>
        <translation>Von „is:“ ist nur is:starred bekannt.</translation>
    </message>
    <message>
        <source>Of the machine that ran it</source>
        <translation>Des Rechners, auf dem er lief</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>Älter</translation>
    </message>
    <message>
        <source>Parameter %1 of the variant&apos;s own step</source>
        <translation>Parameter %1 des eigenen Schritts der Variante</translation>
    </message>
    <message>
        <source>Parameters of its own step</source>
        <translation>Parameter des eigenen Schritts</translation>
    </message>
    <message>
        <source>Run, variant</source>
        <translation>Lauf, Variante</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>Mit Stern</translation>
    </message>
    <message>
        <source>The run had nothing to say.</source>
        <translation>Der Lauf hatte nichts zu sagen.</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>from</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
</context>
<context>
    <name>HoverCard</name>
    <message>
        <source> (%1, 95 %: %2 to %3)</source>
        <translation> (%1, 95 %: %2 bis %3)</translation>
    </message>
    <message>
        <source> (95 %: %1 to %2)</source>
        <translation> (95 %: %1 bis %2)</translation>
    </message>
    <message>
        <source>The original that the others are compared with</source>
        <translation>Das Original, mit dem die anderen verglichen werden</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>aus %1</translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>en</source>
        <comment>The code of the language, for its numbers and dates</comment>
        <translation>de</translation>
    </message>
</context>
<context>
    <name>ModelParts</name>
    <message>
        <source>embeddings</source>
        <translation>Embeddings</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>layer %1, FFN</source>
        <translation>Schicht %1, FFN</translation>
    </message>
    <message>
        <source>layer %1, attention</source>
        <translation>Schicht %1, Attention</translation>
    </message>
    <message>
        <source>pooler and classifier</source>
        <translation>Pooler und Klassifikator</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>%1: pages 2 to %2</source>
        <translation>%1: Seiten 2 bis %2</translation>
    </message>
</context>
<context>
    <name>PairAnalysis</name>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>right → wrong</source>
        <translation>richtig → falsch</translation>
    </message>
    <message>
        <source>wrong → right</source>
        <translation>falsch → richtig</translation>
    </message>
    <message>
        <source>wrong → wrong</source>
        <translation>falsch → falsch</translation>
    </message>
</context>
<context>
    <name>ProofWords</name>
    <message>
        <source>%1 % of the decisions</source>
        <translation>%1 % der Entscheidungen</translation>
    </message>
    <message>
        <source>%1 as in Lathe; logits differ by %2 at most.</source>
        <translation>%1 wie in Lathe; Logits weichen um höchstens %2 ab.</translation>
    </message>
    <message>
        <source>%1 of %2 decisions</source>
        <translation>%1 von %2 Entscheidungen</translation>
    </message>
    <message>
        <source>Failed in %1: it answers otherwise there.</source>
        <translation>In %1 fehlgeschlagen: Es antwortet dort anders.</translation>
    </message>
    <message>
        <source>Proven in %1.</source>
        <translation>In %1 nachgewiesen.</translation>
    </message>
    <message>
        <source>Proven in %1: %2 as here.</source>
        <translation>In %1 nachgewiesen: %2 wie hier.</translation>
    </message>
</context>
<context>
    <name>QApplication</name>
    <message>
        <source>The new settings for computing are in force</source>
        <translation>Die neuen Einstellungen zum Rechnen gelten jetzt</translation>
    </message>
    <message>
        <source>The settings for computing could not be changed; those of before stay in force</source>
        <translation>Die Einstellungen zum Rechnen konnten nicht geändert werden; die bisherigen gelten weiter</translation>
    </message>
    <message>
        <source>Compression experiments on transformer text classifiers.</source>
        <translation>Kompressionsversuche an Transformer-Textklassifikatoren.</translation>
    </message>
    <message>
        <source>light or dark; otherwise as the system or the last choice.</source>
        <translation>light oder dark; sonst wie das System oder die letzte Wahl.</translation>
    </message>
    <message>
        <source>Where training runs: cpu or cuda; otherwise the last choice.</source>
        <translation>Wo trainiert wird: cpu oder cuda; sonst die letzte Wahl.</translation>
    </message>
    <message>
        <source>en or de; otherwise the last choice or the system&apos;s.</source>
        <translation>en oder de; sonst die letzte Wahl oder die des Systems.</translation>
    </message>
    <message>
        <source>Threads of the engine; otherwise the last choice.</source>
        <translation>Threads zum Rechnen; sonst die letzte Wahl.</translation>
    </message>
    <message>
        <source>Writes a picture of each place into DIR and quits.</source>
        <translation>Schreibt ein Bild jedes Ortes nach DIR und beendet sich.</translation>
    </message>
    <message>
        <source>A project folder or a recipe file.</source>
        <translation>Ein Arbeitsbereich oder eine Rezeptdatei.</translation>
    </message>
    <message>
        <source>The GPU cannot be used; this session runs on the CPU</source>
        <translation>Die GPU kann nicht benutzt werden; diese Sitzung rechnet auf der CPU</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>The work was stopped.</source>
        <translation>Die Arbeit wurde angehalten.</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>Der Speicher reicht nicht.</translation>
    </message>
    <message>
        <source>Close other programs, or lower the batch size or the maximum length.</source>
        <translation>Schließen Sie andere Programme, oder verringern Sie Batchgröße oder Höchstlänge.</translation>
    </message>
    <message>
        <source>Something failed without saying what.</source>
        <translation>Etwas ist fehlgeschlagen, ohne zu sagen was.</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Prune</source>
        <translation>Pruning</translation>
    </message>
    <message>
        <source>Distill</source>
        <translation>Destillation</translation>
    </message>
    <message>
        <source>Quantize</source>
        <translation>Quantisierung</translation>
    </message>
    <message>
        <source>Analyze</source>
        <translation>Analyse</translation>
    </message>
</context>
<context>
    <name>ScatterView</name>
    <message>
        <source>%1 of the original</source>
        <translation>%1 des Originals</translation>
    </message>
    <message>
        <source>original %1</source>
        <translation>Original %1</translation>
    </message>
    <message>
        <source>%1: failed</source>
        <translation>%1: fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>StructureDiff</name>
    <message>
        <source>Computes in</source>
        <translation>Rechnet in</translation>
    </message>
    <message>
        <source>Embeddings</source>
        <translation>Embeddings</translation>
    </message>
    <message>
        <source>FFN width, all layers</source>
        <translation>FFN-Breite, alle Schichten</translation>
    </message>
    <message>
        <source>Heads, all layers</source>
        <translation>Heads, alle Schichten</translation>
    </message>
    <message>
        <source>Hidden size</source>
        <translation>Verborgene Breite</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation>Gespeichert als</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>Vokabular</translation>
    </message>
    <message>
        <source>Weights on disk</source>
        <translation>Gewichte auf der Platte</translation>
    </message>
</context>
<context>
    <name>TestTexts</name>
    <message>
        <source>The data files changed since this run, so its texts are not shown.</source>
        <translation>Die Datendateien haben sich seit diesem Lauf geändert, daher werden seine Texte nicht gezeigt.</translation>
    </message>
    <message>
        <source>The texts cannot be read: %1</source>
        <translation>Die Texte sind nicht lesbar: %1</translation>
    </message>
</context>
<context>
    <name>TimeBars</name>
    <message>
        <source>embeddings, head</source>
        <translation>Embeddings, Kopf</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>better than the original after correction for %1 variants, p %2</source>
        <translation>besser als das Original nach Korrektur für %1 Varianten, p %2</translation>
    </message>
    <message>
        <source>better than the original, p %2</source>
        <translation>besser als das Original, p %2</translation>
    </message>
    <message>
        <source>differs from the original after correction for %1 variants, p %2</source>
        <translation>weicht vom Original ab nach Korrektur für %1 Varianten, p %2</translation>
    </message>
    <message>
        <source>differs from the original, p %2</source>
        <translation>weicht vom Original ab, p %2</translation>
    </message>
    <message>
        <source>not distinguishable from the original after correction for %1 variants, p %2</source>
        <translation>nach Korrektur für %1 Varianten nicht vom Original unterscheidbar, p %2</translation>
    </message>
    <message>
        <source>not distinguishable from the original, p %2</source>
        <translation>nicht vom Original unterscheidbar, p %2</translation>
    </message>
    <message>
        <source>worse than the original after correction for %1 variants, p %2</source>
        <translation>schlechter als das Original nach Korrektur für %1 Varianten, p %2</translation>
    </message>
    <message>
        <source>worse than the original, p %2</source>
        <translation>schlechter als das Original, p %2</translation>
    </message>
</context>
<context>
    <name>WorkspaceFacts</name>
    <message>
        <source>The folder is not there (moved, or on a disk that is away)</source>
        <translation>Der Ordner ist nicht da (verschoben, oder auf einem fehlenden Datenträger)</translation>
    </message>
    <message>
        <source>1 recipe</source>
        <translation>1 Rezept</translation>
    </message>
    <message>
        <source>%1 recipes</source>
        <translation>%1 Rezepte</translation>
    </message>
    <message>
        <source>its history cannot be read</source>
        <translation>der Verlauf ist nicht lesbar</translation>
    </message>
    <message>
        <source>no runs yet</source>
        <translation>noch keine Läufe</translation>
    </message>
    <message>
        <source>1 run, on %1</source>
        <translation>1 Lauf, am %1</translation>
    </message>
    <message>
        <source>%1 runs, the last on %2</source>
        <translation>%1 Läufe, der letzte am %2</translation>
    </message>
    <message>
        <source>Nothing in it yet</source>
        <translation>Noch nichts darin</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>1 removes everything at once; more remove it step by step, with a part of the recovery after each.</source>
        <translation>1 entfernt alles auf einmal; mehr entfernen es schrittweise, mit je einem Teil der Erholung danach.</translation>
    </message>
    <message>
        <source>2:4</source>
        <translation>2:4</translation>
    </message>
    <message>
        <source>4</source>
        <translation>4</translation>
    </message>
    <message>
        <source>4 in groups with a scale each, or 8 with one scale per row.</source>
        <translation>4 in Gruppen mit je einer Skala, oder 8 mit einer Skala je Zeile.</translation>
    </message>
    <message>
        <source>4:8</source>
        <translation>4:8</translation>
    </message>
    <message>
        <source>8</source>
        <translation>8</translation>
    </message>
    <message>
        <source>A token stays when it occurs at least so often.</source>
        <translation>Ein Token bleibt, wenn es mindestens so oft vorkommt.</translation>
    </message>
    <message>
        <source>AWQ</source>
        <translation>AWQ</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Accuracy within each class, averaged over the classes that occur</source>
        <translation>Genauigkeit innerhalb jeder Klasse, gemittelt über die vorkommenden Klassen</translation>
    </message>
    <message>
        <source>Activation order</source>
        <translation>Nach Aktivierung</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>Aktivierungen</translation>
    </message>
    <message>
        <source>Added to the Hessian&apos;s diagonal so that it can be inverted.</source>
        <translation>Wird zur Diagonale der Hesse-Matrix addiert, damit sie invertierbar ist.</translation>
    </message>
    <message>
        <source>Agreement with the original</source>
        <translation>Übereinstimmung mit dem Original</translation>
    </message>
    <message>
        <source>Also measure the validation figure after each change; takes longer the larger the validation split is.</source>
        <translation>Nach jeder Änderung auch den Validierungswert messen; dauert länger, je größer die Validierungsdaten sind.</translation>
    </message>
    <message>
        <source>Also store the embedding tables in 8 bits; in small models they are half of the bytes.</source>
        <translation>Auch die Embedding-Tabellen in 8 Bit speichern; in kleinen Modellen sind sie die Hälfte der Bytes.</translation>
    </message>
    <message>
        <source>Another teacher</source>
        <translation>Weiterer Lehrer</translation>
    </message>
    <message>
        <source>Another teacher; their logits are averaged</source>
        <translation>Weiterer Lehrer; die Logits aller werden gemittelt</translation>
    </message>
    <message>
        <source>At the rates that config.json publishes.</source>
        <translation>Mit den Raten, die config.json angibt.</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>Attention heads of each layer, as wide as the model&apos;s; 0 for half as many as it has.</source>
        <translation>Attention-Heads jeder Schicht, so breit wie die des Modells; 0 für halb so viele.</translation>
    </message>
    <message>
        <source>Average precision averaged over labels by how often each is true</source>
        <translation>Average Precision, gemittelt über die Labels nach ihrer Häufigkeit</translation>
    </message>
    <message>
        <source>Average precision over all text and label pairs together</source>
        <translation>Average Precision über alle Paare aus Text und Label zusammen</translation>
    </message>
    <message>
        <source>Average precision over all thresholds, averaged over labels</source>
        <translation>Average Precision über alle Schwellen, gemittelt über die Labels</translation>
    </message>
    <message>
        <source>Balanced accuracy</source>
        <translation>Balancierte Genauigkeit</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Batchgröße</translation>
    </message>
    <message>
        <source>Begin with the model&apos;s strongest dimensions, heads and neurons, or untrained and of any size.</source>
        <translation>Mit den stärksten Dimensionen, Heads und Neuronen des Modells beginnen, oder untrainiert und in beliebiger Größe.</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>Bits</translation>
    </message>
    <message>
        <source>Brier score</source>
        <translation>Brier-Score</translation>
    </message>
    <message>
        <source>Brier score, scaled</source>
        <translation>Brier-Score, skaliert</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>Budget of</source>
        <translation>Budget für</translation>
    </message>
    <message>
        <source>Bytes of all weight files</source>
        <translation>Bytes aller Gewichtsdateien</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>Kalibrierung</translation>
    </message>
    <message>
        <source>Calibration error</source>
        <translation>Kalibrierungsfehler</translation>
    </message>
    <message>
        <source>Calibration error, scaled</source>
        <translation>Kalibrierungsfehler, skaliert</translation>
    </message>
    <message>
        <source>Calibration rows</source>
        <translation>Kalibrierungszeilen</translation>
    </message>
    <message>
        <source>Choose each group&apos;s scale by its squared error instead of its largest weight.</source>
        <translation>Die Skala jeder Gruppe nach dem quadratischen Fehler wählen statt nach dem größten Gewicht.</translation>
    </message>
    <message>
        <source>Choose each layer&apos;s strength, or none, by the error of its output on calibration rows.</source>
        <translation>Die Stärke jeder Schicht, oder keine, nach dem Fehler ihrer Ausgabe auf Kalibrierungszeilen wählen.</translation>
    </message>
    <message>
        <source>Chooses float, int8 or int4 for each part by measured sensitivity, within a quality budget.</source>
        <translation>Wählt für jeden Teil Float, Int8 oder Int4 nach gemessener Sensitivität, innerhalb eines Qualitätsbudgets.</translation>
    </message>
    <message>
        <source>Computes as</source>
        <translation>Rechnet als</translation>
    </message>
    <message>
        <source>Cool-down</source>
        <translation>Ausklang</translation>
    </message>
    <message>
        <source>Copies of every text with some tokens masked, which only the teacher labels.</source>
        <translation>Kopien jedes Textes mit einigen maskierten Token, die nur der Lehrer beantwortet.</translation>
    </message>
    <message>
        <source>Correlation of decision and truth: 1 perfect, 0 no better than chance</source>
        <translation>Korrelation von Entscheidung und Wahrheit: 1 perfekt, 0 nicht besser als Zufall</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Damping</source>
        <translation>Dämpfung</translation>
    </message>
    <message>
        <source>Dense at first</source>
        <translation>Anfangs dicht</translation>
    </message>
    <message>
        <source>Depth of the student.</source>
        <translation>Tiefe des Schülers.</translation>
    </message>
    <message>
        <source>Distil layers</source>
        <translation>Schichten destillieren</translation>
    </message>
    <message>
        <source>Distil logits</source>
        <translation>Logits destillieren</translation>
    </message>
    <message>
        <source>Distil relations</source>
        <translation>Relationen destillieren</translation>
    </message>
    <message>
        <source>Distil to a size</source>
        <translation>Auf Größe destillieren</translation>
    </message>
    <message>
        <source>Divergence from the original</source>
        <translation>Divergenz vom Original</translation>
    </message>
    <message>
        <source>Drop layers</source>
        <translation>Schichten entfernen</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Embeddings</source>
        <translation>Embeddings</translation>
    </message>
    <message>
        <source>Embeddings too</source>
        <translation>Auch Embeddings</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>F1 averaged over labels by how often each is true</source>
        <translation>F1, gemittelt über die Labels nach ihrer Häufigkeit</translation>
    </message>
    <message>
        <source>F1 averaged over labels, rare ones counting as much as common</source>
        <translation>F1, gemittelt über die Labels; seltene zählen so viel wie häufige</translation>
    </message>
    <message>
        <source>F1 over all decisions together, so common labels weigh more</source>
        <translation>F1 über alle Entscheidungen zusammen; häufige Labels wiegen mehr</translation>
    </message>
    <message>
        <source>FFN</source>
        <translation>FFN</translation>
    </message>
    <message>
        <source>FFN neurons</source>
        <translation>FFN-Neuronen</translation>
    </message>
    <message>
        <source>Factor on the learning rate of the classification head; a new head learns faster with 10.</source>
        <translation>Faktor auf die Lernrate des Klassifikationskopfs; ein neuer Kopf lernt mit 10 schneller.</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>Fine-Tuning</translation>
    </message>
    <message>
        <source>Fine-tunes a pre-trained model while weights that move towards zero are masked. Saves nothing on a CPU by itself.</source>
        <translation>Trainiert ein vortrainiertes Modell, während Gewichte maskiert werden, die sich zur Null bewegen. Spart für sich allein auf einer CPU nichts.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Frozen layers</source>
        <translation>Feste Schichten</translation>
    </message>
    <message>
        <source>GPTQ</source>
        <translation>GPTQ</translation>
    </message>
    <message>
        <source>Gradient clip</source>
        <translation>Gradientengrenze</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Half floats</source>
        <translation>Halbe Floats</translation>
    </message>
    <message>
        <source>Hamming loss</source>
        <translation>Hamming-Verlust</translation>
    </message>
    <message>
        <source>Head rate</source>
        <translation>Rate des Kopfs</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>Heads</translation>
    </message>
    <message>
        <source>Heads and FFN</source>
        <translation>Heads und FFN</translation>
    </message>
    <message>
        <source>Hidden size</source>
        <translation>Verborgene Breite</translation>
    </message>
    <message>
        <source>Hidden states</source>
        <translation>Verborgene Zustände</translation>
    </message>
    <message>
        <source>Hidden width</source>
        <translation>Verborgene Breite</translation>
    </message>
    <message>
        <source>Highest rate of AdamW, reached after the warm-up; it then falls to zero.</source>
        <translation>Höchste Rate von AdamW, erreicht nach dem Aufwärmen; danach fällt sie auf null.</translation>
    </message>
    <message>
        <source>How a unit&apos;s worth is estimated: from gradients, or from its weights alone.</source>
        <translation>Wie der Wert einer Einheit geschätzt wird: aus Gradienten, oder nur aus ihren Gewichten.</translation>
    </message>
    <message>
        <source>How far stated probabilities are from how often they come true (ECE, 15 bins)</source>
        <translation>Wie weit genannte Wahrscheinlichkeiten davon abweichen, wie oft sie eintreffen (ECE, 15 Klassen)</translation>
    </message>
    <message>
        <source>How far the probabilities moved from those of the original (KL)</source>
        <translation>Wie weit sich die Wahrscheinlichkeiten von denen des Originals entfernt haben (KL)</translation>
    </message>
    <message>
        <source>How many layers stay.</source>
        <translation>Wie viele Schichten bleiben.</translation>
    </message>
    <message>
        <source>How often a text with the label scores above one without, averaged over labels</source>
        <translation>Wie oft ein Text mit dem Label höher bewertet wird als einer ohne, gemittelt über die Labels</translation>
    </message>
    <message>
        <source>How purely the true labels of a text rank above its others</source>
        <translation>Wie rein die wahren Labels eines Textes über seinen anderen stehen</translation>
    </message>
    <message>
        <source>How surprised the probabilities are by the truth</source>
        <translation>Wie sehr die Wahrheit die Wahrscheinlichkeiten überrascht</translation>
    </message>
    <message>
        <source>How the embedding tables are stored; in small models they are half of the bytes.</source>
        <translation>Wie die Embedding-Tabellen gespeichert werden; in kleinen Modellen sind sie die Hälfte der Bytes.</translation>
    </message>
    <message>
        <source>How the range of a layer&apos;s input is chosen from what the calibration rows show.</source>
        <translation>Wie der Eingabebereich einer Schicht aus den Kalibrierungszeilen gewählt wird.</translation>
    </message>
    <message>
        <source>How the strength grows over the rounds; cubic takes most away in the first ones.</source>
        <translation>Wie die Stärke über die Runden wächst; kubisch nimmt in den ersten am meisten weg.</translation>
    </message>
    <message>
        <source>How the token table is stored; the position table takes 8 bits either way.</source>
        <translation>Wie die Token-Tabelle gespeichert wird; die Positionstabelle nimmt immer 8 Bit.</translation>
    </message>
    <message>
        <source>Importance</source>
        <translation>Wichtigkeit</translation>
    </message>
    <message>
        <source>Inner width of each feed-forward block; 0 for half of the model&apos;s.</source>
        <translation>Innere Breite jedes Feed-Forward-Blocks; 0 für die Hälfte des Modells.</translation>
    </message>
    <message>
        <source>Int4</source>
        <translation>Int4</translation>
    </message>
    <message>
        <source>Int8</source>
        <translation>Int8</translation>
    </message>
    <message>
        <source>Int8 with activation ranges fixed by calibration texts instead of found for each token.</source>
        <translation>Int8 mit Aktivierungsbereichen, die an Kalibrierungstexten festgelegt statt für jedes Token bestimmt werden.</translation>
    </message>
    <message>
        <source>Int8 with the outliers of activations moved into the weights first.</source>
        <translation>Int8, wobei die Ausreißer der Aktivierungen zuvor in die Gewichte verlagert werden.</translation>
    </message>
    <message>
        <source>Keep in float</source>
        <translation>Als Float behalten</translation>
    </message>
    <message>
        <source>Keeps the tokens that the texts use and renumbers the tokenizer; in small models the table is half of the bytes.</source>
        <translation>Behält die Token, die die Texte benutzen, und nummeriert den Tokenizer neu; in kleinen Modellen ist die Tabelle die Hälfte der Bytes.</translation>
    </message>
    <message>
        <source>LSQ</source>
        <translation>LSQ</translation>
    </message>
    <message>
        <source>Label ranking precision</source>
        <translation>Rangpräzision der Labels</translation>
    </message>
    <message>
        <source>Largest norm of all gradients together; 0 for none.</source>
        <translation>Größte Norm aller Gradienten zusammen; 0 für keine Grenze.</translation>
    </message>
    <message>
        <source>Latency budget</source>
        <translation>Latenzbudget</translation>
    </message>
    <message>
        <source>Layer map</source>
        <translation>Schichtauswahl</translation>
    </message>
    <message>
        <source>Layer of the first teacher that the student&apos;s last one learns from, the first being 1; 0 for its last.</source>
        <translation>Schicht des ersten Lehrers, von der die letzte des Schülers lernt, die erste ist 1; 0 für seine letzte.</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Layers to keep</source>
        <translation>Schichten behalten</translation>
    </message>
    <message>
        <source>Layers to leave as they are, by parts of their names: &quot;layers.0., ffn.down&quot;; * stands for anything.</source>
        <translation>Schichten, die bleiben, wie sie sind, nach Teilen ihrer Namen: &quot;layers.0., ffn.down&quot;; * steht für Beliebiges.</translation>
    </message>
    <message>
        <source>Layers until</source>
        <translation>Schichten bis</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Learning rate of the scores.</source>
        <translation>Lernrate der Scores.</translation>
    </message>
    <message>
        <source>Log loss</source>
        <translation>Log-Loss</translation>
    </message>
    <message>
        <source>Logits and labels</source>
        <translation>Logits und Labels</translation>
    </message>
    <message>
        <source>Low rank</source>
        <translation>Niedriger Rang</translation>
    </message>
    <message>
        <source>MSE</source>
        <translation>MSE</translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation>Makro-F1</translation>
    </message>
    <message>
        <source>Magnitude mask</source>
        <translation>Magnitude-Maske</translation>
    </message>
    <message>
        <source>Masked copies</source>
        <translation>Maskierte Kopien</translation>
    </message>
    <message>
        <source>Masked share</source>
        <translation>Maskierter Anteil</translation>
    </message>
    <message>
        <source>Matthews correlation</source>
        <translation>Matthews-Korrelation</translation>
    </message>
    <message>
        <source>Measures for every layer and part what each way of shrinking it would do; changes nothing.</source>
        <translation>Misst für jede Schicht und jeden Teil, was jede Art der Verkleinerung bewirken würde; ändert nichts.</translation>
    </message>
    <message>
        <source>Memory that the model needs while it runs</source>
        <translation>Speicher, den das Modell beim Rechnen braucht</translation>
    </message>
    <message>
        <source>Micro F1</source>
        <translation>Mikro-F1</translation>
    </message>
    <message>
        <source>Mixed precision</source>
        <translation>Gemischte Präzision</translation>
    </message>
    <message>
        <source>Most tokens</source>
        <translation>Höchstzahl Token</translation>
    </message>
    <message>
        <source>Movement mask</source>
        <translation>Movement-Maske</translation>
    </message>
    <message>
        <source>Numbers that make up the model</source>
        <translation>Zahlen, aus denen das Modell besteht</translation>
    </message>
    <message>
        <source>Occurrences</source>
        <translation>Vorkommen</translation>
    </message>
    <message>
        <source>Of matrices, decoupled.</source>
        <translation>Von Matrizen, entkoppelt.</translation>
    </message>
    <message>
        <source>Of the Hessian&apos;s mean diagonal, added to it: more trusts the calibration rows less.</source>
        <translation>Der mittleren Diagonale der Hesse-Matrix, zu ihr addiert: Mehr vertraut den Kalibrierungszeilen weniger.</translation>
    </message>
    <message>
        <source>Of the weights: 8 with one scale per row, or 4 in groups with a scale each.</source>
        <translation>Der Gewichte: 8 mit einer Skala je Zeile, oder 4 in Gruppen mit je einer Skala.</translation>
    </message>
    <message>
        <source>One scale for each output of a layer, or one for all.</source>
        <translation>Eine Skala für jede Ausgabe einer Schicht, oder eine für alle.</translation>
    </message>
    <message>
        <source>PR AUC, macro</source>
        <translation>PR-AUC, Makro</translation>
    </message>
    <message>
        <source>PR AUC, micro</source>
        <translation>PR-AUC, Mikro</translation>
    </message>
    <message>
        <source>PR AUC, weighted</source>
        <translation>PR-AUC, gewichtet</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Part of a layer&apos;s heads or neurons, or of a matrix&apos;s weights, that goes where some of it is removed.</source>
        <translation>Teil der Heads oder Neuronen einer Schicht, oder der Gewichte einer Matrix, der dort wegfällt, wo etwas entfernt wird.</translation>
    </message>
    <message>
        <source>Part of the steps in which the rate rises from zero.</source>
        <translation>Teil der Trainingsschritte, in dem die Rate von null ansteigt.</translation>
    </message>
    <message>
        <source>Part of the teacher in the loss, when one is wired; the rest is the labels.</source>
        <translation>Gewicht des Lehrers im Loss, wenn einer verbunden ist; der Rest sind die Labels.</translation>
    </message>
    <message>
        <source>Part of the tokens that a copy masks.</source>
        <translation>Teil der Token, den eine Kopie maskiert.</translation>
    </message>
    <message>
        <source>Part of the training after the last weight went.</source>
        <translation>Teil des Trainings, nachdem das letzte Gewicht entfernt ist.</translation>
    </message>
    <message>
        <source>Part of the training before the first weight goes.</source>
        <translation>Teil des Trainings, bevor das erste Gewicht entfernt wird.</translation>
    </message>
    <message>
        <source>Part of the training in which hidden states and attention count, less and less; then only the output does.</source>
        <translation>Teil des Trainings, in dem verborgene Zustände und Attention zählen, immer weniger; danach nur noch die Ausgabe.</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Parts that the attention widths of both are cut into; 0 takes as many as divide both, up to 48.</source>
        <translation>Teile, in die die Attention-Breiten beider zerlegt werden; 0 nimmt so viele, wie beide teilen, bis zu 48.</translation>
    </message>
    <message>
        <source>Passes over the training split; a fraction stops within one.</source>
        <translation>Durchgänge durch die Trainingsdaten; ein Bruchteil hört innerhalb eines auf.</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>Geduld</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>Speicherspitze</translation>
    </message>
    <message>
        <source>Percentile</source>
        <translation>Perzentil</translation>
    </message>
    <message>
        <source>QAT</source>
        <translation>QAT</translation>
    </message>
    <message>
        <source>Quality too</source>
        <translation>Auch Qualität</translation>
    </message>
    <message>
        <source>ROC AUC averaged over labels by how often each is true</source>
        <translation>ROC-AUC, gemittelt über die Labels nach ihrer Häufigkeit</translation>
    </message>
    <message>
        <source>ROC AUC over all text and label pairs together</source>
        <translation>ROC-AUC über alle Paare aus Text und Label zusammen</translation>
    </message>
    <message>
        <source>ROC AUC, macro</source>
        <translation>ROC-AUC, Makro</translation>
    </message>
    <message>
        <source>ROC AUC, micro</source>
        <translation>ROC-AUC, Mikro</translation>
    </message>
    <message>
        <source>ROC AUC, weighted</source>
        <translation>ROC-AUC, gewichtet</translation>
    </message>
    <message>
        <source>Recovery epochs</source>
        <translation>Erholungsepochen</translation>
    </message>
    <message>
        <source>Relation heads</source>
        <translation>Relations-Heads</translation>
    </message>
    <message>
        <source>Relations</source>
        <translation>Relationen</translation>
    </message>
    <message>
        <source>Relations&apos; weight</source>
        <translation>Gewicht der Relationen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove one whole layer after the other.</source>
        <translation>Ganze Schichten entfernen, eine nach der anderen.</translation>
    </message>
    <message>
        <source>Remove the FFN neurons that the loss misses least, layer by layer.</source>
        <translation>Die FFN-Neuronen entfernen, die dem Loss am wenigsten fehlen, Schicht für Schicht.</translation>
    </message>
    <message>
        <source>Remove the attention heads that the loss misses least, layer by layer.</source>
        <translation>Die Attention-Heads entfernen, die dem Loss am wenigsten fehlen, Schicht für Schicht.</translation>
    </message>
    <message>
        <source>Removes dimensions of the residual stream from every layer, then trains what is left.</source>
        <translation>Entfernt Dimensionen des Residualstroms aus jeder Schicht und trainiert dann den Rest.</translation>
    </message>
    <message>
        <source>Removes heads and FFN neurons until the layers fit a budget of time or bytes, measured on this CPU.</source>
        <translation>Entfernt Heads und FFN-Neuronen, bis die Schichten in ein Budget an Zeit oder Bytes passen, gemessen auf dieser CPU.</translation>
    </message>
    <message>
        <source>Removes the heads and FFN neurons that the loss misses least, then trains what is left.</source>
        <translation>Entfernt die Heads und FFN-Neuronen, die dem Loss am wenigsten fehlen, und trainiert dann den Rest.</translation>
    </message>
    <message>
        <source>Removes whole layers, then trains what is left.</source>
        <translation>Entfernt ganze Schichten und trainiert dann den Rest.</translation>
    </message>
    <message>
        <source>Replace output projection, FFN matrices and token table by two factors each.</source>
        <translation>Ausgabeprojektion, FFN-Matrizen und Token-Tabelle durch je zwei Faktoren ersetzen.</translation>
    </message>
    <message>
        <source>Replaces matrices by the product of two thin ones, then trains them.</source>
        <translation>Ersetzt Matrizen durch das Produkt zweier schmaler und trainiert diese dann.</translation>
    </message>
    <message>
        <source>Round attention, FFN, embeddings and head to 4 bits in groups of 64.</source>
        <translation>Attention, FFN, Embeddings und Kopf auf 4 Bit in Gruppen zu 64 runden.</translation>
    </message>
    <message>
        <source>Round attention, FFN, embeddings and head to 8 bits, one after the other.</source>
        <translation>Attention, FFN, Embeddings und Kopf auf 8 Bit runden, eines nach dem anderen.</translation>
    </message>
    <message>
        <source>Round the columns with the largest inputs first, while others can still make up for them.</source>
        <translation>Die Spalten mit den größten Eingaben zuerst runden, solange andere sie noch ausgleichen können.</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>Runden</translation>
    </message>
    <message>
        <source>Rounds weights column by column, later ones making up for the error; computes like Int8.</source>
        <translation>Rundet Gewichte Spalte für Spalte, wobei spätere den Fehler ausgleichen; rechnet wie Int8.</translation>
    </message>
    <message>
        <source>Rows per step, grouped by length.</source>
        <translation>Zeilen je Schritt, nach Länge gruppiert.</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Score rate</source>
        <translation>Rate der Scores</translation>
    </message>
    <message>
        <source>Search scales</source>
        <translation>Skalen suchen</translation>
    </message>
    <message>
        <source>Search strength</source>
        <translation>Stärke suchen</translation>
    </message>
    <message>
        <source>Second-order mask</source>
        <translation>Maske zweiter Ordnung</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>Sensitivität</translation>
    </message>
    <message>
        <source>Sets the smallest weights to zero. Saves nothing on a CPU by itself: for comparison, or before other tools.</source>
        <translation>Setzt die kleinsten Gewichte auf null. Spart für sich allein auf einer CPU nichts: zum Vergleich, oder vor anderen Werkzeugen.</translation>
    </message>
    <message>
        <source>Sets weights to zero by their second-order cost and adjusts the others to make up for it. Saves nothing on a CPU by itself.</source>
        <translation>Setzt Gewichte nach ihren Kosten zweiter Ordnung auf null und passt die anderen zum Ausgleich an. Spart für sich allein auf einer CPU nichts.</translation>
    </message>
    <message>
        <source>Sets weights to zero by their size times the size of their inputs. Saves nothing on a CPU by itself.</source>
        <translation>Setzt Gewichte nach ihrer Größe mal der Größe ihrer Eingaben auf null. Spart für sich allein auf einer CPU nichts.</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Share of all attention heads and of all FFN neurons that is removed.</source>
        <translation>Anteil aller Attention-Heads und aller FFN-Neuronen, der entfernt wird.</translation>
    </message>
    <message>
        <source>Share of each matrix&apos;s weights that goes.</source>
        <translation>Anteil der Gewichte jeder Matrix, der wegfällt.</translation>
    </message>
    <message>
        <source>Share of texts decided as the original decides them, right or wrong</source>
        <translation>Anteil der Texte, die so entschieden werden wie vom Original, richtig oder falsch</translation>
    </message>
    <message>
        <source>Share of texts decided right; with several labels, in every label</source>
        <translation>Anteil der richtig entschiedenen Texte; bei mehreren Labels: in jedem Label</translation>
    </message>
    <message>
        <source>Share of the encoder&apos;s weights that becomes zero; a pattern has its own.</source>
        <translation>Anteil der Gewichte des Encoders, der null wird; ein Muster hat seinen eigenen.</translation>
    </message>
    <message>
        <source>Share of the hidden dimensions that goes; the rest is a multiple of 16.</source>
        <translation>Anteil der verborgenen Dimensionen, der wegfällt; der Rest ist ein Vielfaches von 16.</translation>
    </message>
    <message>
        <source>Share of yes-or-no label decisions that are wrong</source>
        <translation>Anteil der falschen Ja-Nein-Entscheidungen über Labels</translation>
    </message>
    <message>
        <source>SmoothQuant</source>
        <translation>SmoothQuant</translation>
    </message>
    <message>
        <source>Soft labels beside those of the data</source>
        <translation>Weiche Labels neben denen der Daten</translation>
    </message>
    <message>
        <source>Soft labels during recovery</source>
        <translation>Weiche Labels während der Erholung</translation>
    </message>
    <message>
        <source>Soft labels during the training</source>
        <translation>Weiche Labels während des Trainings</translation>
    </message>
    <message>
        <source>Softens teacher and student before they are compared.</source>
        <translation>Macht Lehrer und Schüler weicher, bevor sie verglichen werden.</translation>
    </message>
    <message>
        <source>Sparsity</source>
        <translation>Sparsity</translation>
    </message>
    <message>
        <source>Squared distance of probabilities from the truth</source>
        <translation>Quadratischer Abstand der Wahrscheinlichkeiten von der Wahrheit</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>Beginnen mit</translation>
    </message>
    <message>
        <source>Static int8</source>
        <translation>Statisches Int8</translation>
    </message>
    <message>
        <source>Step rate</source>
        <translation>Rate der Skalen</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Stop after so many epochs without a better validation figure; 0 for never.</source>
        <translation>Nach so vielen Epochen ohne besseren Validierungswert aufhören; 0 für nie.</translation>
    </message>
    <message>
        <source>Stores matrices as fp16 or bf16: half the bytes. Computes in fp32, bf16 where the CPU multiplies it.</source>
        <translation>Speichert Matrizen als fp16 oder bf16: die Hälfte der Bytes. Rechnet in fp32, in bf16, wo die CPU damit multipliziert.</translation>
    </message>
    <message>
        <source>Stores the token and position tables in 8 or 4 bits and leaves the layers as they are.</source>
        <translation>Speichert Token- und Positionstabelle in 8 oder 4 Bit und lässt die Schichten, wie sie sind.</translation>
    </message>
    <message>
        <source>Stores weights in 4 bits with a scale per group; computes with 8-bit integers like Int8.</source>
        <translation>Speichert Gewichte in 4 Bit mit einer Skala je Gruppe; rechnet mit 8-Bit-Ganzzahlen wie Int8.</translation>
    </message>
    <message>
        <source>Stores weights in 4 bits, those that see large inputs more finely; computes like Int8.</source>
        <translation>Speichert Gewichte in 4 Bit, solche mit großen Eingaben feiner; rechnet wie Int8.</translation>
    </message>
    <message>
        <source>Stores weights in 8 bits and computes with integers; activations are rounded on the fly.</source>
        <translation>Speichert Gewichte in 8 Bit und rechnet mit Ganzzahlen; Aktivierungen werden nebenbei gerundet.</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>Tables to leave as they are: embeddings.token or embeddings.position.</source>
        <translation>Tabellen, die bleiben, wie sie sind: embeddings.token oder embeddings.position.</translation>
    </message>
    <message>
        <source>Teacher layer</source>
        <translation>Schicht des Lehrers</translation>
    </message>
    <message>
        <source>Teacher weight</source>
        <translation>Gewicht des Lehrers</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Texts a second, many at a time</source>
        <translation>Texte je Sekunde, viele auf einmal</translation>
    </message>
    <message>
        <source>Texts at a time in use.</source>
        <translation>Texte, die im Einsatz zugleich beantwortet werden.</translation>
    </message>
    <message>
        <source>The embeddings and so many first layers keep their weights and run without dropout, once for all epochs; 0 trains everything.</source>
        <translation>Die Embeddings und so viele erste Schichten behalten ihre Gewichte und laufen ohne Dropout, einmal für alle Epochen; 0 trainiert alles.</translation>
    </message>
    <message>
        <source>The fine-tuned model to quantize</source>
        <translation>Das fertig trainierte Modell, das quantisiert wird</translation>
    </message>
    <message>
        <source>The fine-tuned model to shrink</source>
        <translation>Das fertig trainierte Modell, das verkleinert wird</translation>
    </message>
    <message>
        <source>The model that the student is cut from, and whose tokens it uses</source>
        <translation>Das Modell, aus dem der Schüler geschnitten wird und dessen Token er benutzt</translation>
    </message>
    <message>
        <source>The model to look at; it goes on unchanged</source>
        <translation>Das Modell, das untersucht wird; es geht unverändert weiter</translation>
    </message>
    <message>
        <source>The model to quantize</source>
        <translation>Das Modell, das quantisiert wird</translation>
    </message>
    <message>
        <source>The model to train</source>
        <translation>Das Modell, das trainiert wird</translation>
    </message>
    <message>
        <source>The model whose answers it learns</source>
        <translation>Das Modell, dessen Antworten gelernt werden</translation>
    </message>
    <message>
        <source>The model whose hidden states, attention and answers it learns</source>
        <translation>Das Modell, dessen verborgene Zustände, Attention und Antworten gelernt werden</translation>
    </message>
    <message>
        <source>The model whose layers the student starts from</source>
        <translation>Das Modell, mit dessen Schichten der Schüler beginnt</translation>
    </message>
    <message>
        <source>The model whose relations and answers it learns</source>
        <translation>Das Modell, dessen Relationen und Antworten gelernt werden</translation>
    </message>
    <message>
        <source>The model whose vocabulary is cut</source>
        <translation>Das Modell, dessen Vokabular verkleinert wird</translation>
    </message>
    <message>
        <source>The most frequent so many stay; 0 for all that occur.</source>
        <translation>So viele der häufigsten bleiben; 0 für alle, die vorkommen.</translation>
    </message>
    <message>
        <source>The pre-trained model to fine-tune</source>
        <translation>Das vortrainierte Modell, das trainiert wird</translation>
    </message>
    <message>
        <source>The same after temperature scaling fitted on validation</source>
        <translation>Dasselbe nach Temperaturskalierung, an die Validierung angepasst</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>Time for one text, which 95 of 100 texts stay below</source>
        <translation>Zeit für einen Text, unter der 95 von 100 Texten bleiben</translation>
    </message>
    <message>
        <source>Time for one text, which half of the texts stay below</source>
        <translation>Zeit für einen Text, unter der die Hälfte der Texte bleibt</translation>
    </message>
    <message>
        <source>Time measured on this CPU, or bytes of weights.</source>
        <translation>Auf dieser CPU gemessene Zeit, oder Bytes der Gewichte.</translation>
    </message>
    <message>
        <source>Token table</source>
        <translation>Token-Tabelle</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Training after the change, over all rounds together; 0 for none.</source>
        <translation>Training nach der Änderung, über alle Runden zusammen; 0 für keines.</translation>
    </message>
    <message>
        <source>Training rows that importance is estimated from.</source>
        <translation>Trainingszeilen, an denen die Wichtigkeit geschätzt wird.</translation>
    </message>
    <message>
        <source>Training rows that the method looks at; they need no labels.</source>
        <translation>Trainingszeilen, die sich die Methode ansieht; sie brauchen keine Labels.</translation>
    </message>
    <message>
        <source>Trains a shallower student on how tokens relate in one teacher layer, and on logits.</source>
        <translation>Trainiert einen flacheren Schüler darauf, wie Token in einer Schicht des Lehrers zusammenhängen, und auf Logits.</translation>
    </message>
    <message>
        <source>Trains a shallower student on the first teacher&apos;s hidden states and attention, and on logits.</source>
        <translation>Trainiert einen flacheren Schüler auf verborgene Zustände und Attention des ersten Lehrers, und auf Logits.</translation>
    </message>
    <message>
        <source>Trains a shallower student, started from the model&apos;s layers, on the teacher&apos;s answers.</source>
        <translation>Trainiert einen flacheren Schüler, der mit Schichten des Modells beginnt, auf die Antworten des Lehrers.</translation>
    </message>
    <message>
        <source>Trains a student of any depth, width, heads and FFN size on the teacher&apos;s layers and logits.</source>
        <translation>Trainiert einen Schüler beliebiger Tiefe, Breite, Head-Zahl und FFN-Größe auf Schichten und Logits des Lehrers.</translation>
    </message>
    <message>
        <source>Trains the whole model on the labelled texts; adds a head when the labels are new.</source>
        <translation>Trainiert das ganze Modell an den gelabelten Texten; setzt einen Kopf auf, wenn die Labels neu sind.</translation>
    </message>
    <message>
        <source>Trains with rounded weights and activations, so that the 8- or 4-bit model loses less.</source>
        <translation>Trainiert mit gerundeten Gewichten und Aktivierungen, damit das 8- oder 4-Bit-Modell weniger verliert.</translation>
    </message>
    <message>
        <source>Usual length of a text.</source>
        <translation>Übliche Länge eines Textes.</translation>
    </message>
    <message>
        <source>Validation quality (accuracy or micro-F1) that may be lost.</source>
        <translation>Validierungsqualität (Genauigkeit oder Mikro-F1), die verloren gehen darf.</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>Vokabular</translation>
    </message>
    <message>
        <source>Wanda mask</source>
        <translation>Wanda-Maske</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Aufwärmen</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Weight Decay</translation>
    </message>
    <message>
        <source>Weight of the difference between attention scores; averaged over the heads where their number differs.</source>
        <translation>Gewicht des Unterschieds der Attention-Werte; über die Heads gemittelt, wo deren Zahl verschieden ist.</translation>
    </message>
    <message>
        <source>Weight of the difference between hidden states, embeddings included, of student and first teacher.</source>
        <translation>Gewicht des Unterschieds der verborgenen Zustände, Embeddings eingeschlossen, von Schüler und erstem Lehrer.</translation>
    </message>
    <message>
        <source>Weight of the difference between the relations, a mean over them.</source>
        <translation>Gewicht des Unterschieds der Relationen, über sie gemittelt.</translation>
    </message>
    <message>
        <source>Weight of the loss on the output, itself shared out between teachers and labels.</source>
        <translation>Gewicht des Loss der Ausgabe, der selbst zwischen Lehrern und Labels aufgeteilt ist.</translation>
    </message>
    <message>
        <source>Weighted F1</source>
        <translation>Gewichtetes F1</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Weights of a row that share one scale in 4 bits, cut to a divisor of the row; 32, 64 and 128 are usual.</source>
        <translation>Gewichte einer Zeile, die sich in 4 Bit eine Skala teilen, auf einen Teiler der Zeile verkleinert; üblich sind 32, 64 und 128.</translation>
    </message>
    <message>
        <source>Weights on disk</source>
        <translation>Gewichte auf der Platte</translation>
    </message>
    <message>
        <source>What is removed: attention heads, FFN neurons or both.</source>
        <translation>Was entfernt wird: Attention-Heads, FFN-Neuronen oder beides.</translation>
    </message>
    <message>
        <source>What the layers may cost afterwards, of what they cost now.</source>
        <translation>Was die Schichten danach kosten dürfen, von dem, was sie jetzt kosten.</translation>
    </message>
    <message>
        <source>What the model will be when it is used; int8 when a quantization follows.</source>
        <translation>Was das Modell im Einsatz sein wird; Int8, wenn eine Quantisierung folgt.</translation>
    </message>
    <message>
        <source>Where zeros may lie; N:M keeps N of M neighbours.</source>
        <translation>Wo Nullen liegen dürfen; N:M behält N von M Nachbarn.</translation>
    </message>
    <message>
        <source>Whether a range has its own zero point or reaches as far below zero as above.</source>
        <translation>Ob ein Bereich einen eigenen Nullpunkt hat oder gleich weit unter und über null reicht.</translation>
    </message>
    <message>
        <source>Whether all weights compete or each row loses the same share.</source>
        <translation>Ob alle Gewichte konkurrieren oder jede Zeile denselben Anteil verliert.</translation>
    </message>
    <message>
        <source>Whether layers compete with each other or each loses the same share.</source>
        <translation>Ob Schichten miteinander konkurrieren oder jede denselben Anteil verliert.</translation>
    </message>
    <message>
        <source>Whether the embedding tables are a part to choose for; in small models they are half of the bytes.</source>
        <translation>Ob die Embedding-Tabellen zur Wahl gehören; in kleinen Modellen sind sie die Hälfte der Bytes.</translation>
    </message>
    <message>
        <source>Whether the scales follow the largest weights or are learned with them.</source>
        <translation>Ob die Skalen den größten Gewichten folgen oder mit ihnen gelernt werden.</translation>
    </message>
    <message>
        <source>Which layers go; &quot;measured&quot; takes those whose loss analyze.sensitivity found least.</source>
        <translation>Welche Schichten wegfallen; „gemessen“ nimmt die mit dem kleinsten Verlust nach analyze.sensitivity.</translation>
    </message>
    <message>
        <source>Which layers of the first teacher are learned from: spread over it, its topmost, or the last one only.</source>
        <translation>Von welchen Schichten des ersten Lehrers gelernt wird: gleichmäßig verteilt, den obersten, oder nur der letzten.</translation>
    </message>
    <message>
        <source>Another model, of any family and tokenizer, that learns from the teacher in place of the model at the input; its absolute path, or empty.</source>
        <translation>Ein anderes Modell, mit beliebiger Familie und beliebigem Tokenizer, das anstelle des Modells am Eingang vom Lehrer lernt; sein absoluter Pfad, oder leer.</translation>
    </message>
    <message>
        <source>Student folder</source>
        <translation>Schülerordner</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Which of the model&apos;s layers the student starts from.</source>
        <translation>Mit welchen Schichten des Modells der Schüler beginnt.</translation>
    </message>
    <message>
        <source>Which relations between tokens are learned: MiniLMv2&apos;s, the first MiniLM&apos;s (attention and values), or both.</source>
        <translation>Welche Relationen zwischen Token gelernt werden: die von MiniLMv2, die des ersten MiniLM (Attention und Values), oder beide.</translation>
    </message>
    <message>
        <source>Width of the student&apos;s hidden states and token table; 0 for half of the model&apos;s.</source>
        <translation>Breite der verborgenen Zustände und der Token-Tabelle des Schülers; 0 für die Hälfte des Modells.</translation>
    </message>
    <message>
        <source>With LSQ, factor on the learning rate of the scales, each measured in its first value.</source>
        <translation>Mit LSQ: Faktor auf die Lernrate der Skalen, jede in ihrem Anfangswert gemessen.</translation>
    </message>
    <message>
        <source>With percentile calibration, how much of the inputs the range takes in.</source>
        <translation>Mit Perzentil-Kalibrierung: wie viel der Eingaben der Bereich umfasst.</translation>
    </message>
    <message>
        <source>Without search, how much of the range of activations moves into the weights; 0.5 shares it evenly.</source>
        <translation>Ohne Suche: wie viel vom Bereich der Aktivierungen in die Gewichte wandert; 0,5 teilt ihn gleichmäßig.</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>all four</source>
        <translation>alle vier</translation>
    </message>
    <message>
        <source>anywhere</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>asymmetric</source>
        <translation>asymmetrisch</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>bf16</source>
        <translation>bf16</translation>
    </message>
    <message>
        <source>both</source>
        <translation>beide</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>copies</source>
        <translation>Kopien</translation>
    </message>
    <message>
        <source>cubic</source>
        <translation>kubisch</translation>
    </message>
    <message>
        <source>dimensions</source>
        <translation>Dimensionen</translation>
    </message>
    <message>
        <source>embeddings</source>
        <translation>Embeddings</translation>
    </message>
    <message>
        <source>entropy</source>
        <translation>Entropie</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>even</source>
        <translation>gleichmäßig</translation>
    </message>
    <message>
        <source>every other</source>
        <translation>jede zweite</translation>
    </message>
    <message>
        <source>factor</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>first</source>
        <translation>erste</translation>
    </message>
    <message>
        <source>float</source>
        <translation>Float</translation>
    </message>
    <message>
        <source>fp16</source>
        <translation>fp16</translation>
    </message>
    <message>
        <source>fp16 is more exact; bf16 takes larger numbers and is faster on CPUs with AVX512-BF16.</source>
        <translation>fp16 ist genauer; bf16 fasst größere Zahlen und ist auf CPUs mit AVX512-BF16 schneller.</translation>
    </message>
    <message>
        <source>fp32</source>
        <translation>fp32</translation>
    </message>
    <message>
        <source>fraction</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>from model</source>
        <translation>aus dem Modell</translation>
    </message>
    <message>
        <source>global</source>
        <translation>global</translation>
    </message>
    <message>
        <source>heads</source>
        <translation>Heads</translation>
    </message>
    <message>
        <source>int4</source>
        <translation>int4</translation>
    </message>
    <message>
        <source>int8</source>
        <translation>int8</translation>
    </message>
    <message>
        <source>last</source>
        <translation>letzte</translation>
    </message>
    <message>
        <source>latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>least influence</source>
        <translation>geringster Einfluss</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>linear</translation>
    </message>
    <message>
        <source>magnitude</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>gemessen</translation>
    </message>
    <message>
        <source>min-max</source>
        <translation>Min-Max</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>nats</translation>
    </message>
    <message>
        <source>neurons</source>
        <translation>Neuronen</translation>
    </message>
    <message>
        <source>norm</source>
        <translation>Norm</translation>
    </message>
    <message>
        <source>of the mean diagonal</source>
        <translation>der mittleren Diagonale</translation>
    </message>
    <message>
        <source>p50 latency, batch 1</source>
        <translation>p50-Latenz, Batch 1</translation>
    </message>
    <message>
        <source>p95 latency, batch 1</source>
        <translation>p95-Latenz, Batch 1</translation>
    </message>
    <message>
        <source>per channel</source>
        <translation>je Kanal</translation>
    </message>
    <message>
        <source>per layer</source>
        <translation>je Schicht</translation>
    </message>
    <message>
        <source>per row</source>
        <translation>je Zeile</translation>
    </message>
    <message>
        <source>per tensor</source>
        <translation>je Tensor</translation>
    </message>
    <message>
        <source>percentile</source>
        <translation>Perzentil</translation>
    </message>
    <message>
        <source>points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>q-k, v-v</source>
        <translation>q-k, v-v</translation>
    </message>
    <message>
        <source>q-q, k-k, v-v</source>
        <translation>q-q, k-k, v-v</translation>
    </message>
    <message>
        <source>random</source>
        <translation>zufällig</translation>
    </message>
    <message>
        <source>rounds</source>
        <translation>Runden</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>score</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>straight-through</source>
        <translation>straight-through</translation>
    </message>
    <message>
        <source>symmetric</source>
        <translation>symmetrisch</translation>
    </message>
    <message>
        <source>taylor</source>
        <translation>taylor</translation>
    </message>
    <message>
        <source>teacher</source>
        <translation>Lehrer</translation>
    </message>
    <message>
        <source>teacher2</source>
        <translation>Lehrer 2</translation>
    </message>
    <message>
        <source>teacher3</source>
        <translation>Lehrer 3</translation>
    </message>
    <message>
        <source>texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>texts/s</source>
        <translation>Texte/s</translation>
    </message>
    <message>
        <source>times</source>
        <translation>-fach</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>top</source>
        <translation>oberste</translation>
    </message>
    <message>
        <source>uniform</source>
        <translation>gleichmäßig</translation>
    </message>
    <message>
        <source>%1 gives a packed model that cannot be trained further; prune first, quantize last</source>
        <translation>%1 ergibt ein gepacktes Modell, das nicht weiter trainiert werden kann; erst beschneiden, zuletzt quantisieren</translation>
    </message>
    <message>
        <source>%1 gives a packed model that cannot be trained further; train first and quantize last, or train with rounded weights (QAT)</source>
        <translation>%1 ergibt ein gepacktes Modell, das nicht weiter trainiert werden kann; erst trainieren und zuletzt quantisieren, oder mit gerundeten Gewichten trainieren (QAT)</translation>
    </message>
    <message>
        <source>%1 gives a packed model, which this stage cannot look into; put it before</source>
        <translation>%1 ergibt ein gepacktes Modell, in das dieser Schritt nicht hineinsehen kann; setzen Sie ihn davor</translation>
    </message>
    <message>
        <source>%1 gives no CPU speed: only GPUs with sparse tensor cores multiply it faster; remove structure where the model shall become faster</source>
        <translation>%1 macht eine CPU nicht schneller: Nur GPUs mit Sparse-Tensor-Kernen multiplizieren es schneller; entfernen Sie Struktur, wo das Modell schneller werden soll</translation>
    </message>
    <message>
        <source>%1 has an empty list; give a value or remove the key</source>
        <translation>%1 hat eine leere Liste; geben Sie einen Wert an, oder entfernen Sie den Schlüssel</translation>
    </message>
    <message>
        <source>%1 has no input &apos;%2&apos;%3</source>
        <translation>%1 hat keinen Eingang „%2“%3</translation>
    </message>
    <message>
        <source>%1 has no parameter &apos;%2&apos;%3</source>
        <translation>%1 hat keinen Parameter „%2“%3</translation>
    </message>
    <message>
        <source>%1 lists a value twice; it is computed once</source>
        <translation>%1 führt einen Wert doppelt auf; er wird einmal gerechnet</translation>
    </message>
    <message>
        <source>%1 must be %2, found %3</source>
        <translation>%1 muss %2 sein, gefunden: %3</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is already quantized by %2; connect what comes before it</source>
        <translation>„%1“ ist schon durch %2 quantisiert; verbinden Sie, was davor kommt</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is wired twice as teacher and counts double</source>
        <translation>„%1“ ist zweimal als Lehrer verbunden und zählt doppelt</translation>
    </message>
    <message>
        <source>; did you mean &apos;%1&apos;?</source>
        <translation>; meinten Sie „%1“?</translation>
    </message>
    <message>
        <source>Add Int8 beside it</source>
        <translation>Int8 daneben einfügen</translation>
    </message>
    <message>
        <source>Connect &apos;%1&apos; instead</source>
        <translation>Stattdessen „%1“ verbinden</translation>
    </message>
    <message>
        <source>Cut texts at %1 tokens</source>
        <translation>Texte bei %1 Token kürzen</translation>
    </message>
    <message>
        <source>Keep each value once</source>
        <translation>Jeden Wert einmal behalten</translation>
    </message>
    <message>
        <source>Keep every token that occurs</source>
        <translation>Jedes vorkommende Token behalten</translation>
    </message>
    <message>
        <source>Measure on %1 texts</source>
        <translation>An %1 Texten messen</translation>
    </message>
    <message>
        <source>Put %1 before</source>
        <translation>%1 davor setzen</translation>
    </message>
    <message>
        <source>Put Sensitivity before</source>
        <translation>Sensitivität davor setzen</translation>
    </message>
    <message>
        <source>Put it before the quantization</source>
        <translation>Vor die Quantisierung setzen</translation>
    </message>
    <message>
        <source>Remove heads and FFN neurons instead</source>
        <translation>Stattdessen Heads und FFN-Neuronen entfernen</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the copy</source>
        <translation>Die Kopie entfernen</translation>
    </message>
    <message>
        <source>Remove this teacher</source>
        <translation>Diesen Lehrer entfernen</translation>
    </message>
    <message>
        <source>Reset to %1</source>
        <translation>Auf %1 zurücksetzen</translation>
    </message>
    <message>
        <source>Start from the source</source>
        <translation>Mit dem Ausgangsmodell beginnen</translation>
    </message>
    <message>
        <source>Take &apos;%1&apos; as teacher</source>
        <translation>„%1“ als Lehrer nehmen</translation>
    </message>
    <message>
        <source>Take &apos;%1&apos; instead</source>
        <translation>Stattdessen „%1“ nehmen</translation>
    </message>
    <message>
        <source>Train %1 epochs</source>
        <translation>%1 Epochen trainieren</translation>
    </message>
    <message>
        <source>&quot;measured&quot; needs the table of Sensitivity, which travels with the model until its weights change; put Sensitivity directly before</source>
        <translation>„gemessen“ braucht die Tabelle der Sensitivität, die mit dem Modell geht, bis sich dessen Gewichte ändern; setzen Sie Sensitivität direkt davor</translation>
    </message>
    <message>
        <source>a learning rate of %1 usually destroys what a pre-trained model knows; 2e-05 to 2e-04 is usual</source>
        <translation>eine Lernrate von %1 zerstört meist, was ein vortrainiertes Modell weiß; üblich ist 2e-05 bis 2e-04</translation>
    </message>
    <message>
        <source>a node cannot be called &apos;source&apos;, which is the model the recipe starts from</source>
        <translation>ein Knoten kann nicht „source“ heißen; so heißt das Modell, mit dem das Rezept beginnt</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>mindestens %1</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>höchstens %1</translation>
    </message>
    <message>
        <source>between %1 and %2</source>
        <translation>zwischen %1 und %2</translation>
    </message>
    <message>
        <source>data.validationFraction must be above 0 and below 0.5, found %1</source>
        <translation>data.validationFraction muss über 0 und unter 0.5 liegen, gefunden: %1</translation>
    </message>
    <message>
        <source>does the same work as &apos;%1&apos;; it is computed once</source>
        <translation>leistet dieselbe Arbeit wie „%1“; sie wird einmal gerechnet</translation>
    </message>
    <message>
        <source>fp16 halves the bytes, not the time: a CPU computes it in fp32; quantize to int8 where it shall be faster</source>
        <translation>fp16 halbiert die Bytes, nicht die Zeit: Eine CPU rechnet damit in fp32; quantisieren Sie auf Int8, wo es schneller werden soll</translation>
    </message>
    <message>
        <source>int4 saves size, not time: %1 computes it as %2, like Int8; compare it with Int8 where size is not short</source>
        <translation>int4 spart Größe, nicht Zeit: %1 rechnet es als %2, wie Int8; vergleichen Sie es mit Int8, wo Größe nicht knapp ist</translation>
    </message>
    <message>
        <source>int8 x int8</source>
        <translation>int8 × int8</translation>
    </message>
    <message>
        <source>maxLength must be at least 3 tokens, found %1</source>
        <translation>maxLength muss mindestens 3 Token sein, gefunden: %1</translation>
    </message>
    <message>
        <source>measure.batch must be at least 1, found %1</source>
        <translation>measure.batch muss mindestens 1 sein, gefunden: %1</translation>
    </message>
    <message>
        <source>measure.secondsPerVariant must be above 0 and at most 3600, found %1</source>
        <translation>measure.secondsPerVariant muss über 0 und höchstens 3600 sein, gefunden: %1</translation>
    </message>
    <message>
        <source>measure.texts must be at least 1, found %1</source>
        <translation>measure.texts muss mindestens 1 sein, gefunden: %1</translation>
    </message>
    <message>
        <source>movement pruning learns what to remove while it fine-tunes; a model that is already fine-tuned hardly moves: start from the source</source>
        <translation>Movement-Pruning lernt während des Fine-Tunings, was wegfällt; ein fertig trainiertes Modell bewegt sich kaum noch: Beginnen Sie mit dem Ausgangsmodell</translation>
    </message>
    <message>
        <source>no model is chosen; name a model folder</source>
        <translation>kein Modell ist gewählt; geben Sie einen Modellordner an</translation>
    </message>
    <message>
        <source>no training data is chosen; name a CSV, TSV or JSONL file</source>
        <translation>keine Trainingsdaten sind gewählt; geben Sie eine CSV-, TSV- oder JSONL-Datei an</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>eines von %1</translation>
    </message>
    <message>
        <source>removes %1 % and trains nothing afterwards: quality falls by points; recover it with a few epochs</source>
        <translation>entfernt %1 % und trainiert danach nicht: Die Qualität fällt um Punkte; holen Sie sie mit einigen Epochen zurück</translation>
    </message>
    <message>
        <source>speed is measured on %1 texts, fewer than one batch of %2: throughput will be that of a smaller batch</source>
        <translation>das Tempo wird an %1 Texten gemessen, weniger als ein Batch von %2: Der Durchsatz wird der eines kleineren Batches sein</translation>
    </message>
    <message>
        <source>texts may be %1 tokens long, but the model has positions for %2 only</source>
        <translation>Texte dürfen %1 Token lang sein, das Modell hat aber nur Positionen für %2</translation>
    </message>
    <message>
        <source>the connections form a circle; remove one of them</source>
        <translation>die Verbindungen bilden einen Kreis; entfernen Sie eine davon</translation>
    </message>
    <message>
        <source>the id &apos;%1&apos; is used by several nodes; rename all but one</source>
        <translation>die ID „%1“ haben mehrere Knoten; benennen Sie alle bis auf einen um</translation>
    </message>
    <message>
        <source>the id &apos;%1&apos; may only hold letters, digits, &apos;-&apos;, &apos;_&apos; and &apos;.&apos;</source>
        <translation>die ID „%1“ darf nur Buchstaben, Ziffern, „-“, „_“ und „.“ enthalten</translation>
    </message>
    <message>
        <source>the input &apos;%1&apos; comes from &apos;%2&apos;, which is no node of the recipe%3</source>
        <translation>der Eingang „%1“ kommt von „%2“, das kein Knoten des Rezepts ist%3</translation>
    </message>
    <message>
        <source>the input &apos;%1&apos; is not connected</source>
        <translation>der Eingang „%1“ ist nicht verbunden</translation>
    </message>
    <message>
        <source>the lists of values make %1 steps; each is computed and measured</source>
        <translation>die Wertelisten ergeben %1 Schritte; jeder wird gerechnet und gemessen</translation>
    </message>
    <message>
        <source>the lists of values make more than %1 steps; shorten some of them</source>
        <translation>die Wertelisten ergeben mehr als %1 Schritte; kürzen Sie einige</translation>
    </message>
    <message>
        <source>the model is stored as %1, which cannot be trained or measured part by part; open the model before it was quantized</source>
        <translation>das Modell ist als %1 gespeichert und kann so weder trainiert noch Teil für Teil gemessen werden; öffnen Sie das Modell vor der Quantisierung</translation>
    </message>
    <message>
        <source>the recipe has no stage: only the source is measured</source>
        <translation>das Rezept hat keinen Schritt: Nur das Ausgangsmodell wird gemessen</translation>
    </message>
    <message>
        <source>the source is used as %1 without training first: that needs a source which already classifies with the labels of the data; otherwise put a training stage before</source>
        <translation>das Ausgangsmodell dient ohne Training als %1: Dafür muss es schon mit den Labels der Daten klassifizieren; setzen Sie sonst einen Trainingsschritt davor</translation>
    </message>
    <message>
        <source>the stage &apos;%1&apos; is not known%2</source>
        <translation>der Schritt „%1“ ist nicht bekannt%2</translation>
    </message>
    <message>
        <source>the teacher is the model itself: it can only teach what the model already says; take a larger model, or none</source>
        <translation>der Lehrer ist das Modell selbst: Er kann nur lehren, was das Modell schon sagt; nehmen Sie ein größeres Modell, oder keines</translation>
    </message>
    <message>
        <source>the teacher weight does nothing: no teacher is wired</source>
        <translation>das Gewicht des Lehrers bewirkt nichts: Kein Lehrer ist verbunden</translation>
    </message>
    <message>
        <source>the test file is the training file: accuracy will look better than it is</source>
        <translation>die Testdatei ist die Trainingsdatei: Die Genauigkeit wird besser aussehen, als sie ist</translation>
    </message>
    <message>
        <source>this CPU</source>
        <translation>diese CPU</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>words that the texts of this data never use are cut into pieces or lost: check it on texts of the time and place where the model will be used</source>
        <translation>Wörter, die die Texte dieser Daten nie benutzen, werden zerstückelt oder gehen verloren: Prüfen Sie es an Texten aus der Zeit und Umgebung des Einsatzes</translation>
    </message>
    <message>
        <source>zeros save neither bytes nor time on a CPU: matrices keep their size; remove structure where the model shall become smaller or faster</source>
        <translation>Nullen sparen auf einer CPU weder Bytes noch Zeit: Matrizen behalten ihre Größe; entfernen Sie Struktur, wo das Modell kleiner oder schneller werden soll</translation>
    </message>
    <message>
        <source>FFN matrices (of gated ones the last), attention output projections, the token table, or all of them.</source>
        <translation>FFN-Matrizen (bei Gated-FFN die letzte), Ausgangsprojektionen der Attention, die Token-Tabelle oder alle.</translation>
    </message>
    <message>
        <source>Adapted layers</source>
        <translation>Schichten mit Adapter</translation>
    </message>
    <message>
        <source>Adapter dropout</source>
        <translation>Dropout der Adapter</translation>
    </message>
    <message>
        <source>Depth by probe</source>
        <translation>Tiefe nach Probe</translation>
    </message>
    <message>
        <source>Fewest layers</source>
        <translation>Wenigstens Schichten</translation>
    </message>
    <message>
        <source>Fine-tune (LoRA)</source>
        <translation>Fine-Tuning (LoRA)</translation>
    </message>
    <message>
        <source>How much worse than the best probe the probe of the chosen depth may be.</source>
        <translation>Wie viel schlechter als die beste Probe die der gewählten Tiefe sein darf.</translation>
    </message>
    <message>
        <source>Inner size of each adapter: what is added to a matrix has this rank.</source>
        <translation>Innere Größe jedes Adapters: Was zu einer Matrix hinzukommt, hat diesen Rang.</translation>
    </message>
    <message>
        <source>Labelled rows that the probes are fitted to.</source>
        <translation>Zeilen mit Label, an die die Proben angepasst werden.</translation>
    </message>
    <message>
        <source>Merged as</source>
        <translation>Zusammengeführt als</translation>
    </message>
    <message>
        <source>Part of an adapter&apos;s inputs that is zeroed in training.</source>
        <translation>Anteil der Eingaben eines Adapters, der beim Training null gesetzt wird.</translation>
    </message>
    <message>
        <source>Probe as head</source>
        <translation>Probe als Kopf</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Rows of the validation split that score the probes, at most.</source>
        <translation>Höchstens so viele Zeilen der Validierungsdaten bewerten die Proben.</translation>
    </message>
    <message>
        <source>Scale (alpha)</source>
        <translation>Faktor (alpha)</translation>
    </message>
    <message>
        <source>So many layers stay in any case.</source>
        <translation>So viele Schichten bleiben auf jeden Fall.</translation>
    </message>
    <message>
        <source>The model to cut</source>
        <translation>Das Modell, das gekürzt wird</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>Toleranz</translation>
    </message>
    <message>
        <source>Training rows</source>
        <translation>Trainingszeilen</translation>
    </message>
    <message>
        <source>Trains small adapters beside the matrices and the head, then merges them; large models fit into little memory.</source>
        <translation>Trainiert kleine Adapter neben den Matrizen und den Kopf und führt sie dann zusammen; große Modelle kommen mit wenig Speicher aus.</translation>
    </message>
    <message>
        <source>Tries a linear classifier after every layer and cuts the model where it is good enough; needs no head and no training.</source>
        <translation>Probiert nach jeder Schicht einen linearen Klassifikator und kürzt das Modell dort, wo er gut genug ist; braucht weder Kopf noch Training.</translation>
    </message>
    <message>
        <source>Validation rows</source>
        <translation>Validierungszeilen</translation>
    </message>
    <message>
        <source>What a matrix is stored as once its adapter is added; bfloat16 takes half of the bytes.</source>
        <translation>Wie eine Matrix gespeichert wird, wenn ihr Adapter hinzugekommen ist; bfloat16 braucht die Hälfte der Bytes.</translation>
    </message>
    <message>
        <source>What an adapter adds is multiplied by alpha / rank.</source>
        <translation>Was ein Adapter hinzufügt, wird mit alpha / Rang multipliziert.</translation>
    </message>
    <message>
        <source>Where the head is a single layer, as decoders have it, the chosen probe becomes the head.</source>
        <translation>Wo der Kopf eine einzige Schicht ist, wie bei Decodern, wird die gewählte Probe zum Kopf.</translation>
    </message>
    <message>
        <source>Which matrices have adapters: every one in the layers, or query, key, value and output only.</source>
        <translation>Welche Matrizen Adapter haben: alle in den Schichten oder nur Query, Key, Value und Ausgabe.</translation>
    </message>
    <message>
        <source>all linear</source>
        <translation>alle linearen</translation>
    </message>
    <message>
        <source>bfloat16</source>
        <translation>bfloat16</translation>
    </message>
    <message>
        <source>float32</source>
        <translation>float32</translation>
    </message>
    <message>
        <source>%1 answers %2 texts</source>
        <translation>%1 beantwortet %2 Texte</translation>
    </message>
    <message>
        <source>%1 cannot hold this model: %2</source>
        <translation>%1 kann dieses Modell nicht fassen: %2</translation>
    </message>
    <message>
        <source>%1 could not be installed</source>
        <translation>%1 konnte nicht installiert werden</translation>
    </message>
    <message>
        <source>%1 could not run the export:
%2</source>
        <translation>%1 konnte den Export nicht ausführen:
%2</translation>
    </message>
    <message>
        <source>%1 is a file. Choose a new folder.</source>
        <translation>%1 ist eine Datei. Wählen Sie einen neuen Ordner.</translation>
    </message>
    <message>
        <source>%1 is not empty. Choose a new folder, or empty it first.</source>
        <translation>%1 ist nicht leer. Wählen Sie einen neuen Ordner, oder leeren Sie ihn vorher.</translation>
    </message>
    <message>
        <source>%1 is not installed for Lathe</source>
        <translation>%1 ist für Lathe nicht installiert</translation>
    </message>
    <message>
        <source>%1 of %2 decisions differ</source>
        <translation>%1 von %2 Entscheidungen weichen ab</translation>
    </message>
    <message>
        <source>A folder that transformers opens: safetensors, config.json and the tokenizer.</source>
        <translation>Ein Ordner, den transformers öffnet: safetensors, config.json und der Tokenizer.</translation>
    </message>
    <message>
        <source>Choose one of %1</source>
        <translation>Wählen Sie eines von %1</translation>
    </message>
    <message>
        <source>Every model: 32, 16, 8 and 4 bits, layers of unequal size, factors.</source>
        <translation>Jedes Modell: 32, 16, 8 und 4 Bit, Schichten ungleicher Größe, Faktoren.</translation>
    </message>
    <message>
        <source>Every model; transformers opens those whose layers have one size.</source>
        <translation>Jedes Modell; transformers öffnet die, deren Schichten gleich groß sind.</translation>
    </message>
    <message>
        <source>Give a file of labelled texts</source>
        <translation>Geben Sie eine Datei mit Texten und Labels an</translation>
    </message>
    <message>
        <source>Hugging Face folder</source>
        <translation>Hugging-Face-Ordner</translation>
    </message>
    <message>
        <source>Install Python 3.11 or newer (on Debian: sudo apt-get install python3 python3-pip)</source>
        <translation>Installieren Sie Python 3.11 oder neuer (unter Debian: sudo apt-get install python3 python3-pip)</translation>
    </message>
    <message>
        <source>Installing %1 (%2)</source>
        <translation>Installiert %1 (%2)</translation>
    </message>
    <message>
        <source>ONNX Runtime</source>
        <translation>ONNX Runtime</translation>
    </message>
    <message>
        <source>One file that ONNX Runtime, OpenVINO and many others run.</source>
        <translation>Eine Datei, die ONNX Runtime, OpenVINO und viele andere ausführen.</translation>
    </message>
    <message>
        <source>OpenVINO IR</source>
        <translation>OpenVINO IR</translation>
    </message>
    <message>
        <source>OpenVINO could not convert the model: </source>
        <translation>OpenVINO konnte das Modell nicht umwandeln: </translation>
    </message>
    <message>
        <source>Python 3 is needed</source>
        <translation>Python 3 wird gebraucht</translation>
    </message>
    <message>
        <source>Python for %1</source>
        <translation>Python für %1</translation>
    </message>
    <message>
        <source>See that pypi.org can be reached, that python3 is 3.11 to 3.14 and that python3 -m pip works (on Debian: sudo apt-get install python3-pip), then start again</source>
        <translation>Sorgen Sie dafür, dass pypi.org erreichbar ist, python3 3.11 bis 3.14 ist und python3 -m pip geht (unter Debian: sudo apt-get install python3-pip), und starten Sie erneut</translation>
    </message>
    <message>
        <source>The files of OpenVINO, for CPUs and GPUs by Intel.</source>
        <translation>Die Dateien von OpenVINO, für CPUs und GPUs von Intel.</translation>
    </message>
    <message>
        <source>The model has no classification head yet. Fine-tune it first.</source>
        <translation>Das Modell hat noch keinen Klassifikationskopf. Trainieren Sie es zuerst.</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation>Schreibt %1</translation>
    </message>
    <message>
        <source>about 60 MB</source>
        <translation>etwa 60 MB</translation>
    </message>
    <message>
        <source>about 90 MB</source>
        <translation>etwa 90 MB</translation>
    </message>
    <message>
        <source>answers that are no numbers</source>
        <translation>Antworten, die keine Zahlen sind</translation>
    </message>
    <message>
        <source>logits differ by up to %1, where %2 is what its arithmetic explains</source>
        <translation>Logits weichen um bis zu %1 ab, wo %2 durch die Rechenweise erklärt wäre</translation>
    </message>
    <message>
        <source>no temporary folder can be made in %1</source>
        <translation>in %1 lässt sich kein vorläufiger Ordner anlegen</translation>
    </message>
    <message>
        <source>the runtime answered %1 numbers, not %2</source>
        <translation>die Laufzeitumgebung antwortete mit %1 Zahlen, nicht %2</translation>
    </message>
    <message>
        <source>there are no texts to prove the export with</source>
        <translation>es gibt keine Texte, mit denen der Export nachgewiesen werden könnte</translation>
    </message>
    <message>
        <source>there are no texts to verify the export with</source>
        <translation>es gibt keine Texte, mit denen der Export geprüft werden könnte</translation>
    </message>
    <message>
        <source>there is no format &apos;%1&apos;</source>
        <translation>es gibt kein Format „%1“</translation>
    </message>
    <message>
        <source>there is no runtime &apos;%1&apos;</source>
        <translation>es gibt keine Laufzeitumgebung „%1“</translation>
    </message>
    <message>
        <source>Every model; the Hugging Face folder only where transformers opens it.</source>
        <translation>Jedes Modell; der Hugging-Face-Ordner nur, wo transformers ihn öffnet.</translation>
    </message>
    <message>
        <source>Everything to hand on: ONNX, a Hugging Face folder, scripts for three runtimes, a C++ example, a model card.</source>
        <translation>Alles zum Weitergeben: ONNX, ein Hugging-Face-Ordner, Skripte für drei Laufzeitumgebungen, ein C++-Beispiel, eine Modellkarte.</translation>
    </message>
    <message>
        <source>Not run in %1: it is not installed for Lathe. %2.</source>
        <translation>Nicht ausgeführt in %1: Es ist für Lathe nicht installiert. %2.</translation>
    </message>
    <message>
        <source>OpenVINO has a file of its own, openvino/model.onnx, because it runs other operators as integers.</source>
        <translation>OpenVINO hat eine eigene Datei, openvino/model.onnx, weil es andere Operatoren mit ganzen Zahlen rechnet.</translation>
    </message>
    <message>
        <source>about 260 MB, 2.4 GB where only PyPI can be reached</source>
        <translation>etwa 260 MB, 2,4 GB, wo nur PyPI erreichbar ist</translation>
    </message>
    <message>
        <source>One file that LibTorch loads from C++ and Python without other code.</source>
        <translation>Eine Datei, die LibTorch aus C++ und Python ohne weiteren Code lädt.</translation>
    </message>
    <message>
        <source>%1 cannot be read</source>
        <translation>%1 ist nicht lesbar</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 ließ sich nicht schreiben: %2</translation>
    </message>
    <message>
        <source>%1 is already there. Choose another name.</source>
        <translation>%1 gibt es schon. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>%1: this Lathe was built without libarchive, which zip files need</source>
        <translation>%1: Dieses Lathe wurde ohne libarchive gebaut, das für Zip-Dateien nötig ist</translation>
    </message>
    <message>
        <source>Export into a folder</source>
        <translation>Exportieren Sie in einen Ordner</translation>
    </message>
    <message>
        <source>Packing %1</source>
        <translation>%1 wird gepackt</translation>
    </message>
    <message>
        <source>logits differ by %1 % on the whole, where %2 % is what its arithmetic explains</source>
        <translation>Logits weichen insgesamt um %1 % ab; seine Rechenweise erklärt %2 %</translation>
    </message>
    <message>
        <source>there is no such rounding</source>
        <translation>eine solche Rundung gibt es nicht</translation>
    </message>
    <message>
        <source>Codes are in the layout of compressed-tensors, a package that transformers needs to open the folder.</source>
        <translation>Codes liegen in der Anordnung von compressed-tensors, einem Paket, das transformers braucht, um den Ordner zu öffnen.</translation>
    </message>
    <message>
        <source>Inputs of 8-bit layers are rounded there symmetrically by token.</source>
        <translation>Eingaben von 8-Bit-Schichten werden dort symmetrisch und Token für Token gerundet.</translation>
    </message>
    <message>
        <source>It was not verified: no other runtime opens it.</source>
        <translation>Er wurde nicht nachgewiesen: Keine andere Laufzeitumgebung öffnet ihn.</translation>
    </message>
    <message>
        <source>Of %1 the codes (%2 matrices) are written as %3-bit floats, because not every reader of the layout of compressed-tensors takes codes there.</source>
        <translation>Von %1 werden die Codes (%2 Matrizen) als %3-Bit-Gleitkommazahlen geschrieben, weil nicht jedes Programm, das die Anordnung von compressed-tensors liest, dort Codes nimmt.</translation>
    </message>
    <message>
        <source>OpenVINO is about 1.5 times faster where the ranges of inputs are fixed beforehand: the stage Static int8 does that.</source>
        <translation>OpenVINO ist etwa 1,5-mal so schnell, wo die Bereiche der Eingaben vorher feststehen: Das macht der Schritt Statisches Int8.</translation>
    </message>
    <message>
        <source>there is no such form of a model</source>
        <translation>eine solche Form eines Modells gibt es nicht</translation>
    </message>
    <message>
        <source>There is no Hugging Face folder in it, because transformers cannot open this model: its layers differ in a way that its config.json cannot say.</source>
        <translation>Ein Hugging-Face-Ordner ist nicht dabei, weil transformers dieses Modell nicht öffnen kann: Seine Schichten unterscheiden sich auf eine Weise, die seine config.json nicht sagen kann.</translation>
    </message>
    <message>
        <source>This Lathe was built without libarchive, which zip files need. Choose a new folder.</source>
        <translation>Dieses Lathe wurde ohne libarchive gebaut, das für Zip-Dateien nötig ist. Wählen Sie einen neuen Ordner.</translation>
    </message>
    <message>
        <source>4-bit weights ask for opset 21. Here they are multiplied with floats; ONNX Runtime&apos;s session option session.qdq_matmulnbits_accuracy_level=4 computes in 8 bits, as Lathe does.</source>
        <translation>4-Bit-Gewichte verlangen Opset 21. Hier werden sie mit Gleitkommazahlen multipliziert; die Sitzungsoption session.qdq_matmulnbits_accuracy_level=4 von ONNX Runtime rechnet mit 8 Bit, wie Lathe.</translation>
    </message>
    <message>
        <source>Allow Lathe to install %1 for itself (from PyPI into %2: %3), or run the export&apos;s %4 yourself</source>
        <translation>Erlauben Sie Lathe, %1 für sich zu installieren (von PyPI nach %2: %3), oder führen Sie %4 des Exports selbst aus</translation>
    </message>
    <message>
        <source>Blocks of the GGUF file are written as float32.</source>
        <translation>Blöcke der GGUF-Datei werden als float32 geschrieben.</translation>
    </message>
    <message>
        <source>Fine-tune it first</source>
        <translation>Trainieren Sie es zuerst</translation>
    </message>
    <message>
        <source>Inputs of 8-bit products are rounded with one range for all tokens of a batch, where Lathe gives each token its own: logits differ a little, and with what else is in the batch.</source>
        <translation>Eingaben von 8-Bit-Produkten werden mit einem Bereich für alle Token eines Batches gerundet, wo Lathe jedem Token seinen eigenen gibt: Logits weichen ein wenig ab, auch je nachdem, was sonst im Batch ist.</translation>
    </message>
    <message>
        <source>The layers of this model differ in a way that its config.json cannot say, so transformers cannot open the folder. Lathe can; for other programs export ONNX.</source>
        <translation>Die Schichten dieses Modells unterscheiden sich so, wie es seine config.json nicht sagen kann, daher kann transformers den Ordner nicht öffnen. Lathe kann es; für andere Programme exportieren Sie ONNX.</translation>
    </message>
    <message>
        <source>TorchScript keeps the codes but computes products as floats: it is no faster than the float model.</source>
        <translation>TorchScript behält die Codes, rechnet aber mit Gleitkommazahlen: Es ist nicht schneller als das Gleitkommamodell.</translation>
    </message>
    <message>
        <source>bfloat16 weights are written as float16, which runtimes on CPUs know.</source>
        <translation>bfloat16-Gewichte werden als float16 geschrieben, das Laufzeitumgebungen auf CPUs kennen.</translation>
    </message>
    <message>
        <source>int4 by %1</source>
        <translation>Int4 mit %1</translation>
    </message>
    <message>
        <source>layers that share their weights</source>
        <translation>Schichten, die ihre Gewichte teilen</translation>
    </message>
    <message>
        <source>layers that the family keeps fused or turned</source>
        <translation>Schichten, die die Familie verbunden oder gedreht ablegt</translation>
    </message>
    <message>
        <source>layers whose inputs are smoothed</source>
        <translation>Schichten, deren Eingaben geglättet sind</translation>
    </message>
    <message>
        <source>the model has no classification head yet</source>
        <translation>das Modell hat noch keinen Klassifikationskopf</translation>
    </message>
    <message>
        <source>%1 answers otherwise than Lathe: %2</source>
        <translation>%1 antwortet anders als Lathe: %2</translation>
    </message>
    <message>
        <source>Put them back, or run the recipe again</source>
        <translation>Legen Sie sie zurück, oder führen Sie das Rezept noch einmal aus</translation>
    </message>
    <message>
        <source>A layer has lost its attention or its FFN, which llama.cpp has no place for. Remove the whole layer, or export ONNX.</source>
        <translation>Eine Schicht hat ihre Attention oder ihr FFN verloren; dafür hat llama.cpp keinen Platz. Entfernen Sie die ganze Schicht, oder exportieren Sie ONNX.</translation>
    </message>
    <message>
        <source>Every decoder but OPT: 32, 16, 8 and 4 bits; layers of unequal size of Llama, Mistral and Qwen2.</source>
        <translation>Jeder Decoder außer OPT: 32, 16, 8 und 4 Bit; verschieden große Schichten bei Llama, Mistral und Qwen2.</translation>
    </message>
    <message>
        <source>Its layers are of unequal size, which llama.cpp has for Llama, Mistral and Qwen2 only. Export ONNX, or prune every layer alike.</source>
        <translation>Seine Schichten sind verschieden groß; das kennt llama.cpp nur bei Llama, Mistral und Qwen2. Exportieren Sie ONNX, oder beschneiden Sie jede Schicht gleich.</translation>
    </message>
    <message>
        <source>Lathe writes GGUF files of decoders that llama.cpp has: Llama, Mistral, Qwen2, Qwen3, SmolLM3, Phi-3, Gemma 2, Gemma 3, GPT-2 and GPT-NeoX. Export ONNX or OpenVINO.</source>
        <translation>Lathe schreibt GGUF-Dateien von Decodern, die llama.cpp kennt: Llama, Mistral, Qwen2, Qwen3, SmolLM3, Phi-3, Gemma 2, Gemma 3, GPT-2 und GPT-NeoX. Exportieren Sie ONNX oder OpenVINO.</translation>
    </message>
    <message>
        <source>The file of llama.cpp, for decoders: it gives a text&apos;s embedding, the script beside it applies the head.</source>
        <translation>Die Datei von llama.cpp, für Decoder: Es liefert das Embedding eines Textes, das Skript daneben wendet den Kopf an.</translation>
    </message>
    <message>
        <source>llama.cpp has no OPT. Export ONNX.</source>
        <translation>llama.cpp kennt OPT nicht. Exportieren Sie ONNX.</translation>
    </message>
    <message>
        <source>Move outliers of a layer&apos;s inputs into its weights first, as strongly as serves its output best, as SmoothQuant does.</source>
        <translation>Zuerst Ausreißer der Eingaben einer Schicht in ihre Gewichte verschieben, so stark, wie es ihrer Ausgabe am besten dient, wie SmoothQuant es tut.</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>the files of the data set no longer hold the texts that this model was measured with</source>
        <translation>die Dateien des Datensatzes enthalten die Texte nicht mehr, mit denen dieses Modell gemessen wurde</translation>
    </message>
    <message>
        <source>Every model; codes of 8 and 4 bits are kept, products are computed as floats, inputs of 8-bit products rounded by batch.</source>
        <translation>Jedes Modell; Codes von 8 und 4 Bit bleiben, Produkte werden als Gleitkommazahlen gerechnet, Eingaben von 8-Bit-Produkten je Batch gerundet.</translation>
    </message>
    <message>
        <source>See that the folder may be written to and that its disk has room</source>
        <translation>Sehen Sie nach, ob in den Ordner geschrieben werden darf und der Datenträger Platz hat</translation>
    </message>
    <message>
        <source>no reason was given</source>
        <translation>kein Grund wurde genannt</translation>
    </message>
</context>
<context>
    <name>lathe::widgets</name>
    <message>
        <source>Type on or off</source>
        <translation>Geben Sie „an“ oder „aus“ ein</translation>
    </message>
    <message>
        <source>Type a whole number</source>
        <translation>Geben Sie eine ganze Zahl ein</translation>
    </message>
    <message>
        <source>Type a number, such as 0.5 or 3e-5</source>
        <translation>Geben Sie eine Zahl mit Punkt ein, etwa 0.5 oder 3e-5</translation>
    </message>
    <message>
        <source>A value is missing beside a separator</source>
        <translation>Neben einem Trennzeichen fehlt ein Wert</translation>
    </message>
    <message>
        <source>A value is missing</source>
        <translation>Ein Wert fehlt</translation>
    </message>
    <message>
        <source>%1; found “%2”</source>
        <translation>%1; gefunden: „%2“</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>mindestens %1</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>höchstens %1</translation>
    </message>
    <message>
        <source>no %1</source>
        <translation>ohne %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>What the cache holds is told once the model has been read</source>
        <translation>Was im Cache liegt, ist bekannt, sobald das Modell gelesen ist</translation>
    </message>
    <message>
        <source>All %1 steps are in the cache: only speed is measured anew</source>
        <translation>Alle %1 Schritte sind im Cache: Nur das Tempo wird neu gemessen</translation>
    </message>
    <message>
        <source>Every step is computed: nothing is in the cache yet</source>
        <translation>Jeder Schritt wird gerechnet: Im Cache ist noch nichts</translation>
    </message>
    <message>
        <source>%1 of %2 steps come from the cache</source>
        <translation>%1 von %2 Schritten kommen aus dem Cache</translation>
    </message>
    <message>
        <source>About %1, from earlier runs on this machine</source>
        <translation>Etwa %1, nach früheren Läufen auf diesem Rechner</translation>
    </message>
    <message>
        <source>About %1 (%2 to %3), from earlier runs on this machine</source>
        <translation>Etwa %1 (%2 bis %3), nach früheren Läufen auf diesem Rechner</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>Time not known: nothing like %1 has run on this machine yet</source>
        <translation>Dauer unbekannt: Nichts wie %1 lief bisher auf diesem Rechner</translation>
    </message>
    <message>
        <source>Memory: at most about %1; %2 are free</source>
        <translation>Speicher: höchstens etwa %1; %2 sind frei</translation>
    </message>
    <message>
        <source>Measuring speed opens all models at once, about %1; %2 are free: run fewer variants at a time, or close other programs</source>
        <translation>Die Tempomessung öffnet alle Modelle zugleich, etwa %1; %2 sind frei: Rechnen Sie weniger Varianten auf einmal, oder schließen Sie andere Programme</translation>
    </message>
    <message>
        <source>%1 may need %2 of memory; %3 are free: lower its batch size or the maximum length, or close other programs</source>
        <translation>%1 braucht vielleicht %2 Speicher; %3 sind frei: Verringern Sie Batchgröße oder Höchstlänge, oder schließen Sie andere Programme</translation>
    </message>
    <message>
        <source>The results may take %1 on disk; %2 are free: remove old artifacts, or run fewer variants at a time</source>
        <translation>Die Ergebnisse belegen vielleicht %1 auf der Platte; %2 sind frei: Entfernen Sie alte Artefakte, oder rechnen Sie weniger Varianten auf einmal</translation>
    </message>
    <message>
        <source>Disk: at most about %1; %2 are free</source>
        <translation>Platte: höchstens etwa %1; %2 sind frei</translation>
    </message>
    <message>
        <source>&lt; 1 min</source>
        <translation>&lt; 1 min</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::AccessBanner</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>This workspace is open read-only</source>
        <translation>Dieser Arbeitsbereich ist nur zum Lesen geöffnet</translation>
    </message>
    <message>
        <source>%1 Everything can be looked at; running, saving and deleting wait until it is free, which is noticed by itself.</source>
        <translation>%1 Alles kann angesehen werden; Laufen, Speichern und Löschen warten, bis er frei ist. Das wird von selbst bemerkt.</translation>
    </message>
    <message>
        <source>This workspace can be written again</source>
        <translation>In diesen Arbeitsbereich kann wieder geschrieben werden</translation>
    </message>
    <message>
        <source>This workspace is still open read-only</source>
        <translation>Dieser Arbeitsbereich ist weiterhin nur zum Lesen geöffnet</translation>
    </message>
    <message>
        <source>%1 Close it there, or open another workspace here.</source>
        <translation>%1 Schließen Sie ihn dort, oder öffnen Sie hier einen anderen.</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::AnswerCard</name>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <source>%1, median of %2</source>
        <translation>%1, Median von %2</translation>
    </message>
    <message>
        <source>%1 tokens, cut to %2</source>
        <translation>%1 Token, auf %2 gekürzt</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>as expected</source>
        <translation>wie erwartet</translation>
    </message>
    <message>
        <source>not as expected</source>
        <translation>nicht wie erwartet</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>abweichend</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::Banner</name>
    <message>
        <source>Copy diagnostics</source>
        <translation>Diagnose kopieren</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::BatchModel</name>
    <message>
        <source>Another answer than %1 gives</source>
        <translation>Andere Antwort als %1</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>expected</source>
        <translation>erwartet</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::BatchStore</name>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>expected</source>
        <translation>erwartet</translation>
    </message>
    <message>
        <source>models disagree</source>
        <translation>Modelle uneinig</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>%1 wird gelesen</translation>
    </message>
    <message>
        <source>Waiting for the engine</source>
        <translation>Warten auf die Engine</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::BatchView</name>
    <message>
        <source>Answer a whole file</source>
        <translation>Ganze Datei beantworten</translation>
    </message>
    <message>
        <source>Drop a TSV, CSV, JSONL or text file here. With a column of labels you see how right each model is, without one how far they agree.</source>
        <translation>Legen Sie hier eine TSV-, CSV-, JSONL- oder Textdatei ab. Mit einer Label-Spalte sehen Sie, wie oft jedes Modell richtig liegt, ohne sie, wie weit die Modelle übereinstimmen.</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>Datei öffnen …</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The file could not be answered</source>
        <translation>Die Datei konnte nicht beantwortet werden</translation>
    </message>
    <message>
        <source>Open another file…</source>
        <translation>Andere Datei öffnen …</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>CSV exportieren …</translation>
    </message>
    <message>
        <source>Find in texts</source>
        <translation>In Texten suchen</translation>
    </message>
    <message>
        <source>Rows to show</source>
        <translation>Anzuzeigende Zeilen</translation>
    </message>
    <message>
        <source>All texts</source>
        <translation>Alle Texte</translation>
    </message>
    <message>
        <source>Models disagree</source>
        <translation>Modelle uneinig</translation>
    </message>
    <message>
        <source>Not as expected</source>
        <translation>Nicht wie erwartet</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>%1 of %2 texts</source>
        <translation>%1 von %2 Texten</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>agrees with the first</source>
        <translation>stimmt mit erstem überein</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>macro F1</source>
        <translation>Makro-F1</translation>
    </message>
    <message>
        <source>texts judged</source>
        <translation>Texte bewertet</translation>
    </message>
    <message>
        <source>other labels</source>
        <translation>andere Labels</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Export CSV</source>
        <translation>CSV exportieren</translation>
    </message>
    <message>
        <source>answers.csv</source>
        <translation>antworten.csv</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>The file could not be written</source>
        <translation>Die Datei konnte nicht geschrieben werden</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::BeforeRun</name>
    <message>
        <source>Before you run</source>
        <translation>Vor dem Lauf</translation>
    </message>
    <message>
        <source>1 step gives 1 variant, measured beside the original</source>
        <translation>1 Schritt ergibt 1 Variante, gemessen neben dem Original</translation>
    </message>
    <message>
        <source>%1 steps give %2 variants, %3 of them at the ends of the pipeline; equal beginnings are computed once</source>
        <translation>%1 Schritte ergeben %2 Varianten, davon %3 an den Enden des Ablaufs; gleiche Anfänge werden nur einmal gerechnet</translation>
    </message>
    <message>
        <source>F: %1</source>
        <translation>F: %1</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::Canvas</name>
    <message>
        <source>Pipeline canvas</source>
        <translation>Zeichenfläche des Ablaufs</translation>
    </message>
    <message>
        <source>Start with a stage</source>
        <translation>Mit einem Schritt beginnen</translation>
    </message>
    <message>
        <source>Start from a template…</source>
        <translation>Mit einer Vorlage beginnen …</translation>
    </message>
    <message>
        <source>Drag one from the left onto the canvas, or double-click it. Or let a template do it:</source>
        <translation>Ziehen Sie einen von links auf die Zeichenfläche, oder doppelklicken Sie darauf. Oder überlassen Sie es einer Vorlage:</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ChartCard</name>
    <message>
        <source>Export the picture</source>
        <translation>Bild exportieren</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Scatter</source>
        <translation>Streuung</translation>
    </message>
    <message>
        <source>Parallel</source>
        <translation>Parallel</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Struktur</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>Sensitivität</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>How far each change moves the answers of %1 (divergence, darker is further)</source>
        <translation>Wie weit jede Änderung die Antworten von %1 verschiebt (Divergenz, dunkler ist weiter)</translation>
    </message>
    <message>
        <source>No sensitivity was measured on the way to this variant. Put the stage “Sensitivity” into its recipe.</source>
        <translation>Auf dem Weg zu dieser Variante wurde keine Sensitivität gemessen. Nehmen Sie den Schritt „Sensitivität“ in ihr Rezept auf.</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ClassModel</name>
    <message>
        <source>Test rows that truly have the label</source>
        <translation>Testzeilen, die das Label wirklich haben</translation>
    </message>
    <message>
        <source>label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>support</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>F1 before</source>
        <translation>F1 vorher</translation>
    </message>
    <message>
        <source>F1 now</source>
        <translation>F1 jetzt</translation>
    </message>
    <message>
        <source>F1 change</source>
        <translation>F1-Änderung</translation>
    </message>
    <message>
        <source>newly right</source>
        <translation>neu richtig</translation>
    </message>
    <message>
        <source>newly wrong</source>
        <translation>neu falsch</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ClassesView</name>
    <message>
        <source>Change of every label</source>
        <translation>Änderung je Label</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ColumnChooser</name>
    <message>
        <source>parameter</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>machine</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Find a column</source>
        <translation>Spalte suchen</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Usual columns</source>
        <translation>Übliche Spalten</translation>
    </message>
    <message>
        <source>All figures</source>
        <translation>Alle Werte</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::CommandPalette</name>
    <message>
        <source>Nothing is called that.</source>
        <translation>Nichts heißt so.</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Search actions, stages, runs, variants, recipes</source>
        <translation>Aktionen, Schritte, Läufe, Varianten, Rezepte suchen</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>Befehle suchen</translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation>Gefundene Befehle</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ComparePlace</name>
    <message>
        <source>No variants to compare yet</source>
        <translation>Noch keine Varianten zum Vergleichen</translation>
    </message>
    <message>
        <source>Every model that a run builds is measured and becomes a dot here: accuracy against size and speed, beside the original.</source>
        <translation>Jedes Modell, das ein Lauf baut, wird gemessen und erscheint hier als Punkt: Genauigkeit gegen Größe und Geschwindigkeit, neben dem Original.</translation>
    </message>
    <message>
        <source>Run the recipe</source>
        <translation>Rezept ausführen</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>All runs</source>
        <translation>Alle Läufe</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ContentsTree</name>
    <message>
        <source>Contents</source>
        <translation>Inhalt</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::CurveChart</name>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>validation score</source>
        <translation>Validierungswert</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>Schichten</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::CurvesPanel</name>
    <message>
        <source>Steps that train draw their loss and validation scores here.</source>
        <translation>Schritte, die trainieren, zeichnen hier Loss und Validierungswerte.</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Step whose curves are shown</source>
        <translation>Schritt, dessen Kurven gezeigt werden</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>Glätten</translation>
    </message>
    <message>
        <source>How much the losses are smoothed</source>
        <translation>Wie stark der Loss geglättet wird</translation>
    </message>
    <message>
        <source>Moving average of the losses; what was measured stays visible as a faint line</source>
        <translation>Gleitender Mittelwert des Loss; das Gemessene bleibt als schwache Linie sichtbar</translation>
    </message>
    <message>
        <source>measuring</source>
        <translation>misst</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::DataCard</name>
    <message>
        <source>Maximum length in tokens</source>
        <translation>Höchstlänge in Token</translation>
    </message>
    <message>
        <source>max length</source>
        <translation>Höchstlänge</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>Noch keine Daten</translation>
    </message>
    <message>
        <source>Open a TSV, CSV or JSONL file with a column of texts and a column of labels. Validation and test splits are sampled when there are none.</source>
        <translation>Öffnen Sie eine TSV-, CSV- oder JSONL-Datei mit einer Spalte für Texte und einer für Labels. Fehlen Validierungs- und Testdaten, werden sie gezogen.</translation>
    </message>
    <message>
        <source>Open data…</source>
        <translation>Daten öffnen …</translation>
    </message>
    <message>
        <source>Reading the data</source>
        <translation>Daten werden gelesen</translation>
    </message>
    <message>
        <source>This data cannot be used</source>
        <translation>Diese Daten sind nicht verwendbar</translation>
    </message>
    <message>
        <source>training rows</source>
        <translation>Trainingszeilen</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>tokens, mean</source>
        <translation>Token, Mittel</translation>
    </message>
    <message>
        <source>Columns: %1, %2</source>
        <translation>Spalten: %1, %2</translation>
    </message>
    <message>
        <source>label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>labels, multilabel</source>
        <translation>Labels, Multilabel</translation>
    </message>
    <message>
        <source>labels, multiclass</source>
        <translation>Labels, Multiclass</translation>
    </message>
    <message>
        <source>tokens: open a model</source>
        <translation>Token: Modell öffnen</translation>
    </message>
    <message>
        <source>Repeated texts…</source>
        <translation>Wiederholte Texte …</translation>
    </message>
    <message>
        <source>Counting labels and tokens</source>
        <translation>Labels und Token werden gezählt</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Check files and columns…</source>
        <translation>Dateien und Spalten prüfen …</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::DataCharts</name>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Order of the labels</source>
        <translation>Reihenfolge der Labels</translation>
    </message>
    <message>
        <source>most training rows first</source>
        <translation>meiste Trainingszeilen zuerst</translation>
    </message>
    <message>
        <source>most test rows first</source>
        <translation>meiste Testzeilen zuerst</translation>
    </message>
    <message>
        <source>by name</source>
        <translation>nach Name</translation>
    </message>
    <message>
        <source>Rows of each label</source>
        <translation>Zeilen je Label</translation>
    </message>
    <message>
        <source>Tokens per text</source>
        <translation>Token je Text</translation>
    </message>
    <message>
        <source>Texts of each length; the arrow keys move the maximum</source>
        <translation>Texte jeder Länge; die Pfeiltasten verschieben die Höchstlänge</translation>
    </message>
    <message>
        <source>Drag the line to choose the maximum length</source>
        <translation>Ziehen Sie die Linie, um die Höchstlänge zu wählen</translation>
    </message>
    <message>
        <source>max %1</source>
        <translation>max. %1</translation>
    </message>
    <message>
        <source>%1
%2 in training, %3 in validation, %4 in test</source>
        <translation>%1
%2 im Training, %3 in der Validierung, %4 im Test</translation>
    </message>
    <message>
        <source>known once a model is open</source>
        <translation>bekannt, sobald ein Modell geöffnet ist</translation>
    </message>
    <message>
        <source>%1 tokens: %2 texts</source>
        <translation>%1 Token: %2 Texte</translation>
    </message>
    <message>
        <source>%1 to %2 tokens: %3 texts</source>
        <translation>%1 bis %2 Token: %3 Texte</translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation>%1 und mehr</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>%1 verwenden</translation>
    </message>
    <message>
        <source>%1 tokens cover 99 % of the training texts</source>
        <translation>%1 Token decken 99 % der Trainingstexte ab</translation>
    </message>
    <message>
        <source>none is cut at %1</source>
        <translation>keiner wird bei %1 gekürzt</translation>
    </message>
    <message>
        <source>%1 cut at %2 (%3 %)</source>
        <translation>%1 bei %2 gekürzt (%3 %)</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::DataPlace</name>
    <message>
        <source>Open model folder…</source>
        <translation>Modellordner öffnen …</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt verwendet</translation>
    </message>
    <message>
        <source>Made by earlier runs</source>
        <translation>Aus früheren Läufen</translation>
    </message>
    <message>
        <source>Open model folder</source>
        <translation>Modellordner öffnen</translation>
    </message>
    <message>
        <source>Open GGUF file…</source>
        <translation>GGUF-Datei öffnen …</translation>
    </message>
    <message>
        <source>Open GGUF file</source>
        <translation>GGUF-Datei öffnen</translation>
    </message>
    <message>
        <source>GGUF files (*.gguf)</source>
        <translation>GGUF-Dateien (*.gguf)</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::DataSpecDialog</name>
    <message>
        <source>Leave out labels that training never shows</source>
        <translation>Labels weglassen, die im Training nie vorkommen</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Training file</source>
        <translation>Trainingsdatei</translation>
    </message>
    <message>
        <source>TSV, CSV or JSONL</source>
        <translation>TSV, CSV oder JSONL</translation>
    </message>
    <message>
        <source>Validation file</source>
        <translation>Validierungsdatei</translation>
    </message>
    <message>
        <source>none: sampled from training</source>
        <translation>keine: aus dem Training gezogen</translation>
    </message>
    <message>
        <source>Test file</source>
        <translation>Testdatei</translation>
    </message>
    <message>
        <source>Texts without labels</source>
        <translation>Texte ohne Labels</translation>
    </message>
    <message>
        <source>none; used when distilling</source>
        <translation>keine; nur für die Destillation</translation>
    </message>
    <message>
        <source>label, else labels</source>
        <translation>label, sonst labels</translation>
    </message>
    <message>
        <source>by the column</source>
        <translation>nach der Spalte</translation>
    </message>
    <message>
        <source>one label a text (multiclass)</source>
        <translation>ein Label je Text (Multiclass)</translation>
    </message>
    <message>
        <source>any number of labels (multilabel)</source>
        <translation>beliebig viele Labels (Multilabel)</translation>
    </message>
    <message>
        <source>Labels of validation and test that no training text has are dropped instead of refused</source>
        <translation>Labels in Validierung und Test, die kein Trainingstext hat, werden weggelassen statt abgelehnt</translation>
    </message>
    <message>
        <source>Text column</source>
        <translation>Textspalte</translation>
    </message>
    <message>
        <source>Label column</source>
        <translation>Label-Spalte</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Between labels</source>
        <translation>Zwischen Labels</translation>
    </message>
    <message>
        <source>Unknown labels</source>
        <translation>Unbekannte Labels</translation>
    </message>
    <message>
        <source>Sampled splits</source>
        <translation>Gezogene Anteile</translation>
    </message>
    <message>
        <source>Use this data</source>
        <translation>Diese Daten verwenden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen …</translation>
    </message>
    <message>
        <source>Data (*.tsv *.csv *.jsonl *.json *.txt);;All files (*)</source>
        <translation>Daten (*.tsv *.csv *.jsonl *.json *.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Of the training rows, for each split that has no file of its own</source>
        <translation>Anteil der Trainingszeilen für Validierung und Test, wo eine eigene Datei fehlt</translation>
    </message>
    <message>
        <source>First training rows, by line</source>
        <translation>Erste Trainingszeilen, nach Zeilennummer</translation>
    </message>
    <message>
        <source>First training rows</source>
        <translation>Erste Trainingszeilen</translation>
    </message>
    <message>
        <source>Rows and labels to correct</source>
        <translation>Zu korrigierende Zeilen und Labels</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::DetailsCard</name>
    <message>
        <source>No variant selected</source>
        <translation>Keine Variante ausgewählt</translation>
    </message>
    <message>
        <source>Click a dot or a row to see what was gained and what was lost.</source>
        <translation>Klicken Sie auf einen Punkt oder eine Zeile, um Gewinn und Verlust zu sehen.</translation>
    </message>
    <message>
        <source>faster, batch 1</source>
        <translation>schneller, Batch 1</translation>
    </message>
    <message>
        <source>smaller</source>
        <translation>kleiner</translation>
    </message>
    <message>
        <source>quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>What is left of each layer</source>
        <translation>Was von jeder Schicht bleibt</translation>
    </message>
    <message>
        <source>Show the texts</source>
        <translation>Texte zeigen</translation>
    </message>
    <message>
        <source>Show all labels</source>
        <translation>Alle Labels zeigen</translation>
    </message>
    <message>
        <source>Model folder</source>
        <translation>Modellordner</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Speed…</source>
        <translation>Tempo …</translation>
    </message>
    <message>
        <source>Measure speed…</source>
        <translation>Geschwindigkeit messen …</translation>
    </message>
    <message>
        <source>Measures this variant beside its original: shapes, texts, where the time goes</source>
        <translation>Misst diese Variante neben ihrem Original: Formen, Texte, wofür die Zeit verbraucht wird</translation>
    </message>
    <message>
        <source>Open recipe</source>
        <translation>Rezept öffnen</translation>
    </message>
    <message>
        <source>Start from it</source>
        <translation>Damit beginnen</translation>
    </message>
    <message>
        <source>Makes this variant the model of the recipe on the canvas</source>
        <translation>Macht diese Variante zum Modell des Rezepts auf der Zeichenfläche</translation>
    </message>
    <message>
        <source>%1 %2, macro F1 %3. %4 a text at batch 1, %5 in batches. %6 on disk, %7 parameters.</source>
        <translation>%1 %2, Makro-F1 %3. %4 je Text bei Batch 1, %5 in Batches. %6 auf der Platte, %7 Parameter.</translation>
    </message>
    <message>
        <source>Recommended: %1</source>
        <translation>Empfohlen: %1</translation>
    </message>
    <message>
        <source>Nearest to the limits: %1</source>
        <translation>Am nächsten an den Grenzen: %1</translation>
    </message>
    <message>
        <source> (95 %: %1 to %2)</source>
        <translation> (95 %: %1 bis %2)</translation>
    </message>
    <message>
        <source>Against the second selected: F1 per label</source>
        <translation>Gegen die zweite ausgewählte: F1 je Label</translation>
    </message>
    <message>
        <source>Who is affected: F1 per label, change</source>
        <translation>Wer betroffen ist: F1 je Label, Änderung</translation>
    </message>
    <message>
        <source>Rows changed: %1 (%2 newly right, %3 newly wrong)</source>
        <translation>Geänderte Zeilen: %1 (%2 neu richtig, %3 neu falsch)</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>stored %1</source>
        <translation>gespeichert als %1</translation>
    </message>
    <message>
        <source>ran on %1</source>
        <translation>gemessen mit %1</translation>
    </message>
    <message>
        <source>Show the recommended model</source>
        <translation>Das empfohlene Modell zeigen</translation>
    </message>
    <message>
        <source>Export model…</source>
        <translation>Modell exportieren…</translation>
    </message>
    <message>
        <source>Takes it out for ONNX Runtime, OpenVINO, transformers and others, and proves that it answers there as here</source>
        <translation>Gibt sie an ONNX Runtime, OpenVINO, transformers und andere weiter und weist nach, dass sie dort antwortet wie hier</translation>
    </message>
    <message>
        <source>slower, batch 1</source>
        <translation>langsamer, Batch 1</translation>
    </message>
    <message>
        <source>larger</source>
        <translation>größer</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::EstimateWords</name>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 may need %2 of memory; %3 are free: lower its batch size or the maximum length, or close other programs</source>
        <translation>%1 braucht vielleicht %2 Speicher; %3 sind frei: Verringern Sie Batchgröße oder Höchstlänge, oder schließen Sie andere Programme</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 of %2 steps come from the cache</source>
        <translation>%1 von %2 Schritten kommen aus dem Cache</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>&lt; 1 min</source>
        <translation>&lt; 1 min</translation>
    </message>
    <message>
        <source>About %1 (%2 to %3), from earlier runs on this machine</source>
        <translation>Etwa %1 (%2 bis %3), nach früheren Läufen auf diesem Rechner</translation>
    </message>
    <message>
        <source>About %1, from earlier runs on this machine</source>
        <translation>Etwa %1, nach früheren Läufen auf diesem Rechner</translation>
    </message>
    <message>
        <source>All %1 steps are in the cache: only speed is measured anew</source>
        <translation>Alle %1 Schritte sind im Cache: Nur das Tempo wird neu gemessen</translation>
    </message>
    <message>
        <source>Disk: at most about %1; %2 are free</source>
        <translation>Platte: höchstens etwa %1; %2 sind frei</translation>
    </message>
    <message>
        <source>Every step is computed: nothing is in the cache yet</source>
        <translation>Jeder Schritt wird gerechnet: Im Cache ist noch nichts</translation>
    </message>
    <message>
        <source>Measuring speed opens all models at once, about %1; %2 are free: run fewer variants at a time, or close other programs</source>
        <translation>Die Tempomessung öffnet alle Modelle zugleich, etwa %1; %2 sind frei: Rechnen Sie weniger Varianten auf einmal, oder schließen Sie andere Programme</translation>
    </message>
    <message>
        <source>Memory: at most about %1; %2 are free</source>
        <translation>Speicher: höchstens etwa %1; %2 sind frei</translation>
    </message>
    <message>
        <source>The results may take %1 on disk; %2 are free: remove old artifacts, or run fewer variants at a time</source>
        <translation>Die Ergebnisse belegen vielleicht %1 auf der Platte; %2 sind frei: Entfernen Sie alte Artefakte, oder rechnen Sie weniger Varianten auf einmal</translation>
    </message>
    <message>
        <source>Time not known: nothing like %1 has run on this machine yet</source>
        <translation>Dauer unbekannt: Nichts wie %1 lief bisher auf diesem Rechner</translation>
    </message>
    <message>
        <source>What the cache holds is told once the model has been read</source>
        <translation>Was im Cache liegt, ist bekannt, sobald das Modell gelesen ist</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ExportOutcome</name>
    <message>
        <source>Lathe</source>
        <translation>Lathe</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>agrees</source>
        <translation>stimmt überein</translation>
    </message>
    <message>
        <source>failed: differs</source>
        <translation>fehlgeschlagen: weicht ab</translation>
    </message>
    <message>
        <source>Largest difference of a logit</source>
        <translation>Größter Unterschied eines Logits</translation>
    </message>
    <message>
        <source>Same decisions</source>
        <translation>Gleiche Entscheidungen</translation>
    </message>
    <message>
        <source>Failed: the export answers otherwise than Lathe</source>
        <translation>Fehlgeschlagen: Der Export antwortet anders als Lathe</translation>
    </message>
    <message>
        <source>It is marked as failed and kept out of reports and recommendations. Do not use it; the folder is kept for a look: %1</source>
        <translation>Er ist als fehlgeschlagen markiert und kommt in keinen Bericht und keine Empfehlung. Benutzen Sie ihn nicht; der Ordner bleibt zum Nachsehen: %1</translation>
    </message>
    <message>
        <source>Exported, and it answers as Lathe does</source>
        <translation>Exportiert, und er antwortet wie Lathe</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>Exported, but not proven</source>
        <translation>Exportiert, aber nicht nachgewiesen</translation>
    </message>
    <message>
        <source>%1 in %2. Nobody has compared its answers with Lathe&apos;s yet; its scripts and examples.jsonl do that anywhere.</source>
        <translation>%1 in %2. Seine Antworten hat noch niemand mit denen von Lathe verglichen; seine Skripte und examples.jsonl tun das überall.</translation>
    </message>
    <message>
        <source>This proof is not in the history: that takes a variant of a run in a workspace that can be written.</source>
        <translation>Dieser Nachweis steht nicht im Verlauf: Dazu braucht es die Variante eines Laufs in einem Arbeitsbereich, in den geschrieben werden darf.</translation>
    </message>
    <message>
        <source>Recorded in the history beside the variant; Compare shows it with its runtime&apos;s name.</source>
        <translation>Im Verlauf neben der Variante festgehalten; der Vergleich zeigt ihn mit dem Namen der Laufzeitumgebung.</translation>
    </message>
    <message>
        <source>Files: %1, together %2</source>
        <translation>Dateien: %1, zusammen %2</translation>
    </message>
    <message>
        <source>Nothing was exported</source>
        <translation>Nichts wurde exportiert</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Nothing was left half-written.</source>
        <translation>Nichts Halbes ist liegen geblieben.</translation>
    </message>
    <message>
        <source>It was finished before it could be cancelled</source>
        <translation>Es war fertig, bevor es abgebrochen werden konnte</translation>
    </message>
    <message>
        <source>%1 of %2 (%3 %)</source>
        <translation>%1 von %2 (%3 %)</translation>
    </message>
    <message>
        <source>%1 decides %2 of %3 texts otherwise, which rounding explains.</source>
        <translation>%1 entscheidet %2 von %3 Texten anders, was die Rundung erklärt.</translation>
    </message>
    <message>
        <source>Lathe&apos;s speed is that of the run, the runtime&apos;s was measured now.</source>
        <translation>Die Geschwindigkeit von Lathe ist die des Laufs, die der Laufzeitumgebung wurde jetzt gemessen.</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ExportSetup</name>
    <message>
        <source>One zip file instead of a folder</source>
        <translation>Eine Zip-Datei statt eines Ordners</translation>
    </message>
    <message>
        <source>Keep 32-bit floats as 16-bit floats: half the size, answers may differ a little</source>
        <translation>32-Bit-Gleitkommazahlen mit 16 Bit schreiben: halb so groß, Antworten können etwas abweichen</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>Nachweis</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Model to export</source>
        <translation>Modell zum Exportieren</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>Neuer Ordner</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose the folder to write into</source>
        <translation>Den Ordner wählen, in den geschrieben wird</translation>
    </message>
    <message>
        <source>Folder to write into</source>
        <translation>Ordner, in den geschrieben wird</translation>
    </message>
    <message>
        <source>There is nothing to export yet: run a recipe, or open a model.</source>
        <translation>Es gibt noch nichts zu exportieren: Führen Sie ein Rezept aus, oder öffnen Sie ein Modell.</translation>
    </message>
    <message>
        <source>The recipe&apos;s model · %1</source>
        <translation>Das Modell des Rezepts · %1</translation>
    </message>
    <message>
        <source>Name a folder to write into.</source>
        <translation>Nennen Sie einen Ordner, in den geschrieben wird.</translation>
    </message>
    <message>
        <source>Write the whole path, from / on.</source>
        <translation>Schreiben Sie den ganzen Pfad, ab /.</translation>
    </message>
    <message>
        <source>There are no test texts to prove it with: open the data of the recipe, or export a variant of a run.</source>
        <translation>Es gibt keine Testtexte für den Nachweis: Öffnen Sie die Daten des Rezepts, oder exportieren Sie die Variante eines Laufs.</translation>
    </message>
    <message>
        <source>No format can hold this model; the cards say why.</source>
        <translation>Kein Format kann dieses Modell fassen; die Karten sagen, warum.</translation>
    </message>
    <message>
        <source>Looking at the folder…</source>
        <translation>Sieht sich den Ordner an…</translation>
    </message>
    <message>
        <source>No format can hold this model.</source>
        <translation>Kein Format kann dieses Modell fassen.</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ExportWindow</name>
    <message>
        <source>Export model</source>
        <translation>Modell exportieren</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>Fortschritt des Exports</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Show in Compare</source>
        <translation>Im Vergleich zeigen</translation>
    </message>
    <message>
        <source>Export another…</source>
        <translation>Weiter exportieren…</translation>
    </message>
    <message>
        <source>A run is on. A model can be exported when it has ended or is cancelled.</source>
        <translation>Ein Lauf ist im Gange. Ein Modell lässt sich exportieren, wenn er zu Ende oder abgebrochen ist.</translation>
    </message>
    <message>
        <source>Speed is being measured, which an export would disturb.</source>
        <translation>Die Geschwindigkeit wird gemessen; ein Export würde das stören.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Wird abgebrochen…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Opening the model</source>
        <translation>Öffnet das Modell</translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation>%1 bisher</translation>
    </message>
    <message>
        <source>Exporting as %1</source>
        <translation>Export als %1</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::FacetModel</name>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Methods used</source>
        <translation>Verwendete Methoden</translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation>Gespeichert als</translation>
    </message>
    <message>
        <source>Runtime</source>
        <translation>Laufzeitumgebung</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Gestartet</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>Sterne</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Show %1 more</source>
        <translation>%1 weitere zeigen</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::FacetPanel</name>
    <message>
        <source>Clear</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Narrow down</source>
        <translation>Eingrenzen</translation>
    </message>
    <message>
        <source>Clear the search and all filters</source>
        <translation>Suche und alle Filter zurücksetzen</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::FailureCard</name>
    <message>
        <source>Copy diagnostics</source>
        <translation>Diagnose kopieren</translation>
    </message>
    <message>
        <source>Open step on the canvas</source>
        <translation>Schritt im Ablauf öffnen</translation>
    </message>
    <message>
        <source>Versions, machine, recipe, error and the end of the log; no texts of the data</source>
        <translation>Versionen, Rechner, Rezept, Fehler und Ende des Protokolls; keine Texte der Daten</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Runs the recipe again; finished steps come from the cache</source>
        <translation>Führt das Rezept noch einmal aus; fertige Schritte kommen aus dem Cache</translation>
    </message>
    <message>
        <source>The run failed</source>
        <translation>Der Lauf ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>The run failed at “%1”</source>
        <translation>Der Lauf ist bei „%1“ fehlgeschlagen</translation>
    </message>
    <message>
        <source>, step %1 of %2</source>
        <translation>, Schritt %1 von %2</translation>
    </message>
    <message>
        <source>What to try: %1</source>
        <translation>Was hilft: %1</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::FilePreview</name>
    <message>
        <source>%1 (text)</source>
        <translation>%1 (Text)</translation>
    </message>
    <message>
        <source>%1 (label)</source>
        <translation>%1 (Label)</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::FlipModel</name>
    <message>
        <source>row %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>Of the decision before and now; with several labels, of the label that changed most</source>
        <translation>Der Entscheidung vorher und jetzt; bei mehreren Labels des am stärksten geänderten</translation>
    </message>
    <message>
        <source>change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>true label</source>
        <translation>wahres Label</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::FlipsView</name>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>All changes</source>
        <translation>Alle Änderungen</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Words in the text</source>
        <translation>Wörter im Text</translation>
    </message>
    <message>
        <source>Texts that are decided differently</source>
        <translation>Texte, die anders entschieden werden</translation>
    </message>
    <message>
        <source>%1. Decided differently: %2 (%3 newly right, %4 newly wrong, %5 wrong in another way)</source>
        <translation>%1. Anders entschieden: %2 (%3 neu richtig, %4 neu falsch, %5 anders falsch)</translation>
    </message>
    <message>
        <source>All labels</source>
        <translation>Alle Labels</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::FormatCard</name>
    <message>
        <source>Runs in %1.</source>
        <translation>Läuft in %1.</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::GuidePageView</name>
    <message>
        <source>Page of the guide</source>
        <translation>Seite des Handbuchs</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::GuideWindow</name>
    <message>
        <source>Guide</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Search the guide</source>
        <translation>Im Handbuch suchen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>No page has all of these words. Try fewer, or a part of one.</source>
        <translation>Keine Seite enthält alle diese Wörter. Versuchen Sie weniger, oder einen Teil davon.</translation>
    </message>
    <message>
        <source>Pages found: %1</source>
        <translation>Gefundene Seiten: %1</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::HeaderBar</name>
    <message>
        <source>Search actions, runs, variants</source>
        <translation>Aktionen, Läufe, Varianten suchen</translation>
    </message>
    <message>
        <source>Lathe</source>
        <translation>Lathe</translation>
    </message>
    <message>
        <source>Goes to everything that has a name</source>
        <translation>Führt zu allem, was einen Namen hat</translation>
    </message>
    <message>
        <source>Puts what was gained and lost into words for others</source>
        <translation>Fasst Gewinn und Verlust für andere in Worte</translation>
    </message>
    <message>
        <source>The recipe&apos;s model</source>
        <translation>Das Modell des Rezepts</translation>
    </message>
    <message>
        <source>The recipe&apos;s data</source>
        <translation>Die Daten des Rezepts</translation>
    </message>
    <message>
        <source>Make report from 1</source>
        <translation>Bericht aus 1 Modell</translation>
    </message>
    <message>
        <source>Make report from %1</source>
        <translation>Bericht aus %1 Modellen</translation>
    </message>
    <message>
        <source> · read-only</source>
        <translation> · nur lesen</translation>
    </message>
    <message>
        <source>reading the model…</source>
        <translation>Modell wird gelesen …</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>kein Modell</translation>
    </message>
    <message>
        <source>%1 · %2 labels · %3 / %4 / %5</source>
        <translation>%1 · %2 Labels · %3 / %4 / %5</translation>
    </message>
    <message>
        <source>reading the data…</source>
        <translation>Daten werden gelesen …</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>keine Daten</translation>
    </message>
    <message>
        <source>Run %1 variants</source>
        <translation>%1 Varianten rechnen</translation>
    </message>
    <message>
        <source>Run 1 variant</source>
        <translation>1 Variante rechnen</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Speed is being measured, which a run would disturb</source>
        <translation>Gerade wird die Geschwindigkeit gemessen; ein Lauf würde stören</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Strg+R</translation>
    </message>
    <message>
        <source>The recipe is not complete: see “Before you run” in Pipeline</source>
        <translation>Das Rezept ist unvollständig: siehe „Vor dem Lauf“ unter Ablauf</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Wird abgebrochen …</translation>
    </message>
    <message>
        <source>Cancel · %1 %</source>
        <translation>Abbrechen · %1 %</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Finished steps are kept</source>
        <translation>Fertige Schritte bleiben erhalten</translation>
    </message>
    <message>
        <source>Runs the recipe as it is now when this run has ended (Ctrl+R)</source>
        <translation>Führt das Rezept, wie es jetzt ist, nach dem Ende dieses Laufs aus (Strg+R)</translation>
    </message>
    <message>
        <source>Holds the run at its next batch and frees the processor (F8)</source>
        <translation>Hält den Lauf nach dem laufenden Batch an und gibt den Prozessor frei (F8)</translation>
    </message>
    <message>
        <source>Queue 1 variant</source>
        <translation>1 Variante einreihen</translation>
    </message>
    <message>
        <source>Queue %1 variants</source>
        <translation>%1 Varianten einreihen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::HistoryActions</name>
    <message>
        <source>Open the recipe on the canvas</source>
        <translation>Rezept im Ablauf öffnen</translation>
    </message>
    <message>
        <source>Open recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Run the recipe again</source>
        <translation>Rezept noch einmal ausführen</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Make a report</source>
        <translation>Bericht erstellen</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Measure speed…</source>
        <translation>Geschwindigkeit messen …</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Show the model&apos;s folder</source>
        <translation>Ordner des Modells zeigen</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Copy the id</source>
        <translation>ID kopieren</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>ID kopieren</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>Stern geben</translation>
    </message>
    <message>
        <source>Delete the run</source>
        <translation>Lauf löschen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Take the star away</source>
        <translation>Stern entfernen</translation>
    </message>
    <message>
        <source>Delete %1 runs</source>
        <translation>%1 Läufe löschen</translation>
    </message>
    <message>
        <source>Export model…</source>
        <translation>Modell exportieren…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::HistoryModel</name>
    <message>
        <source>The best of its variants</source>
        <translation>Die beste ihrer Varianten</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>Variante</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::HistoryPlace</name>
    <message>
        <source>No runs in this workspace yet</source>
        <translation>Noch keine Läufe in diesem Arbeitsbereich</translation>
    </message>
    <message>
        <source>Each run is kept here with its recipe, variants, predictions and the machine that measured them.</source>
        <translation>Jeder Lauf bleibt hier erhalten, mit Rezept, Varianten, Vorhersagen und dem Rechner, auf dem gemessen wurde.</translation>
    </message>
    <message>
        <source>The history cannot be used</source>
        <translation>Der Verlauf ist nicht benutzbar</translation>
    </message>
    <message>
        <source>Export CSV</source>
        <translation>CSV exportieren</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>Exportiert</translation>
    </message>
    <message>
        <source>The file could not be written</source>
        <translation>Die Datei konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>The history is being read…</source>
        <translation>Der Verlauf wird gelesen …</translation>
    </message>
    <message>
        <source>Run the recipe</source>
        <translation>Rezept ausführen</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Keine Treffer</translation>
    </message>
    <message>
        <source>No run or variant meets the search and the filters.</source>
        <translation>Kein Lauf und keine Variante passt zu Suche und Filtern.</translation>
    </message>
    <message>
        <source>Clear search and filters</source>
        <translation>Suche und Filter zurücksetzen</translation>
    </message>
    <message>
        <source>Run deleted.</source>
        <translation>Lauf gelöscht.</translation>
    </message>
    <message>
        <source>%1 runs deleted.</source>
        <translation>%1 Läufe gelöscht.</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::HistoryStore</name>
    <message>
        <source>Delete runs</source>
        <translation>Läufe löschen</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>Stern geben</translation>
    </message>
    <message>
        <source>Unstar</source>
        <translation>Stern entfernen</translation>
    </message>
    <message>
        <source>A run that is still going on cannot be deleted.</source>
        <translation>Ein Lauf, der noch nicht beendet ist, kann nicht gelöscht werden.</translation>
    </message>
    <message>
        <source>Wait for it to end, or cancel it.</source>
        <translation>Warten Sie sein Ende ab, oder brechen Sie ihn ab.</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::HistoryTable</name>
    <message>
        <source>Variants only</source>
        <translation>Nur Varianten</translation>
    </message>
    <message>
        <source>Lists variants without their runs</source>
        <translation>Listet Varianten ohne ihre Läufe auf</translation>
    </message>
    <message>
        <source>Differences only</source>
        <translation>Nur Unterschiede</translation>
    </message>
    <message>
        <source>Hides columns in which all shown rows are alike, and marks what differs from the selected row</source>
        <translation>Blendet Spalten aus, in denen alle gezeigten Zeilen gleich sind, und markiert, was von der ausgewählten Zeile abweicht</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Export CSV</source>
        <translation>CSV exportieren</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>Spalten wählen</translation>
    </message>
    <message>
        <source>Runs and variants</source>
        <translation>Läufe und Varianten</translation>
    </message>
    <message>
        <source>Runs: %1 · variants: %2</source>
        <translation>Läufe: %1 · Varianten: %2</translation>
    </message>
    <message>
        <source> of %1</source>
        <translation> von %1</translation>
    </message>
    <message>
        <source> · columns alike: %1</source>
        <translation> · gleiche Spalten: %1</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::Inspector</name>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>%1 cards selected</source>
        <translation>%1 Karten ausgewählt</translation>
    </message>
    <message>
        <source>Drag them or use Ctrl and the arrow keys to move them, Del to delete, Ctrl+D to duplicate. Select one to see its parameters.</source>
        <translation>Verschieben durch Ziehen oder Strg und Pfeiltasten, löschen mit Entf, duplizieren mit Strg+D. Wählen Sie eine einzelne, um ihre Parameter zu sehen.</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::LatencyView</name>
    <message>
        <source>Latency of one text, spread over texts</source>
        <translation>Latenz eines Textes, verteilt über die Texte</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1
median %2, 95 % interval %3 to %4, p95 %5</source>
        <translation>%1
Median %2, 95-%-Intervall %3 bis %4, p95 %5</translation>
    </message>
    <message>
        <source>No variant shown has a spread of its latency. Runs keep it from this version on; run the recipe again to measure it.</source>
        <translation>Keine gezeigte Variante hat eine Verteilung ihrer Latenz. Läufe bewahren sie ab dieser Version auf; führen Sie das Rezept noch einmal aus, um sie zu messen.</translation>
    </message>
    <message>
        <source>Line: 5 to 95 % of the texts · light box: the middle half · dark: 95 % interval of the median</source>
        <translation>Linie: 5 bis 95 % der Texte · heller Kasten: mittlere Hälfte · dunkel: 95-%-Intervall des Medians</translation>
    </message>
    <message>
        <source> · left out: %1</source>
        <translation> · weggelassen: %1</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::LayerBars</name>
    <message>
        <source>heads</source>
        <translation>Heads</translation>
    </message>
    <message>
        <source>FFN width</source>
        <translation>FFN-Breite</translation>
    </message>
    <message>
        <source>layer %1: %2 of %3 heads, FFN %4 of %5</source>
        <translation>Schicht %1: %2 von %3 Heads, FFN %4 von %5</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::LimitForm</name>
    <message>
        <source>no limit</source>
        <translation>keine Grenze</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Quality kept, at least</source>
        <translation>Erhaltene Qualität, mindestens</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>Latency of one text, at most</source>
        <translation>Latenz eines Textes, höchstens</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>Size on disk, at most</source>
        <translation>Größe auf der Platte, höchstens</translation>
    </message>
    <message>
        <source>Quality kept</source>
        <translation>Erhaltene Qualität</translation>
    </message>
    <message>
        <source>Latency, at most</source>
        <translation>Latenz, höchstens</translation>
    </message>
    <message>
        <source>Size, at most</source>
        <translation>Größe, höchstens</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::LimitsPanel</name>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Of those prefer</source>
        <translation>Davon bevorzugen</translation>
    </message>
    <message>
        <source>What decides between the variants that meet every limit</source>
        <translation>Was zwischen den Varianten entscheidet, die alle Grenzen einhalten</translation>
    </message>
    <message>
        <source>Prefer small and fast</source>
        <translation>Klein und schnell</translation>
    </message>
    <message>
        <source>Prefer the smallest</source>
        <translation>Die kleinste</translation>
    </message>
    <message>
        <source>Prefer the fastest</source>
        <translation>Die schnellste</translation>
    </message>
    <message>
        <source>Prefer the best quality</source>
        <translation>Die beste Qualität</translation>
    </message>
    <message>
        <source>%1 kept</source>
        <translation>%1 erhalten</translation>
    </message>
    <message>
        <source>Limit of %1</source>
        <translation>Grenze für %1</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::LogPanel</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Find in the log</source>
        <translation>Im Protokoll suchen</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Warnungen und Fehler</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Level of the log</source>
        <translation>Stufe des Protokolls</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copies the lines that are shown</source>
        <translation>Kopiert die gezeigten Zeilen</translation>
    </message>
    <message>
        <source>Error: </source>
        <translation>Fehler: </translation>
    </message>
    <message>
        <source>Warning: </source>
        <translation>Warnung: </translation>
    </message>
</context>
<context>
    <name>lathe::widgets::MainWindow</name>
    <message>
        <source>The model cannot be used: %1</source>
        <translation>Das Modell lässt sich nicht verwenden: %1</translation>
    </message>
    <message>
        <source>The data cannot be used: %1</source>
        <translation>Die Daten lassen sich nicht verwenden: %1</translation>
    </message>
    <message>
        <source>%1 · 1 core</source>
        <translation>%1 · 1 Kern</translation>
    </message>
    <message>
        <source>%1 · %2 cores</source>
        <translation>%1 · %2 Kerne</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>Ablauf</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <translation>%1 (Strg+%2)</translation>
    </message>
    <message>
        <source>Run finished, variants measured: %1</source>
        <translation>Lauf beendet, gemessene Varianten: %1</translation>
    </message>
    <message>
        <source>Cancel run</source>
        <translation>Lauf abbrechen</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Cancelling: the step in progress ends at its next batch</source>
        <translation>Wird abgebrochen: der laufende Schritt endet nach seinem Batch</translation>
    </message>
    <message>
        <source> · about %1 left</source>
        <translation> · noch etwa %1</translation>
    </message>
    <message>
        <source>Running %1 · %2 %%3</source>
        <translation>%1 läuft · %2 %%3</translation>
    </message>
    <message>
        <source>Starting: reading model and data</source>
        <translation>Startet: Modell und Daten werden gelesen</translation>
    </message>
    <message>
        <source>Measuring speed</source>
        <translation>Geschwindigkeit wird gemessen</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>The recipe is not complete yet</source>
        <translation>Das Rezept ist noch nicht vollständig</translation>
    </message>
    <message>
        <source>%1 %2 × %3</source>
        <translation>%1 %2 × %3</translation>
    </message>
    <message>
        <source>Texts longer than %1 tokens, which will be truncated: %2</source>
        <translation>Texte mit mehr als %1 Token, die gekürzt werden: %2</translation>
    </message>
    <message>
        <source>Model and data are readable; every variant is measured on %1 test texts</source>
        <translation>Modell und Daten sind lesbar; jede Variante wird an %1 Testtexten gemessen</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>Ungespeicherte Änderungen</translation>
    </message>
    <message>
        <source>Save the changes to “%1”?</source>
        <translation>Änderungen an „%1“ speichern?</translation>
    </message>
    <message>
        <source>The language changes with the next start</source>
        <translation>Die Sprache wechselt beim nächsten Start</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Unbenannt</translation>
    </message>
    <message>
        <source>%1 could not be opened</source>
        <translation>%1 konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>New workspace: name its folder</source>
        <translation>Neuer Arbeitsbereich: Name des Ordners</translation>
    </message>
    <message>
        <source>workspace</source>
        <translation>arbeitsbereich</translation>
    </message>
    <message>
        <source>%1 could not be made</source>
        <translation>%1 konnte nicht angelegt werden</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to.</source>
        <translation>Wählen Sie einen Ordner, in den Sie schreiben dürfen.</translation>
    </message>
    <message>
        <source>The sample could not be laid out</source>
        <translation>Das Beispiel konnte nicht angelegt werden</translation>
    </message>
    <message>
        <source>This cannot be used here</source>
        <translation>Das kann hier nicht verwendet werden</translation>
    </message>
    <message>
        <source>Open recipe</source>
        <translation>Rezept öffnen</translation>
    </message>
    <message>
        <source>Recipes (*.json)</source>
        <translation>Rezepte (*.json)</translation>
    </message>
    <message>
        <source>Open workspace</source>
        <translation>Arbeitsbereich öffnen</translation>
    </message>
    <message>
        <source>Save recipe</source>
        <translation>Rezept speichern</translation>
    </message>
    <message>
        <source>The recipe was not saved</source>
        <translation>Das Rezept wurde nicht gespeichert</translation>
    </message>
    <message>
        <source>%1 Save it under a name outside of %2 (Save recipe as…).</source>
        <translation>%1 Speichern Sie es außerhalb von %2 (Rezept speichern unter …).</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>Measure speed…</source>
        <translation>Geschwindigkeit messen …</translation>
    </message>
    <message>
        <source>Make report</source>
        <translation>Bericht erstellen</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>New recipe</source>
        <translation>Neues Rezept</translation>
    </message>
    <message>
        <source>Open recipe…</source>
        <translation>Rezept öffnen …</translation>
    </message>
    <message>
        <source>New workspace…</source>
        <translation>Neuer Arbeitsbereich …</translation>
    </message>
    <message>
        <source>Open workspace…</source>
        <translation>Arbeitsbereich öffnen …</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>Beispiel öffnen</translation>
    </message>
    <message>
        <source>Open model…</source>
        <translation>Modell öffnen …</translation>
    </message>
    <message>
        <source>Open data…</source>
        <translation>Daten öffnen …</translation>
    </message>
    <message>
        <source>Save recipe as…</source>
        <translation>Rezept speichern unter …</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Find a command…</source>
        <translation>Befehl suchen …</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>Startseite</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
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
        <source>Train on</source>
        <translation>Trainieren auf</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>GPU (CUDA)</source>
        <translation>GPU (CUDA)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Keyboard shortcuts…</source>
        <translation>Tastenkürzel …</translation>
    </message>
    <message>
        <source>About Lathe…</source>
        <translation>Über Lathe …</translation>
    </message>
    <message>
        <source>About Qt…</source>
        <translation>Über Qt …</translation>
    </message>
    <message>
        <source>About Lathe</source>
        <translation>Über Lathe</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Lathe %1&lt;/h3&gt;&lt;p&gt;Compression experiments on transformer text classifiers: prune, distill, quantize, measure and compare.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later.&lt;/p&gt;&lt;p&gt;Built with Qt and Qt Charts (GPL-3.0), LibTorch (BSD-3-Clause), SQLite (public domain), SQLiteCpp, fmt, nlohmann-json, spdlog (MIT), CLI11 (BSD-3-Clause), Oniguruma (BSD-2-Clause), Unicode data (Unicode license) and the Inter font (OFL-1.1).&lt;/p&gt;</source>
        <translation>&lt;h3&gt;Lathe %1&lt;/h3&gt;&lt;p&gt;Kompressionsversuche an Transformer-Textklassifikatoren: beschneiden, destillieren, quantisieren, messen und vergleichen.&lt;/p&gt;&lt;p&gt;Freie Software unter der GNU General Public License, Version 3 oder neuer.&lt;/p&gt;&lt;p&gt;Erstellt mit Qt und Qt Charts (GPL-3.0), LibTorch (BSD-3-Clause), SQLite (gemeinfrei), SQLiteCpp, fmt, nlohmann-json, spdlog (MIT), CLI11 (BSD-3-Clause), Oniguruma (BSD-2-Clause), Unicode-Daten (Unicode-Lizenz) und der Schrift Inter (OFL-1.1).&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Theme, language, threads, device, folders (Ctrl+,)</source>
        <translation>Farben, Sprache, Threads, Gerät, Ordner (Strg+,)</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Pause run</source>
        <translation>Lauf anhalten</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>Noch einmal ausführen</translation>
    </message>
    <message>
        <source>Tell when a run ends</source>
        <translation>Ende eines Laufs melden</translation>
    </message>
    <message>
        <source>A desktop notification while this window is not the active one</source>
        <translation>Eine Meldung auf dem Desktop, wenn dieses Fenster nicht das aktive ist</translation>
    </message>
    <message>
        <source>The recipe on the canvas has no such step any more</source>
        <translation>Das Rezept auf der Zeichenfläche hat diesen Schritt nicht mehr</translation>
    </message>
    <message>
        <source>Queued; see Runs</source>
        <translation>Eingereiht; siehe Läufe</translation>
    </message>
    <message>
        <source>Add to the queue</source>
        <translation>In die Warteschlange</translation>
    </message>
    <message>
        <source>Resume run</source>
        <translation>Lauf fortsetzen</translation>
    </message>
    <message>
        <source>Paused %1 % · </source>
        <translation>Angehalten %1 % · </translation>
    </message>
    <message>
        <source>%1 % · </source>
        <translation>%1 % · </translation>
    </message>
    <message>
        <source>%1%2[*] – Lathe</source>
        <translation>%1%2[*] – Lathe</translation>
    </message>
    <message>
        <source>A run is going on</source>
        <translation>Ein Lauf ist im Gange</translation>
    </message>
    <message>
        <source>Closing the window stops it. Finished steps are kept, and Resume goes on from there.</source>
        <translation>Wird das Fenster geschlossen, bricht er ab. Fertige Schritte bleiben erhalten, und „Fortsetzen“ macht dort weiter.</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Abbrechen und schließen</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Paused %1 · %2 %</source>
        <translation>%1 angehalten · %2 %</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>What this workspace keeps could not be read or written</source>
        <translation>Was dieser Arbeitsbereich aufbewahrt, konnte nicht gelesen oder geschrieben werden</translation>
    </message>
    <message>
        <source>Export model…</source>
        <translation>Modell exportieren…</translation>
    </message>
    <message>
        <source>Exporting a model; the run starts after it</source>
        <translation>Ein Modell wird exportiert; der Lauf beginnt danach</translation>
    </message>
    <message>
        <source>Exporting a model</source>
        <translation>Ein Modell wird exportiert</translation>
    </message>
    <message>
        <source>A model is being exported</source>
        <translation>Ein Modell wird exportiert</translation>
    </message>
    <message>
        <source>Closing the window stops the export, of which nothing stays half-written, and the run that waits behind it.</source>
        <translation>Wird das Fenster geschlossen, brechen der Export, von dem nichts halb Geschriebenes bleibt, und der Lauf ab, der auf ihn wartet.</translation>
    </message>
    <message>
        <source>Closing the window stops the export. Nothing stays half-written.</source>
        <translation>Wird das Fenster geschlossen, bricht der Export ab. Nichts halb Geschriebenes bleibt.</translation>
    </message>
    <message>
        <source>Keep exporting</source>
        <translation>Weiter exportieren</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::Minimap</name>
    <message>
        <source>Overview of the pipeline</source>
        <translation>Übersicht über den Ablauf</translation>
    </message>
    <message>
        <source>Click to go there</source>
        <translation>Klicken, um dorthin zu gehen</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ModelCard</name>
    <message>
        <source>Measure speed…</source>
        <translation>Geschwindigkeit messen …</translation>
    </message>
    <message>
        <source>Open model  </source>
        <translation>Modell öffnen  </translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>Noch kein Modell</translation>
    </message>
    <message>
        <source>Open model folder…</source>
        <translation>Modellordner öffnen …</translation>
    </message>
    <message>
        <source>Reading the model</source>
        <translation>Modell wird gelesen</translation>
    </message>
    <message>
        <source>While a run is on, the model is read as soon as the engine is free.</source>
        <translation>Während eines Laufs wird das Modell gelesen, sobald die Engine frei ist.</translation>
    </message>
    <message>
        <source>This model cannot be used</source>
        <translation>Dieses Modell ist nicht verwendbar</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>on disk</source>
        <translation>auf der Platte</translation>
    </message>
    <message>
        <source>layers × width</source>
        <translation>Schichten × Breite</translation>
    </message>
    <message>
        <source>positions</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>batch 1, measured</source>
        <translation>Batch 1, gemessen</translation>
    </message>
    <message>
        <source>Where the bytes are</source>
        <translation>Wo die Bytes sind</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Struktur</translation>
    </message>
    <message>
        <source>This model cannot classify yet; its speed is measured once it is fine-tuned</source>
        <translation>Dieses Modell kann noch nicht klassifizieren; seine Geschwindigkeit wird nach dem Fine-Tuning gemessen</translation>
    </message>
    <message>
        <source>On shapes and texts, and where the time goes</source>
        <translation>An Formen und Texten, und wofür die Zeit verbraucht wird</translation>
    </message>
    <message>
        <source>on disk, %1</source>
        <translation>auf der Platte, %1</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>layers, %1</source>
        <translation>Schichten, %1</translation>
    </message>
    <message>
        <source>Open another model…</source>
        <translation>Anderes Modell öffnen …</translation>
    </message>
    <message>
        <source>Where the time goes</source>
        <translation>Wofür die Zeit verbraucht wird</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>Neu messen</translation>
    </message>
    <message>
        <source>Colour of the picture</source>
        <translation>Farbe des Bildes</translation>
    </message>
    <message>
        <source>colour: bits</source>
        <translation>Farbe: Bits</translation>
    </message>
    <message>
        <source>colour: bytes</source>
        <translation>Farbe: Bytes</translation>
    </message>
    <message>
        <source>colour: time</source>
        <translation>Farbe: Zeit</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>noch nicht gemessen</translation>
    </message>
    <message>
        <source>one text, measured</source>
        <translation>ein Text, gemessen</translation>
    </message>
    <message>
        <source>%1 tokens, %2 threads, %3; the median is known to %4 %</source>
        <translation>%1 Token, %2 Threads, %3; der Median ist auf %4 % genau</translation>
    </message>
    <message>
        <source>(one text of %1 tokens)</source>
        <translation>(ein Text mit %1 Token)</translation>
    </message>
    <message>
        <source>measuring…</source>
        <translation>wird gemessen …</translation>
    </message>
    <message>
        <source>measured once the model is fine-tuned</source>
        <translation>wird nach dem Fine-Tuning gemessen</translation>
    </message>
    <message>
        <source>measured when the engine is free</source>
        <translation>wird gemessen, sobald die Engine frei ist</translation>
    </message>
    <message>
        <source>measured in a moment</source>
        <translation>wird gleich gemessen</translation>
    </message>
    <message>
        <source>could not be measured: %1</source>
        <translation>nicht messbar: %1</translation>
    </message>
    <message>
        <source>Open a Hugging Face model folder (config.json, weights and tokenizer), a GGUF file, or a variant that an earlier run made.</source>
        <translation>Öffnen Sie einen Hugging-Face-Modellordner (config.json, Gewichte und Tokenizer), eine GGUF-Datei oder eine Variante aus einem früheren Lauf.</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ModelPicture</name>
    <message>
        <source>Picture of the model</source>
        <translation>Bild des Modells</translation>
    </message>
    <message>
        <source>: %1 of %2 heads</source>
        <translation>: %1 von %2 Heads</translation>
    </message>
    <message>
        <source>: %1 of %2 neurons</source>
        <translation>: %1 von %2 Neuronen</translation>
    </message>
    <message>
        <source>: %1 entries</source>
        <translation>: %1 Einträge</translation>
    </message>
    <message>
        <source>, %1, %2</source>
        <translation>, %1, %2</translation>
    </message>
    <message>
        <source>, %1</source>
        <translation>, %1</translation>
    </message>
    <message>
        <source>texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>embeddings</source>
        <translation>Embeddings</translation>
    </message>
    <message>
        <source>classifier, %1 labels</source>
        <translation>Klassifikator, %1 Labels</translation>
    </message>
    <message>
        <source>no classifier yet</source>
        <translation>noch kein Klassifikator</translation>
    </message>
    <message>
        <source>least</source>
        <translation>am wenigsten</translation>
    </message>
    <message>
        <source>most</source>
        <translation>am meisten</translation>
    </message>
    <message>
        <source>%1 bits</source>
        <translation>%1 Bit</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::NodeCard</name>
    <message>
        <source>unknown stage</source>
        <translation>unbekannter Schritt</translation>
    </message>
    <message>
        <source>The model that all variants come from</source>
        <translation>Das Modell, von dem alle Varianten ausgehen</translation>
    </message>
    <message numerus="yes">
        <source>%n variant(s)</source>
        <translation>
            <numerusform>%n Variante</numerusform>
            <numerusform>%n Varianten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Model out</source>
        <translation>Ausgang des Modells</translation>
    </message>
    <message>
        <source>The model, with what was measured of it: a sensitivity table travels on the same wire, so that it can only reach the model it is about</source>
        <translation>Das Modell mit dem, was daran gemessen wurde: Eine Sensitivitätstabelle nimmt dieselbe Leitung und erreicht so nur das Modell, das sie betrifft</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::NodeForm</name>
    <message>
        <source>This version of Lathe does not know the stage of this node. Delete the node, or open the recipe in a newer version.</source>
        <translation>Diese Version von Lathe kennt den Schritt dieses Knotens nicht. Löschen Sie den Knoten, oder öffnen Sie das Rezept mit einer neueren Version.</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>Eingänge</translation>
    </message>
    <message>
        <source>not wired</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>%1 (wired)</source>
        <translation>%1 (verbunden)</translation>
    </message>
    <message>
        <source>What it measures travels with the model, over the same wire, until a stage changes the weights.</source>
        <translation>Was er misst, geht mit dem Modell über dieselbe Leitung, bis ein Schritt die Gewichte ändert.</translation>
    </message>
    <message>
        <source>Find this paper in the browser</source>
        <translation>Diese Veröffentlichung im Browser suchen</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::NodeRun</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done · %1</source>
        <translation>fertig · %1</translation>
    </message>
    <message>
        <source>reused</source>
        <translation>wiederverwendet</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übersprungen</translation>
    </message>
    <message>
        <source>%1 accuracy</source>
        <translation>%1 Genauigkeit</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>%1 F1</source>
        <translation>%1 F1</translation>
    </message>
    <message>
        <source>%1 %2 · %3 MB</source>
        <translation>%1 %2 · %3 MB</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>acc.</source>
        <translation>Gen.</translation>
    </message>
    <message>
        <source>%1 accuracy · %2 MB</source>
        <translation>%1 Genauigkeit · %2 MB</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::PageView</name>
    <message>
        <source>Preview of the report</source>
        <translation>Vorschau des Berichts</translation>
    </message>
    <message>
        <source>Pages: %1</source>
        <translation>Seiten: %1</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::PairStore</name>
    <message>
        <source>No variant is selected.</source>
        <translation>Keine Variante ist ausgewählt.</translation>
    </message>
    <message>
        <source>This is the original that the others are compared with. Select another variant, or two with Ctrl.</source>
        <translation>Das ist das Original, mit dem die anderen verglichen werden. Wählen Sie eine andere Variante, oder mit Strg zwei.</translation>
    </message>
    <message>
        <source>%1, compared with %2</source>
        <translation>%1, verglichen mit %2</translation>
    </message>
    <message>
        <source>Comparing the answers…</source>
        <translation>Antworten werden verglichen …</translation>
    </message>
    <message>
        <source>There are no answers to the same test rows to compare.</source>
        <translation>Es gibt keine Antworten auf dieselben Testzeilen zum Vergleichen.</translation>
    </message>
    <message>
        <source>Reading the texts…</source>
        <translation>Texte werden gelesen …</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ParallelView</name>
    <message>
        <source>Variants over several metrics</source>
        <translation>Varianten über mehrere Metriken</translation>
    </message>
    <message>
        <source>Best at the top</source>
        <translation>Das Beste oben</translation>
    </message>
    <message>
        <source> · left out, because a figure is missing: %1</source>
        <translation> · weggelassen, weil ein Wert fehlt: %1</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ParamField</name>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s)</source>
        <translation>
            <numerusform>%n Wert</numerusform>
            <numerusform>%n Werte</numerusform>
        </translation>
    </message>
    <message>
        <source>1 variant</source>
        <translation>1 Variante</translation>
    </message>
    <message>
        <source>%1 variants</source>
        <translation>%1 Varianten</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>zurücksetzen</translation>
    </message>
    <message>
        <source>reset to %1</source>
        <translation>zurücksetzen auf %1</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ParamText</name>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1; found “%2”</source>
        <translation>%1; gefunden: „%2“</translation>
    </message>
    <message>
        <source>A value is missing beside a separator</source>
        <translation>Neben einem Trennzeichen fehlt ein Wert</translation>
    </message>
    <message>
        <source>A value is missing</source>
        <translation>Ein Wert fehlt</translation>
    </message>
    <message>
        <source>Type a number, such as 0.5 or 3e-5</source>
        <translation>Geben Sie eine Zahl mit Punkt ein, etwa 0.5 oder 3e-5</translation>
    </message>
    <message>
        <source>Type a whole number</source>
        <translation>Geben Sie eine ganze Zahl ein</translation>
    </message>
    <message>
        <source>Type on or off</source>
        <translation>Geben Sie „an“ oder „aus“ ein</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>mindestens %1</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>höchstens %1</translation>
    </message>
    <message>
        <source>no %1</source>
        <translation>ohne %1</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::PipelineLink</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Sensitivity of this model</source>
        <translation>Sensitivität dieses Modells</translation>
    </message>
    <message>
        <source>darker costs more</source>
        <translation>dunkler kostet mehr</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::PipelineScene</name>
    <message>
        <source>An output goes into an input</source>
        <translation>Ein Ausgang gehört an einen Eingang</translation>
    </message>
    <message>
        <source>An input takes its model from an output</source>
        <translation>Ein Eingang erhält sein Modell von einem Ausgang</translation>
    </message>
    <message>
        <source>move wire</source>
        <translation>Leitung umlegen</translation>
    </message>
    <message>
        <source>Wire from %1 to %2, %3. Tab: next, Enter: connect, Esc: leave</source>
        <translation>Leitung von %1 zu %2, %3. Tab: nächster, Enter: verbinden, Esc: beenden</translation>
    </message>
    <message>
        <source>No port takes what %1 gives; add a stage first</source>
        <translation>Kein Anschluss nimmt, was %1 liefert; fügen Sie erst einen Schritt ein</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::PipelineTemplate</name>
    <message>
        <source>0.609 micro F1 (+0.3 points) · 6.2 MB, 14.7 × smaller · 7.3 × faster</source>
        <translation>0,609 Mikro-F1 (+0,3 Punkte) · 6,2 MB, 14,7 × kleiner · 7,3 × schneller</translation>
    </message>
    <message>
        <source>0.913 accuracy (−1.0 points) · 4.2 MB, 21.9 × smaller · 8.4 × faster</source>
        <translation>0,913 Genauigkeit (−1,0 Punkte) · 4,2 MB, 21,9 × kleiner · 8,4 × schneller</translation>
    </message>
    <message>
        <source>0.915 accuracy (−0.9 points) · 2.3 MB, 39.8 × smaller · 8.3 × faster</source>
        <translation>0,915 Genauigkeit (−0,9 Punkte) · 2,3 MB, 39,8 × kleiner · 8,3 × schneller</translation>
    </message>
    <message>
        <source>0.921 accuracy (−0.2 points) · 5.8 MB, 15.7 × smaller · 7.1 × faster</source>
        <translation>0,921 Genauigkeit (−0,2 Punkte) · 5,8 MB, 15,7 × kleiner · 7,1 × schneller</translation>
    </message>
    <message>
        <source>0.924 accuracy (+0.1 points) · 23.2 MB, 3.9 × smaller · 3.0 × faster</source>
        <translation>0,924 Genauigkeit (+0,1 Punkte) · 23,2 MB, 3,9 × kleiner · 3,0 × schneller</translation>
    </message>
    <message>
        <source>0.929 accuracy (+0.6 points) · 23.2 MB, 3.9 × smaller · 3.0 × faster</source>
        <translation>0,929 Genauigkeit (+0,6 Punkte) · 23,2 MB, 3,9 × kleiner · 3,0 × schneller</translation>
    </message>
    <message>
        <source>Accuracy first</source>
        <translation>Genauigkeit zuerst</translation>
    </message>
    <message>
        <source>Cut hard, only the words that occur, weights and tables in 4 bits.</source>
        <translation>Stark beschnitten, nur die vorkommenden Wörter, Gewichte und Tabellen in 4 Bit.</translation>
    </message>
    <message>
        <source>Cut to three tenths of the time measured on this CPU, then 8-bit integers.</source>
        <translation>Auf drei Zehntel der auf dieser CPU gemessenen Zeit beschnitten, dann 8-Bit-Ganzzahlen.</translation>
    </message>
    <message>
        <source>Fastest</source>
        <translation>Am schnellsten</translation>
    </message>
    <message>
        <source>Fewer heads and neurons, only the words that occur, 4 bits; thresholds fitted anew.</source>
        <translation>Weniger Heads und Neuronen, nur die vorkommenden Wörter, 4 Bit; Schwellen neu angepasst.</translation>
    </message>
    <message>
        <source>Four of six layers, fewer heads and neurons, only the words that occur, 8-bit integers.</source>
        <translation>Vier von sechs Schichten, weniger Heads und Neuronen, nur die vorkommenden Wörter, 8-Bit-Ganzzahlen.</translation>
    </message>
    <message>
        <source>Measured: MiniLM-L6 on %1, one text at a time</source>
        <translation>Gemessen: MiniLM-L6 auf %1, ein Text auf einmal</translation>
    </message>
    <message>
        <source>Quick win</source>
        <translation>Schneller Gewinn</translation>
    </message>
    <message>
        <source>Several labels a text</source>
        <translation>Mehrere Labels je Text</translation>
    </message>
    <message>
        <source>Small and as good</source>
        <translation>Klein und ebenso gut</translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation>Am kleinsten</translation>
    </message>
    <message>
        <source>Stores and computes in 8-bit integers. Nothing to tune, nearly nothing to lose.</source>
        <translation>Speichert und rechnet in 8-Bit-Ganzzahlen. Nichts einzustellen, fast nichts zu verlieren.</translation>
    </message>
    <message>
        <source>Trains with rounded weights and a teacher, so that 8 bits lose nothing.</source>
        <translation>Trainiert mit gerundeten Gewichten und einem Lehrer, sodass 8 Bit nichts verlieren.</translation>
    </message>
    <message>
        <source>a fine-tuning and a longer recovery</source>
        <translation>ein Fine-Tuning und eine längere Erholung</translation>
    </message>
    <message>
        <source>a fine-tuning and a recovery</source>
        <translation>ein Fine-Tuning und eine Erholung</translation>
    </message>
    <message>
        <source>one fine-tuning</source>
        <translation>ein Fine-Tuning</translation>
    </message>
    <message>
        <source>two trainings</source>
        <translation>zwei Trainings</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::PipelineView</name>
    <message>
        <source>Before you run</source>
        <translation>Vor dem Lauf</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Fit pipeline</source>
        <translation>Ablauf einpassen</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>Anordnen</translation>
    </message>
    <message>
        <source>Zoom to 100 %</source>
        <translation>Zoom auf 100 %</translation>
    </message>
    <message>
        <source>Align in a row</source>
        <translation>In einer Zeile ausrichten</translation>
    </message>
    <message>
        <source>Align in a column</source>
        <translation>In einer Spalte ausrichten</translation>
    </message>
    <message>
        <source>Templates…</source>
        <translation>Vorlagen …</translation>
    </message>
    <message>
        <source>Does not fit: %1.</source>
        <translation>Passt nicht: %1.</translation>
    </message>
    <message>
        <source>Does not fit after %1: %2. Goes after %3 instead.</source>
        <translation>Passt nicht hinter %1: %2. Kommt stattdessen hinter %3.</translation>
    </message>
    <message>
        <source>insert template</source>
        <translation>Vorlage einfügen</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ProofChoice</name>
    <message>
        <source>Prove it in its runtime</source>
        <translation>In seiner Laufzeitumgebung nachweisen</translation>
    </message>
    <message>
        <source>Prove it in %1</source>
        <translation>Nachweisen in %1</translation>
    </message>
    <message>
        <source>No runtime that Lathe knows runs this format.</source>
        <translation>Keine Laufzeitumgebung, die Lathe kennt, führt dieses Format aus.</translation>
    </message>
    <message>
        <source>Every test text is answered there as well and compared with Lathe&apos;s answer: logits, decisions, quality, latency.</source>
        <translation>Jeder Testtext wird auch dort beantwortet und mit der Antwort von Lathe verglichen: Logits, Entscheidungen, Qualität, Latenz.</translation>
    </message>
    <message>
        <source>%1 is not installed for Lathe. If you allow it, it is downloaded from PyPI (%2) into %3. Nothing else on this machine is changed.</source>
        <translation>%1 ist für Lathe nicht installiert. Wenn Sie es erlauben, wird es von PyPI heruntergeladen (%2), nach %3. Sonst ändert sich nichts auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Or by hand: install %1 of the export with pip into a Python environment of your own, and run %2 there.</source>
        <translation>Oder von Hand: Installieren Sie %1 des Exports mit pip in eine eigene Python-Umgebung, und führen Sie dort %2 aus.</translation>
    </message>
    <message>
        <source>Allow Lathe to download and install %1</source>
        <translation>Lathe erlauben, %1 herunterzuladen und zu installieren</translation>
    </message>
    <message>
        <source>This format is made by %1, which is not installed: allow the download, or choose another format.</source>
        <translation>Dieses Format erzeugt %1, das nicht installiert ist: Erlauben Sie das Herunterladen, oder wählen Sie ein anderes Format.</translation>
    </message>
    <message>
        <source>%1 is not installed: allow the download, or leave out the proof.</source>
        <translation>%1 ist nicht installiert: Erlauben Sie das Herunterladen, oder lassen Sie den Nachweis weg.</translation>
    </message>
    <message>
        <source>Allow the download</source>
        <translation>Das Herunterladen erlauben</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::QueueModel</name>
    <message>
        <source>not known</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>variants</source>
        <translation>Varianten</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::QueuePanel</name>
    <message>
        <source>Start the queue</source>
        <translation>Warteschlange starten</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Runs that wait</source>
        <translation>Wartende Läufe</translation>
    </message>
    <message>
        <source>held until you start it; runs: %1</source>
        <translation>wartet, bis Sie sie starten; Läufe: %1</translation>
    </message>
    <message>
        <source>starts when this run ends</source>
        <translation>beginnt, wenn dieser Lauf endet</translation>
    </message>
    <message>
        <source>%1 runs wait; the first starts when this one ends</source>
        <translation>%1 Läufe warten; der erste beginnt, wenn dieser endet</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::RecipeDocument</name>
    <message>
        <source>paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>add %1</source>
        <translation>%1 einfügen</translation>
    </message>
    <message>
        <source>disconnect</source>
        <translation>Verbindung lösen</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>The model is where the pipeline starts: it takes no input</source>
        <translation>Beim Modell beginnt der Ablauf: Es hat keinen Eingang</translation>
    </message>
    <message>
        <source>There is no such node</source>
        <translation>Diesen Knoten gibt es nicht</translation>
    </message>
    <message>
        <source>%1 has no input “%2”</source>
        <translation>%1 hat keinen Eingang „%2“</translation>
    </message>
    <message>
        <source>A node cannot feed itself</source>
        <translation>Ein Knoten kann sich nicht selbst speisen</translation>
    </message>
    <message>
        <source>This would close a circle: %1 already depends on %2</source>
        <translation>Das würde einen Kreis schließen: %1 hängt schon von %2 ab</translation>
    </message>
    <message>
        <source>connect %1 to %2</source>
        <translation>%1 mit %2 verbinden</translation>
    </message>
    <message>
        <source>set %1</source>
        <translation>%1 setzen</translation>
    </message>
    <message>
        <source>move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>arrange</source>
        <translation>Anordnen</translation>
    </message>
    <message>
        <source>choose model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>choose data</source>
        <translation>Daten wählen</translation>
    </message>
    <message>
        <source>rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>describe</source>
        <translation>Beschreiben</translation>
    </message>
    <message>
        <source>set seed</source>
        <translation>Startwert setzen</translation>
    </message>
    <message>
        <source>set max length</source>
        <translation>Höchstlänge setzen</translation>
    </message>
    <message>
        <source>set what to measure</source>
        <translation>Messung festlegen</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::RecipeForm</name>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>What all variants have in common. Select a card to see the parameters of its stage.</source>
        <translation>Was alle Varianten gemeinsam haben. Wählen Sie eine Karte, um die Parameter ihres Schritts zu sehen.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Max length</source>
        <translation>Höchstlänge</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Longer texts are cut off. Speed depends on it only where texts are that long.</source>
        <translation>Längere Texte werden gekürzt. Das Tempo hängt nur dort davon ab, wo Texte so lang sind.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>The same seed gives the same variants.</source>
        <translation>Gleicher Startwert, gleiche Varianten.</translation>
    </message>
    <message>
        <source>What to measure</source>
        <translation>Was gemessen wird</translation>
    </message>
    <message>
        <source>Quality and size are always measured, on the test texts and on disk.</source>
        <translation>Qualität und Größe werden immer gemessen, an den Testtexten und auf der Platte.</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>What this recipe is for; kept with it.</source>
        <translation>Wofür dieses Rezept ist; wird mit ihm gespeichert.</translation>
    </message>
    <message>
        <source>Model folder</source>
        <translation>Modellordner</translation>
    </message>
    <message>
        <source>A folder with config.json, weights and tokenizer files.</source>
        <translation>Ein Ordner mit config.json, Gewichten und Tokenizer-Dateien.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Choose a model folder</source>
        <translation>Modellordner wählen</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <source>Latency and throughput of all variants beside the original, in turns.</source>
        <translation>Latenz und Durchsatz aller Varianten neben dem Original, im Wechsel.</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Of the throughput figure.</source>
        <translation>Für den Durchsatz.</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Test texts that speed is measured on, evenly spread over the lengths.</source>
        <translation>Testtexte, an denen das Tempo gemessen wird, gleichmäßig über die Längen verteilt.</translation>
    </message>
    <message>
        <source>Time each</source>
        <translation>Zeit je Modell</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Longer gives steadier figures.</source>
        <translation>Länger ergibt stabilere Werte.</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::RecoveryBanner</name>
    <message>
        <source>Recover</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Unsaved changes were kept</source>
        <translation>Ungespeicherte Änderungen sind erhalten</translation>
    </message>
    <message>
        <source>“%1” was changed and not saved when Lathe ended. Its state of %2 can be opened again.</source>
        <translation>„%1“ war geändert und nicht gespeichert, als Lathe endete. Der Stand von %2 kann wieder geöffnet werden.</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::RepeatModel</name>
    <message>
        <source>training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>%1, row %2</source>
        <translation>%1, Zeile %2</translation>
    </message>
    <message>
        <source>no label</source>
        <translation>kein Label</translation>
    </message>
    <message>
        <source>same text</source>
        <translation>gleicher Text</translation>
    </message>
    <message>
        <source>nearly</source>
        <translation>fast</translation>
    </message>
    <message>
        <source>same</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>differ</source>
        <translation>verschieden</translation>
    </message>
    <message>
        <source>row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>first seen in</source>
        <translation>zuerst in</translation>
    </message>
    <message>
        <source>alike</source>
        <translation>Ähnlichkeit</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::RepeatsDialog</name>
    <message>
        <source>Repeated texts</source>
        <translation>Wiederholte Texte</translation>
    </message>
    <message>
        <source>Which repeats</source>
        <translation>Welche Wiederholungen</translation>
    </message>
    <message>
        <source>In two splits</source>
        <translation>In zwei Splits</translation>
    </message>
    <message>
        <source>Within a split</source>
        <translation>Innerhalb eines Splits</translation>
    </message>
    <message>
        <source>With other labels</source>
        <translation>Mit anderen Labels</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>A text of validation or test that training has too makes scores look better than they are. “Nearly” means: the same but for case, punctuation and spaces.</source>
        <translation>Ein Text aus Validierung oder Test, der auch im Training steht, lässt die Werte besser aussehen, als sie sind. „Fast“ heißt: gleich bis auf Großschreibung, Satzzeichen und Leerzeichen.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 Zeilen</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ReportPlace</name>
    <message>
        <source>Save as PDF…</source>
        <translation>Als PDF speichern …</translation>
    </message>
    <message>
        <source>Save as HTML…</source>
        <translation>Als HTML speichern …</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Nothing to report yet</source>
        <translation>Noch nichts zu berichten</translation>
    </message>
    <message>
        <source>Once a run has measured variants, this page puts them into words for those who decide: what is gained, what is lost, how sure that is, and who is affected.</source>
        <translation>Sobald ein Lauf Varianten gemessen hat, fasst diese Seite sie für die Entscheidung in Worte: was gewonnen wird, was verloren geht, wie sicher das ist und wer betroffen ist.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Title: the recipe&apos;s name</source>
        <translation>Titel: Name des Rezepts</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Technical: everything</source>
        <translation>Technisch: alles</translation>
    </message>
    <message>
        <source>Executive: the decision</source>
        <translation>Management: die Entscheidung</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Opens the file that was saved last</source>
        <translation>Öffnet die zuletzt gespeicherte Datei</translation>
    </message>
    <message>
        <source>Choose at least one model.</source>
        <translation>Wählen Sie mindestens ein Modell.</translation>
    </message>
    <message>
        <source>Comparing %1 models…</source>
        <translation>%1 Modelle werden verglichen …</translation>
    </message>
    <message>
        <source>There is no report of these</source>
        <translation>Hierüber gibt es keinen Bericht</translation>
    </message>
    <message>
        <source>1 page</source>
        <translation>1 Seite</translation>
    </message>
    <message>
        <source>%1 pages</source>
        <translation>%1 Seiten</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>HTML (*.html)</source>
        <translation>HTML (*.html)</translation>
    </message>
    <message>
        <source>The report was saved</source>
        <translation>Der Bericht wurde gespeichert</translation>
    </message>
    <message>
        <source>The report was not saved</source>
        <translation>Der Bericht wurde nicht gespeichert</translation>
    </message>
    <message>
        <source>No program opens this file</source>
        <translation>Kein Programm öffnet diese Datei</translation>
    </message>
    <message>
        <source>The report is written in English, whatever the language of this window.</source>
        <translation>Der Bericht wird auf Englisch geschrieben, gleich in welcher Sprache dieses Fenster ist.</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Speichert…</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ResultList</name>
    <message>
        <source>Pages found</source>
        <translation>Gefundene Seiten</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::RunDetails</name>
    <message>
        <source>Nothing selected</source>
        <translation>Nichts ausgewählt</translation>
    </message>
    <message>
        <source>Select a run or a variant to see its recipe, its machine and its log, and to note something about it.</source>
        <translation>Wählen Sie einen Lauf oder eine Variante, um Rezept, Rechner und Protokoll zu sehen und etwas zu notieren.</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>Stern geben</translation>
    </message>
    <message>
        <source>Tags, with commas between them</source>
        <translation>Tags, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Edit tags</source>
        <translation>Tags bearbeiten</translation>
    </message>
    <message>
        <source>Edit note</source>
        <translation>Notiz bearbeiten</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>Dauer %1</translation>
    </message>
    <message>
        <source>selected: %1</source>
        <translation>ausgewählt: %1</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>Varianten</translation>
    </message>
    <message>
        <source>Being read…</source>
        <translation>Wird gelesen …</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::RunNotifier</name>
    <message>
        <source>A run did not start</source>
        <translation>Ein Lauf wurde nicht gestartet</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 has finished</source>
        <translation>%1 ist beendet</translation>
    </message>
    <message>
        <source>1 variant in %1.</source>
        <translation>1 Variante in %1.</translation>
    </message>
    <message>
        <source>%1 variants in %2.</source>
        <translation>%1 Varianten in %2.</translation>
    </message>
    <message>
        <source>Smallest: %1, %2</source>
        <translation>Kleinste: %1, %2</translation>
    </message>
    <message>
        <source>, accuracy %1</source>
        <translation>, Genauigkeit %1</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::RunSummary</name>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Compare variants</source>
        <translation>Varianten vergleichen</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>Fortschritt des Laufs</translation>
    </message>
    <message>
        <source>Holds the run at its next batch and frees the processor (F8)</source>
        <translation>Hält den Lauf nach dem laufenden Batch an und gibt den Prozessor frei (F8)</translation>
    </message>
    <message>
        <source>Finished steps are kept</source>
        <translation>Fertige Schritte bleiben erhalten</translation>
    </message>
    <message>
        <source>steps done</source>
        <translation>Schritte fertig</translation>
    </message>
    <message>
        <source>from the cache</source>
        <translation>aus dem Cache</translation>
    </message>
    <message>
        <source>variants measured</source>
        <translation>Varianten gemessen</translation>
    </message>
    <message>
        <source>elapsed</source>
        <translation>vergangen</translation>
    </message>
    <message>
        <source>left, estimated</source>
        <translation>noch, geschätzt</translation>
    </message>
    <message>
        <source>memory in use</source>
        <translation>Speicher belegt</translation>
    </message>
    <message>
        <source>cores in use</source>
        <translation>Kerne belegt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>noch unbekannt</translation>
    </message>
    <message>
        <source>cancelling…</source>
        <translation>wird abgebrochen …</translation>
    </message>
    <message>
        <source>starting…</source>
        <translation>startet …</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>Noch einmal ausführen</translation>
    </message>
    <message>
        <source>Measures speed again; all steps come from the cache</source>
        <translation>Misst das Tempo neu; alle Schritte kommen aus dem Cache</translation>
    </message>
    <message>
        <source>Goes on where it ended: finished steps come from the cache</source>
        <translation>Macht weiter, wo er endete: Fertige Schritte kommen aus dem Cache</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::RunTracker</name>
    <message>
        <source>%1 accuracy</source>
        <translation>%1 Genauigkeit</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>done · %1</source>
        <translation>fertig · %1</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>reused</source>
        <translation>wiederverwendet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übersprungen</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>%1 %2 · %3 MB</source>
        <translation>%1 %2 · %3 MB</translation>
    </message>
    <message>
        <source>%1 F1</source>
        <translation>%1 F1</translation>
    </message>
    <message>
        <source>%1 accuracy · %2 MB</source>
        <translation>%1 Genauigkeit · %2 MB</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>acc.</source>
        <translation>Gen.</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::RunsPlace</name>
    <message>
        <source>Nothing has run yet</source>
        <translation>Noch nichts gelaufen</translation>
    </message>
    <message>
        <source>Put stages on the canvas in Pipeline, then run them here. Finished steps are kept, so the next run starts where they end.</source>
        <translation>Legen Sie im Ablauf Schritte auf die Zeichenfläche und führen Sie sie hier aus. Fertige Schritte bleiben erhalten, sodass der nächste Lauf dort beginnt, wo sie enden.</translation>
    </message>
    <message>
        <source>Run the recipe</source>
        <translation>Rezept ausführen</translation>
    </message>
    <message>
        <source>The run did not start</source>
        <translation>Der Lauf wurde nicht gestartet</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>The run was cancelled</source>
        <translation>Der Lauf wurde abgebrochen</translation>
    </message>
    <message>
        <source>The run was interrupted</source>
        <translation>Der Lauf wurde unterbrochen</translation>
    </message>
    <message>
        <source>The program ended in the middle of it. Finished steps are kept: Resume goes on from there.</source>
        <translation>Das Programm endete mittendrin. Fertige Schritte bleiben erhalten: „Fortsetzen“ macht dort weiter.</translation>
    </message>
    <message>
        <source>Finished steps are kept: Resume goes on from there.</source>
        <translation>Fertige Schritte bleiben erhalten: „Fortsetzen“ macht dort weiter.</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ScatterPage</name>
    <message>
        <source>x axis</source>
        <translation>x-Achse</translation>
    </message>
    <message>
        <source>y axis</source>
        <translation>y-Achse</translation>
    </message>
    <message>
        <source>Size of the dots</source>
        <translation>Größe der Punkte</translation>
    </message>
    <message>
        <source>Colour of the dots</source>
        <translation>Farbe der Punkte</translation>
    </message>
    <message>
        <source>log x</source>
        <translation>log x</translation>
    </message>
    <message>
        <source>Logarithmic x axis</source>
        <translation>Logarithmische x-Achse</translation>
    </message>
    <message>
        <source>log y</source>
        <translation>log y</translation>
    </message>
    <message>
        <source>Logarithmic y axis</source>
        <translation>Logarithmische y-Achse</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Shows all dots again (Home). The wheel zooms, dragging moves</source>
        <translation>Zeigt wieder alle Punkte (Pos1). Das Mausrad vergrößert, Ziehen verschiebt</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%1 gegen %2</translation>
    </message>
    <message>
        <source>x: %1</source>
        <translation>x: %1</translation>
    </message>
    <message>
        <source>y: %1</source>
        <translation>y: %1</translation>
    </message>
    <message>
        <source>size: %1</source>
        <translation>Größe: %1</translation>
    </message>
    <message>
        <source>colour: %1</source>
        <translation>Farbe: %1</translation>
    </message>
    <message>
        <source>all alike</source>
        <translation>alle gleich</translation>
    </message>
    <message>
        <source>family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Left out, because a figure of an axis is missing or cannot be drawn: %1</source>
        <translation>Weggelassen, weil ein Wert einer Achse fehlt oder nicht darstellbar ist: %1</translation>
    </message>
    <message>
        <source>Remove the limit on %1</source>
        <translation>Grenze für %1 entfernen</translation>
    </message>
    <message>
        <source>Limit %1</source>
        <translation>%1 begrenzen</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ScatterView</name>
    <message>
        <source>Variants over two metrics</source>
        <translation>Varianten über zwei Metriken</translation>
    </message>
    <message>
        <source>%1 against %2, dots: %3, on the front: %4</source>
        <translation>%1 gegen %2, Punkte: %3, auf der Front: %4</translation>
    </message>
    <message>
        <source>No variant shown has a figure for both axes</source>
        <translation>Keine gezeigte Variante hat Werte für beide Achsen</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ScoreBars</name>
    <message>
        <source>%1 %2 %</source>
        <translation>%1 %2 %</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Bewertungen</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::SearchField</name>
    <message>
        <source>Search: words, tag:prod, acc&gt;0.9, size&lt;30MB</source>
        <translation>Suche: Wörter, tag:prod, acc&gt;0.9, size&lt;30MB</translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>Verlauf durchsuchen</translation>
    </message>
    <message>
        <source>Words are looked for in names, notes, tags, lineages and parameters.
&quot;two words&quot; are looked for together, -word leaves out.
tag:prod   is:starred   state:failed   recipe:sst
acc&gt;0.9   size&lt;30MB   latency&lt;=5ms   epochs=3   started&gt;=2026-11-20</source>
        <translation>Wörter werden in Namen, Notizen, Tags, Wegen und Parametern gesucht.
&quot;zwei Wörter&quot; werden zusammen gesucht, -wort schließt aus.
tag:prod   is:starred   state:failed   recipe:sst
acc&gt;0.9   size&lt;30MB   latency&lt;=5ms   epochs=3   started&gt;=2026-11-20</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::SensitivityMap</name>
    <message>
        <source>Sensitivity of %1 parts to %2 changes</source>
        <translation>Sensitivität von %1 Teilen gegen %2 Änderungen</translation>
    </message>
    <message>
        <source>%1, %2: divergence %3, saves %4 kB</source>
        <translation>%1, %2: Divergenz %3, spart %4 kB</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::Session</name>
    <message>
        <source>Untitled</source>
        <translation>Unbenannt</translation>
    </message>
    <message>
        <source>Close the other one, then try again.</source>
        <translation>Schließen Sie das andere, dann versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Speed is being measured, and a run would disturb the figures.</source>
        <translation>Gerade wird die Geschwindigkeit gemessen; ein Lauf würde die Zahlen stören.</translation>
    </message>
    <message>
        <source>Wait for the measurement to end, or stop it.</source>
        <translation>Warten Sie das Ende der Messung ab, oder halten Sie sie an.</translation>
    </message>
    <message>
        <source>A run is on, and the two would disturb each other&apos;s figures.</source>
        <translation>Ein Lauf ist im Gange; beide würden einander stören.</translation>
    </message>
    <message>
        <source>Wait for the run to end, or cancel it.</source>
        <translation>Warten Sie das Ende des Laufs ab, oder brechen Sie ihn ab.</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>%1 wird gelesen</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::SettingsDialog</name>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>Wählen: %1</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
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
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Another language takes effect at the next start.</source>
        <translation>Eine andere Sprache gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>Rechnen</translation>
    </message>
    <message>
        <source>One per core (%1)</source>
        <translation>Einer je Kern (%1)</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Train on</source>
        <translation>Trainieren auf</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>GPU (CUDA)</source>
        <translation>GPU (CUDA)</translation>
    </message>
    <message>
        <source>Training, calibration and evaluation run there; speed is always measured on the CPU. A change takes effect when the work in progress has ended.</source>
        <translation>Dort wird trainiert, kalibriert und bewertet; die Geschwindigkeit wird immer auf der CPU gemessen. Eine Änderung gilt, sobald die laufende Arbeit beendet ist.</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>New workspaces</source>
        <translation>Neue Arbeitsbereiche</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>where the last one was</source>
        <translation>wo das letzte war</translation>
    </message>
    <message>
        <source>Starting, saving, telling</source>
        <translation>Starten, Sichern, Melden</translation>
    </message>
    <message>
        <source>Open the last workspace at the start</source>
        <translation>Beim Start den letzten Arbeitsbereich öffnen</translation>
    </message>
    <message>
        <source>Keep unsaved changes for the case of a crash</source>
        <translation>Ungespeicherte Änderungen für den Fall eines Absturzes sichern</translation>
    </message>
    <message>
        <source>Notify on the desktop when a run has ended</source>
        <translation>Melden, wenn ein Lauf beendet ist</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Find a shortcut</source>
        <translation>Tastenkürzel suchen</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>In the places</source>
        <translation>In den Orten</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ShowPanel</name>
    <message>
        <source>Failed, collapsed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Failed, collapsed: %1</source>
        <translation>Fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Variants without a figure of quality, or that decide nearly everything alike</source>
        <translation>Varianten ohne Qualitätswert, oder solche, die fast alles gleich entscheiden</translation>
    </message>
    <message>
        <source>Not shown: %1</source>
        <translation>Ausgeblendet: %1</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::SpeedFacts</name>
    <message>
        <source>%1, layers %2</source>
        <translation>%1, Schichten %2</translation>
    </message>
    <message>
        <source>%1: %2 × %3, stored as %4, computed as %5 by %6</source>
        <translation>%1: %2 × %3, gespeichert als %4, gerechnet als %5 mit %6</translation>
    </message>
    <message>
        <source>Measured on</source>
        <translation>Gemessen auf</translation>
    </message>
    <message>
        <source>The model</source>
        <translation>Das Modell</translation>
    </message>
    <message>
        <source>Kernel of every product</source>
        <translation>Kernel jedes Produkts</translation>
    </message>
    <message>
        <source>%1 of %2 cores used</source>
        <translation>%1 von %2 Kernen benutzt</translation>
    </message>
    <message>
        <source>LibTorch %1</source>
        <translation>LibTorch %1</translation>
    </message>
    <message>
        <source>%1, %2 layers × %3, %4 parameters, stored as %5; opened in %6</source>
        <translation>%1, %2 Schichten × %3, %4 Parameter, gespeichert als %5; geöffnet in %6</translation>
    </message>
    <message>
        <source>Products by %1</source>
        <translation>Produkte mit %1</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::SpeedModel</name>
    <message>
        <source>%1 M</source>
        <translation>%1 M</translation>
    </message>
    <message>
        <source>over 100 %</source>
        <translation>über 100 %</translation>
    </message>
    <message>
        <source>%1 mJ</source>
        <translation>%1 mJ</translation>
    </message>
    <message>
        <source>%1, on %2</source>
        <translation>%1, auf %2</translation>
    </message>
    <message>
        <source>95 % interval of the median: %1 to %2, after %3 rounds</source>
        <translation>95-%-Intervall des Medians: %1 bis %2, nach %3 Runden</translation>
    </message>
    <message>
        <source>of one call: %1 calls in %2 rounds, half of them within %3 % of each other</source>
        <translation>eines Aufrufs: %1 Aufrufe in %2 Runden, die Hälfte höchstens %3 % voneinander entfernt</translation>
    </message>
    <message>
        <source>of one text, all processor packages with all that they do besides</source>
        <translation>eines Textes, alle Prozessoren mit allem, was sie sonst noch tun</translation>
    </message>
    <message>
        <source>workload</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>Texts of a call × tokens of a text</source>
        <translation>Texte je Aufruf × Token je Text</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>The first is what the others are compared with</source>
        <translation>Mit dem ersten werden die anderen verglichen</translation>
    </message>
    <message>
        <source>median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>Half of the calls were faster</source>
        <translation>Die Hälfte der Aufrufe war schneller</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>19 of 20 calls were faster</source>
        <translation>19 von 20 Aufrufen waren schneller</translation>
    </message>
    <message>
        <source>interval</source>
        <translation>Intervall</translation>
    </message>
    <message>
        <source>Half the 95 % interval of the median; orange: wider than asked for</source>
        <translation>Halbes 95-%-Intervall des Medians; orange: breiter als verlangt</translation>
    </message>
    <message>
        <source>faster</source>
        <translation>schneller</translation>
    </message>
    <message>
        <source>Than the first model, in the median</source>
        <translation>Als das erste Modell, im Median</translation>
    </message>
    <message>
        <source>texts/s</source>
        <translation>Texte/s</translation>
    </message>
    <message>
        <source>All texts over the sum of each call&apos;s median</source>
        <translation>Alle Texte, geteilt durch die Summe der Mediane der Aufrufe</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>Multiplications that a text takes, on average</source>
        <translation>Multiplikationen je Text, im Mittel</translation>
    </message>
    <message>
        <source>on disk</source>
        <translation>auf der Platte</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>peak memory</source>
        <translation>Speicherspitze</translation>
    </message>
    <message>
        <source>Above an idle process: weights, activations and code</source>
        <translation>Über einem ruhenden Prozess: Gewichte, Aktivierungen und Code</translation>
    </message>
    <message>
        <source>energy</source>
        <translation>Energie</translation>
    </message>
    <message>
        <source>Of a text, as the processor&apos;s counters say (RAPL)</source>
        <translation>Je Text, nach den Zählern des Prozessors (RAPL)</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::SpeedProfile</name>
    <message>
        <source>Where the time goes</source>
        <translation>Wofür die Zeit verbraucht wird</translation>
    </message>
    <message>
        <source>By operator</source>
        <translation>Nach Operator</translation>
    </message>
    <message>
        <source>By layer</source>
        <translation>Nach Schicht</translation>
    </message>
    <message>
        <source>Time by operator or by layer</source>
        <translation>Zeit nach Operator oder nach Schicht</translation>
    </message>
    <message>
        <source>Operators are timed once the figures have settled.</source>
        <translation>Operatoren werden gemessen, sobald die Werte stabil sind.</translation>
    </message>
    <message>
        <source>%1 of all threads together for a text of %2</source>
        <translation>%1 aller Threads zusammen für einen Text aus %2</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::SpeedSetup</name>
    <message>
        <source>Recipe&apos;s test file</source>
        <translation>Testdatei des Rezepts</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>The first that is checked is what the others are compared with; drag to change the order.</source>
        <translation>Mit dem ersten angehakten werden die anderen verglichen; ziehen Sie, um die Reihenfolge zu ändern.</translation>
    </message>
    <message>
        <source>Models to measure</source>
        <translation>Zu messende Modelle</translation>
    </message>
    <message>
        <source>What they answer</source>
        <translation>Was sie beantworten</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Shapes</source>
        <translation>Formen</translation>
    </message>
    <message>
        <source>Texts of a call × tokens of a text, several with commas: 1x32, 16x128</source>
        <translation>Texte je Aufruf × Token je Text, mehrere mit Kommas: 1x32, 16x128</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>Choose a file of texts</source>
        <translation>Textdatei wählen</translation>
    </message>
    <message>
        <source>Texts of</source>
        <translation>Texte aus</translation>
    </message>
    <message>
        <source>CSV, TSV or JSONL: its texts one by one and in batches of 32</source>
        <translation>CSV, TSV oder JSONL: die Texte einzeln und in Batches zu 32</translation>
    </message>
    <message>
        <source>File of texts</source>
        <translation>Datei mit Texten</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Column of the text</source>
        <translation>Spalte mit dem Text</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>At most so many texts of the file, evenly spread over their lengths</source>
        <translation>Höchstens so viele Texte der Datei, gleichmäßig über ihre Längen verteilt</translation>
    </message>
    <message>
        <source> at most</source>
        <translation> höchstens</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Wie</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>That compute together, up to one for each core</source>
        <translation>Die zusammen rechnen, bis zu einem je Kern</translation>
    </message>
    <message>
        <source> s at most</source>
        <translation> s höchstens</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>At most, of each model and workload; less where every median is known to 1 % before</source>
        <translation>Höchstens, für jedes Modell und jede Last; weniger, wenn jeder Median vorher auf 1 % bekannt ist</translation>
    </message>
    <message>
        <source>Add model folder</source>
        <translation>Modellordner hinzufügen</translation>
    </message>
    <message>
        <source>Data (*.tsv *.csv *.jsonl *.json *.txt);;All files (*)</source>
        <translation>Daten (*.tsv *.csv *.jsonl *.json *.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>No model can classify yet: run a recipe, or add a model folder.</source>
        <translation>Noch kann kein Modell klassifizieren: Führen Sie ein Rezept aus, oder fügen Sie einen Modellordner hinzu.</translation>
    </message>
    <message>
        <source>Check at least one model.</source>
        <translation>Haken Sie mindestens ein Modell an.</translation>
    </message>
    <message>
        <source>Write a shape or choose a file of texts.</source>
        <translation>Geben Sie eine Form an, oder wählen Sie eine Textdatei.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::SpeedTable</name>
    <message>
        <source>Progress of the measurement</source>
        <translation>Fortschritt der Messung</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>Tabelle kopieren</translation>
    </message>
    <message>
        <source>As CSV, with whole figures</source>
        <translation>Als CSV, mit ungerundeten Werten</translation>
    </message>
    <message>
        <source>Save CSV…</source>
        <translation>CSV speichern …</translation>
    </message>
    <message>
        <source>Speed of each model on each workload</source>
        <translation>Tempo jedes Modells bei jeder Last</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::SpeedWindow</name>
    <message>
        <source>Measure speed</source>
        <translation>Geschwindigkeit messen</translation>
    </message>
    <message>
        <source>Nothing measured yet</source>
        <translation>Noch nichts gemessen</translation>
    </message>
    <message>
        <source>Check models at the left and choose what they answer. All are timed in one session, round by round in turning order, until the median of each is known to 1 % or the time is used up.</source>
        <translation>Haken Sie links Modelle an, und wählen Sie, was sie beantworten. Alle werden in einer Sitzung gemessen, Runde um Runde in wechselnder Reihenfolge, bis der Median jedes Modells auf 1 % bekannt oder die Zeit aufgebraucht ist.</translation>
    </message>
    <message>
        <source>A closer look at</source>
        <translation>Genauer betrachtet</translation>
    </message>
    <message>
        <source>Model to look at</source>
        <translation>Zu betrachtendes Modell</translation>
    </message>
    <message>
        <source>Done: every median is known to %1 %</source>
        <translation>Fertig: Jeder Median ist auf %1 % bekannt</translation>
    </message>
    <message>
        <source>Done: the time was used up before every median was known to %1 %</source>
        <translation>Fertig: Die Zeit war aufgebraucht, bevor jeder Median auf %1 % bekannt war</translation>
    </message>
    <message>
        <source>Stopped: these figures may not have settled</source>
        <translation>Gestoppt: Diese Werte sind vielleicht noch nicht stabil</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>The speed could not be measured</source>
        <translation>Das Tempo konnte nicht gemessen werden</translation>
    </message>
    <message>
        <source>Opening the models</source>
        <translation>Modelle werden geöffnet</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Wird gestoppt</translation>
    </message>
    <message>
        <source>A run is on. Speed can be measured when it has ended or is cancelled.</source>
        <translation>Ein Lauf ist im Gange. Das Tempo kann gemessen werden, wenn er beendet oder abgebrochen ist.</translation>
    </message>
    <message>
        <source>These figures deserve doubt</source>
        <translation>Diese Werte sind zweifelhaft</translation>
    </message>
    <message>
        <source>Save the figures</source>
        <translation>Werte speichern</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>The figures were not saved</source>
        <translation>Die Werte wurden nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::StagePalette</name>
    <message>
        <source>Find a stage</source>
        <translation>Schritt suchen</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Templates…</source>
        <translation>Vorlagen …</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::StartPage</name>
    <message>
        <source>What would you like to make smaller?</source>
        <translation>Was möchten Sie verkleinern?</translation>
    </message>
    <message>
        <source>Lathe prunes, distills and quantizes a text classifier, measures every variant and shows what was gained and lost.</source>
        <translation>Lathe beschneidet, destilliert und quantisiert einen Textklassifikator, misst jede Variante und zeigt, was gewonnen und verloren wurde.</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>Das Beispiel ausprobieren</translation>
    </message>
    <message>
        <source>Debian package texts, MiniLM and two ready recipes</source>
        <translation>Texte zu Debian-Paketen, MiniLM und zwei fertige Rezepte</translation>
    </message>
    <message>
        <source>Open a model folder…</source>
        <translation>Modellordner öffnen …</translation>
    </message>
    <message>
        <source>A classifier or encoder as Hugging Face stores it</source>
        <translation>Ein Klassifikator oder Encoder im Format von Hugging Face</translation>
    </message>
    <message>
        <source>Open a data file…</source>
        <translation>Datendatei öffnen …</translation>
    </message>
    <message>
        <source>Texts with labels: CSV, TSV or JSONL</source>
        <translation>Texte mit Labels: CSV, TSV oder JSONL</translation>
    </message>
    <message>
        <source>Open a workspace…</source>
        <translation>Arbeitsbereich öffnen …</translation>
    </message>
    <message>
        <source>A folder with recipes and the history of their runs</source>
        <translation>Ein Ordner mit Rezepten und dem Verlauf ihrer Läufe</translation>
    </message>
    <message>
        <source>New workspace…</source>
        <translation>Neuer Arbeitsbereich …</translation>
    </message>
    <message>
        <source>An empty folder for recipes, runs and models</source>
        <translation>Ein leerer Ordner für Rezepte, Läufe und Modelle</translation>
    </message>
    <message>
        <source>Or drop a model folder, a data file, a recipe or a workspace anywhere here.</source>
        <translation>Oder legen Sie einen Modellordner, eine Datendatei, ein Rezept oder einen Arbeitsbereich irgendwo hier ab.</translation>
    </message>
    <message>
        <source>Recent workspaces</source>
        <translation>Letzte Arbeitsbereiche</translation>
    </message>
    <message>
        <source>None yet. Whatever you open is kept here.</source>
        <translation>Noch keine. Was Sie öffnen, wird hier behalten.</translation>
    </message>
    <message>
        <source>Take it off this list; the folder stays</source>
        <translation>Aus dieser Liste nehmen; der Ordner bleibt</translation>
    </message>
    <message>
        <source>Take %1 off the list</source>
        <translation>%1 aus der Liste nehmen</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::StepModel</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>from the cache</source>
        <translation>aus dem Cache</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übersprungen</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>accuracy %1, %2</source>
        <translation>Genauigkeit %1, %2</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>progress, result</source>
        <translation>Fortschritt, Ergebnis</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>in the cache</source>
        <translation>im Cache</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::StorageCard</name>
    <message>
        <source>Clean up unused models…</source>
        <translation>Unbenutzte Modelle aufräumen …</translation>
    </message>
    <message>
        <source>Models of past runs</source>
        <translation>Modelle früherer Läufe</translation>
    </message>
    <message>
        <source>Reading the folder…</source>
        <translation>Der Ordner wird gelesen …</translation>
    </message>
    <message>
        <source>This workspace holds no models of runs yet.</source>
        <translation>Dieser Arbeitsbereich enthält noch keine Modelle aus Läufen.</translation>
    </message>
    <message>
        <source>%1 models take %2 in %3. Of them %4, with %5, belong to no run of the history and to no recipe.</source>
        <translation>%1 Modelle belegen %2 in %3. Davon gehören %4 mit %5 zu keinem Lauf des Verlaufs und zu keinem Rezept.</translation>
    </message>
    <message>
        <source>Wait for the run to end</source>
        <translation>Warten Sie das Ende des Laufs ab</translation>
    </message>
    <message>
        <source>There is nothing to remove</source>
        <translation>Es gibt nichts zu entfernen</translation>
    </message>
    <message>
        <source>Clean up unused models</source>
        <translation>Unbenutzte Modelle aufräumen</translation>
    </message>
    <message>
        <source>Remove %1 models, %2, from the disk? No run of the history and no recipe of this workspace names them. A run that needs such a step later computes it again.</source>
        <translation>%1 Modelle mit %2 von der Platte entfernen? Kein Lauf des Verlaufs und kein Rezept dieses Arbeitsbereichs nennt sie. Ein Lauf, der einen solchen Schritt später braucht, rechnet ihn neu.</translation>
    </message>
    <message>
        <source>%1 models take %2 in %3. The history or a recipe names each of them.</source>
        <translation>%1 Modelle belegen %2 in %3. Der Verlauf oder ein Rezept nennt jedes davon.</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::StructureModel</name>
    <message>
        <source>part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>on disk</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>stored</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>%1 heads · FFN %2</source>
        <translation>%1 Heads · FFN %2</translation>
    </message>
    <message>
        <source>FFN</source>
        <translation>FFN</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>classifier</source>
        <translation>Klassifikator</translation>
    </message>
    <message>
        <source>embeddings</source>
        <translation>Embeddings</translation>
    </message>
    <message>
        <source>head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>gemischt</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keiner</translation>
    </message>
    <message>
        <source>other</source>
        <translation>Sonstiges</translation>
    </message>
    <message>
        <source>pooler, classifier</source>
        <translation>Pooler, Klassifikator</translation>
    </message>
    <message>
        <source>positions</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>q k v o %1</source>
        <translation>q k v o %1</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Token</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::StructureView</name>
    <message>
        <source>Structure of two models</source>
        <translation>Struktur zweier Modelle</translation>
    </message>
    <message>
        <source>%1: %2, now %3</source>
        <translation>%1: %2, jetzt %3</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>heads: before, now</source>
        <translation>Heads: vorher, jetzt</translation>
    </message>
    <message>
        <source>FFN width: before, now</source>
        <translation>FFN-Breite: vorher, jetzt</translation>
    </message>
    <message>
        <source>layer, MB</source>
        <translation>Schicht, MB</translation>
    </message>
    <message>
        <source>Select a variant to see it beside its original, or two with Ctrl.</source>
        <translation>Wählen Sie eine Variante, um sie neben ihrem Original zu sehen, oder mit Strg zwei.</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::TemplateGallery</name>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Start from a template</source>
        <translation>Mit einer Vorlage beginnen</translation>
    </message>
    <message>
        <source>It is made to fit the model that is open and added to the canvas, where everything can be changed. Figures are those of one recorded run each; yours will differ.</source>
        <translation>Sie wird an das geöffnete Modell angepasst und auf der Zeichenfläche eingefügt, wo sich alles ändern lässt. Die Werte stammen aus je einem aufgezeichneten Lauf; Ihre werden abweichen.</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::TextBrowser</name>
    <message>
        <source>Which texts</source>
        <translation>Welche Texte</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Split</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Find in texts</source>
        <translation>In Texten suchen</translation>
    </message>
    <message>
        <source>all texts</source>
        <translation>alle Texte</translation>
    </message>
    <message>
        <source>truncated</source>
        <translation>gekürzt</translation>
    </message>
    <message>
        <source>repeated</source>
        <translation>wiederholt</translation>
    </message>
    <message>
        <source>with unknown tokens</source>
        <translation>mit unbekannten Token</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>without label</source>
        <translation>ohne Label</translation>
    </message>
    <message>
        <source>split: test</source>
        <translation>Split: Test</translation>
    </message>
    <message>
        <source>split: validation</source>
        <translation>Split: Validierung</translation>
    </message>
    <message>
        <source>split: training</source>
        <translation>Split: Training</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>label: any</source>
        <translation>Label: beliebig</translation>
    </message>
    <message>
        <source>%1 texts</source>
        <translation>%1 Texte</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::TextModel</name>
    <message>
        <source>Longer than %1 tokens: its end is cut</source>
        <translation>Länger als %1 Token: Das Ende wird gekürzt</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Token</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::TimeBars</name>
    <message>
        <source>Where the time goes</source>
        <translation>Wofür die Zeit verbraucht wird</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::TokenizerPanel</name>
    <message>
        <source>Try the tokenizer</source>
        <translation>Tokenizer ausprobieren</translation>
    </message>
    <message>
        <source>Measures twice, prunes once, quantizes safely.</source>
        <translation>Erst messen, dann beschneiden, zuletzt quantisieren.</translation>
    </message>
    <message>
        <source>Text to tokenize</source>
        <translation>Zu zerlegender Text</translation>
    </message>
    <message>
        <source>Adds a stage to the recipe that keeps only what the training texts use</source>
        <translation>Fügt dem Rezept einen Schritt hinzu, der nur behält, was die Trainingstexte benutzen</translation>
    </message>
    <message>
        <source>This model&apos;s tokenizer could not be read.</source>
        <translation>Der Tokenizer dieses Modells ist nicht lesbar.</translation>
    </message>
    <message>
        <source>id %1, cut</source>
        <translation>ID %1, gekürzt</translation>
    </message>
    <message>
        <source>id %1: the vocabulary has no entry for it</source>
        <translation>ID %1: Das Vokabular hat keinen Eintrag dafür</translation>
    </message>
    <message>
        <source>id %1</source>
        <translation>ID %1</translation>
    </message>
    <message>
        <source>+%1</source>
        <translation>+%1</translation>
    </message>
    <message>
        <source>More tokens</source>
        <translation>Weitere Token</translation>
    </message>
    <message>
        <source>%1 tokens, cut to %2</source>
        <translation>%1 Token, auf %2 gekürzt</translation>
    </message>
    <message>
        <source>%1 tokens of at most %2</source>
        <translation>%1 Token von höchstens %2</translation>
    </message>
    <message>
        <source>%1 unknown</source>
        <translation>%1 unbekannt</translation>
    </message>
    <message>
        <source>%1 of them occur in this data set</source>
        <translation>%1 davon kommen in diesem Datensatz vor</translation>
    </message>
    <message>
        <source>Pruning the vocabulary is in the recipe: it saves %1</source>
        <translation>Das Vokabular-Pruning ist im Rezept: Es spart %1</translation>
    </message>
    <message>
        <source>Pruning the vocabulary would save %1</source>
        <translation>Das Vokabular zu beschneiden würde %1 sparen</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::TrainingView</name>
    <message>
        <source>Reading the curves…</source>
        <translation>Kurven werden gelesen …</translation>
    </message>
    <message>
        <source>Nothing was trained on the way to this variant.</source>
        <translation>Auf dem Weg zu dieser Variante wurde nichts trainiert.</translation>
    </message>
    <message>
        <source>Training of %1</source>
        <translation>Training von %1</translation>
    </message>
    <message>
        <source>The last training on its way: %1</source>
        <translation>Das letzte Training auf ihrem Weg: %1</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::TryPlace</name>
    <message>
        <source>No model can answer yet</source>
        <translation>Noch kann kein Modell antworten</translation>
    </message>
    <message>
        <source>Texts are answered by models with a classification head. Fine-tune one by running the recipe, or open a model that has one.</source>
        <translation>Texte beantworten Modelle mit einem Klassifikationskopf. Trainieren Sie eines, indem Sie das Rezept ausführen, oder öffnen Sie ein fertiges.</translation>
    </message>
    <message>
        <source>Run the recipe</source>
        <translation>Rezept ausführen</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Test texts</source>
        <translation>Testtexte</translation>
    </message>
    <message>
        <source>Asks a few texts of the test split; again: the next ones</source>
        <translation>Fragt einige Texte des Test-Splits ab; noch einmal: die nächsten</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>Datei öffnen …</translation>
    </message>
    <message>
        <source>Type or paste texts, one on each line, or drop a file.</source>
        <translation>Geben Sie Texte ein, einen je Zeile, oder legen Sie eine Datei ab.</translation>
    </message>
    <message>
        <source>Texts to try, one on each line</source>
        <translation>Texte zum Ausprobieren, einer je Zeile</translation>
    </message>
    <message>
        <source>Expected label</source>
        <translation>Erwartetes Label</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>keine Angabe</translation>
    </message>
    <message>
        <source>What the text should be answered with; several labels with |</source>
        <translation>Was die richtige Antwort wäre; mehrere Labels mit |</translation>
    </message>
    <message>
        <source>Texts that were asked</source>
        <translation>Abgefragte Texte</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Models to ask</source>
        <translation>Zu fragende Modelle</translation>
    </message>
    <message>
        <source>Tried before</source>
        <translation>Früher ausprobiert</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Texts that were tried before</source>
        <translation>Früher ausprobierte Texte</translation>
    </message>
    <message>
        <source>One by one</source>
        <translation>Einzeln</translation>
    </message>
    <message>
        <source>A file</source>
        <translation>Eine Datei</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>the first %1 are asked</source>
        <translation>die ersten %1 werden gefragt</translation>
    </message>
    <message>
        <source>%1 chosen, up to %2</source>
        <translation>%1 gewählt, bis zu %2</translation>
    </message>
    <message>
        <source>The models answer differently
%1</source>
        <translation>Die Modelle antworten verschieden
%1</translation>
    </message>
    <message>
        <source>A run is on; this model answers as soon as the engine is free.</source>
        <translation>Ein Lauf ist im Gange; dieses Modell antwortet, sobald die Engine frei ist.</translation>
    </message>
    <message>
        <source>Speed is being measured; this model answers as soon as the engine is free.</source>
        <translation>Gerade wird das Tempo gemessen; dieses Modell antwortet, sobald die Engine frei ist.</translation>
    </message>
    <message>
        <source>Opening the model and asking it</source>
        <translation>Modell wird geöffnet und gefragt</translation>
    </message>
    <message>
        <source>Type a text to see what the models say</source>
        <translation>Geben Sie einen Text ein, um die Antworten der Modelle zu sehen</translation>
    </message>
    <message>
        <source>Choose at least one model</source>
        <translation>Wählen Sie mindestens ein Modell</translation>
    </message>
    <message>
        <source>%1 of %2 have answered</source>
        <translation>%1 von %2 haben geantwortet</translation>
    </message>
    <message>
        <source>%1 of %2 differ from the first</source>
        <translation>%1 von %2 weichen vom ersten ab</translation>
    </message>
    <message>
        <source>All %1 agree</source>
        <translation>Alle %1 stimmen überein</translation>
    </message>
    <message>
        <source>Open texts</source>
        <translation>Texte öffnen</translation>
    </message>
    <message>
        <source>Texts (*.tsv *.csv *.jsonl *.ndjson *.txt);;All files (*)</source>
        <translation>Texte (*.tsv *.csv *.jsonl *.ndjson *.txt);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::UndoBar</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Model folders stay on disk. Gone for good when the workspace is opened the next time.</source>
        <translation>Modellordner bleiben auf der Platte. Endgültig gelöscht beim nächsten Öffnen des Arbeitsbereichs.</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::VariantChoice</name>
    <message>
        <source>Run</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Models of the report</source>
        <translation>Modelle des Berichts</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>All runs</source>
        <translation>Alle Läufe</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::VariantModel</name>
    <message>
        <source>Original: %1</source>
        <translation>Original: %1</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>Variante</translation>
    </message>
    <message>
        <source>Change against the original</source>
        <translation>Änderung gegenüber dem Original</translation>
    </message>
    <message>
        <source>p, corrected</source>
        <translation>p, korrigiert</translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation>Gespeichert als</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Läuft mit</translation>
    </message>
    <message>
        <source>Δ to original</source>
        <translation>Δ zum Original</translation>
    </message>
    <message>
        <source>latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>p95 latency</source>
        <translation>p95-Latenz</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>Fehlgeschlagen: %1</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::VariantTable</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Export the table</source>
        <translation>Tabelle exportieren</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>Varianten</translation>
    </message>
    <message>
        <source>Variants: %1</source>
        <translation>Varianten: %1</translation>
    </message>
    <message>
        <source> · not shown: %1</source>
        <translation> · ausgeblendet: %1</translation>
    </message>
    <message>
        <source> (failed or collapsed: %1)</source>
        <translation> (fehlgeschlagen: %1)</translation>
    </message>
    <message>
        <source> · on the front: %1</source>
        <translation> · auf der Front: %1</translation>
    </message>
    <message>
        <source>Differences only</source>
        <translation>Nur Unterschiede</translation>
    </message>
    <message>
        <source>Hides columns in which all variants are alike</source>
        <translation>Blendet Spalten aus, in denen alle Varianten gleich sind</translation>
    </message>
    <message>
        <source>All columns</source>
        <translation>Alle Spalten</translation>
    </message>
    <message>
        <source>Usual columns</source>
        <translation>Übliche Spalten</translation>
    </message>
    <message>
        <source>Make a report from the selected</source>
        <translation>Bericht aus den ausgewählten erstellen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export model…</source>
        <translation>Modell exportieren…</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ViewsPanel</name>
    <message>
        <source>Save this view</source>
        <translation>Diese Ansicht speichern</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>Gespeicherte Ansichten</translation>
    </message>
    <message>
        <source>Keeps axes, limits, filters and columns under a name</source>
        <translation>Bewahrt Achsen, Grenzen, Filter und Spalten unter einem Namen auf</translation>
    </message>
    <message>
        <source>View %1</source>
        <translation>Ansicht %1</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Replace by what is shown</source>
        <translation>Durch das Gezeigte ersetzen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::WorkspaceAccess</name>
    <message>
        <source>The folder cannot be written: %1.</source>
        <translation>In den Ordner kann nicht geschrieben werden: %1.</translation>
    </message>
    <message>
        <source>Another program has it open.</source>
        <translation>Ein anderes Programm hat ihn geöffnet.</translation>
    </message>
    <message>
        <source>Another window of this program has had it open since %1.</source>
        <translation>Ein anderes Fenster dieses Programms hat ihn seit %1 geöffnet.</translation>
    </message>
    <message>
        <source>Another Lathe window</source>
        <translation>Ein anderes Lathe-Fenster</translation>
    </message>
    <message>
        <source>%1 (process %2) has had it open since %3.</source>
        <translation>%1 (Prozess %2) hat ihn seit %3 geöffnet.</translation>
    </message>
    <message>
        <source>%1 on %2 has had it open since %3.</source>
        <translation>%1 auf %2 hat ihn seit %3 geöffnet.</translation>
    </message>
    <message>
        <source>This workspace is open read-only. %1</source>
        <translation>Dieser Arbeitsbereich ist nur zum Lesen geöffnet. %1</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ZoomBar</name>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Zoom to 100 %</source>
        <translation>Zoom auf 100 %</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Fit pipeline</source>
        <translation>Ablauf einpassen</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
</TS>
