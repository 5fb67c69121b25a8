-- How each rule of a site file fares, page by page: whether it still fits its site. Of another
-- version of the file (rules: its hash) it says nothing.
CREATE TABLE _rule (
  site_id INTEGER NOT NULL REFERENCES sites(id),
  rule    TEXT NOT NULL,     -- a field, as "title"; or "items of" and the address of a listing
  rules   TEXT NOT NULL,
  history TEXT NOT NULL,     -- numbers, as src/crawl/rule_states.cpp writes them
  since   INTEGER,           -- the page with which the doubt began, Unix ms; NULL: all is well
  odd     INTEGER NOT NULL,  -- pages since then that spoke against the rule
  lies    INTEGER NOT NULL,  -- of them, where it found something false
  alarm   INTEGER NOT NULL,  -- 1: the rule no longer fits
  PRIMARY KEY (site_id, rule)
) WITHOUT ROWID, STRICT;
