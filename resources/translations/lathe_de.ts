<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>Advice</name>
    <message>
        <source> and </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2) %3, so the limit “%4” decides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 kept %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 variants meet all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 variants meet both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 variants meet it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of the %2 variants that meet every limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of the %2 variants; there are no limits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each limit is met by some variant, but not all by one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearest to your limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearest: %1; it %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next best: %1, %2 instead of %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No limit costs anything: it would win without them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No variant meets “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No variant shown has the figures that it would be chosen by.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not certain: the 95 % interval reaches beyond “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to recommend yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recommended within your limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The best balance of size and speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The best in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fastest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next better one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next faster one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next smaller one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The only one of %1 variants that meets every limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The smallest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variants to choose from: %1</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has no figure for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loses %1 points</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChartExport</name>
    <message>
        <source>CSV table (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV table…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SVG drawing (*.svg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SVG drawing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Combined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distilled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other runtimes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pruned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quantized</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trained</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataSummary</name>
    <message>
        <source>%1 % of the texts are longer than %2 tokens and will be truncated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 labels have fewer than %3 training rows: their F1 will be noisy (%4 has %5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 validation or test texts also occur in training: scores will look better than they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every text fits into %1 tokens (the longest has %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No training text occurs in validation or test; no unknown labels</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HoverCard</name>
    <message>
        <source> (%1, 95 %: %2 to %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (95 %: %1 to %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The original that the others are compared with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>%1: pages 2 to %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PairAnalysis</name>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right → wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wrong → right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wrong → wrong</source>
        <translation type="unfinished"></translation>
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
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Prune</source>
        <translation>Beschneiden</translation>
    </message>
    <message>
        <source>Distill</source>
        <translation>Destillieren</translation>
    </message>
    <message>
        <source>Quantize</source>
        <translation>Quantisieren</translation>
    </message>
    <message>
        <source>Analyze</source>
        <translation>Untersuchen</translation>
    </message>
</context>
<context>
    <name>ScatterView</name>
    <message>
        <source>%1 of the original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>original %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StructureDiff</name>
    <message>
        <source>Computes in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Embeddings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FFN width, all layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heads, all layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>Vokabular</translation>
    </message>
    <message>
        <source>Weights on disk</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TestTexts</name>
    <message>
        <source>The data files changed since this run, so its texts are not shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The texts cannot be read: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeBars</name>
    <message>
        <source>embeddings, head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>better than the original after correction for %1 variants, p %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>better than the original, p %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>differs from the original after correction for %1 variants, p %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>differs from the original, p %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not distinguishable from the original after correction for %1 variants, p %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not distinguishable from the original, p %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>worse than the original after correction for %1 variants, p %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>worse than the original, p %2</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 removes everything at once; more remove it step by step, with a part of the recovery after each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2:4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4 in groups with a scale each, or 8 with one scale per row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4:8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A token stays when it occurs at least so often.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AWQ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Accuracy within each class, averaged over the classes that occur</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added to the Hessian&apos;s diagonal so that it can be inverted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreement with the original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also measure the validation figure after each change; takes longer the larger the validation split is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also store the embedding tables in 8 bits; in small models they are half of the bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another teacher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another teacher; their logits are averaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the rates that config.json publishes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention heads of each layer, as wide as the model&apos;s; 0 for half as many as it has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Average precision averaged over labels by how often each is true</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Average precision over all text and label pairs together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Average precision over all thresholds, averaged over labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balanced accuracy</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brier score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brier score, scaled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Budget of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes of all weight files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibration error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibration error, scaled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibration rows</source>
        <translation>Kalibrierungszeilen</translation>
    </message>
    <message>
        <source>Choose each group&apos;s scale by its squared error instead of its largest weight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose each layer&apos;s strength, or none, by the error of its output on calibration rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chooses float, int8 or int4 for each part by measured sensitivity, within a quality budget.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computes as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cool-down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies of every text with some tokens masked, which only the teacher labels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correlation of decision and truth: 1 perfect, 0 no better than chance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dense at first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depth of the student.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distil layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distil logits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distil relations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distil to a size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Divergence from the original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Embeddings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Embeddings too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>F1 averaged over labels by how often each is true</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F1 averaged over labels, rare ones counting as much as common</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F1 over all decisions together, so common labels weigh more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FFN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FFN matrices, attention output projections, the token table, or all of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FFN neurons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor on the learning rate of the classification head; a new head learns faster with 10.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>Feinabstimmung</translation>
    </message>
    <message>
        <source>Fine-tunes a pre-trained model while weights that move towards zero are masked. Saves nothing on a CPU by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frozen layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPTQ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half floats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hamming loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Head rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heads and FFN</source>
        <translation>Köpfe und FFN</translation>
    </message>
    <message>
        <source>Hidden size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden states</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Highest rate of AdamW, reached after the warm-up; it then falls to zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How a unit&apos;s worth is estimated: from gradients, or from its weights alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far stated probabilities are from how often they come true (ECE, 15 bins)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the probabilities moved from those of the original (KL)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many layers stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often a text with the label scores above one without, averaged over labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How purely the true labels of a text rank above its others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How surprised the probabilities are by the truth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the embedding tables are stored; in small models they are half of the bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the range of a layer&apos;s input is chosen from what the calibration rows show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the strength grows over the rounds; cubic takes most away in the first ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the token table is stored; the position table takes 8 bits either way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inner width of each feed-forward block; 0 for half of the model&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Int4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Int8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Int8 with activation ranges fixed by calibration texts instead of found for each token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Int8 with the outliers of activations moved into the weights first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep in float</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps the tokens that the texts use and renumbers the tokenizer; in small models the table is half of the bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LSQ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label ranking precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest norm of all gradients together; 0 for none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer of the first teacher that the student&apos;s last one learns from, the first being 1; 0 for its last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Layers to keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers to leave as they are, by parts of their names: &quot;layers.0., ffn.down&quot;; * stands for anything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Learning rate of the scores.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logits and labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Low rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MSE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Magnitude mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Masked copies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Masked share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matthews correlation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measures for every layer and part what each way of shrinking it would do; changes nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory that the model needs while it runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Micro F1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mixed precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Movement mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers that make up the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Occurrences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of matrices, decoupled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the Hessian&apos;s mean diagonal, added to it: more trusts the calibration rows less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the weights: 8 with one scale per row, or 4 in groups with a scale each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One scale for each output of a layer, or one for all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PR AUC, macro</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PR AUC, micro</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PR AUC, weighted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of a layer&apos;s heads or neurons, or of a matrix&apos;s weights, that goes where some of it is removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of the steps in which the rate rises from zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of the teacher in the loss, when one is wired; the rest is the labels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of the tokens that a copy masks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of the training after the last weight went.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of the training before the first weight goes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of the training in which hidden states and attention count, less and less; then only the output does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts that the attention widths of both are cut into; 0 takes as many as divide both, up to 48.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passes over the training split; a fraction stops within one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patience</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Percentile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>QAT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ROC AUC averaged over labels by how often each is true</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ROC AUC over all text and label pairs together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ROC AUC, macro</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ROC AUC, micro</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ROC AUC, weighted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relation heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relations&apos; weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove one whole layer after the other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the FFN neurons that the loss misses least, layer by layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the attention heads that the loss misses least, layer by layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removes dimensions of the residual stream from every layer, then trains what is left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removes heads and FFN neurons until the layers fit a budget of time or bytes, measured on this CPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removes the heads and FFN neurons that the loss misses least, then trains what is left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removes whole layers, then trains what is left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace output projection, FFN matrices and token table by two factors each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replaces matrices by the product of two thin ones, then trains them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round attention, FFN, embeddings and head to 4 bits in groups of 64.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round attention, FFN, embeddings and head to 8 bits, one after the other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round the columns with the largest inputs first, while others can still make up for them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rounds weights column by column, later ones making up for the error; computes like Int8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows per step, grouped by length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search scales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search strength</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second-order mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sets the smallest weights to zero. Saves nothing on a CPU by itself: for comparison, or before other tools.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sets weights to zero by their second-order cost and adjusts the others to make up for it. Saves nothing on a CPU by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sets weights to zero by their size times the size of their inputs. Saves nothing on a CPU by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of all attention heads and of all FFN neurons that is removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of each matrix&apos;s weights that goes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of texts decided as the original decides them, right or wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of texts decided right; with several labels, in every label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the encoder&apos;s weights that becomes zero; a pattern has its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the hidden dimensions that goes; the rest is a multiple of 16.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of yes-or-no label decisions that are wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SmoothQuant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Soft labels beside those of the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Soft labels during recovery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Soft labels during the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Softens teacher and student before they are compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sparsity</source>
        <translation>Dünnbesetzung</translation>
    </message>
    <message>
        <source>Squared distance of probabilities from the truth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Static int8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop after so many epochs without a better validation figure; 0 for never.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stores matrices as fp16 or bf16: half the bytes. Computes in fp32, bf16 where the CPU multiplies it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stores the token and position tables in 8 or 4 bits and leaves the layers as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stores weights in 4 bits with a scale per group; computes with 8-bit integers like Int8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stores weights in 4 bits, those that see large inputs more finely; computes like Int8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stores weights in 8 bits and computes with integers; activations are rounded on the fly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables to leave as they are: embeddings.token or embeddings.position.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Teacher layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Teacher weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Texts a second, many at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts at a time in use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The embeddings and so many first layers keep their weights and run without dropout, once for all epochs; 0 trains everything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fine-tuned model to quantize</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fine-tuned model to shrink</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model that the student is cut from, and whose tokens it uses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model to look at; it goes on unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model to quantize</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model to train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model whose answers it learns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model whose hidden states, attention and answers it learns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model whose layers the student starts from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model whose relations and answers it learns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model whose vocabulary is cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The most frequent so many stay; 0 for all that occur.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pre-trained model to fine-tune</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same after temperature scaling fitted on validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time for one text, which 95 of 100 texts stay below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time for one text, which half of the texts stay below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time measured on this CPU, or bytes of weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training after the change, over all rounds together; 0 for none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training rows that importance is estimated from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training rows that the method looks at; they need no labels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains a shallower student on how tokens relate in one teacher layer, and on logits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains a shallower student on the first teacher&apos;s hidden states and attention, and on logits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains a shallower student, started from the model&apos;s layers, on the teacher&apos;s answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains a student of any depth, width, heads and FFN size on the teacher&apos;s layers and logits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains the whole model on the labelled texts; adds a head when the labels are new.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains with rounded weights and activations, so that the 8- or 4-bit model loses less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual length of a text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation quality (accuracy or micro-F1) that may be lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>Vokabular</translation>
    </message>
    <message>
        <source>Wanda mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of the difference between attention scores; averaged over the heads where their number differs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of the difference between hidden states, embeddings included, of student and first teacher.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of the difference between the relations, a mean over them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of the loss on the output, itself shared out between teachers and labels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weighted F1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights of a row that share one scale in 4 bits, cut to a divisor of the row; 32, 64 and 128 are usual.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is removed: attention heads, FFN neurons or both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the layers may cost afterwards, of what they cost now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the model will be when it is used; int8 when a quantization follows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where zeros may lie; N:M keeps N of M neighbours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether a range has its own zero point or reaches as far below zero as above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether all weights compete or each row loses the same share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether layers compete with each other or each loses the same share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether the embedding tables are a part to choose for; in small models they are half of the bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether the scales follow the largest weights or are learned with them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which layers go; &quot;measured&quot; takes those whose loss analyze.sensitivity found least.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which layers of the first teacher are learned from: spread over it, its topmost, or the last one only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which of the model&apos;s layers the student starts from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which relations between tokens are learned: MiniLMv2&apos;s, the first MiniLM&apos;s (attention and values), or both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width of the student&apos;s hidden states and token table; 0 for half of the model&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With LSQ, factor on the learning rate of the scales, each measured in its first value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With percentile calibration, how much of the inputs the range takes in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without search, how much of the range of activations moves into the weights; 0.5 shares it evenly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all four</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>anywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asymmetric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bf16</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cubic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dimensions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>embeddings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>even</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>factor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>float</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fp16</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fp16 is more exact; bf16 takes larger numbers and is faster on CPUs with AVX512-BF16.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fp32</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fraction</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>from model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>global</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>int4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>int8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>least influence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>linear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>magnitude</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>min-max</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neurons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of the mean diagonal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p50 latency, batch 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p95 latency, batch 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>per channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>per layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>per row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>per tensor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>percentile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>q-k, v-v</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>q-q, k-k, v-v</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>random</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>straight-through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>symmetric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taylor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>teacher</source>
        <translation>Lehrer</translation>
    </message>
    <message>
        <source>teacher2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>teacher3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>texts/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>uniform</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets</name>
    <message>
        <source>Type on or off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a number, such as 0.5 or 3e-5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value is missing beside a separator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; found “%2”</source>
        <translation type="unfinished"></translation>
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
    <name>lathe::widgets::BeforeRun</name>
    <message>
        <source>Before you run</source>
        <translation>Vor dem Lauf</translation>
    </message>
    <message>
        <source>1 step gives 1 variant, measured beside the original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 steps give %2 variants, %3 of them at the ends of the pipeline; equal beginnings are computed once</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::Canvas</name>
    <message>
        <source>Pipeline canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start with a stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag one from the left onto the canvas, or double-click it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ChartCard</name>
    <message>
        <source>Export the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scatter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parallel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far each change moves the answers of %1 (divergence, darker is further)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sensitivity was measured on the way to this variant. Put the stage “Sensitivity” into its recipe.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ClassModel</name>
    <message>
        <source>Test rows that truly have the label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>support</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F1 before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F1 now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F1 change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>newly right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>newly wrong</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ClassesView</name>
    <message>
        <source>Change of every label</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every model that a run builds is measured and becomes a dot here: accuracy against size and speed, beside the original.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>All runs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::CurveChart</name>
    <message>
        <source>Curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation score</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::DataCard</name>
    <message>
        <source>Maximum length in tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a TSV, CSV or JSONL file with a column of texts and a column of labels. Validation and test splits are sampled when there are none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open data…</source>
        <translation>Daten öffnen …</translation>
    </message>
    <message>
        <source>Reading the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counting labels and tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This data cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens, mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens per text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>split: test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>split: validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>split: training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Columns: %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>labels, multilabel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>labels, multiclass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens: open a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 in training, %3 in test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2 tokens: %3 texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>label: any</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::DataPlace</name>
    <message>
        <source>Open model folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made by earlier runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open model folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::DataSpecDialog</name>
    <message>
        <source>Leave out labels that training never shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Training file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TSV, CSV or JSONL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none: sampled from training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts without labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none; used when distilling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>label, else labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by the column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one label a text (multiclass)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any number of labels (multilabel)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels of validation and test that no training text has are dropped instead of refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Between labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sampled splits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data (*.tsv *.csv *.jsonl *.json *.txt);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::DetailsCard</name>
    <message>
        <source>No variant selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a dot or a row to see what was gained and what was lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>faster, batch 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is left of each layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model folder</source>
        <translation>Modellordner</translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure speed…</source>
        <translation>Geschwindigkeit messen …</translation>
    </message>
    <message>
        <source>Measures this variant beside its original: shapes, texts, where the time goes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open recipe</source>
        <translation>Rezept öffnen</translation>
    </message>
    <message>
        <source>Start from it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes this variant the model of the recipe on the canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2, macro F1 %3. %4 a text at batch 1, %5 in batches. %6 on disk, %7 parameters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recommended: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearest to the limits: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (95 %: %1 to %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Against the second selected: F1 per label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is affected: F1 per label, change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows changed: %1 (%2 newly right, %3 newly wrong)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stored %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ran on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the recommended model</source>
        <translation>Das empfohlene Modell zeigen</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::FlipModel</name>
    <message>
        <source>row %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the decision before and now; with several labels, of the label that changed most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>true label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::FlipsView</name>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words in the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts that are decided differently</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. Decided differently: %2 (%3 newly right, %4 newly wrong, %5 wrong in another way)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
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
        <translation>%1 · %2 Klassen · %3 / %4 / %5</translation>
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
</context>
<context>
    <name>lathe::widgets::HistoryPlace</name>
    <message>
        <source>Open recipe</source>
        <translation>Rezept öffnen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>No runs in this workspace yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each run is kept here with its recipe, variants, predictions and the machine that measured them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find runs and variants</source>
        <translation>Läufe und Varianten suchen</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>CSV exportieren …</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>The history cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait for the run to end</source>
        <translation>Warten Sie das Ende des Laufs ab</translation>
    </message>
    <message>
        <source>Delete run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete %1 with its variants and predictions from the history? Its model folders stay on disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file could not be written</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::Inspector</name>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cards selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag or use the arrow keys to move them, Del to delete, Ctrl+D to duplicate. Select one to see its parameters.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::LatencyView</name>
    <message>
        <source>Latency of one text, spread over texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
median %2, 95 % interval %3 to %4, p95 %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No variant shown has a spread of its latency. Runs keep it from this version on; run the recipe again to measure it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line: 5 to 95 % of the texts · light box: the middle half · dark: 95 % interval of the median</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · left out: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::LayerBars</name>
    <message>
        <source>heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FFN width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer %1: %2 of %3 heads, FFN %4 of %5</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::LimitForm</name>
    <message>
        <source>no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality kept, at least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency of one text, at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size on disk, at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency, at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size, at most</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::LimitsPanel</name>
    <message>
        <source>Limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of those prefer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What decides between the variants that meet every limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prefer small and fast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prefer the smallest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prefer the fastest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prefer the best quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limit of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::MainWindow</name>
    <message>
        <source>Guide</source>
        <translation>Handbuch</translation>
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
        <source>%1[*] – Lathe</source>
        <translation>%1[*] – Lathe</translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Theme, language, threads, device, folders (Ctrl+,)</source>
        <translation>Farben, Sprache, Threads, Gerät, Ordner (Strg+,)</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::Minimap</name>
    <message>
        <source>Overview of the pipeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to go there</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a Hugging Face model folder (config.json, *.safetensors and its tokenizer), or a variant that an earlier run made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open model folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While a run is on, the model is read as soon as the engine is free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layers × width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>positions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>batch 1, measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the bytes are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Structure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the tokenizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measures twice, prunes once, quantizes safely.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text to tokenize</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model cannot classify yet; its speed is measured once it is fine-tuned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On shapes and texts, and where the time goes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on disk, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation type="unfinished">%1 %2 × %2 {1 ?}</translation>
    </message>
    <message>
        <source>layers, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model&apos;s tokenizer could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>id %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · %1 of them occur in this data set</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::NodeCard</name>
    <message>
        <source>unknown stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model that all variants come from</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n variant(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::NodeForm</name>
    <message>
        <source>This version of Lathe does not know the stage of this node. Delete the node, or open the recipe in a newer version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not wired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (wired)</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
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
        <source>%1 to %2 accuracy</source>
        <translation>%1 bis %2 Genauigkeit</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::PageView</name>
    <message>
        <source>Preview of the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::PairStore</name>
    <message>
        <source>No variant is selected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the original that the others are compared with. Select another variant, or two with Ctrl.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, compared with %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing the answers…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no answers to the same test rows to compare.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the texts…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ParallelView</name>
    <message>
        <source>Variants over several metrics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best at the top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · left out, because a figure is missing: %1</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>1 variant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 variants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reset to %1</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value is missing beside a separator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a number, such as 0.5 or 3e-5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type on or off</source>
        <translation type="unfinished"></translation>
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
    <name>lathe::widgets::PipelineScene</name>
    <message>
        <source>An output goes into an input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An input takes its model from an output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>move wire</source>
        <translation type="unfinished"></translation>
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
</context>
<context>
    <name>lathe::widgets::RecipeDocument</name>
    <message>
        <source>paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>disconnect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model is where the pipeline starts: it takes no input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no input “%2”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A node cannot feed itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This would close a circle: %1 already depends on %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connect %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>arrange</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>describe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set max length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set what to measure</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>The same seed gives the same variants.</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model folder</source>
        <translation>Modellordner</translation>
    </message>
    <message>
        <source>A folder with config.json, weights and tokenizer files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Choose a model folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <source>Latency and throughput of all variants beside the original, in turns.</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Test texts that speed is measured on, evenly spread over the lengths.</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
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
    <name>lathe::widgets::ReportPlace</name>
    <message>
        <source>Save as PDF…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as HTML…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to report yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once a run has measured variants, this page puts them into words for those who decide: what is gained, what is lost, how sure that is, and who is affected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Title: the recipe&apos;s name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Technical: everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Executive: the decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Opens the file that was saved last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose at least one model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing %1 models…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no report of these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTML (*.html)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report was saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report was not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No program opens this file</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::RunModel</name>
    <message>
        <source>run, variant</source>
        <translation>Lauf, Variante</translation>
    </message>
    <message>
        <source>started</source>
        <translation>begonnen</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>variants</source>
        <translation>Varianten</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>took</source>
        <translation>Dauer</translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2 accuracy</source>
        <translation>%1 bis %2 Genauigkeit</translation>
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
        <translation type="unfinished"></translation>
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
</context>
<context>
    <name>lathe::widgets::RunsPlace</name>
    <message>
        <source>Nothing has run yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put stages on the canvas in Pipeline, then run them here. Finished steps are kept, so the next run starts where they end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run did not start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare variants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>steps done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>variants measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>elapsed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left, estimated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step whose curves are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps that train draw their loss and validation scores here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measuring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelling…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run was cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished steps are kept: run again to go on from there.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ScatterPage</name>
    <message>
        <source>x axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>y axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the dots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour of the dots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic x axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic y axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows all dots again (Home). The wheel zooms, dragging moves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>x: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>y: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>size: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>colour: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>family</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out, because a figure of an axis is missing or cannot be drawn: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the limit on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limit %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ScatterView</name>
    <message>
        <source>Variants over two metrics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 against %2, dots: %3, on the front: %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No variant shown has a figure for both axes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::SensitivityMap</name>
    <message>
        <source>Sensitivity of %1 parts to %2 changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2: divergence %3, saves %4 kB</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variants without a figure of quality, or that decide nearly everything alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not shown: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::SpeedFacts</name>
    <message>
        <source>%1, layers %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 × %3, stored as %4, computed as %5 by %6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernel of every product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 cores used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LibTorch %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 layers × %3, %4 parameters, stored as %5; opened in %6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Products by %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::SpeedModel</name>
    <message>
        <source>%1 M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>over 100 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 mJ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, on %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 % interval of the median: %1 to %2, after %3 rounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of one call: %1 calls in %2 rounds, half of them within %3 % of each other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of one text, all processor packages with all that they do besides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>workload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts of a call × tokens of a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>The first is what the others are compared with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>median</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half of the calls were faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p95</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>19 of 20 calls were faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half the 95 % interval of the median; orange: wider than asked for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Than the first model, in the median</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>texts/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All texts over the sum of each call&apos;s median</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MACs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiplications that a text takes, on average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>peak memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Above an idle process: weights, activations and code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of a text, as the processor&apos;s counters say (RAPL)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::SpeedProfile</name>
    <message>
        <source>Where the time goes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By operator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time by operator or by layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operators are timed once the figures have settled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of all threads together for a text of %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::SpeedSetup</name>
    <message>
        <source>Recipe&apos;s test file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first that is checked is what the others are compared with; drag to change the order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models to measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What they answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shapes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts of a call × tokens of a text, several with commas: 1x32, 16x128</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file of texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV, TSV or JSONL: its texts one by one and in batches of 32</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File of texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column of the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most so many texts of the file, evenly spread over their lengths</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>That compute together, up to one for each core</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> s at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most, of each model and workload; less where every median is known to 1 % before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add model folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data (*.tsv *.csv *.jsonl *.json *.txt);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model can classify yet: run a recipe, or add a model folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check at least one model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a shape or choose a file of texts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::SpeedTable</name>
    <message>
        <source>Progress of the measurement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As CSV, with whole figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed of each model on each workload</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::SpeedWindow</name>
    <message>
        <source>Measure speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing measured yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check models at the left and choose what they answer. All are timed in one session, round by round in turning order, until the median of each is known to 1 % or the time is used up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A closer look at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model to look at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done: every median is known to %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done: the time was used up before every median was known to %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped: these figures may not have settled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The speed could not be measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run is on. Speed can be measured when it has ended or is cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These figures deserve doubt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The figures were not saved</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
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
        <translation>Texte mit Klassen: CSV, TSV oder JSONL</translation>
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
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accuracy %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>state</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>progress, result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::StructureView</name>
    <message>
        <source>Structure of two models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, now %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>heads: before, now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FFN width: before, now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer, MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a variant to see it beside its original, or two with Ctrl.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::TextModel</name>
    <message>
        <source>Longer than %1 tokens: its end is cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>label</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::TrainingView</name>
    <message>
        <source>Reading the curves…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was trained on the way to this variant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last training on its way: %1</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::VariantModel</name>
    <message>
        <source>Original: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>Variante</translation>
    </message>
    <message>
        <source>Change against the original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p, corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Δ to original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>p95 latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
</context>
<context>
    <name>lathe::widgets::VariantTable</name>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variants: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · not shown: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · on the front: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differences only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hides columns in which all variants are alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a report from the selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::widgets::ViewsPanel</name>
    <message>
        <source>Save this view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps axes, limits, filters and columns under a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace by what is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
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
        <source>none</source>
        <translation>keiner</translation>
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
        <translation>Geschwindigkeit</translation>
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
    <message>
        <source>What the guide says about this (F1)</source>
        <translation>Was das Handbuch dazu sagt (F1)</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Handbuch</translation>
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
    <name>lathe::widgets::ContentsTree</name>
    <message>
        <source>Contents</source>
        <translation>Inhalt</translation>
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
    <name>lathe::widgets::GuidePageView</name>
    <message>
        <source>Page of the guide</source>
        <translation>Seite des Handbuchs</translation>
    </message>
</context>
</TS>
