"""A second site, which prints a story of the sample site behind the credit of a wire service."""
import copy
import os

from support import STORIES, Harbour

NUMBER = 5
CREDIT = "Tarvik, November 13 (Reuters) - "


def add_second_site(case):
    stories = copy.deepcopy(STORIES)
    stories["stories"] = stories["stories"][NUMBER:NUMBER + 1]
    story = stories["stories"][0]
    story["paragraphs"][0] = CREDIT + story["paragraphs"][0]
    folder = os.path.join(case.folder, "second")
    os.makedirs(folder)
    second = Harbour(folder, stories=stories)
    case.addCleanup(second.close)
    second.write_site_file(folder, lambda text: text.replace('id = "harbour-times"', 'id = "second"').replace('name = "Harbour Times"', 'name = "Second Times"'))
    os.rename(os.path.join(folder, "harbour-times.toml"), os.path.join(case.selectors, "second.toml"))
    return second
