-- What a page says under its lead image, or of it.
ALTER TABLE articles ADD COLUMN image_caption TEXT;

-- Exports by changes show it.
DROP TRIGGER _change_update;
CREATE TRIGGER _change_update AFTER UPDATE OF site_id, url, canonical_url, title, date, updated, summary, body, authors, language,
  site_name, image, section, tags, kind, duplicate_of, first_seen, changed, version, gone, image_caption ON articles BEGIN
  INSERT OR REPLACE INTO _change(article_id) VALUES (new.id);
END;
