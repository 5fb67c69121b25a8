-- Requests of a site, and what became of each, without looking through all of them.
ALTER TABLE fetches ADD COLUMN url_id INTEGER; -- of the address it was made for; NULL: a host's file, a picture, or older than this
CREATE INDEX fetches_site ON fetches(site_id);

-- Of older requests the newest: who asks looks at the end of the ledger. Addresses have no index by their text, so they
-- are gone through once.
CREATE TEMP TABLE newest_request AS
  SELECT id, site_id, url, purpose = 'article' AS is_article FROM fetches
  WHERE purpose IN ('article', 'source') AND id > (SELECT max(id) FROM fetches) - 200000;
CREATE INDEX temp.newest_request_url ON newest_request(url);
CREATE TEMP TABLE known_request (id INTEGER PRIMARY KEY, url_id INTEGER NOT NULL);
INSERT OR IGNORE INTO known_request
  SELECT n.id, u.id FROM _url u CROSS JOIN newest_request n INDEXED BY newest_request_url ON n.url = u.url
  WHERE n.site_id = u.site_id AND n.is_article = (u.kind = 0);
UPDATE fetches SET url_id = (SELECT k.url_id FROM known_request k WHERE k.id = fetches.id)
  WHERE id IN (SELECT id FROM known_request);
DROP TABLE known_request;
DROP TABLE newest_request;
