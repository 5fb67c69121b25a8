-- How sites fare over many runs.

-- Kinds of trouble that last: told when they are new, and at the third run in a row.
CREATE TABLE _trouble (
  site_id INTEGER NOT NULL REFERENCES sites(id) ON DELETE CASCADE,
  what TEXT NOT NULL,
  runs INTEGER NOT NULL,               -- in a row, of those that asked the site
  since INTEGER NOT NULL,
  PRIMARY KEY (site_id, what)
) STRICT, WITHOUT ROWID;

-- When a site last brought something new, and how long it was ever silent before: for the alarm.
CREATE TABLE _rhythm (
  site_id INTEGER PRIMARY KEY REFERENCES sites(id) ON DELETE CASCADE,
  first_new INTEGER NOT NULL,
  last_new INTEGER NOT NULL,
  pauses INTEGER NOT NULL,             -- between runs that brought something
  longest REAL NOT NULL                -- of them, in milliseconds, fading
) STRICT;

-- Which kinds of pages named an address in the run that took it up: 1 listing, 2 feed, 4 sitemap, 8 home page, added up;
-- NULL: taken up before this was written down.
ALTER TABLE _url ADD COLUMN via INTEGER;

-- What a source's last answer named, and how many of these addresses are none of the site's articles by its rules.
CREATE TABLE _announced (
  url_id INTEGER PRIMARY KEY REFERENCES _url(id),
  named INTEGER NOT NULL,
  refused INTEGER NOT NULL
) STRICT;
