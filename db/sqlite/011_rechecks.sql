-- Articles that are asked for again: when, and what each source said of articles.
ALTER TABLE _visit ADD COLUMN until INTEGER;     -- of an article: no re-check after it; NULL: none at all
ALTER TABLE _visit ADD COLUMN announced INTEGER; -- 1: a source said something new of the article since that visit

CREATE TABLE _said (
  source INTEGER PRIMARY KEY,          -- key as in _url; the pages of one listing share it
  statements BLOB NOT NULL             -- crawl/said.h
) STRICT;

-- Addresses that redirect to another one of the site.
CREATE TABLE _alias (
  key INTEGER PRIMARY KEY,             -- as in _url
  target INTEGER NOT NULL
) STRICT;

ALTER TABLE _article_key DROP COLUMN hint; -- what one source said: _said has it by source
