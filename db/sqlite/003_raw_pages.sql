-- What read a raw page last, and where it came from.
ALTER TABLE _raw_page ADD COLUMN address TEXT;
ALTER TABLE _raw_page ADD COLUMN extractor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE _raw_page ADD COLUMN rules TEXT NOT NULL DEFAULT '';
UPDATE _raw_page SET (extractor, rules) = (SELECT a.extractor, a.rules FROM articles a WHERE a.raw_page = _raw_page.id)
  WHERE EXISTS (SELECT 1 FROM articles a WHERE a.raw_page = _raw_page.id AND a.id = _raw_page.article_id);
