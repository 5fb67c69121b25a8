-- How often a source brings something, and what its owner says of it.
CREATE TABLE _source_rhythm (
  url_id INTEGER PRIMARY KEY REFERENCES _url(id),
  news REAL NOT NULL,                  -- new items, older ones fading
  hours REAL NOT NULL,                 -- that they came in, fading alike
  last_new INTEGER,
  told INTEGER NOT NULL,               -- minutes between two visits that the feed asks for; 0: none
  base INTEGER,                        -- a moment that these are counted from
  skip_hours INTEGER NOT NULL,         -- bits 0 to 23, UTC
  skip_days INTEGER NOT NULL           -- bit 0: Sunday
) STRICT;
