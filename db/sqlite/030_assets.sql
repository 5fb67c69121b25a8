-- Pictures and styles of articles' pages, fetched with `crawl --with-assets` (docs/archive.md).
CREATE TABLE _asset (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL,                   -- asked for; one that was changed since has several rows
  fetched_at INTEGER NOT NULL,
  checked_at INTEGER NOT NULL,         -- when the server said last that it is still so
  status INTEGER NOT NULL,             -- 200, or of a redirect
  headers TEXT NOT NULL,               -- JSON
  body BLOB NOT NULL,                  -- without codings
  address TEXT,
  etag TEXT,
  last_modified TEXT
) STRICT;
CREATE INDEX _asset_url ON _asset(url);

-- Which page shows which of them. A page is in the other table once they were looked for, whatever was found.
CREATE TABLE _page_asset (
  raw_page INTEGER NOT NULL,
  asset INTEGER NOT NULL,
  PRIMARY KEY (raw_page, asset)
) STRICT, WITHOUT ROWID;
CREATE INDEX _page_asset_asset ON _page_asset(asset);
CREATE TABLE _page_with_assets (raw_page INTEGER PRIMARY KEY) STRICT;

-- They go with the last page that shows them, whoever removes it.
CREATE TRIGGER _page_assets_gone AFTER DELETE ON _raw_page BEGIN
  DELETE FROM _page_with_assets WHERE raw_page = old.id;
  DELETE FROM _page_asset WHERE raw_page = old.id;
END;
CREATE TRIGGER _asset_gone AFTER DELETE ON _page_asset
  WHEN NOT EXISTS (SELECT 1 FROM _page_asset WHERE asset = old.asset) BEGIN
  DELETE FROM _asset WHERE id = old.asset;
END;
