#!/usr/bin/env python3
"""Makes the bundled sample data sets from Debian's package index.

Two tasks on package descriptions: the archive section (one label) and debtags (several labels). Needs apt,
the network and Debian's archive keyring; keeps its apt state in a folder of its own, so nothing on the
machine changes. The same index gives the same files: what is chosen depends on hashes of package names only.

    packaging/make_sample.py [--out resources/sample/data] [--state FOLDER]

With --state the index is kept in FOLDER and, once there, not fetched again.
"""

import argparse
import collections
import hashlib
import os
import pathlib
import re
import subprocess
import tempfile

SUITE, COMPONENT, ARCHITECTURE = "bookworm", "main", "amd64"
SOURCE = f"deb http://deb.debian.org/debian {SUITE} {COMPONENT}\n"

# Sections that a description tells apart. Left out: catch-alls (misc, utils, devel), and sections that say
# how a thing is packaged and not what it is (libs, libdevel, doc, oldlibs, metapackages, debug).
SECTIONS = """admin database editors electronics fonts games gnu-r graphics haskell java javascript mail
net perl php python ruby science sound video""".split()

# Tags that are frequent enough, given consistently enough, and visible in a description.
TAGS = """devel::lang:c++ field::biology field::mathematics implemented-in::perl interface::commandline
interface::daemon interface::graphical network::server protocol::http role::app-data role::devel-lib
role::documentation role::plugin role::shared-lib security::cryptography use::converting
use::editing use::gameplaying use::monitor works-with::audio works-with::db works-with::image works-with::mail
works-with::text works-with::video""".split()

# Rows of a split, and how many of them one label may fill before others come first.
ROWS = {"train": 2000, "validation": 400, "test": 800}
TAG_QUOTA = {"train": 130, "validation": 26, "test": 52}
TEXT_LENGTH = 210  # characters, about 47 WordPiece tokens

UNWANTED = re.compile(r"transitional|dummy package|metapackage|meta-package|meta package|debug symbols", re.I)


