-- The body with its structure, as Markdown; NULL: stored before this was kept, or the text has none.
ALTER TABLE articles ADD COLUMN markdown TEXT;

-- Exports by changes show it.
DROP TRIGGER _change_update;
CREATE TRIGGER _change_update AFTER UPDATE OF site_id, url, canonical_url, title, date, updated, summary, body, authors, language,
  site_name, image, section, tags, kind, duplicate_of, first_seen, changed, version, gone, image_caption, markdown ON articles BEGIN
  INSERT OR REPLACE INTO _change(article_id) VALUES (new.id);
END;
