#!/usr/bin/env python3
"""run.py PROGRAM REPORT [MODULE...]: runs the end-to-end tests (of these modules; without any, all) against PROGRAM and
writes the counts as JSON."""
import glob
import json
import os
import sys
import unittest


def main(program, report, *modules):
    os.environ["TEARSHEET"] = os.path.abspath(program)
    folder = os.path.dirname(os.path.abspath(__file__))
    sys.path.insert(0, folder)
    names = modules or sorted(os.path.basename(path)[:-3] for path in glob.glob(folder + "/test_*.py"))
    suite = unittest.defaultTestLoader.loadTestsFromNames(names)
    result = unittest.TextTestRunner(verbosity=2).run(suite)
    os.makedirs(os.path.dirname(os.path.abspath(report)), exist_ok=True)
    with open(report, "w", encoding="utf-8") as file:
        json.dump({"tests": result.testsRun, "failures": len(result.failures), "errors": len(result.errors)}, file)
    return 0 if result.wasSuccessful() and result.testsRun else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
