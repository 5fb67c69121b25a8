-- Sites that have no file: `crawl URL` keeps the address that it was given, and the next run goes on with it.
CREATE TABLE _address (
  url TEXT PRIMARY KEY,                -- a front page, a section or a feed, as it was given
  site TEXT NOT NULL                   -- sites.key
) STRICT, WITHOUT ROWID;
