-- What came again as it was is not stored again: only that it came.
ALTER TABLE _raw_page ADD COLUMN digest INTEGER; -- XXH3-64 of the page; NULL: stored before this was kept
CREATE TABLE _revisit (
  raw_page INTEGER NOT NULL REFERENCES _raw_page(id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  status INTEGER NOT NULL,             -- 200: byte for byte the same page; 304: an archive says so (those of our own runs stand in fetches)
  address TEXT,
  PRIMARY KEY (raw_page, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX _raw_page_no_article ON _raw_page(url_id) WHERE article_id IS NULL;
