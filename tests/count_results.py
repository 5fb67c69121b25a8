#!/usr/bin/env python3
"""Adds up test reports (GoogleTest's JSON, and the end-to-end tests' in the same form): `count_results.py FOLDER...`.

The last line is "N passed, N failed". A folder without a report counts as one failure: tests that did not run have not passed.
"""
import glob
import json
import sys


def main(folders):
    passed = failed = 0
    for folder in folders:
        reports = sorted(glob.glob(folder + "/*.json"))
        if not reports:
            print("no test reports in " + folder)
            failed += 1
        for path in reports:
            with open(path, encoding="utf-8") as file:
                report = json.load(file)
            bad = report["failures"] + report.get("errors", 0)
            passed += report["tests"] - bad - report.get("disabled", 0)
            failed += bad
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
