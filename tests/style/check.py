#!/usr/bin/env python3
"""What a machine can check of the project's habits, in a second: `tests/style/check.py`.

- A folder of src/ includes only itself, base, and what its CMakeLists.txt names under USES; and that is what the table of
  docs/architecture.md says.
- Other folders are included by their public header alone (base and html/tag.h have more than one); headers of a sub-folder, a room,
  are as private as those beside it. A room includes its folder's own files and the rooms before it,
  or, where it stands apart, those rooms alone.
- Third-party headers stand in .cpp files and private headers only.
- Files that comments and docs name are there.
- No recursion on input by std::regex, no owning new/delete, no work left undone, no path of somebody's machine.
"""
import glob
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDERS = "base unpack url identity text markdown dates records html select feed robots preferences site extract dedup polite fetch store evidence reading learn preview output telling serve warc crawl archive cli".split()
SEVERAL_HEADERS = {"base": None, "html": {"html.h", "tag.h"}, "extract": {"extract.h", "trust.h"}, "feed": {"feed.h", "opml.h"}, "cli": None,
                   "site": {"site.h", "keys.h"}, "crawl": {"crawl.h", "assets.h"}, "preview": {"preview.h", "blame.h"},
                   "learn": {"learn.h", "drift/drift.h", "mend/mend.h", "model/site_model.h", "model/site_models.h"},
                   "store": {name + ".h" for name in ("addresses article_columns articles assets backup batch copy dossier evidence frontier health history inquiry maintenance merge packing pages preferences raw_pages "
                                                      "reextraction removal rules run search server_watch share site_models status store stories transactions turn").split()}}
# Rooms of a folder, each standing on those before it.
ROOMS = {"extract": "model page structure body authors dating listing title embedded kind render".split(), "crawl": ["plan"], "learn": ["drift", "mend", "model", "rules", "gather"], "site": ["ftr"]}
# Rooms that know nothing of the folder around them.
APART = {"crawl": {"plan"}}
# Header-only value types that public headers are made of.
ALLOWED_IN_PUBLIC = {"tl/expected.hpp"}
STANDARD = re.compile(r"^[a-z_0-9]+$")
BANNED = [(re.compile(r"std::regex\b"), "std::regex is slow and recursive: RE2 or a scanner"),
          (re.compile(r"\b(TODO|FIXME|XXX|HACK)\b"), "work left undone"),
          (re.compile(r"\bGTEST_SKIP|DISABLED_"), "a test that does not run"),
          (re.compile(r"\bnew [A-Za-z_:]+[({;]|\bdelete [a-z]"), "owning pointer: make_unique or a Handle"),
          (re.compile(r"[\"'= (]/(work|home|Users)/[a-z]"), "a path of one machine")]

# A file as text names it: by any end of its path that holds the name. Not part of an address, a pattern or an option's value.
FILE_NAME = re.compile(r"(?<![\w./*<>@:%{}$-])((?:[A-Za-z0-9_.-]+/)*[A-Za-z0-9_-]+\.(?:h|cpp|py|md|sql|cmake|toml|txt|dict|sh))(?![\w/*])")
# Files of others, of the web, and examples.
FILES_ELSEWHERE = {"IdnaMappingTable.txt", "index-big5.txt", "robots.txt", "global.txt", "host.txt", "SITE/ID.md", "selectors/example.toml", "selectors/harbour.toml", "mended.toml"}


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def uses(folder):
    text = re.sub(r"#.*", "", read("%s/src/%s/CMakeLists.txt" % (ROOT, folder)))
    found = re.search(r"\bUSES\s+([a-z\s]+?)(?=\b(?:PUBLIC|PRIVATE|SOURCES)\b|\))", text)
    return set(found[1].split()) if found else set()


def table_of_architecture():
    rows = re.findall(r"(?m)^\| `([a-z]+)` \|.*\| ([^|]*) \|$", read(ROOT + "/docs/architecture.md"))
    return {name: set(re.findall(r"`([a-z]+)`", text)) for name, text in rows if name in FOLDERS}


