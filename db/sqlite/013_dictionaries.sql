-- Raw pages are packed by an earlier page of their site, which is kept for that: pages of one site say most things alike.
CREATE TABLE _dictionary (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES sites(id),
  size INTEGER NOT NULL,               -- unpacked
  body BLOB NOT NULL                   -- zstd
) STRICT;
CREATE INDEX _dictionary_site ON _dictionary(site_id, id);
ALTER TABLE _raw_page ADD COLUMN dictionary INTEGER REFERENCES _dictionary(id); -- NULL: packed by itself
CREATE INDEX _raw_page_dictionary ON _raw_page(dictionary) WHERE dictionary IS NOT NULL;
