-- An address that a page names as its canonical one only proposes: a row found by it alone is the page's if the texts
-- agree, and a page of that address takes it back.
ALTER TABLE _article_key ADD COLUMN proposed INTEGER NOT NULL DEFAULT 0; -- 0: it led to the page; 1: the page named it; 2: likewise, and it is the page's own in another form

-- What a source's entries are told by besides their addresses, which some sources make anew at every fetch.
CREATE TABLE _entries (
  source INTEGER PRIMARY KEY,          -- key in _url
  known BLOB NOT NULL,                 -- pairs of 64-bit numbers: entry, key of its address; newest first
  answers INTEGER NOT NULL,            -- that named most of its known entries at new addresses
  same INTEGER NOT NULL DEFAULT 0,     -- such addresses that led to an article that was there ...
  other INTEGER NOT NULL DEFAULT 0     -- ... and to a new one
) STRICT;
