-- Addresses whose article a person had removed: they are never asked for again, and what comes of
-- them all the same (a redirect, an archive) is not stored. Each under every key that led to it.
CREATE TABLE _removed (
  key INTEGER PRIMARY KEY,             -- as in _article_key
  url TEXT NOT NULL,                   -- of the article
  at TEXT NOT NULL,
  why TEXT NOT NULL
) STRICT;
