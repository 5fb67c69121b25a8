-- The validators of a source are those of the address that answered, which is another one where the source's own redirects.
ALTER TABLE _visit ADD COLUMN answered_by TEXT; -- that other address; NULL: its own
ALTER TABLE _visit ADD COLUMN moved_to TEXT;    -- where permanent redirects lead; told when it is new
-- Whose those are that are there is not known: each source is fetched whole once more.
UPDATE _visit SET etag = NULL, last_modified = NULL WHERE url_id IN (SELECT id FROM _url WHERE kind <> 0);