def apt(state, tool, *arguments):
    """Runs an apt tool on the index in `state` and returns its output."""
    options = {
        "Dir::State": state, "Dir::State::lists": state / "lists", "Dir::Cache": state / "cache",
        "Dir::State::status": state / "status", "Dir::Etc::SourceList": state / "sources.list",
        "Dir::Etc::SourceParts": "/dev/null", "Acquire::Languages": "en", "APT::Architecture": ARCHITECTURE,
        "APT::Architectures::": ARCHITECTURE, "APT::Sandbox::User": "",
    }
    flags = [part for key, value in options.items() for part in ("-o", f"{key}={value}")]
    done = subprocess.run([tool, *flags, *arguments], check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def read_index(state):
    """Package records, long descriptions by MD5, and what identifies the index."""
    if not (state / "lists").exists():
        for folder in ("lists/partial", "cache/archives/partial"):
            (state / folder).mkdir(parents=True)
        (state / "status").touch()
        (state / "sources.list").write_text(SOURCE)
        apt(state, "apt-get", "update", "--quiet")

    def read(kind):
        names = apt(state, "apt-get", "indextargets", "--format", "$(FILENAME)", f"Created-By: {kind}").split()
        assert len(names) == 1, f"expected one index of {kind}, found {names}"
        return apt(state, "/usr/lib/apt/apt-helper", "cat-file", names[0])

    packages_text = read("Packages")
    release = next((state / "lists").glob("*InRelease")).read_text(errors="replace")
    identity = {
        "version": re.search(r"^Version: (.*)$", release, re.M).group(1),
        "date": re.search(r"^Date: (.*)$", release, re.M).group(1),
        "sha256": hashlib.sha256(packages_text.encode()).hexdigest(),
    }
    long = {record["Description-md5"]: record["Description-en"] for record in records(read("Translations"))}
    return list(records(packages_text)), long, identity


def records(text):
    for paragraph in text.split("\n\n"):
        fields = re.findall(r"^([\w-]+): ?(.*(?:\n .*)*)$", paragraph, re.M)
        if fields:
            yield dict(fields)


def document(description):
    """Synopsis and the beginning of the long description, as one line."""
    synopsis, _, body = description.partition("\n")
    lines = [line.strip() for line in body.split("\n")]
    body = " ".join("" if line == "." else line for line in lines)
    text = re.sub(r"\s+", " ", f"{synopsis.rstrip('.')}. {body}").strip()
    if len(text) > TEXT_LENGTH:
        text = text[:TEXT_LENGTH].rsplit(" ", 1)[0]
    return text.replace('"', "'")


def rank(*key):
    return hashlib.sha256("\0".join(key).encode()).digest()


def split_of(source):
    """All packages of one source share the split, for they share sentences."""
    fraction = int.from_bytes(rank("split", source)[:8], "big") / 2**64
    total = sum(ROWS.values())
    for name, rows in ROWS.items():
        fraction -= rows / total
        if fraction < 0:
            return name
    return "test"


def candidates(packages, long, labels_of):
    """Per split, (text, labels) in hash order: one package of a source, no two that go on alike."""
    rows = collections.defaultdict(list)
    sources, seen = set(), set()
    for package in sorted(packages, key=lambda p: rank("package", p["Package"])):
        labels = labels_of(package)
        description = long.get(package.get("Description-md5"), "")
        source = package.get("Source", package["Package"]).split(" ")[0]
        if not labels or source in sources or UNWANTED.search(description):
            continue
        text = document(description)
        # Families of packages (plugins of one program, fonts of one set) differ in the synopsis only.
        letters = re.sub(r"[\W\d_]+", " ", text).lower()
        alike = {letters, re.sub(r"[\W\d_]+", " ", text.partition(". ")[2]).lower()[:80]}
        if alike & seen or len(text) < 60:
            continue
        sources.add(source)
        seen |= alike
        rows[split_of(source)].append((text, labels))
    return rows


def section_rows(packages, long):
    rows = candidates(packages, long, lambda p: [p["Section"]] if p.get("Section") in SECTIONS else [])
    for split, wanted in ROWS.items():
        groups = {name: [row for row in rows[split] if row[1] == [name]] for name in SECTIONS}
        # The same number of each section, as far as it has so many.
        most = next(n for n in range(1, wanted + 1) if sum(min(n, len(g)) for g in groups.values()) >= wanted)
        yield split, [row for group in groups.values() for row in group[:most]]


def tags_of(package):
    tags = re.split(r",\s*", package.get("Tag", "").replace("\n", ""))
    kept = sorted(set(tags) & set(TAGS))
    # With a single tag the others were mostly never thought about.
    return kept if len(kept) > 1 else []


def tag_rows(packages, long):
    rows = candidates(packages, long, tags_of)
    for split, wanted in ROWS.items():
        frequency = collections.Counter(tag for _, labels in rows[split] for tag in labels)
        chosen, counts = [], collections.Counter()

        def take(row):
            if row not in chosen and len(chosen) < wanted:
                chosen.append(row)
                counts.update(row[1])

        for tag in sorted(TAGS, key=lambda t: (frequency[t], t)):
            for row in rows[split]:
                if counts[tag] >= TAG_QUOTA[split]:
                    break
                if tag in row[1]:
                    take(row)
        for row in rows[split]:
            take(row)
        yield split, chosen


def write(folder, name, column, splits):
    lines = []
    for split, rows in splits:
        rows = sorted(rows, key=lambda row: rank("order", row[0]))
        text = "".join(f"{text}\t{'|'.join(labels)}\n" for text, labels in rows)
        (folder / f"{name}.{split}.tsv").write_text(f"text\t{column}\n{text}", encoding="utf-8")
        labels = collections.Counter(label for _, all_labels in rows for label in all_labels)
        lines.append(f"| {name} | {split} | {len(rows)} | {len(labels)} | {min(labels.values())} to {max(labels.values())} |")
    return lines


ATTRIBUTION = """# Where these data come from

The texts are the beginnings of package descriptions of Debian {version} ({suite}, {component}, {architecture}),
the labels are the packages' archive sections (`sections.*.tsv`) and debtags (`tags.*.tsv`). They were written by the
maintainers of the packages and the volunteers of the Debian and Debtags projects. The descriptions are part of the
packages and come under the packages' own free licences, which Debian keeps in `/usr/share/doc/PACKAGE/copyright`
(https://www.debian.org/legal/licenses/). Lathe is not affiliated with Debian.

Made by `packaging/make_sample.py` from the index of {date}
(SHA-256 of its `Packages` file: `{sha256}`).

- A text is the synopsis and the first part of the long description, cut at a word boundary at {length} characters.
- One package of each source package is used, in one split only. Which one, and in which split, follows from a hash of
  its name. No two texts go on alike after the synopsis. Transitional and meta packages are left out.
- Sections and tags were chosen for what a description can tell; the lists are in the script.
- Debtags are given by hand and are incomplete: a missing tag is not always a wrong one. Only packages with two or more
  of the chosen tags are used.

| task | split | rows | labels | rows per label |
| --- | --- | --- | --- | --- |
{table}
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    home = pathlib.Path(__file__).resolve().parent.parent
    parser.add_argument("--out", type=pathlib.Path, default=home / "resources/sample/data")
    parser.add_argument("--state", type=pathlib.Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        state = (arguments.state or pathlib.Path(scratch)).resolve()
        packages, long, identity = read_index(state)
    arguments.out.mkdir(parents=True, exist_ok=True)
    table = write(arguments.out, "sections", "label", section_rows(packages, long))
    table += write(arguments.out, "tags", "labels", tag_rows(packages, long))
    (arguments.out / "ATTRIBUTION.md").write_text(
        ATTRIBUTION.format(suite=SUITE, component=COMPONENT, architecture=ARCHITECTURE, length=TEXT_LENGTH,
                           table="\n".join(table), **identity), encoding="utf-8")
    print("\n".join(table))


if __name__ == "__main__":
    main()
