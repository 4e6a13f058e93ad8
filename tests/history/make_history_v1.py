#!/usr/bin/env python3
"""Writes tests/data/history/v1.db: a small history as version 1 of Lathe wrote it.

The schema is repeated here on purpose. It is what that version had; when the program moves on, this file stays.
"""
import json
import pathlib
import sqlite3
import struct

SCHEMA = """
PRAGMA application_id = 1279349832;
CREATE TABLE runs (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, started TEXT NOT NULL,
    ended TEXT NOT NULL DEFAULT '', state TEXT NOT NULL, error TEXT NOT NULL DEFAULT '', seed INTEGER NOT NULL,
    seconds REAL NOT NULL DEFAULT 0, recipe TEXT NOT NULL, environment TEXT NOT NULL, host TEXT NOT NULL,
    boot TEXT NOT NULL, pid INTEGER NOT NULL, process_start INTEGER NOT NULL);
CREATE TABLE variants (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    run_id TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE, parent TEXT NOT NULL, original TEXT NOT NULL,
    node TEXT NOT NULL, stage TEXT NOT NULL, families TEXT NOT NULL, label TEXT NOT NULL, lineage TEXT NOT NULL,
    params TEXT NOT NULL, model TEXT NOT NULL, facts TEXT NOT NULL, kernels TEXT NOT NULL, warning TEXT NOT NULL,
    details TEXT NOT NULL);
CREATE INDEX variants_by_run ON variants(run_id, seq);
CREATE TABLE metrics (variant_id TEXT NOT NULL REFERENCES variants(id) ON DELETE CASCADE, key TEXT NOT NULL,
    value REAL NOT NULL, PRIMARY KEY (variant_id, key)) WITHOUT ROWID;
CREATE TABLE predictions (variant_id TEXT NOT NULL REFERENCES variants(id) ON DELETE CASCADE, split TEXT NOT NULL,
    kind TEXT NOT NULL, classes INTEGER NOT NULL, rows INTEGER NOT NULL, logits BLOB NOT NULL, truth BLOB NOT NULL,
    thresholds TEXT NOT NULL, PRIMARY KEY (variant_id, split));
CREATE TABLE curves (seq INTEGER PRIMARY KEY, run_id TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
    step INTEGER NOT NULL, series TEXT NOT NULL, x REAL NOT NULL, y REAL);
CREATE INDEX curves_by_run ON curves(run_id, seq);
CREATE TABLE log (seq INTEGER PRIMARY KEY, run_id TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
    level TEXT NOT NULL, text TEXT NOT NULL);
CREATE INDEX log_by_run ON log(run_id, seq);
PRAGMA user_version = 1;
"""

RECIPE = {
    "formatVersion": 1, "name": "old", "model": "/models/base", "data": {"train": "/data/train.tsv"}, "seed": 5,
    "nodes": [{"id": "int8", "stage": "quantize.int8", "params": {}, "inputs": {"model": "source"}}],
}
FACTS = {
    "family": "bert", "name": "base", "hiddenSize": 8, "vocabularySize": 100, "maxPositions": 16, "parameters": 1234,
    "weightBytes": 4936, "embeddingBytes": 3200, "headBytes": 72, "storage": "fp32", "compute": "fp32",
    "layers": [{"heads": 2, "headSize": 4, "ffn": 16, "attentionBytes": 1000, "ffnBytes": 664}],
    "labels": {"kind": "multilabel", "names": ["a", "b"]},
}

target = pathlib.Path(__file__).resolve().parent.parent / "data" / "history" / "v1.db"
target.unlink(missing_ok=True)
db = sqlite3.connect(target)
db.executescript("PRAGMA page_size = 512;" + SCHEMA)
db.execute("INSERT INTO runs VALUES(1, 'r1', 'old', '2026-11-20T10:00:00Z', '2026-11-20T10:01:30Z', 'succeeded', '', 5,"
           " 90, ?, ?, 'host', 'boot', 1, 1)", (json.dumps(RECIPE), json.dumps({"threads": 2})))
db.execute("INSERT INTO runs VALUES(2, 'r2', 'open end', '2026-11-21T10:00:00Z', '', 'running', '', -1, 0, ?, '{}',"
           " 'another host', 'boot', 1, 1)", (json.dumps(RECIPE),))
for seq, (name, parent, node, families) in enumerate([("r1-0", "", "source", []), ("r1-1", "r1-0", "int8", ["quantize"])], 1):
    db.execute("INSERT INTO variants VALUES(?, ?, 'r1', ?, 'r1-0', ?, ?, ?, ?, ?, ?, '/models/x', ?, 'plain', '', ?)",
               (seq, name, parent, node, "quantize.int8" if parent else "", json.dumps(families), "Int8", "Int8",
                json.dumps({"rate": 1.0, "n": 2, "on": True, "way": "mean"}), json.dumps(FACTS),
                json.dumps({"seconds": 1.5})))
    db.execute("INSERT INTO metrics VALUES(?, 'microF1', ?)", (name, 0.5 / seq))
truth = struct.pack("<5i", 2, 0, 1, 1, 1)  # row 0: labels 0 and 1; row 1: label 1
for split, shift in (("validation", 0.0), ("test", 10.0)):
    logits = struct.pack("<4f", *(shift + x for x in (1.0, -2.0, 0.5, 4.0)))
    db.execute("INSERT INTO predictions VALUES('r1-1', ?, 'multilabel', 2, 2, ?, ?, ?)",
               (split, logits, truth, json.dumps([0.25, 0.75] if split == "test" else [])))
db.execute("INSERT INTO curves VALUES(1, 'r1', 0, 'loss', 1, 0.75)")
db.execute("INSERT INTO log VALUES(1, 'r1', 'warning', 'one text was cut')")
db.commit()
db.execute("VACUUM")
db.close()