def check_file(path, folder, allowed, complain):
    rooms = ROOMS.get(folder, [])
    room = os.path.relpath(os.path.dirname(path), "%s/src/%s" % (ROOT, folder))
    if room not in rooms + ["."] and folder in ROOMS:
        complain(os.path.relpath(path, ROOT), "no such room in src/%s" % folder)
    public = os.path.basename(path) == folder + ".h"
    for number, line in enumerate(read(path).split("\n"), 1):
        where = "%s:%d" % (os.path.relpath(path, ROOT), number)
        code = line.split("//")[0]
        own = re.match(r'#include "([a-z_]+)/([^"]+)"', line)
        if own:
            other, header = own[1], own[2]
            if other not in allowed | {folder, "base"}:
                complain(where, "%s may not include %s" % (folder, other))
            elif other != folder:
                several = SEVERAL_HEADERS.get(other, {other + ".h"})
                if several is not None and header not in several:
                    complain(where, "%s/%s is private to its folder" % (other, header))
            elif room in APART.get(folder, ()) and os.path.dirname(header) not in rooms:
                complain(where, "%s/%s may not include %s/%s, which is outside the room" % (folder, room, other, header))
            elif room in rooms and os.path.dirname(header) in rooms[rooms.index(room) + 1:]:
                complain(where, "%s/%s stands below %s" % (folder, room, os.path.dirname(header)))
        third = re.match(r"#include <([^>]+)>", line)
        if third and public and not STANDARD.match(third[1]) and third[1] not in ALLOWED_IN_PUBLIC:
            complain(where, "third-party header <%s> in a public header" % third[1])
        for pattern, why in BANNED:
            if pattern.search(line if "undone" in why else code):
                complain(where, why)


def comments_of(path):
    """(number, text) of the lines of a file that people read: of sources the comments, of Markdown all."""
    mark = r"(?:^|\s)//(.*)" if path.endswith((".h", ".cpp")) else "(.*)" if path.endswith(".md") else r"(?:^|\s)#(.*)"
    for number, line in enumerate(read(path).split("\n"), 1):
        found = re.search(mark, line)
        if found:
            yield number, found[1]


def check_named_files(complain):
    known, texts = set(), []
    for folder, inner, names in os.walk(ROOT):
        inner[:] = [name for name in inner if name not in ("build", ".git", "corpus", "__pycache__", "node_modules")]
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), ROOT)
            parts = path.split("/")
            known.update("/".join(parts[i:]) for i in range(len(parts)))
            if name.endswith((".h", ".cpp", ".py", ".md", ".cmake")) or parts[0] in (".ci", "scripts") or name == "CMakeLists.txt":
                texts.append(path)
    for path in texts:
        if path.startswith(("tests/golden/", "docs/reference/")):
            continue
        for number, text in comments_of(os.path.join(ROOT, path)):
            for name in FILE_NAME.findall(text):
                if name.removeprefix("./").removeprefix("../") not in known | FILES_ELSEWHERE:
                    complain("%s:%d" % (path, number), "there is no file %s" % name)


def main():
    problems = []

    def complain(where, what):
        problems.append("%s: %s" % (where, what))
    table = table_of_architecture()
    for folder in FOLDERS:
        if not os.path.exists("%s/src/%s/CMakeLists.txt" % (ROOT, folder)):
            complain("src/" + folder, "no CMakeLists.txt")
            continue
        allowed = uses(folder)
        if folder != "cli" and table.get(folder) is None:
            complain("docs/architecture.md", "no row for src/" + folder)
        elif folder != "cli" and table[folder] | {"base"} != allowed | {"base"}:
            complain("docs/architecture.md", "src/%s uses %s, the table says %s" % (folder, sorted(allowed), sorted(table[folder])))
        later = [other for other in allowed if FOLDERS.index(other) > FOLDERS.index(folder)]
        if later:
            complain("src/" + folder, "uses %s, which stand above it" % later)
        for path in glob.glob("%s/src/%s/**/*.h" % (ROOT, folder), recursive=True) + glob.glob("%s/src/%s/**/*.cpp" % (ROOT, folder), recursive=True):
            check_file(path, folder, allowed, complain)
        if not glob.glob("%s/tests/unit/%s/*_test.cpp" % (ROOT, folder)):
            complain("tests/unit/" + folder, "no tests")
    check_named_files(complain)
    print("\n".join(problems) or "style: %d folders in order" % len(FOLDERS))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
